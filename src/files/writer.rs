//! The worker's side of a workbook: takes the lines of a result and packs them; [`serve`] runs in the worker. It is the
//! only user of what writes workbooks, and none of the other programs is built with it.

use core::cell::RefCell;

use gloo::events::EventListener;
use result_workbook::{ResultSheet, SheetError};
use wasm_bindgen::JsCast;
use web_sys::{MessageEvent, MessagePort};

use super::workbook::{Ask, MOST_CELLS, Tell};
use crate::engine::client::read;
use crate::engine::worker::say;

/// Bytes of the workbook in one message: the page hands each on to the browser.
const PART: usize = 1 << 20;

/// Writes for the page on the other end of the port, for as long as what is returned lives.
pub fn serve(port: MessagePort) -> EventListener {
    let writer = RefCell::new(Writer::default());
    let answering = port.clone();
    let listener = EventListener::new(&port, "message", move |event| {
        let event: &MessageEvent = event.unchecked_ref();
        if let Some(ask) = read::<Ask>(&event.data()) {
            let mut tell = |tell| say(&answering, &tell);
            writer.borrow_mut().answer(ask, &mut tell);
        }
    });
    port.start();
    listener
}

/// The worker's side: one workbook.
#[derive(Default)]
struct Writer {
    sheet: Option<ResultSheet>,
    cells: usize,
}

impl Writer {
    /// Answers; `tell` hears the parts of the workbook before the answer.
    fn answer(&mut self, ask: Ask, tell: &mut dyn FnMut(Tell)) {
        let answer = match ask {
            Ask::Begin(are_numbers) => {
                self.sheet = Some(ResultSheet::in_memory(are_numbers));
                Ok(Tell::Ready)
            }
            Ask::Lines(lines) => self.append(&lines),
            Ask::End => self.pack(tell),
        };
        tell(answer.unwrap_or_else(|error| match error {
            SheetError::TooLong(row) => Tell::TooLong(row),
            SheetError::TooLarge => Tell::TooLarge,
            _ => Tell::Stopped,
        }));
    }

    fn append(&mut self, lines: &[Vec<String>]) -> Result<Tell, SheetError> {
        let Some(sheet) = &mut self.sheet else {
            return Ok(Tell::Stopped);
        };
        for line in lines {
            self.cells += line.iter().filter(|cell| !cell.is_empty()).count();
            if self.cells > MOST_CELLS {
                return Err(SheetError::TooLarge);
            }
            sheet.push(line)?;
        }
        Ok(Tell::Next)
    }

    fn pack(&mut self, tell: &mut dyn FnMut(Tell)) -> Result<Tell, SheetError> {
        let Some(sheet) = self.sheet.take() else {
            return Ok(Tell::Stopped);
        };
        let mut bytes = Vec::new();
        sheet.finish(&mut bytes)?;
        for part in bytes.chunks(PART) {
            tell(Tell::Part(part.to_owned()));
        }
        Ok(Tell::Ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(writer: &mut Writer, ask: Ask) -> Vec<Tell> {
        let mut told = Vec::new();
        writer.answer(ask, &mut |tell| told.push(tell));
        told
    }

    #[test]
    fn lines_are_taken_and_come_as_one_workbook() {
        let mut writer = Writer::default();
        let line = |text: &str| vec!["1".to_owned(), text.to_owned()];
        let begin = Ask::Begin(vec![true]);
        assert_eq!(answers(&mut writer, begin), [Tell::Ready]);
        let lines = Ask::Lines(vec![line("query"), line("=Orsek")]);
        assert_eq!(answers(&mut writer, lines), [Tell::Next]);
        let long = Ask::Lines(vec![line(&"x".repeat(40_000))]);
        let row = "1".to_owned();
        assert_eq!(answers(&mut writer, long), [Tell::TooLong(row)]);
        let told = answers(&mut writer, Ask::End);
        assert!(matches!(&told[..], [Tell::Part(bytes), Tell::Ended] if bytes.starts_with(b"PK")));
        assert_eq!(answers(&mut writer, Ask::End), [Tell::Stopped]);
    }

    #[test]
    fn what_is_too_much_for_the_memory_is_refused() {
        let mut writer = Writer {
            cells: MOST_CELLS - 1,
            ..Writer::default()
        };
        answers(&mut writer, Ask::Begin(Vec::new()));
        let lines =
            |cells: &[&str]| Ask::Lines(vec![cells.iter().map(|it| (*it).to_owned()).collect()]);
        assert_eq!(answers(&mut writer, lines(&["last", ""])), [Tell::Next]);
        assert_eq!(answers(&mut writer, lines(&["one more"])), [Tell::TooLarge]);
    }
}
