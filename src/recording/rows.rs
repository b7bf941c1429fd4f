//! The rows of a file that was checked, as a record has them.

use std::io::{Read, Seek};

use batch::Columns;
use check_record::{Asked, Input};
use tables::Row;

use crate::files::protocol::Form;
use crate::files::table::Table;

/// Reads a file row by row, as a record says that it was read.
pub struct Rows<R> {
    table: Table<R>,
    columns: Columns,
    /// The first row, where it does not name the columns.
    waiting: Option<Row>,
}

impl<R: Read + Seek> Rows<R> {
    /// Reads the first row. `open` starts at the first byte of the file.
    ///
    /// # Errors
    /// The fault of the file, in English.
    pub fn open(open: &dyn Fn() -> R, input: &Input) -> Result<Self, String> {
        let word = |word: &Option<String>| word.clone().unwrap_or_default();
        let mut form = Form {
            separator: word(&input.delimiter),
            encoding: word(&input.encoding),
            sheet: word(&input.sheet),
            ..Form::default()
        };
        let mut table = Table::open(open, &mut form).map_err(words)?;
        let mut first = Row::new();
        let is_there = table.read(&mut first).map_err(words)?;
        Ok(Self {
            table,
            columns: input.columns.clone(),
            waiting: (is_there && !input.has_header).then_some(first),
        })
    }

    /// The next row; `None` after the last.
    ///
    /// # Errors
    /// The fault of the file, in English.
    pub fn next_row(&mut self) -> Result<Option<Asked>, String> {
        let mut row = Row::new();
        match self.waiting.take() {
            Some(first) => row = first,
            None => {
                if !self.table.read(&mut row).map_err(words)? {
                    return Ok(None);
                }
            }
        }
        let text = self.columns.text(&row);
        let cell = |column| row.get(column);
        Ok(Some(Asked::of_row(&self.columns, text, cell)))
    }
}

fn words(error: impl ToString) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn rows_are_read_as_a_record_says_and_what_is_not_understood_is_left_out() {
        let input = Input {
            sha256: None,
            delimiter: None,
            encoding: None,
            sheet: None,
            has_header: true,
            columns: Columns {
                names: vec![vec![1, 2]],
                born: Some(3),
                reference: Some(0),
                ..Columns::default()
            },
        };
        let file = "Ref;Given;Family;Born\n17;Orsek;Testanov;14/03/1984\n;Amber;Quill;soon\n";
        let open = || Cursor::new(file);
        let mut rows = Rows::open(&open, &input).unwrap();
        let first = rows.next_row().unwrap().unwrap();
        assert_eq!(first.name, "Orsek Testanov");
        assert_eq!(first.born.unwrap().to_string(), "1984-03-14");
        assert_eq!(first.reference.as_deref(), Some("17"));
        let second = rows.next_row().unwrap().unwrap();
        assert_eq!((second.born, second.reference), (None, None));
        assert_eq!(rows.next_row().unwrap(), None);
        let headless = Input {
            has_header: false,
            ..input
        };
        let mut rows = Rows::open(&open, &headless).unwrap();
        assert_eq!(rows.next_row().unwrap().unwrap().name, "Given Family");
    }
}
