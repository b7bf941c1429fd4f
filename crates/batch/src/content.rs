//! What the names of many rows look like, to notice a wrong column.

/// Counts rows by what their text looks like.
#[derive(Clone, Copy, Debug, Default)]
pub struct Content {
    rows: u64,
    empty: u64,
    /// Rows with digits and no letter.
    numbers: u64,
}

/// Why a column may be the wrong one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspicion {
    /// No row has a name.
    Empty,
    /// Every name is a number.
    Numbers,
}

impl Content {
    /// Counts the text of a row.
    pub fn add(&mut self, text: &str) {
        self.rows += 1;
        self.empty += u64::from(text.trim().is_empty());
        let has_digit = || text.bytes().any(|byte| byte.is_ascii_digit());
        self.numbers += u64::from(!text.chars().any(char::is_alphabetic) && has_digit());
    }

    /// Whether the column may be the wrong one; never said of a table without rows.
    #[must_use]
    pub fn suspicion(self) -> Option<Suspicion> {
        match self.rows {
            0 => None,
            rows if rows == self.empty => Some(Suspicion::Empty),
            rows if rows == self.numbers + self.empty => Some(Suspicion::Numbers),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_without_names_is_noticed() {
        for (texts, expected) in [
            (&[][..], None),
            (&["Orsek", "17", ""], None),
            (&["", " "], Some(Suspicion::Empty)),
            (&["17", "3-4", ""], Some(Suspicion::Numbers)),
            (&["?"], None),
        ] {
            let mut content = Content::default();
            texts.iter().for_each(|text| content.add(text));
            assert_eq!(content.suspicion(), expected, "{texts:?}");
        }
    }
}
