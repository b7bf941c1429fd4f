//! What a search found: the answer, its hits and their evidence.

use core::ops::Range;

use reading::Reading;
use record::{ContactKind, IdentifierKind, NoteKind, ReferenceKind};
use serde::{Deserialize, Serialize};

use crate::details::DetailFound;

/// How near a hit is. Ordered from nearest to farthest, as hits are ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// The same name.
    Exact,
    /// A very similar name.
    Strong,
    /// A similar name.
    Possible,
    /// The same as a low-quality alias or an alias of one word.
    WeakAlias,
    /// Under the floor of what is shown; only with [`MinBand::Any`].
    Below,
}

impl Band {
    /// The word for it in data, such as `weak-alias`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Strong => "strong",
            Self::Possible => "possible",
            Self::WeakAlias => "weak-alias",
            Self::Below => "below",
        }
    }
}

/// The lowest band that is returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MinBand {
    /// No floor, for measuring.
    Any,
    /// Similar names and better, and equal weak aliases.
    Possible,
    /// Very similar names and better, and equal weak aliases.
    Strong,
    /// Equal names only, weak aliases included.
    Exact,
}

impl MinBand {
    /// Whether hits of a band are returned.
    #[must_use]
    pub fn shows(self, band: Band) -> bool {
        match self {
            Self::Any => true,
            Self::Possible => band != Band::Below,
            Self::Strong => !matches!(band, Band::Possible | Band::Below),
            Self::Exact => matches!(band, Band::Exact | Band::WeakAlias),
        }
    }
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Set when the query could not be searched as it stands; then nothing was searched.
    pub problem: Option<QueryProblem>,
    /// How the text was read: what was searched for and what was set aside.
    pub read: Reading,
    /// What was found for each of the [names](Reading::names) in the text.
    pub parts: Vec<Part>,
    /// The hits asked for, best first. Of a party with several listings the best is here, and the
    /// others are its [`listings`](Hit::listings).
    pub hits: Vec<Hit>,
    /// How many designations of the bands that were asked for are a [further listing](Hit::listings) of
    /// a hit, whatever the limit. Less these, `counts` is the number of hits.
    pub joined: BandCounts,
    /// How many designations there are in each band, without the hidden ones, whatever the limit.
    pub counts: BandCounts,
    /// How many designations the filters hide in each band, whatever the lowest band that was asked for.
    /// Same and very similar names are never hidden; they are [outside](Hit::is_outside) the filters. Those
    /// below the floor are not counted.
    pub hidden: BandCounts,
    /// How many further designations, whatever the filters, have every word of the query, or a
    /// spelling of it, in a name, or have a name that stands in a longer query, a person's also without one of
    /// its middle words, and are no hits only because those words are too little to tell
    /// anybody by: too common, or one word that is only similar.
    /// Where it is not 0 an answer without hits must not be read as "nothing found".
    pub suppressed: usize,
}

impl Answer {
    /// A text that names nobody was not searched unless a listed name has it: a date alone is not on any list.
    pub(crate) fn or_problem(mut self, is_nameless: bool) -> Self {
        let found = self.counts.total() + self.hidden.total() + self.suppressed;
        if is_nameless && found == 0 {
            self.problem = Some(QueryProblem::NoWords);
        }
        self
    }
}

/// What was found for one of several names in a text, whatever the filters and the limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Number of designations in the bands down to [`Band::Possible`].
    pub hits: usize,
    /// Number of designations that are [suppressed](Answer::suppressed).
    pub suppressed: usize,
}

/// Why a query was not searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QueryProblem {
    /// Nothing, or nothing but spaces.
    Empty,
    /// Too few letters to tell names apart.
    TooShort,
    /// Nothing in it that may be a name or a number: no letter or digit; or nothing but a date, titles and words such
    /// as `the` or `Ltd`, and no listed name has them.
    NoWords,
    /// Longer than the engine reads.
    TooLong,
    /// A letter in it cannot be compared with any listed name
    /// ([`names::has_unknown_letters`]): private use, lost in a conversion, turned, or
    /// still a code for a letter (`\\u04zz`). The query is not
    /// searched for its other words either: their hits would read as if the whole name was searched.
    UnknownLetters,
}

/// Number of designations in each band.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandCounts {
    /// Same name.
    pub exact: usize,
    /// Very similar.
    pub strong: usize,
    /// Similar.
    pub possible: usize,
    /// Same as a weak alias.
    pub weak_alias: usize,
    /// Below the floor; 0 unless [`MinBand::Any`] was asked for.
    pub below: usize,
}

impl BandCounts {
    /// The number in all bands.
    #[must_use]
    pub fn total(&self) -> usize {
        self.exact + self.strong + self.possible + self.weak_alias + self.below
    }

    /// Counts one; names below the floor only where they were asked for.
    pub(crate) fn add(&mut self, band: Band, min: MinBand) {
        let count = match band {
            Band::Exact => &mut self.exact,
            Band::Strong => &mut self.strong,
            Band::Possible => &mut self.possible,
            Band::WeakAlias => &mut self.weak_alias,
            Band::Below if min != MinBand::Any => return,
            Band::Below => &mut self.below,
        };
        *count += 1;
    }
}

/// One designation that a query may mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Place of its list in [`Indexes::packs`](crate::Indexes::packs); 0 where one [`Index`](crate::Index) was
    /// searched.
    pub list: usize,
    /// Place of the designation in its list.
    pub designation: usize,
    /// What of it matched.
    pub matched: Matched,
    /// Which of the [names](Reading::names) in the text it is a hit for; none for the whole text.
    pub part: Option<usize>,
    /// 0 to 1; a ranking signal, never a probability.
    pub score: f32,
    /// How near it is.
    pub band: Band,
    /// One row for each word of the query, except what is set aside and matched nothing; then one for
    /// each listed word that none matched.
    pub evidence: Vec<Evidence>,
    /// The rules that lowered the score; similarity and missing words are in the evidence.
    pub lowered: Vec<Lowered>,
    /// How each of the [`details`](crate::Options::details) that were given stands to what is listed.
    pub details: Vec<DetailFound>,
    /// Whether the filters do not let it through: it is a hit all the same, since its name is the same or
    /// very similar.
    pub is_outside: bool,
    /// The same party on all other lists ([`Indexes::party`](crate::Indexes::party)): first the hits, each
    /// with its own score, band and evidence, best first, then the [others](Matched::Party).
    pub listings: Vec<Hit>,
}

impl Hit {
    /// A listing of this one's party, at a place of a list, that is no hit itself.
    pub(crate) fn listing(&self, (list, designation): (usize, usize)) -> Self {
        Self {
            list,
            designation,
            matched: Matched::Party,
            part: self.part,
            score: 0.0,
            band: Band::Below,
            evidence: Vec::new(),
            lowered: Vec::new(),
            details: Vec::new(),
            is_outside: self.is_outside,
            listings: Vec::new(),
        }
    }

    /// Whether the filters let none of its listings through.
    #[must_use]
    pub fn is_wholly_outside(&self) -> bool {
        self.is_outside && self.listings.iter().all(|listing| listing.is_outside)
    }
}

/// What of a designation matched the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matched {
    /// The name at this place of [`SearchPack::name`](pack::SearchPack::name).
    Name(usize),
    /// The publisher's own ID.
    Id,
    /// The reference of this kind.
    Reference(ReferenceKind),
    /// The identifier of this kind.
    Identifier(IdentifierKind),
    /// The contact of this kind.
    Contact(ContactKind),
    /// A code in a text of this kind, which has no field of its own.
    Note(NoteKind),
    /// Nothing: it is a further listing of a hit's party. It is not counted, nothing was compared with it,
    /// and its score and band say nothing.
    Party,
}

/// What one word of the query, or of the listed name, matched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The word as it was typed; `None` for a listed word that is not in the query.
    pub query_word: Option<String>,
    /// The word as it is listed; `None` for a word of the query that matched nothing.
    pub listed_word: Option<String>,
    /// Where the listed word stands in [`full`](pack::ListedName::full) of the name that matched, in bytes.
    pub listed_range: Option<Range<usize>>,
    /// How they matched.
    pub relation: Relation,
    /// What the word counted for in the score, 0 to 1; the weights of one hit add up to 1.
    pub weight: f32,
}

/// A penalty: a kind of rule that lowered a score when it was computed. Without the penalties that
/// a hit reports its score would be higher, and without the others it would be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lowered {
    /// Both names have a word that is in place of another one and not similar to it.
    OtherWord,
    /// Numbers differ.
    OtherNumber,
    /// Legal forms differ.
    OtherLegalForm,
    /// A word matched only by its initial or its beginning, or words by their initials.
    Initial,
    /// What matched is too little, or borne by too many, to identify anyone.
    Common,
    /// The listed name is a low-quality alias or an alias of one word.
    WeakAlias,
}

/// How a word of the query and a listed word matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// The same word, marks, case and punctuation aside.
    Same,
    /// Spelt similarly.
    Spelling,
    /// Sounds similar.
    Sound,
    /// The same in another script.
    Script,
    /// A known spelling of the same name.
    Known,
    /// An initial.
    Initial,
    /// The beginning of the listed word: the query was cut off.
    Start,
    /// The first letters of the other side's words.
    Acronym,
    /// In another name of the entry, which is the listed word's.
    Elsewhere,
    /// Only in the query.
    Extra,
    /// Only in the listed name.
    Missing,
}
