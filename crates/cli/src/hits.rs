//! A hit as the commands show it, in words for people; its form as data is `check_record::answer`.

pub use check_record::answer::{
    EvidenceRow, Found, found, found_by_ofac, matched_title, part_found, possibly_same, scoped,
};
use matcher::{
    Agreement, Band, Detail, DetailFound, Evidence, Lowered, Matched, QueryProblem, Relation,
};

/// An error that only a fault of this program can cause.
pub const NO_SUCH_DESIGNATION: &str =
    "a hit is about no designation of the lists that were searched; please report this";

/// The words for a band that people read.
pub fn band_title(band: Band, matched: Matched) -> &'static str {
    match band {
        Band::Exact if !matches!(matched, Matched::Name(_)) => "Same number or contact detail",
        Band::Exact => "Same name",
        Band::Strong => "Very similar name",
        Band::Possible => "Similar name",
        Band::WeakAlias => "Same as a weak alias",
        Band::Below => "Less similar name",
    }
}

/// What held a score down, in words.
pub fn lowered_text(lowered: Lowered) -> &'static str {
    match lowered {
        Lowered::OtherWord => "words stand in each other's place",
        Lowered::OtherNumber => "another number",
        Lowered::OtherLegalForm => "another legal form",
        Lowered::Initial => "only an initial or a beginning",
        Lowered::Common => "too common or too little to tell by",
        Lowered::WeakAlias => "a weak alias",
    }
}

/// One row of evidence in words: `famly ~ FAMILY (spelling)`.
pub fn evidence_text(evidence: &Evidence) -> String {
    let query = evidence.query_word.as_deref().unwrap_or_default();
    let listed = evidence.listed_word.as_deref().unwrap_or_default();
    let how = match evidence.relation {
        Relation::Same => return format!("{query} = {listed}"),
        Relation::Extra => return format!("{query} (only in the query)"),
        Relation::Missing => return format!("{listed} (only on the list)"),
        Relation::Spelling => "spelling",
        Relation::Sound => "sounds alike",
        Relation::Script => "other script",
        Relation::Known => "known spelling",
        Relation::Initial => "initial",
        Relation::Start => "cut off",
        Relation::Acronym => "first letters",
    };
    format!("{query} ~ {listed} ({how})")
}

/// How a detail that was given stands, in words.
pub fn detail_text(found: &DetailFound) -> String {
    let detail = match found.detail {
        Detail::Born => "date of birth",
        Detail::Country => "nationality",
        Detail::Address => "country of address",
        Detail::Flag => "flag",
        Detail::Sex => "sex",
    };
    match found.agreement {
        Agreement::Agrees => format!("{detail} agrees"),
        Agreement::QuerySaysLess => {
            format!("{detail} agrees as far as the query gives it, the list is more exact")
        }
        Agreement::ListSaysLess => {
            format!("{detail} agrees as far as the list gives it, the query is more exact")
        }
        Agreement::DayAndMonthSwapped => {
            format!("{detail} agrees with day and month exchanged")
        }
        Agreement::YearAgrees => "year of birth agrees, day or month differs".to_owned(),
        Agreement::YearsApart(1) => "year of birth differs by 1 year".to_owned(),
        Agreement::YearsApart(years) => format!("year of birth differs by {years} years"),
        Agreement::Differs => format!("{detail} differs"),
        Agreement::NotUnderstood => {
            format!("{detail} in the query was not understood and not compared")
        }
        Agreement::Unread => format!("{detail} on the list could not be read and compared"),
        Agreement::NotListed => format!("{detail} is not on the list"),
    }
}

/// Why a query was not searched, and what to do.
pub fn problem_text(problem: QueryProblem) -> &'static str {
    match problem {
        QueryProblem::Empty => "it is empty; give a name or a number",
        QueryProblem::TooShort => "it is too short to tell names apart; give more of the name",
        QueryProblem::NoWords => "it has no letter or digit; give a name or a number",
        QueryProblem::TooLong => "it is too long for a name; give only the name",
        QueryProblem::UnknownLetters => {
            "it has letters that cannot be compared with names on the list; type the name again \
             with plain letters"
        }
    }
}
