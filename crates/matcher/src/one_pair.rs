//! The score of a query and one listed name that is given as text.
//!
//! There is one way from a query and a listed name to a score. A search takes it with the names of
//! its index; here the name is text, its tokens are looked up in the same index, and everything
//! after that is the same code.

use names::{Class, Words};
use record::{AliasStrength, Kind, NameType};

use crate::answer::{Band, Evidence, Lowered, QueryProblem};
use crate::candidates::scan;
use crate::compare::alignment::Pair;
use crate::compare::explanation::explain;
use crate::compare::rules::Outcome;
use crate::compare::score::{Scorer, SoftWords};
use crate::compare::similarity::{similarity, start_similarity};
use crate::index::Index;
use crate::prepared::{Prepared, Scan};
use crate::query::Query;
use crate::token::{WordView, is_weak, keeps_titles, rarity, sounds, weighed};
use crate::weights::{MOST_WORDS, SAME_RARITY_FROM, WELL_KNOWN};

/// A listed name, given as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedText<'t> {
    /// The whole name, as [`full`](pack::ListedName::full) gives it.
    pub text: &'t str,
    /// What it names.
    pub kind: Kind,
    /// Whether it is a primary name, a variation or an alias: an alias of one token is weak.
    pub name_type: NameType,
    /// The publisher's grade of an alias: one of low quality is weak.
    pub strength: Option<AliasStrength>,
}

impl<'t> ListedText<'t> {
    /// A primary name.
    #[must_use]
    pub const fn primary(text: &'t str, kind: Kind) -> Self {
        Self {
            text,
            kind,
            name_type: NameType::Primary,
            strength: None,
        }
    }
}

/// How similar a query and a listed name are.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// 0 to 1; a ranking signal, never a probability.
    pub score: f32,
    /// [`Band::Below`] when a search would not show the name.
    pub band: Band,
    /// One row for each query token, then one for each unmatched listed token.
    pub evidence: Vec<Evidence>,
    /// The rules that lowered the score.
    pub lowered: Vec<Lowered>,
}

/// Names below the floor are told apart, as with [`MinBand::Any`](crate::MinBand::Any).
pub(crate) const SCORER: SoftWords = SoftWords { is_wide: true };

impl Index {
    /// Compares a query with one listed name.
    ///
    /// For a name of this index the result is that of the hit which [`search`](Self::search) gives
    /// with [`MinBand::Any`](crate::MinBand::Any), bit for bit. A token that is on no list of this
    /// index counts as listed once; it weighs less if it is known to be common all over the world.
    /// An index without lists, [`Index::default`], thus compares two names by themselves.
    ///
    /// Costs a scan of the distinct tokens, as a search does;
    /// [`Screening::compare`](crate::Screening::compare) remembers it.
    ///
    /// # Errors
    /// [`QueryProblem`] for a query that is not searched either.
    ///
    /// ```
    /// use matcher::{Band, Index, ListedText};
    /// use record::Kind;
    ///
    /// let listed = ListedText::primary("Blenor MANA", Kind::Individual);
    /// let found = Index::default().compare("Mana, Blenro", &listed)?;
    /// assert_eq!(found.band, Band::Strong);
    /// assert_eq!(found.evidence[0].listed_word.as_deref(), Some("MANA"));
    /// # Ok::<(), matcher::QueryProblem>(())
    /// ```
    pub fn compare(
        &self,
        query: &str,
        listed: &ListedText<'_>,
    ) -> Result<Comparison, QueryProblem> {
        self.compare_by(query, listed, &mut |query| scan(self, query))
    }

    /// Score and band of [`compare`](Self::compare), without the cost of evidence.
    ///
    /// # Errors
    /// [`QueryProblem`] for a query that is not searched either.
    pub fn compare_score(
        &self,
        query: &str,
        listed: &ListedText<'_>,
    ) -> Result<(f32, Band), QueryProblem> {
        self.compare_score_by(query, listed, &mut |query| scan(self, query))
    }

    /// Compares with the similar tokens that `scan` finds.
    pub(crate) fn compare_by(
        &self,
        query: &str,
        listed: &ListedText<'_>,
        scan: Scan<'_>,
    ) -> Result<Comparison, QueryProblem> {
        self.best_pair(query, listed, scan, |pair, prepared, words| {
            let typed = (&*prepared.text, &prepared.query.words);
            let (outcome, evidence) =
                explain(pair, &SCORER, typed, (listed.text, words), &|_| None);
            let comparison = Comparison {
                score: outcome.score,
                band: outcome.band,
                evidence,
                lowered: outcome.fired.lowered(),
            };
            (outcome, comparison)
        })
    }

    pub(crate) fn compare_score_by(
        &self,
        query: &str,
        listed: &ListedText<'_>,
        scan: Scan<'_>,
    ) -> Result<(f32, Band), QueryProblem> {
        self.best_pair(query, listed, scan, |pair, _, _| {
            let outcome = SCORER.score(pair);
            (outcome, (outcome.score, outcome.band))
        })
    }

    /// Lays every name of a query and a listed name side by side, ready to be scored by `score`, and
    /// gives the best result.
    pub(crate) fn best_pair<T>(
        &self,
        query: &str,
        listed: &ListedText<'_>,
        scan: Scan<'_>,
        mut score: impl FnMut(&mut Pair<'_>, &Prepared, &Words) -> (Outcome, T),
    ) -> Result<T, QueryProblem> {
        let tokens = self.read_listed(listed.text);
        let (_, all) = self.prepare(query, Some(&tokens.words), scan)?;
        let mut best: Option<(Outcome, T)> = None;
        for prepared in &all {
            let mut pair = self.lay_out_text(prepared, listed, &tokens);
            let result = score(&mut pair, prepared, &tokens.words);
            let is_better = |(best, _): &(Outcome, T)| result.0.is_before(best);
            if best.as_ref().is_none_or(is_better) {
                best = Some(result);
            }
        }
        best.map(|(_, result)| result).ok_or(QueryProblem::NoWords)
    }

    fn read_listed(&self, text: &str) -> ListedTokens {
        let words = Words::read(text);
        let compared = || words.iter().take(MOST_WORDS);
        let has_latin = compared().any(names::is_latin);
        // The index knows which tokens in other scripts a query in Latin letters reaches. A name that
        // is not of the list is borne by somebody who has no other name.
        let is_of_list = has_latin || compared().all(|word| self.words.find(word).is_some());
        let token = |word| match self.words.find(word) {
            Some(word) if is_of_list => Token::OfIndex(word),
            found => Token::Other {
                spellings: names::known_spellings(word).collect(),
                sounds: sounds(word),
                in_life: names::weight_in_life(word),
                listed: found.map(|word| self.words.entry(word).rarity),
            },
        };
        let tokens = compared().map(token).collect();
        let classes = compared().map(names::class).collect();
        ListedTokens {
            words,
            classes,
            tokens,
            has_latin,
        }
    }

    /// Lays the listed name beside the query.
    fn lay_out_text<'a>(
        &'a self,
        prepared: &'a Prepared,
        listed: &ListedText<'_>,
        tokens: &'a ListedTokens,
    ) -> Pair<'a> {
        let Prepared {
            query,
            similar_tokens,
            ..
        } = prepared;
        let keeps_titles = keeps_titles(tokens.classes.iter().copied());
        let views: Vec<WordView<'a>> = tokens
            .iter()
            .zip(&tokens.classes)
            .map(|((text, token), class)| match token {
                Token::OfIndex(word) => self.view(*word, keeps_titles),
                Token::Other {
                    spellings,
                    sounds,
                    in_life,
                    ..
                } => WordView {
                    spellings,
                    sounds,
                    is_common: *in_life <= WELL_KNOWN,
                    answers_latin: !tokens.has_latin,
                    ..weighed(text, *class, token.rarity(), keeps_titles)
                },
            })
            .collect();
        let others = self.similar(prepared, tokens, &views);

        let mut pair = query.pair();
        pair.kind = Some(listed.kind);
        pair.is_weak = is_weak(
            &tokens.words,
            listed.kind,
            listed.name_type,
            listed.strength,
        );
        let token = |(column, view): (usize, &WordView<'a>)| match tokens.tokens.get(column) {
            Some(Token::OfIndex(word)) => (*view, similar_tokens.to_query(*word)),
            _ => (*view, others.to_query(column)),
        };
        pair.lay_out(views.len(), views.iter().enumerate().map(token));
        for (column, token) in tokens.tokens.iter().enumerate() {
            cap_rarity(&mut pair, query, others.to_query(column).0, token.rarity());
        }
        pair
    }

    /// Compares the listed tokens that are not of the index with each query token.
    fn similar(
        &self,
        prepared: &Prepared,
        tokens: &ListedTokens,
        views: &[WordView<'_>],
    ) -> Similar {
        let Prepared {
            query,
            similar_tokens,
            ..
        } = prepared;
        let is_other = |token: &&Token| matches!(token, Token::Other { .. });
        let mut similar = Similar::default();
        if !tokens.tokens.iter().any(|token| is_other(&token)) {
            return similar;
        }
        similar.query_tokens = query.len();
        similar.similarity.resize(views.len() * query.len(), 0.0);
        similar.rarity.resize(views.len() * query.len(), 1.0);
        let designations = 1.0 + self.pack.len() as f32;
        for place in 0..query.len() {
            let view = query.view(place);
            // By the whole dictionary, as the listed tokens: a pack has the rows of its own list only.
            let spellings: Vec<u32> = names::known_spellings(view.text).collect();
            let view = WordView {
                spellings: &spellings,
                ..view
            };
            let listed = views.iter().zip(&tokens.tokens).enumerate();
            for (column, (listed, _)) in listed.filter(|(_, (_, token))| is_other(token)) {
                let at = column * query.len() + place;
                let similarity = match similarity(&view, listed) {
                    0.0 if query.is_cut_at(place) => start_similarity(&view, listed),
                    similarity => similarity,
                };
                similar.similarity[at] = similarity;
                if !names::is_same_script(view.text, listed.text) {
                    let nearer = similar_tokens.by_query_word[place]
                        .iter()
                        .take_while(|near| near.similarity >= similarity)
                        .map(|near| self.words.entry(near.word).designations);
                    similar.rarity[at] = rarity(1.0 + nearer.sum::<u32>() as f32, designations);
                }
            }
        }
        similar
    }
}

/// A query token that is similar to a common one is taken to be as common, as
/// [`prepare`](Index::prepare) takes it for the tokens of the index.
fn cap_rarity(pair: &mut Pair<'_>, query: &Query, similarity: &[f32], rarity: f32) {
    for (word, similarity) in pair.query.iter_mut().zip(similarity) {
        if *similarity >= SAME_RARITY_FROM {
            let weight = weighed(word.text, word.class, rarity, query.keeps_titles).weight;
            word.weight = word.weight.min(weight);
        }
    }
}

/// A listed name, read.
struct ListedTokens {
    words: Words,
    classes: Vec<Class>,
    tokens: Vec<Token>,
    has_latin: bool,
}

impl ListedTokens {
    fn iter(&self) -> impl Iterator<Item = (&str, &Token)> {
        self.words.iter().zip(&self.tokens)
    }
}

enum Token {
    /// One of the index, by its number: the similarity is that of the search.
    OfIndex(u32),
    /// One that the index does not have, or not for this name.
    Other {
        /// Rows of the whole dictionary of known spellings.
        spellings: Vec<u32>,
        sounds: Vec<u8>,
        /// Its weight in life.
        in_life: f32,
        /// What it weighs on the lists, where it is there.
        listed: Option<f32>,
    },
}

impl Token {
    /// What it weighs, its class aside, if it is not of the index: as on the lists, or as if it were
    /// on them once, unless it is common.
    fn rarity(&self) -> f32 {
        match self {
            Self::OfIndex(_) => 1.0,
            Self::Other {
                in_life, listed, ..
            } => listed.unwrap_or(*in_life),
        }
    }
}

/// The similarity of listed tokens to each query token, and the most that each match weighs.
#[derive(Default)]
struct Similar {
    /// By listed token, for each the query tokens.
    similarity: Vec<f32>,
    rarity: Vec<f32>,
    query_tokens: usize,
}

impl Similar {
    fn to_query(&self, column: usize) -> (&[f32], &[f32]) {
        let range = column * self.query_tokens..(column + 1) * self.query_tokens;
        (&self.similarity[range.clone()], &self.rarity[range])
    }
}
