//! A hit as the commands show it: in the words of data and in words for people.

use check::Found as Numbers;
use matcher::{
    Agreement, Answer, Band, Detail, DetailFound, Evidence, Indexes, Lowered, Matched, MinBand,
    Part, QueryProblem, Relation, ofac,
};
use pack::{Designation, ListedName, SearchPack};
use record::{ContactKind, IdentifierKind, NoteKind, ReferenceKind};
use serde::Serialize;

/// An error that only a fault of this program can cause.
pub const NO_SUCH_DESIGNATION: &str =
    "a hit is about no designation of the lists that were searched; please report this";

/// How many designations a search found, for the verdict.
pub fn found(answer: &Answer, min: MinBand) -> Numbers {
    let counts = answer.counts;
    let bands = [
        (Band::Exact, counts.exact),
        (Band::WeakAlias, counts.weak_alias),
        (Band::Strong, counts.strong),
        (Band::Possible, counts.possible),
        (Band::Below, counts.below),
    ];
    let total: usize = bands.iter().map(|(_, count)| count).sum();
    let shown = bands.iter().filter(|(band, _)| min.shows(*band));
    let shown: usize = shown.map(|(_, count)| count).sum();
    Numbers {
        is_searched: answer.problem.is_none(),
        is_full: true,
        shown,
        hidden: answer.hidden + total - shown,
        suppressed: answer.suppressed,
    }
}

/// The same for one of several names in a text.
pub fn part_found(part: &Part) -> Numbers {
    Numbers {
        is_searched: true,
        is_full: true,
        shown: part.hits,
        hidden: 0,
        suppressed: part.suppressed,
    }
}

/// The same of a search by OFAC's published method, which cannot say that nothing was found.
pub fn found_by_ofac(answer: Result<&ofac::Answer, &QueryProblem>) -> Numbers {
    Numbers {
        is_searched: answer.is_ok(),
        is_full: false,
        shown: answer.map_or(0, |answer| answer.total),
        hidden: answer.map_or(0, |answer| answer.hidden),
        suppressed: 0,
    }
}

/// What a hit points at.
pub struct Found<'a> {
    pub matched: Matched,
    pub pack: &'a SearchPack,
    pub designation: Designation<'a>,
    /// The name that matched; where a number matched, the designation's own name.
    listed: Option<ListedName<'a>>,
}

impl<'a> Found<'a> {
    /// Looks up a designation of a list by their places; `None` for one of another index.
    pub fn new(
        lists: &'a Indexes,
        (list, designation): (usize, usize),
        matched: Matched,
    ) -> Option<Self> {
        let pack = lists.pack(list)?;
        let designation = pack.designation(designation)?;
        let listed = match matched {
            Matched::Name(place) => pack.name(place),
            _ => designation.primary_name(),
        };
        Some(Self {
            matched,
            pack,
            designation,
            listed,
        })
    }

    /// The designation's name; its ID where the list gives no name.
    pub fn name(&self) -> String {
        self.name_or_id(self.designation.primary_name())
    }

    /// The name that matched.
    pub fn matched_name(&self) -> String {
        self.name_or_id(self.listed)
    }

    fn name_or_id(&self, name: Option<ListedName<'_>>) -> String {
        name.map_or_else(|| self.designation.id().to_owned(), |name| name.full())
    }

    /// `primary`, `variation` or `alias`; `None` for a designation without a name.
    pub fn name_type(&self) -> Option<&'static str> {
        self.listed.map(|name| name.name_type().as_str())
    }

    /// `good`, `low` or, where it is not graded, `None`.
    pub fn alias_strength(&self) -> Option<&'static str> {
        Some(self.listed?.strength()?.as_str())
    }

    /// The publisher's ID; with the code of its list before it, where there are several lists.
    pub fn id(&self, are_several: bool) -> String {
        scoped(self.pack, self.designation.id(), are_several)
    }

    /// What is imposed, in the publisher's words, or by its name if the file has no words for it.
    pub fn measures(&self) -> Vec<&'a str> {
        let measures = self.designation.measures();
        let words = measures.map(|measure| match measure.value {
            "" => measure.kind.as_str(),
            words => words,
        });
        words.collect()
    }

    /// Code of the regime; several joined with `|`.
    pub fn regime(&self) -> String {
        let codes: Vec<&str> = self.designation.regimes().map(|(code, _)| code).collect();
        codes.join("|")
    }
}

/// The entries of other lists that may be the same party as one.
pub fn possibly_same(lists: &Indexes, place: (usize, usize)) -> impl Iterator<Item = Found<'_>> {
    let others = lists.possibly_same(place).into_iter();
    others.filter_map(|other| Found::new(lists, other, Matched::Id))
}

/// An ID or the code of a regime; with the code of its list before it, where there are several lists.
pub fn scoped(pack: &SearchPack, own: &str, are_several: bool) -> String {
    match are_several {
        true => format!("{}:{own}", pack.list()),
        false => own.to_owned(),
    }
}

/// One row of evidence in the form of `--json`.
#[derive(Serialize)]
pub struct EvidenceRow<'a> {
    query_word: Option<&'a str>,
    listed_word: Option<&'a str>,
    relation: Relation,
    weight: f32,
}

impl<'a> From<&'a Evidence> for EvidenceRow<'a> {
    fn from(evidence: &'a Evidence) -> Self {
        Self {
            query_word: evidence.query_word.as_deref(),
            listed_word: evidence.listed_word.as_deref(),
            relation: evidence.relation,
            weight: evidence.weight,
        }
    }
}

/// The word for a band in data.
pub fn band_word(band: Band) -> &'static str {
    match band {
        Band::Exact => "exact",
        Band::Strong => "strong",
        Band::Possible => "possible",
        Band::WeakAlias => "weak-alias",
        Band::Below => "below",
    }
}

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

/// What of a designation matched, in words.
pub fn matched_title(matched: Matched) -> &'static str {
    match matched {
        Matched::Name(_) => "name",
        Matched::Id => "the list's own ID",
        Matched::Reference(ReferenceKind::OfsiGroup) => "OFSI group ID",
        Matched::Reference(ReferenceKind::Un) => "UN reference number",
        Matched::Reference(ReferenceKind::Eu) => "EU reference number",
        Matched::Reference(ReferenceKind::Other) => "reference",
        Matched::Identifier(IdentifierKind::Passport) => "passport number",
        Matched::Identifier(IdentifierKind::NationalId) => "national identifier",
        Matched::Identifier(IdentifierKind::CompanyRegistration) => "company registration number",
        Matched::Identifier(IdentifierKind::Imo) => "IMO number",
        Matched::Identifier(IdentifierKind::HullId) => "hull identification number",
        Matched::Identifier(IdentifierKind::CryptoWallet) => "crypto wallet",
        Matched::Identifier(IdentifierKind::Other) => "identifier",
        Matched::Contact(ContactKind::Phone) => "phone number",
        Matched::Contact(ContactKind::Email) => "e-mail address",
        Matched::Contact(ContactKind::Website) => "website",
        Matched::Note(NoteKind::OtherInformation) => {
            "number in the other information of this entry"
        }
        Matched::Note(NoteKind::Reasons) => "number in the statement of reasons of this entry",
        Matched::Note(NoteKind::Document) => "number in the notes on a document of this entry",
        Matched::Note(NoteKind::Address) => "number in an address of this entry",
        Matched::Note(NoteKind::Other) => "number elsewhere in this entry",
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
