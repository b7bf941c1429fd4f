//! What a row came to. Every row of the input comes to exactly one of these.

use std::ops::AddAssign;

use check::Outcome;

/// What a row came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowOutcome {
    /// It was searched, or could not be as it stands. Of a row with several names this is the outcome of
    /// all together: the worst counts.
    Answered(Outcome),
    /// The run ended before it.
    NotReached,
}

impl RowOutcome {
    /// Every outcome, those of an answer in the order of [`Outcome::ALL`].
    pub const ALL: [Self; 7] = [
        Self::Answered(Outcome::NotSearched),
        Self::Answered(Outcome::Hits),
        Self::Answered(Outcome::TooLittle),
        Self::Answered(Outcome::NoVerdict),
        Self::Answered(Outcome::NothingInFile),
        Self::Answered(Outcome::NothingFound),
        Self::NotReached,
    ];

    /// Worst first: the order in which a person should look at rows.
    pub const WORST_FIRST: [Self; 7] = [
        Self::Answered(Outcome::Hits),
        Self::Answered(Outcome::NotSearched),
        Self::Answered(Outcome::TooLittle),
        Self::NotReached,
        Self::Answered(Outcome::NoVerdict),
        Self::Answered(Outcome::NothingInFile),
        Self::Answered(Outcome::NothingFound),
    ];

    /// The word for it in data, such as `not-reached`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answered(outcome) => outcome.as_str(),
            Self::NotReached => "not-reached",
        }
    }

    /// Its place in [`ALL`](Self::ALL), in which many rows take a byte each.
    #[must_use]
    pub fn place(self) -> usize {
        let place = Self::ALL.iter().position(|one| *one == self);
        place.unwrap_or(Self::ALL.len() - 1)
    }
}

impl From<Outcome> for RowOutcome {
    fn from(outcome: Outcome) -> Self {
        Self::Answered(outcome)
    }
}

/// Rows by what they came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the order of [`RowOutcome::ALL`].
    outcomes: [u64; RowOutcome::ALL.len()],
    /// Rows of the output, of which an input row has one or more.
    pub written: u64,
    /// Hits that a decision made quiet.
    pub quiet: u64,
    /// Hits that a decision is about and does not make quiet.
    pub noted: u64,
    /// Hits whose decision no longer fits.
    pub speaking_again: u64,
}

impl Counts {
    /// Counts a row.
    pub fn add(&mut self, outcome: impl Into<RowOutcome>) {
        if let Some(count) = self.outcomes.get_mut(outcome.into().place()) {
            *count += 1;
        }
    }

    /// Input rows with this outcome.
    pub fn of(&self, outcome: impl Into<RowOutcome>) -> u64 {
        let count = self.outcomes.get(outcome.into().place());
        count.copied().unwrap_or_default()
    }

    /// Input rows with an outcome.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.outcomes.iter().sum()
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        for (count, more) in self.outcomes.iter_mut().zip(other.outcomes) {
            *count += more;
        }
        self.written += other.written;
        self.quiet += other.quiet;
        self.noted += other.noted;
        self.speaking_again += other.speaking_again;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_a_word_a_place_and_a_count_of_its_own() {
        for (place, outcome) in RowOutcome::ALL.into_iter().enumerate() {
            assert_eq!(outcome.place(), place);
            let mut counts = Counts::default();
            counts.add(outcome);
            counts += counts;
            assert_eq!((counts.of(outcome), counts.rows()), (2, 2));
            let has_word = |other: &&RowOutcome| other.as_str() == outcome.as_str();
            assert_eq!(RowOutcome::ALL.iter().filter(has_word).count(), 1);
            assert!(RowOutcome::WORST_FIRST.contains(&outcome));
        }
        for outcome in Outcome::ALL {
            assert!(RowOutcome::ALL.contains(&outcome.into()));
        }
    }
}
