//! The outcome of one answer: what it says to whoever must decide.

use crate::status::Status;

/// What a search found, in numbers of designations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Whether the query could be searched: not empty, not too short, of letters that are known.
    pub is_searched: bool,
    /// Whether every name was compared by this program's own method, which alone can say that
    /// nothing was found. A method that is reproduced for comparison cannot.
    pub is_full: bool,
    /// Hits that the settings let through.
    pub shown: usize,
    /// Further hits that a setting (kind, regime, lowest band) hides.
    pub hidden: usize,
    /// Designations whose name contains every query token, and which are no hits because those
    /// tokens are too common or match only approximately.
    pub suppressed: usize,
}

impl Default for Found {
    /// A full search that found nothing.
    fn default() -> Self {
        Self {
            is_searched: true,
            is_full: true,
            shown: 0,
            hidden: 0,
            suppressed: 0,
        }
    }
}

/// What an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The query could not be searched as it was given.
    NotSearched,
    /// Listed names look like it, shown or hidden by a setting.
    Hits,
    /// The query is not enough to identify anyone: its tokens are in listed names, and are too
    /// common or too few.
    TooLittle,
    /// Nothing was found, and a list cannot say so: it is expired, the sample list, not loaded, or
    /// the clock is wrong.
    NoVerdict,
    /// Nothing was found in a file of which nobody knows how old or how whole it is.
    NothingInFile,
    /// Nothing was found in a full, finished search of whole and fresh lists.
    NothingFound,
}

impl Outcome {
    /// Every outcome, in the order in which they are decided.
    pub const ALL: [Self; 6] = [
        Self::NotSearched,
        Self::Hits,
        Self::TooLittle,
        Self::NoVerdict,
        Self::NothingInFile,
        Self::NothingFound,
    ];

    /// The word for it in data, such as `nothing-found`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSearched => "not-searched",
            Self::Hits => "hits",
            Self::TooLittle => "too-little",
            Self::NoVerdict => "no-verdict",
            Self::NothingInFile => "nothing-in-file",
            Self::NothingFound => "nothing-found",
        }
    }
}

/// The outcome of an answer from lists with these statuses.
///
/// Without any list there is no verdict. A hit stays a hit whatever the status of its list; only
/// absence is withheld.
#[must_use]
pub fn outcome(found: Found, lists: impl IntoIterator<Item = Status>) -> Outcome {
    if !found.is_searched {
        return Outcome::NotSearched;
    }
    if found.shown + found.hidden > 0 {
        return Outcome::Hits;
    }
    if found.suppressed > 0 {
        return Outcome::TooLittle;
    }
    let worst = lists.into_iter().map(absence).min();
    match worst {
        Some(outcome) if found.is_full => outcome,
        _ => Outcome::NoVerdict,
    }
}

/// What it means that nothing was found in a list with this status.
fn absence(list: Status) -> Outcome {
    match list {
        Status::Current => Outcome::NothingFound,
        _ if list.withholds_verdict() => Outcome::NoVerdict,
        _ => Outcome::NothingInFile,
    }
}

/// The verdict table, for the tests of every surface: status, then whether the query was searched,
/// hits are shown, hits are hidden and designations are suppressed, then the outcome. `*` is any;
/// the first line that fits counts. [`verdicts()`] reads it.
pub const VERDICTS: &str = include_str!("../verdicts.csv");

/// One combination of the verdict table, with the outcome that every surface must give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Status of the list.
    pub status: Status,
    /// What was found.
    pub found: Found,
    /// What it says.
    pub outcome: Outcome,
}

/// Every combination of status, searched, shown, hidden and suppressed, with the outcome that
/// [`VERDICTS`] gives. Made for tests: it allocates, and skips a combination that no line fits.
#[must_use]
pub fn verdicts() -> Vec<Verdict> {
    let mut all = Vec::new();
    for status in Status::ALL {
        for bits in 0..16_usize {
            let bit = |place: usize| bits >> place & 1;
            let found = Found {
                is_searched: bit(3) == 1,
                is_full: true,
                shown: bit(2),
                hidden: bit(1),
                suppressed: bit(0),
            };
            let flag = |number: usize| if number > 0 { "yes" } else { "no" };
            let cells = [
                status.as_str(),
                flag(bit(3)),
                flag(found.shown),
                flag(found.hidden),
                flag(found.suppressed),
            ];
            let lines = VERDICTS.lines().skip(1);
            let outcome = lines.map(|line| line.split(',')).find_map(|mut line| {
                let fits = cells
                    .iter()
                    .all(|cell| line.next().is_some_and(|own| own == "*" || own == *cell));
                let word = line.next().filter(|_| fits)?;
                Outcome::ALL.into_iter().find(|one| one.as_str() == word)
            });
            all.extend(outcome.map(|outcome| Verdict {
                status,
                found,
                outcome,
            }));
        }
    }
    all
}
