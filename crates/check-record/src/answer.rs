//! The JSON of an answer: the shape that `search --json` prints, a check record keeps and a decision
//! remembers. There is one, so that what one of them says of a hit can be held against another.

use check::Found as Numbers;
use check::Outcome;
use matcher::{
    Answer, AsideKind, Band, DetailFound, Evidence, Hit, Indexes, Lowered, Matched, MinBand, Part,
    QueryProblem, Reading, Relation, ofac,
};
use pack::{Designation, ListedName, SearchPack};
use record::{ContactKind, IdentifierKind, Kind, NoteKind, PartialDate, ReferenceKind};
use serde::Serialize;

/// How many designations a search found, for the verdict.
#[must_use]
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
        hidden: answer.hidden.total() + total - shown,
        suppressed: answer.suppressed,
    }
}

/// The same for one of several names in a text.
#[must_use]
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
#[must_use]
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
    /// What of it matched.
    pub matched: Matched,
    /// The list that it is on.
    pub pack: &'a SearchPack,
    /// What the search pack says of it.
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
    #[must_use]
    pub fn name(&self) -> String {
        self.name_or_id(self.designation.primary_name())
    }

    /// The name that matched.
    #[must_use]
    pub fn matched_name(&self) -> String {
        self.name_or_id(self.listed)
    }

    fn name_or_id(&self, name: Option<ListedName<'_>>) -> String {
        name.map_or_else(|| self.designation.id().to_owned(), |name| name.full())
    }

    /// `primary`, `variation` or `alias`; `None` for a designation without a name.
    #[must_use]
    pub fn name_type(&self) -> Option<&'static str> {
        self.listed.map(|name| name.name_type().as_str())
    }

    /// `good`, `low` or, where it is not graded, `None`.
    #[must_use]
    pub fn alias_strength(&self) -> Option<&'static str> {
        Some(self.listed?.strength()?.as_str())
    }

    /// The publisher's ID; with the code of its list before it, where there are several lists.
    #[must_use]
    pub fn id(&self, are_several: bool) -> String {
        scoped(self.pack, self.designation.id(), are_several)
    }

    /// What is imposed, in the publisher's words, or by its name if the file has no words for it.
    #[must_use]
    pub fn measures(&self) -> Vec<&'a str> {
        let measures = self.designation.measures();
        let words = measures.map(|measure| match measure.value {
            "" => measure.kind.as_str(),
            words => words,
        });
        words.collect()
    }

    /// Code of the regime; several joined with `|`.
    #[must_use]
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
#[must_use]
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

/// What of a designation matched, in words.
#[must_use]
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
        Matched::Party => OF_PARTY,
    }
}

/// What stands in place of what matched for a listing of a hit's party that was not found itself.
pub const OF_PARTY: &str = "the same party as the hit";

/// The score of a hit; `None` for a listing that was not found itself.
#[must_use]
pub fn score(hit: &Hit) -> Option<f32> {
    (hit.matched != Matched::Party).then_some(hit.score)
}

/// The band of a hit; `None` for a listing that was not found itself.
#[must_use]
pub fn band(hit: &Hit) -> Option<&'static str> {
    (hit.matched != Matched::Party).then_some(hit.band.as_str())
}

/// How a text was read before it was matched.
#[derive(Serialize)]
pub struct ReadRow<'a> {
    /// The text without a fault of encoding, where one was undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    repaired: Option<&'a str>,
    names: Vec<String>,
    set_aside: Vec<AsideRow<'a>>,
    /// A date of birth in the text.
    born: Option<PartialDate>,
    /// A nationality in the text.
    country: Option<&'a str>,
}

/// A part of the text that was set aside, with what it was taken for.
#[derive(Serialize)]
pub struct AsideRow<'a> {
    text: &'a str,
    kind: AsideKind,
}

impl<'a> From<&'a Reading> for ReadRow<'a> {
    fn from(read: &'a Reading) -> Self {
        let aside = |(kind, text)| AsideRow { text, kind };
        Self {
            repaired: read.is_repaired.then_some(&read.text),
            names: read.names().collect(),
            set_aside: read.set_aside().map(aside).collect(),
            born: read.born,
            country: read.country.as_deref(),
        }
    }
}

/// What was found for one of several names in a text.
#[derive(Serialize)]
pub struct PartRow {
    name: String,
    outcome: &'static str,
    hits_total: usize,
    suppressed: usize,
}

/// A designation that was found, with the reasons.
#[derive(Serialize)]
pub struct HitRow<'a> {
    list: &'a str,
    id: &'a str,
    /// Which name of the text it is a hit for, from 1; left out where the text has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<usize>,
    kind: Kind,
    /// Whether the kind or the regime that was asked for is another one: it is a hit all the same, since its
    /// name is the same or very similar. Left out where it is not so.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    outside: bool,
    name: String,
    matched_name: String,
    name_type: Option<&'static str>,
    alias_strength: Option<&'static str>,
    /// `name`, or which number and in which text it is; [`OF_PARTY`] for a listing that was not found itself.
    matched: &'static str,
    /// `None`, like the band and the evidence, for a listing that was not found itself.
    score: Option<f32>,
    /// `None`, like the evidence, where the method gives none.
    band: Option<&'static str>,
    evidence: Option<Vec<EvidenceRow<'a>>>,
    /// What held the score down.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    lowered: &'a [Lowered],
    regime: String,
    measures: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    details: &'a [DetailFound],
    /// Every listing of the party, this one first, then the others that were found, each with its own name,
    /// score, band and evidence, then those that were not; left out where one list alone has it, and where the method joins none.
    #[serde(skip_serializing_if = "Option::is_none")]
    listings: Option<Vec<HitRow<'a>>>,
    /// Entries of other lists that may be the same party, without enough to say so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    possibly_same: Vec<OtherRow<'a>>,
}

/// An entry of another list.
#[derive(Serialize)]
pub struct OtherRow<'a> {
    list: &'a str,
    id: &'a str,
    name: String,
}

impl<'a> HitRow<'a> {
    /// A hit by the method of OFAC, which gives no band and no evidence.
    #[must_use]
    pub fn of_ofac(index: &'a Indexes, hit: &ofac::Hit) -> Option<Self> {
        let place = (hit.list, hit.designation);
        let found = Found::new(index, place, Matched::Name(hit.name))?;
        Some(Self::new(&found, Some(hit.score)))
    }

    fn of(index: &'a Indexes, hit: &'a Hit) -> Option<Self> {
        let own = Self::of_listing(index, hit)?;
        if hit.listings.is_empty() {
            return Some(own);
        }
        let all = core::iter::once(hit).chain(&hit.listings);
        let listings: Option<Vec<Self>> = all.map(|hit| Self::of_listing(index, hit)).collect();
        Some(Self {
            listings: Some(listings?),
            ..own
        })
    }

    fn of_listing(index: &'a Indexes, hit: &'a Hit) -> Option<Self> {
        let place = (hit.list, hit.designation);
        let found = Found::new(index, place, hit.matched)?;
        let other = |other: Found<'a>| OtherRow {
            list: other.pack.list(),
            id: other.designation.id(),
            name: other.name(),
        };
        let row = Self {
            possibly_same: possibly_same(index, place).map(other).collect(),
            part: hit.part.map(|place| place + 1),
            ..Self::new(&found, score(hit))
        };
        Some(match band(hit) {
            None => row,
            band => Self {
                band,
                evidence: Some(hit.evidence.iter().map(EvidenceRow::from).collect()),
                lowered: &hit.lowered,
                details: &hit.details,
                outside: hit.is_outside,
                ..row
            },
        })
    }

    fn new(found: &Found<'a>, score: Option<f32>) -> Self {
        Self {
            list: found.pack.list(),
            id: found.designation.id(),
            part: None,
            kind: found.designation.kind(),
            outside: false,
            name: found.name(),
            matched_name: found.matched_name(),
            name_type: found.name_type(),
            alias_strength: found.alias_strength(),
            matched: matched_title(found.matched),
            score,
            band: None,
            evidence: None,
            lowered: &[],
            regime: found.regime(),
            measures: found.measures(),
            details: &[],
            listings: None,
            possibly_same: Vec::new(),
        }
    }
}

/// The hits of an answer; `None` if one is about no designation of these lists.
#[must_use]
pub fn hit_rows<'a>(index: &'a Indexes, hits: &'a [Hit]) -> Option<Vec<HitRow<'a>>> {
    hits.iter().map(|hit| HitRow::of(index, hit)).collect()
}

/// What was found for each name of the text; `outcome` says what the numbers of one mean.
pub fn part_rows(answer: &Answer, outcome: impl Fn(Numbers) -> Outcome) -> Vec<PartRow> {
    let names = answer.read.names().zip(&answer.parts);
    let row = |(name, part): (String, &Part)| PartRow {
        name,
        outcome: outcome(part_found(part)).as_str(),
        hits_total: part.hits,
        suppressed: part.suppressed,
    };
    names.map(row).collect()
}
