//! The status of the lists that a command searches, and what its answers may say.
//!
//! The decisions are made by crate `check`; this file gives it the manifest and the clock, and puts
//! a status into words.

use std::time::SystemTime;

use check::{Found, Outcome, Status};
use manifest::ListEntry;
use matcher::Indexes;

use crate::terminal;

/// Exit status of a search or a screening that was done and that gives no verdict.
pub const NO_VERDICT: u8 = 4;

/// Whether a command may end with exit status 0 although it gives no verdict.
#[derive(clap::Args)]
pub struct VerdictArguments {
    /// Exit with 0 also where a list is too old, the sample list, or the clock is wrong
    #[arg(long)]
    accept_no_verdict: bool,
}

impl VerdictArguments {
    /// The exit status of a command that searched these lists to the end; `has_no_verdict` if an
    /// answer has the outcome `no-verdict`.
    pub fn exit_status(&self, lists: &ListsSearched<'_>, has_no_verdict: bool) -> u8 {
        let is_withheld = has_no_verdict || lists.without_verdict().next().is_some();
        if is_withheld && !self.accept_no_verdict {
            NO_VERDICT
        } else {
            0
        }
    }
}

/// One list that is searched, with its status.
#[derive(Clone, Copy)]
pub struct ListSearched<'a> {
    pub entry: &'a ListEntry,
    pub status: Status,
}

/// The lists that are searched, in the order of the manifest, each with its status when the command
/// began.
pub struct ListsSearched<'a>(Vec<ListSearched<'a>>);

impl<'a> ListsSearched<'a> {
    /// `indexes` has those of the lists that could be read.
    pub fn at(lists: &'a [ListEntry], indexes: &Indexes, now: SystemTime) -> Self {
        // A clock before 1970 is behind every check.
        let now = now
            .duration_since(SystemTime::UNIX_EPOCH)
            .map_or(i64::MIN, |since| {
                since.as_secs().try_into().unwrap_or(i64::MAX)
            });
        let lists = lists.iter().enumerate().map(|(place, entry)| ListSearched {
            entry,
            status: match indexes.pack(place) {
                Some(_) => entry.status(now),
                None => Status::Failed,
            },
        });
        Self(lists.collect())
    }

    pub fn iter(&self) -> impl Iterator<Item = &ListSearched<'a>> {
        self.0.iter()
    }

    /// The status of each.
    pub fn statuses(&self) -> Vec<Status> {
        self.0.iter().map(|list| list.status).collect()
    }

    /// Whether there is more than one, so that whatever is said of an entry names its list.
    pub fn are_several(&self) -> bool {
        self.0.len() > 1
    }

    /// What an answer from these lists says.
    pub fn outcome(&self, found: Found) -> Outcome {
        check::outcome(found, self.0.iter().map(|list| list.status))
    }

    /// The lists in which an answer without hits says nothing.
    pub fn without_verdict(&self) -> impl Iterator<Item = &ListSearched<'a>> {
        self.0.iter().filter(|list| list.status.withholds_verdict())
    }

    /// Their codes, joined with `|`.
    pub fn codes_without_verdict(&self) -> String {
        let codes = self.without_verdict().map(|list| list.entry.list.as_str());
        codes.collect::<Vec<_>>().join("|")
    }

    /// Announces on standard error which lists are not current, where the output itself is data.
    pub fn warn(&self) {
        for caution in self.iter().filter_map(ListSearched::caution) {
            terminal::warn(caution);
        }
    }
}

impl ListSearched<'_> {
    /// One sentence or two on a list that is not current, for a place beside every result from it.
    pub fn caution(&self) -> Option<String> {
        let title = &self.entry.title;
        let checked = self.entry.checked_at.as_deref().unwrap_or("an unknown day");
        Some(match self.status {
            Status::Current => return None,
            Status::Sample => format!(
                "{title}: this is the sample list, every name on it is invented. It says nothing about anybody."
            ),
            Status::Expired => format!(
                "{title}: these entries are from a list last checked on {checked}, and may have changed. Use the official search before you rely on them, or fetch the list again."
            ),
            Status::ClockWrong => format!(
                "{title}: the list was last checked on {checked}, and this machine's clock is more than a day before that, so the age of the list is not known. Set the clock."
            ),
            Status::AgeUnknown => {
                format!("{title}: it is not known when this list was last checked for changes.")
            }
            Status::FaultAccepted => {
                let faults = self.entry.accepted_faults.iter().map(String::as_str);
                format!(
                    "{title}: the list was built from a file with a fault that somebody accepted ({}), so names may be missing from it.",
                    faults.collect::<Vec<_>>().join(", ")
                )
            }
            Status::OwnFile => format!("{title}: this is a file of your own."),
            Status::Historical => format!(
                "{title}: this list is no longer published. It says who was listed, not who is."
            ),
            Status::Loading | Status::Failed => {
                format!("{title}: the list could not be loaded, so it was not searched.")
            }
        })
    }

    /// Why nothing can be said of an absence from this list.
    pub fn reason_for_no_verdict(&self) -> String {
        match self.status {
            Status::Expired => format!(
                "{}: this list was last checked on {}. It is too old to say that a name is not on it. Use the official search, or fetch the list again.",
                self.entry.title,
                self.entry.checked_at.as_deref().unwrap_or("an unknown day")
            ),
            _ => self.caution().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_is_not_current_has_a_caution() {
        let entry = ListEntry {
            title: "UK Sanctions List".to_owned(),
            ..ListEntry::default()
        };
        for status in Status::ALL {
            let list = ListSearched {
                entry: &entry,
                status,
            };
            let caution = list.caution();
            assert_eq!(caution.is_none(), status == Status::Current);
            assert!(!status.withholds_verdict() || !list.reason_for_no_verdict().is_empty());
        }
    }
}
