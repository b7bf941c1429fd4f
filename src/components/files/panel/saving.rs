//! The result as a file: the rows are read once more, and their lines written beside them.

use js_sys::{Array, Uint8Array};
use web_sys::Blob;
use yew::Context;

use super::{Panel, Telling};
use crate::engine::worker::Working;
use crate::files::output::{ResultForm, Sheet, csv};
use crate::files::protocol::{Ask, RowView};
use crate::files::workbook;
use crate::messages::Phrase;

/// Bytes of a result that the page holds itself.
const HELD: usize = 4 << 20;

/// A result that is being written.
pub(super) struct Writing {
    pub(super) sheet: Sheet,
    parts: Array,
    /// Bytes of the parts since the browser took the earlier ones.
    bytes: usize,
    row: u32,
    /// The worker that writes the workbook; none where the result is CSV.
    workbook: Option<Working>,
}

impl Writing {
    /// Adds to the result. The browser keeps most of it outside of the page's memory.
    fn push(&mut self, bytes: &[u8]) {
        self.parts.push(&Uint8Array::from(bytes));
        self.bytes += bytes.len();
        if self.bytes > HELD
            && let Ok(blob) = Blob::new_with_u8_array_sequence(&self.parts)
        {
            self.parts = Array::of1(&blob);
            self.bytes = 0;
        }
    }
}

impl Panel {
    /// Begins to write the result. A workbook's worker comes first: the file is read once it is there.
    pub(super) fn save_as(&mut self, context: &Context<Self>, form: ResultForm) {
        let width = self.opened.as_ref().map_or(0, |opened| opened.width);
        let has_details = self.columns().has_details();
        let sheet = Sheet::new(
            self.lists.to_vec(),
            self.statuses.clone(),
            (width, has_details),
            self.decided.clone(),
        );
        let workbook = match form {
            ResultForm::Csv => None,
            ResultForm::Xlsx => {
                let start = &context.props().start_worker;
                let Ok(working) = workbook::open(start, self.on_wrote.clone()) else {
                    return self.refuse(self.texts.xlsx_stopped().into());
                };
                working.ask(&workbook::Ask::Begin(sheet.are_numbers()));
                Some(working)
            }
        };
        let mut writing = Writing {
            sheet,
            parts: Array::new(),
            bytes: 0,
            row: 0,
            workbook,
        };
        self.said.say(self.texts.writing().text);
        if writing.workbook.is_none() {
            // The mark by which spreadsheet programs recognise UTF-8.
            writing.push("\u{feff}".as_bytes());
            self.begin(true);
        }
        self.writing = Some(writing);
    }

    /// Writes these lines, then asks for the next rows of the file.
    pub(super) fn put(&mut self, lines: Vec<Vec<String>>) {
        let Some(writing) = &mut self.writing else {
            return;
        };
        match &writing.workbook {
            Some(workbook) => workbook.ask(&workbook::Ask::Lines(lines)),
            None => {
                writing.push(csv(lines).as_bytes());
                self.ask(&Ask::Next);
            }
        }
    }

    /// Writes these rows; none end the result.
    pub(super) fn write(&mut self, context: &Context<Self>, rows: &[RowView]) -> bool {
        let Some(writing) = &mut self.writing else {
            return false;
        };
        let mut lines = Vec::new();
        for asked in rows {
            let row = writing.row;
            lines.extend(writing.sheet.lines(
                (row, self.run.outcome(row)),
                (&asked.text, &asked.cells),
                self.run.kept_at(row),
            ));
            writing.row += 1;
        }
        if !rows.is_empty() {
            self.put(lines);
            return false;
        }
        if u64::from(writing.row) != self.run.rows() {
            self.end_writing(self.texts.unreadable().into());
            return true;
        }
        if let Some(workbook) = &writing.workbook {
            workbook.ask(&workbook::Ask::End);
            return false;
        }
        self.save(context, ResultForm::Csv)
    }

    /// Takes what the worker that writes the workbook said; whether that is to be drawn.
    pub(super) fn wrote(&mut self, context: &Context<Self>, tell: workbook::Tell) -> bool {
        let Some(writing) = &mut self.writing else {
            return false;
        };
        let why = match tell {
            workbook::Tell::Ready => {
                self.begin(true);
                return false;
            }
            workbook::Tell::Next => {
                self.ask(&Ask::Next);
                return false;
            }
            workbook::Tell::Part(bytes) => {
                writing.push(&bytes);
                return false;
            }
            workbook::Tell::Ended => return self.save(context, ResultForm::Xlsx),
            workbook::Tell::TooLong(row) => vec![self.texts.xlsx_long(&row).into()],
            workbook::Tell::TooLarge => self.texts.xlsx_large().into(),
            workbook::Tell::Stopped => self.texts.xlsx_stopped().into(),
        };
        self.end_writing(why);
        true
    }

    /// Gives the person the result, which is to be drawn.
    fn save(&mut self, context: &Context<Self>, form: ResultForm) -> bool {
        if let Some(writing) = self.writing.take() {
            let saved = Telling::Save(writing.parts, form);
            context.props().tell.emit(saved);
            self.downloaded = Some(form);
            self.said.say(self.texts.downloaded(form.name()));
        }
        true
    }

    /// Gives up the result that is being written.
    fn end_writing(&mut self, why: Phrase) {
        self.writing = None;
        self.said.say("");
        self.refuse(why);
    }
}
