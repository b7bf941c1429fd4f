//! One row of a table.

/// The cells of one row, in one text, so that reading row after row allocates nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    text: String,
    /// Where in the text each cell ends.
    ends: Vec<usize>,
}

impl Row {
    /// A row without cells.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Removes all cells.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// Appends a cell.
    pub fn push(&mut self, cell: &str) {
        self.push_text(cell);
        self.end_cell();
    }

    /// Appends text to the cell that [`end_cell`](Self::end_cell) will end.
    pub fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Ends the cell that was being written.
    pub fn end_cell(&mut self) {
        self.ends.push(self.text.len());
    }

    /// The cell at this place, from 0; `None` beyond the last.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)?;
        let start = match place.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..end)
    }

    /// How many cells there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes of text in all cells.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The cells in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|place| self.get(place))
    }
}

impl<T: AsRef<str>> FromIterator<T> for Row {
    fn from_iter<I: IntoIterator<Item = T>>(cells: I) -> Self {
        let mut row = Self::new();
        for cell in cells {
            row.push(cell.as_ref());
        }
        row
    }
}
