//! Finds the listed names that a query may mean, and says why.
//!
//! ```
//! use matcher::{Band, Index, Options, Relation};
//! use record::{Kind, Name, NamePart, NameType, PartRole, Record};
//!
//! let mut person = Record::new("uk", "SAMPLE-GIM9001", Kind::Individual);
//! person.names.push(Name::new(
//!     NameType::Primary,
//!     [NamePart::new(PartRole::Given, "Blenor"), NamePart::new(PartRole::Family, "MANA")],
//! ));
//! let bytes = pack::encode("uk", &[person])?;
//! let index = Index::build(pack::SearchPack::decode(&bytes.search)?);
//!
//! let answer = index.search("mana, blebor", &Options::default());
//! assert_eq!(answer.hits[0].band, Band::Strong);
//! assert_eq!(answer.hits[0].evidence[1].relation, Relation::Spelling);
//! # Ok::<(), pack::PackError>(())
//! ```
//!
//! # How
//!
//! 0. [`read`] reads the text: the names in it, each searched by itself, and what is no part of a name.
//!    A token that is set aside counts where the listed name has it, and not where it has not.
//! 1. Crate `names` normalises the query and splits it into words, as it did with the listed names.
//! 2. `candidates` finds the words of the lists that are similar to each word of the query: a scan
//!    (`index::buckets`) under upper bounds on the letters that two words share and, where the scripts
//!    differ, on the sounds; equal consonants; known spellings. It adds up the names that have these
//!    words, under an upper bound on their score. Words written together or apart, and acronyms of
//!    companies, are found by hash.
//! 3. `compare::similarity` is the similarity of two words: half the share of equal letters, half the similarity
//!    of sound; across scripts sound alone. Initials, truncated words and known spellings have a
//!    fixed similarity.
//! 4. `compare::alignment` matches the words of two names, each at most once: equal ones first, then those that
//!    bring most. Where much has matched, the unmatched words of both sides are compared once more
//!    with a lower floor.
//! 5. `compare::score` divides the weight of what matched, by the value (the square) of its similarity, by the
//!    weight of both names. A word weighs by its rarity on the lists and by its class.
//! 6. `compare::rules` is a table of named rules. They add weight where words, numbers or legal forms conflict,
//!    limit what names cannot support (one common word, an initial, half a ship's name) and raise what
//!    they must (one word more or less, all of the query). The score decides the band. A hit reports
//!    the penalties ([`Lowered`]) of the rules that lowered its score.
//! 7. `compare::explanation` aligns the names that are shown once more, for evidence.
//!
//! Several lists ([`Indexes`]) are searched one by one. What is [one party](Indexes::party) on several
//! of them is one hit; every listing keeps its own score and evidence.
//!
//! A pair has one score. [`Index::compare`] takes the listed name as text and everything else from the
//! code of the search, so that both give the same number, bit for bit. An entry whose names have the words of a
//! query only together is a hit with the least score of a similar name, though each of these names alone has less.
//!
//! The additional facts of a query ([`Details`]) order the hits of a band and change no score.
//! [`ofac`] is another publisher's method behind the same trait, for comparison.
//!
//! All constants are in `weights`, each with its reason. [`reference`](mod@reference) is the reference implementation,
//! which compares every word and scores every name; tests hold the search to it.
//! `cargo bench -p matcher --bench matching` measures how well names are found.
//!
//! # Limits
//!
//! - Known spellings are those that the packs carry. Names that no spelling leads to (nicknames,
//!   translated companies) are found only where the list gives them.
//! - A query in Latin letters is compared with a word in another script only if a designation has that
//!   word and no name in Latin letters.
//! - Across scripts sound decides: many names share a Chinese or Korean syllable, and unwritten vowels
//!   may be any.
//! - A query that matches on one word, and only approximately, is a hit only if that word is the whole
//!   significant part of the listed name. Weak aliases of one word are hits only if they are equal, those
//!   of several words one band lower than other names.
//! - Only the last word of a query may be truncated, and only from eleven letters on.
//! - A query has at most 600 characters ([`MOST_QUERY_CHARACTERS`]) and 40 words.
//!
//! # Cost
//!
//! One pass over the distinct words for each word of a query, then over the names that have them.
//! A query in another script costs most: every word is looked at for its sounds, sixty-four words
//! at a time, and few are compared. The work is bounded whatever the query. A [`Screening`]
//! remembers the words of many queries.
//! `cargo xtask bench --matching` shows time and memory by size.

#![deny(missing_docs)]

mod answer;
mod browse;
mod candidates;
mod compare;
mod details;
mod elsewhere;
mod filter;
mod index;
mod indexes;
mod joining;
mod listings;
pub mod ofac;
mod one_pair;
mod options;
mod order;
mod prepared;
mod query;
mod ranking;
pub mod reference;
mod screening;
mod search;
mod suppressed;
mod token;
mod weights;

pub use reading::{Aside, AsideKind, MOST_NAMES, Reading, read};
pub use record::{read_birth, read_date};

pub use answer::{
    Answer, Band, BandCounts, Evidence, Hit, Lowered, Matched, MinBand, Part, QueryProblem,
    Relation,
};
pub use browse::Browsed;
pub use details::{Agreement, Detail, DetailFound, Details, Sex};
pub use index::Index;
pub use indexes::{Indexes, Screenings};
pub use one_pair::{Comparison, ListedText};
pub use options::Options;
pub use screening::Screening;
pub use weights::MOST_QUERY_CHARACTERS;

/// Version of the engine, in every `--json` answer.
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");
