//! How large a row may be. Memory is not taken for more.

/// Largest row in bytes of UTF-8, as for the rows of a list, and so the largest cell. A quote that is
/// never closed ends here instead of filling the memory.
pub const MOST_ROW_BYTES: usize = 16 << 20;
/// Most cells of a row: the most columns that a spreadsheet program has.
pub const MOST_COLUMNS: usize = 16_384;
/// Most lines of a cell in a table of one column, where each line may as well be a row that a stray quotation mark
/// hides: this many names of one text are searched one by one, so that no line goes unsearched.
pub const MOST_LINES: u64 = 12;
