//! Evidence: what every word matched, in the words as they were typed and as they are listed.

use names::Words;

use crate::answer::{Evidence, Relation};
use crate::compare::alignment::{Aligned, By, Pair};
use crate::compare::rules::Outcome;
use crate::compare::score::Scorer;
use crate::compare::similarity::{is_known_spelling, sounds_similar};
use crate::token::WordView;
use crate::weights::{LISTED_SHARE, QUERY_SHARE};

/// Scores a pair and says why. `elsewhere` gives the word of another name of the entry that the query's word at a
/// place is.
pub(crate) fn explain(
    pair: &mut Pair,
    scorer: &impl Scorer,
    typed: (&str, &Words),
    listed: (&str, &Words),
    elsewhere: &dyn Fn(usize) -> Option<String>,
) -> (Outcome, Vec<Evidence>) {
    let outcome = scorer.score(pair);
    let mut rows = Vec::with_capacity(pair.query.len() + pair.listed.len());
    let is_aligned = |place: usize| {
        let holds = |aligned: &Aligned| {
            (usize::from(aligned.query.0)..usize::from(aligned.query.1)).contains(&place)
        };
        pair.aligned.iter().any(holds)
    };
    // What is set aside counts only where it matched.
    let query = pair.query.iter().enumerate();
    let counts = query.filter(|(place, word)| word.aside.is_none() || is_aligned(*place));
    let query: f32 = counts.map(|(_, word)| word.weight).sum();
    let whole = query * QUERY_SHARE + weigh(&pair.listed) * LISTED_SHARE;
    let mut place = 0;
    while let Some(word) = pair.query.get(place) {
        let aligned = pair
            .aligned
            .iter()
            .find(|aligned| usize::from(aligned.query.0) == place);
        match aligned {
            Some(aligned) => {
                rows.push(aligned_row(pair, aligned, typed, listed, whole));
                place = usize::from(aligned.query.1);
            }
            None if word.aside.is_some() => place += 1,
            None => {
                let elsewhere = elsewhere(place);
                rows.push(Evidence {
                    query_word: Some(slice(typed.0, typed.1.range(place)).to_owned()),
                    relation: match elsewhere {
                        Some(_) => Relation::Elsewhere,
                        None => Relation::Extra,
                    },
                    listed_word: elsewhere,
                    listed_range: None,
                    weight: QUERY_SHARE * word.weight / whole,
                });
                place += 1;
            }
        }
    }
    for (place, word) in pair.listed.iter().enumerate() {
        let run = |aligned: &&Aligned| {
            (usize::from(aligned.listed.0)..usize::from(aligned.listed.1)).contains(&place)
        };
        if pair.aligned.iter().find(run).is_none() {
            let range = listed.1.range(place);
            rows.push(Evidence {
                query_word: None,
                listed_word: Some(slice(listed.0, range.clone()).to_owned()),
                listed_range: Some(range),
                relation: Relation::Missing,
                weight: LISTED_SHARE * word.weight / whole,
            });
        }
    }
    (outcome, rows)
}

fn slice(text: &str, range: core::ops::Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

fn weigh(words: &[WordView]) -> f32 {
    words.iter().map(|word| word.weight).sum()
}

fn aligned_row(
    pair: &Pair,
    aligned: &Aligned,
    typed: (&str, &Words),
    listed: (&str, &Words),
    whole: f32,
) -> Evidence {
    let query_run = usize::from(aligned.query.0)..usize::from(aligned.query.1);
    let listed_run = usize::from(aligned.listed.0)..usize::from(aligned.listed.1);
    let span = |words: &Words, run: &core::ops::Range<usize>| {
        words.range(run.start).start..words.range(run.end - 1).end
    };
    let query_word = slice(typed.0, span(typed.1, &query_run));
    let range = span(listed.1, &listed_run);
    let listed_word = slice(listed.0, range.clone());
    let (query_views, listed_views) = (
        &pair.query[query_run.clone()],
        &pair.listed[listed_run.clone()],
    );
    let relation = if typed.1.joined(query_run.clone()) == listed.1.joined(listed_run.clone()) {
        let is_shortened =
            typed.1.is_shortened(query_run.start) || listed.1.is_shortened(listed_run.start);
        if is_shortened && !query_word.eq_ignore_ascii_case(listed_word) {
            Relation::Known
        } else {
            Relation::Same
        }
    } else if aligned.by == By::Initial {
        Relation::Initial
    } else if aligned.by == By::Start {
        Relation::Start
    } else if aligned.by == By::Acronym {
        Relation::Acronym
    } else if !names::is_same_script(query_views[0].text, listed_views[0].text) {
        Relation::Script
    } else if is_known_spelling(&query_views[0], &listed_views[0]) {
        Relation::Known
    } else if sounds_similar(
        typed.1.joined(query_run.clone()),
        listed.1.joined(listed_run.clone()),
    ) {
        Relation::Sound
    } else {
        Relation::Spelling
    };
    Evidence {
        query_word: Some(query_word.to_owned()),
        listed_word: Some(listed_word.to_owned()),
        listed_range: Some(range),
        relation,
        weight: (QUERY_SHARE * weigh(query_views) + LISTED_SHARE * weigh(listed_views)) / whole,
    }
}
