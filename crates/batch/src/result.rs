//! The columns of a result: the one table of their names and their order.

/// A column of a result that is this program's own, before those of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each is what its name in the table says.
pub enum ResultColumn {
    Row,
    Query,
    Rank,
    List,
    Id,
    Kind,
    MatchedName,
    Score,
    Band,
    Details,
    Method,
    Outcome,
    HitsTotal,
    Suppressed,
    NoVerdictLists,
    Published,
    CheckedAt,
    Reason,
    Matched,
    Part,
    PartOutcome,
    Listings,
    PossiblySame,
    Decision,
    DecisionNote,
}

/// Which columns a result has beside those that each has: a column that came later is there only where it says
/// something, so that the results of before stay as they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResultColumns {
    /// How a hit compares with what is known beside the name.
    pub details: bool,
    /// Which method found the hit.
    pub method: bool,
    /// Why a row could not be searched, and what of the entry matched.
    pub reason: bool,
    /// Which other listings the party has.
    pub listings: bool,
    /// What somebody decided about the hit.
    pub decisions: bool,
}

/// A column, its name, whether it holds numbers, and whether a result has it.
type Place = (ResultColumn, &'static str, bool, fn(ResultColumns) -> bool);

/// All columns, in order.
#[rustfmt::skip]
static TABLE: [Place; 25] = [
    // What is known of a hit.
    (ResultColumn::Row,            "row",              true,  always),
    (ResultColumn::Query,          "query",            false, always),
    (ResultColumn::Rank,           "rank",             true,  always),
    (ResultColumn::List,           "list",             false, always),
    (ResultColumn::Id,             "id",               false, always),
    (ResultColumn::Kind,           "kind",             false, always),
    (ResultColumn::MatchedName,    "matched_name",     false, always),
    (ResultColumn::Score,          "score",            true,  always),
    (ResultColumn::Band,           "band",             false, always),
    (ResultColumn::Details,        "details",          false, |it| it.details),
    (ResultColumn::Method,         "method",           false, |it| it.method),
    // What the answer to the row says, the same in every output row of an input row.
    (ResultColumn::Outcome,        "outcome",          false, always),
    (ResultColumn::HitsTotal,      "hits_total",       true,  always),
    (ResultColumn::Suppressed,     "suppressed",       true,  always),
    (ResultColumn::NoVerdictLists, "no_verdict_lists", false, always),
    (ResultColumn::Published,      "published",        false, always),
    (ResultColumn::CheckedAt,      "checked_at",       false, always),
    (ResultColumn::Reason,         "reason",           false, |it| it.reason),
    (ResultColumn::Matched,        "matched",          false, |it| it.reason),
    (ResultColumn::Part,           "part",             true,  always),
    (ResultColumn::PartOutcome,    "part_outcome",     false, always),
    // What the lists say of one party.
    (ResultColumn::Listings,       "listings",         false, |it| it.listings),
    (ResultColumn::PossiblySame,   "possibly_same",    false, |it| it.listings),
    (ResultColumn::Decision,       "decision",         false, |it| it.decisions),
    (ResultColumn::DecisionNote,   "decision_note",    false, |it| it.decisions),
];

fn always(_: ResultColumns) -> bool {
    true
}

impl ResultColumns {
    /// The columns, in order.
    pub fn all(self) -> impl Iterator<Item = ResultColumn> {
        self.places().map(|(column, ..)| *column)
    }

    /// Their names.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        self.places().map(|(_, name, ..)| *name).collect()
    }

    /// Which of them hold numbers.
    #[must_use]
    pub fn are_numbers(self) -> Vec<bool> {
        self.places()
            .map(|(_, _, is_number, _)| *is_number)
            .collect()
    }

    fn places(self) -> impl Iterator<Item = &'static Place> {
        TABLE.iter().filter(move |(.., is_there)| is_there(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_one_place_and_a_name_of_its_own() {
        for (place, (column, name, ..)) in TABLE.iter().enumerate() {
            // The order of the type is that of the table, so that none is missing.
            assert_eq!(*column as usize, place, "{name}");
            assert_eq!(TABLE.iter().filter(|other| other.1 == *name).count(), 1);
        }
        assert_eq!(TABLE.len(), ResultColumn::DecisionNote as usize + 1);
        let all = ResultColumns {
            details: true,
            method: true,
            reason: true,
            listings: true,
            decisions: true,
        };
        assert_eq!(all.all().count(), TABLE.len());
        assert_eq!(all.names().len(), all.are_numbers().len());
        assert_eq!(ResultColumns::default().all().count(), 17);
    }
}
