//! Every sentence that the public reads, one file a language.
//!
//! A language is one [`Messages`]: texts where nothing varies, functions where a number, a date
//! or a name goes into the sentence, so that each language counts and orders as it must. To add
//! one, copy `en.rs`, translate it, and name it in [`Language`].

mod en;

use std::borrow::Cow;

use matcher::{BandCounts, QueryProblem, Sex};
use pack::manifest::{Counts, ListEntry};
use record::{
    ContactKind, IdentifierKind, Kind, ListedDate, Name, PartialDate, ReferenceKind, Regime,
};

use crate::engine::protocol::{HitView, LoadFailure};
use crate::state::{Known, Moment, Question};

/// A language the page can speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
}

impl Language {
    /// Its sentences.
    #[must_use]
    pub fn messages(self) -> &'static Messages {
        match self {
            Self::English => &en::MESSAGES,
        }
    }

    /// Its code for the `lang` attribute.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }
}

/// A sentence in which names stand: they are marked so that they are not translated and keep
/// their own direction.
pub type Phrase = Vec<Piece>;

/// A stretch of a [`Phrase`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words of the language.
    Text(Cow<'static, str>),
    /// A name or word from the list or the search box.
    Name(String),
}

/// What a measure means, and how it is called in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Short name; `None` where only the list's words are used.
    pub short: Option<&'static str>,
    /// One plain sentence; `None` where only the list's words are used.
    pub sentence: Option<&'static str>,
}

/// What went wrong: what happened, what it means for the search, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What happened.
    pub what: Cow<'static, str>,
    /// What it means for the search.
    pub meaning: &'static str,
    /// What to do.
    pub cure: &'static str,
    /// The reason in the tool's own terms, for whoever runs the site.
    pub detail: Option<String>,
}

/// All sentences of one language. The name of a field says which sentence it is.
#[expect(
    missing_docs,
    reason = "the sentence itself stands in the language's file"
)]
pub struct Messages {
    // Above the search box.
    pub heading: &'static str,
    pub counted: fn(&Counts) -> String,
    pub published: fn(&ListEntry, Moment) -> String,
    pub privacy_embedded: &'static str,
    pub privacy_standalone: &'static str,
    pub sample_title: &'static str,
    pub sample_text: &'static str,
    pub unknown_age: &'static str,

    // The search box.
    pub box_label: &'static str,
    pub box_button: &'static str,
    pub hints_intro: &'static str,
    pub hints: [&'static str; 3],
    pub examples_intro: &'static str,
    pub examples: [Example; 3],

    // What is known beside the name.
    pub known: fn(&Known) -> Phrase,
    pub known_effect: &'static str,
    pub date_or_year_of_birth: &'static str,
    pub born_note: fn(Option<PartialDate>, bool) -> String,
    pub sex_not_given: &'static str,
    pub sex_word: fn(Sex) -> &'static str,

    // Status.
    pub loading: fn(u64, u64) -> String,
    pub found: fn(&BandCounts, usize, bool) -> String,
    pub only_less_similar: fn(usize) -> String,
    pub found_many: &'static str,
    pub no_result: &'static str,
    pub no_match_short: &'static str,
    pub nothing_in_file_short: &'static str,
    pub nothing_in_sample_short: &'static str,
    pub hidden: fn(usize) -> String,
    pub too_common: fn(usize) -> String,
    pub more_common: fn(usize) -> String,
    pub problem: fn(QueryProblem) -> &'static str,

    // Results.
    pub results: &'static str,
    pub caution: &'static str,
    pub band: fn(&HitView) -> (&'static str, &'static str),
    pub kind: fn(Kind) -> &'static str,
    pub born: fn(&[ListedDate]) -> String,
    pub nationality_missing: &'static str,
    pub regime: fn(&Regime) -> String,
    pub measures: fn(&[String]) -> String,
    pub matched_name: fn(&HitView) -> &'static str,
    pub known_found: fn(&HitView, Option<PartialDate>) -> String,
    pub why: fn(&HitView) -> Phrase,
    pub evidence: fn(&HitView) -> Vec<Phrase>,
    pub previous: &'static str,
    pub next: &'static str,
    pub page: fn(usize, usize) -> String,
    pub pages: &'static str,

    // A wider search.
    pub search_wider: &'static str,
    pub wider_costs: &'static str,
    pub less_similar: &'static str,
    pub less_similar_meaning: fn(bool) -> String,
    pub none_less_similar: &'static str,
    pub leave_out: &'static str,

    // Nothing found.
    pub no_match: fn(&str, &[ListEntry], Moment) -> Phrase,
    pub no_match_meaning: &'static str,
    pub no_match_reasons: [&'static str; 3],
    pub nothing_in_file: fn(&str) -> Phrase,
    pub nothing_in_file_meaning: &'static str,
    pub nothing_in_sample: fn(&str) -> Phrase,

    // Errors.
    pub problem_title: &'static str,
    pub expired: fn(&[ListEntry], Moment) -> Trouble,
    pub load_failed: fn(&LoadFailure) -> Trouble,
    pub died: Trouble,
    pub try_again: &'static str,
    pub details: &'static str,

    // The record.
    pub back: &'static str,
    pub record_loading: &'static str,
    pub record_missing: &'static str,
    pub who: &'static str,
    pub same_title: &'static str,
    pub same: &'static str,
    pub stop_title: &'static str,
    pub stop: &'static str,
    pub your_name_title: &'static str,
    pub your_name: &'static str,
    pub ownership: &'static str,
    pub ship_note: &'static str,
    pub id: &'static str,
    pub names: &'static str,
    pub name_type: fn(&Name) -> String,
    pub more_names: fn(usize) -> String,
    pub other_scripts: &'static str,
    pub script: fn(&Name) -> String,
    pub titles: &'static str,
    pub date_of_birth: &'static str,
    pub not_on_list: &'static str,
    pub places_of_birth: &'static str,
    pub nationality: &'static str,
    pub sex: &'static str,
    pub identifier: fn(IdentifierKind) -> &'static str,
    pub documents: &'static str,
    pub addresses: &'static str,
    pub positions: &'static str,
    pub contacts: &'static str,
    pub contact: fn(ContactKind) -> &'static str,
    pub entity_types: &'static str,
    pub parent_companies: &'static str,
    pub subsidiaries: &'static str,
    pub current_owners: &'static str,
    pub previous_owners: &'static str,
    pub current_flags: &'static str,
    pub previous_flags: &'static str,
    pub ship_types: &'static str,
    pub tonnages: &'static str,
    pub lengths: &'static str,
    pub years_built: &'static str,
    pub why_listed: &'static str,
    pub reasons_caveat: &'static str,
    pub no_reasons: &'static str,
    pub other_information: &'static str,
    pub what_it_means: &'static str,
    pub measure: fn(&str) -> Measure,
    pub in_the_lists_words: &'static str,
    pub no_measures: &'static str,
    pub listed_under: &'static str,
    pub since_when: &'static str,
    pub designated: fn(Kind) -> &'static str,
    pub updated: &'static str,
    pub sources_and_references: &'static str,
    pub designated_by: &'static str,
    pub reference: fn(ReferenceKind) -> &'static str,
    pub official_entry: &'static str,
    pub regime_note: fn(&Regime) -> Option<&'static str>,
    pub date: fn(&ListedDate) -> String,

    // Below the results.
    pub what_to_do: &'static str,
    pub what_to_do_steps: [(&'static str, &'static str); 4],
    pub what_it_misses: &'static str,
    pub misses: [&'static str; 6],
    pub about: &'static str,
    pub list_name: &'static str,
    pub publisher: &'static str,
    pub list_published: &'static str,
    pub last_checked: &'static str,
    pub valid_until: &'static str,
    pub not_known: &'static str,
    pub time: fn(Moment) -> String,
    pub counts: &'static str,
    pub kind_count: fn(Kind, u64) -> String,
    pub warnings: &'static str,
    pub number: fn(u64) -> String,
    pub source_file: &'static str,
    pub source_sha256: &'static str,
    pub pack_sha256: &'static str,
    pub licence: &'static str,
    pub licence_scope: &'static str,
    pub licence_notice: fn(&ListEntry) -> (&'static str, Cow<'static, str>),
    pub unofficial: &'static str,
    pub official_search: &'static str,
    pub official_list: &'static str,
    pub report_ofsi: &'static str,
    pub report_otsi: &'static str,

    // On paper.
    pub printed_search: fn(&Question, Moment) -> Phrase,
}

impl PartialEq for Messages {
    /// One language is one constant.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// A search that a person can try with one click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// What is searched.
    pub text: &'static str,
    /// Its language, for the `lang` attribute.
    pub lang: &'static str,
    /// What it shows.
    pub note: &'static str,
}
