//! A typed text as an index searches it: its names, what each of their tokens weighs, and the similar listed tokens.

use core::ops::Range;

use names::Words;
use reading::{Reading, read};

use crate::answer::QueryProblem;
use crate::candidates::SimilarTokens;
use crate::index::Index;
use crate::query::{Query, is_too_long};
use crate::token::Aside;
use crate::weights::SAME_RARITY_FROM;

/// Finds the dictionary tokens that are similar to the tokens of a query.
pub(crate) type Scan<'s> = &'s mut dyn FnMut(&Query) -> SimilarTokens;

/// A query as an index reads it: what each token weighs, and which listed tokens are similar to it.
pub(crate) struct Prepared {
    /// Which name of the text it is; none for the whole text.
    pub part: Option<usize>,
    pub text: String,
    pub query: Query,
    pub similar_tokens: SimilarTokens,
}

impl Index {
    /// Reads a text and every name in it: the one way for searching and for comparing with the listed
    /// name `beside`.
    pub(crate) fn prepare(
        &self,
        text: &str,
        beside: Option<&Words>,
        scan: Scan<'_>,
    ) -> Result<(Reading, Vec<Prepared>), QueryProblem> {
        if is_too_long(text) {
            return Err(QueryProblem::TooLong);
        }
        let reading = read(text);
        if reading.is_damaged() {
            return Err(QueryProblem::UnknownLetters);
        }
        let mut prepared = Vec::new();
        for (part, range) in reading.probes() {
            let name = reading.text.get(range.clone()).unwrap_or_default();
            let aside = |token: Range<usize>| {
                let token = range.start + token.start..range.start + token.end;
                let is_doubtful = reading.doubt(&token)?;
                Some(Aside { is_doubtful })
            };
            let mut query = Query::read_with(name, self, aside);
            match query.problem(name) {
                // The whole text is searched beside its names where it can be.
                Some(_) if part.is_none() => continue,
                Some(problem) => return Err(problem),
                None => {}
            }
            let last = query.words.text(query.len() - 1);
            let is_beside = beside.is_some_and(|listed| listed.iter().any(|word| word == last));
            query.is_cut = query.may_be_cut() && self.words.find(last).is_none() && !is_beside;
            let similar_tokens = scan(&query);
            self.cap_rarities(&mut query, &similar_tokens);
            prepared.push(Prepared {
                part,
                text: name.to_owned(),
                query,
                similar_tokens,
            });
        }
        Ok((reading, prepared))
    }

    /// A word spelt like a common one is taken to be as common.
    fn cap_rarities(&self, query: &mut Query, similar_tokens: &SimilarTokens) {
        for (rarity, in_life) in query.rarity.iter_mut().zip(&query.in_life) {
            *rarity = rarity.min(*in_life);
        }
        for (rarity, found) in query.rarity.iter_mut().zip(&similar_tokens.by_query_word) {
            for near in found {
                if near.similarity >= SAME_RARITY_FROM {
                    *rarity = rarity.min(self.words.entry(near.word).rarity);
                }
            }
        }
    }
}
