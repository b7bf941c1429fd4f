//! A hit as the commands show it, in words for people; its form as data is `check_record::answer`.

pub use check_record::answer::{
    EvidenceRow, Found, band, found, found_by_ofac, matched_title, part_found, possibly_same,
    scoped, score,
};
pub use check_record::words::{band_title, detail_text, lowered_text, problem_text};
use matcher::{Evidence, Relation};

/// An error that only a fault of this program can cause.
pub const NO_SUCH_DESIGNATION: &str =
    "a hit is about no designation of the lists that were searched; please report this";

/// One row of evidence in words: `famly ~ FAMILY (spelling)`.
pub fn evidence_text(evidence: &Evidence) -> String {
    let query = evidence.query_word.as_deref().unwrap_or_default();
    let listed = evidence.listed_word.as_deref().unwrap_or_default();
    let how = match evidence.relation {
        Relation::Same => return format!("{query} = {listed}"),
        Relation::Extra => return format!("{query} (only in the query)"),
        Relation::Missing => return format!("{listed} (only on the list)"),
        Relation::Spelling => "spelling",
        Relation::Sound => "sounds similar",
        Relation::Script => "other script",
        Relation::Known => "known spelling",
        Relation::Initial => "initial",
        Relation::Start => "cut off",
        Relation::Acronym => "first letters",
        Relation::Elsewhere => "in another of its names",
    };
    format!("{query} ~ {listed} ({how})")
}
