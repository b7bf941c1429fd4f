//! Company names in scripts without spaces, cut into place, core, trade and legal form.

use crate::class::{Class, class};
use crate::fold::short_forms;
use crate::script::{continues_syllable, is_unspaced};

/// Longest table entry that is looked for, in characters or Hangul syllables.
const LONGEST_PIECE: usize = 8;
/// Shortest run that is cut. Personal names have two or three characters, rarely four.
const SHORTEST_RUN: usize = 4;

/// Where the pieces of a token end, in bytes; nothing where the token is one piece.
///
/// Table entries are taken off the end (trades and legal forms), then off the beginning (places, and
/// the legal forms that Japanese and Korean put first), the longest first. What is between them is
/// the core and stays whole. The cut depends on the characters of the token alone, so that a name
/// is cut in the same way with and without other tokens beside it.
pub(crate) fn pieces(token: &str) -> Vec<usize> {
    if !token.contains(is_unspaced) {
        return Vec::new();
    }
    // Where a character or syllable begins, and the end.
    let mut starts: Vec<usize> = token
        .char_indices()
        .filter(|(_, letter)| !continues_syllable(*letter))
        .map(|(start, _)| start)
        .collect();
    starts.push(token.len());
    let count = starts.len() - 1;
    if count < SHORTEST_RUN || shared_class(token).is_some() {
        return Vec::new();
    }
    let text = |from: usize, to: usize| token.get(starts[from]..starts[to]).unwrap_or_default();
    let (mut first, mut last) = (0, count);
    let (mut cuts, mut trades) = (vec![first], vec![last]);
    while let Some(from) = (first.max(last.saturating_sub(LONGEST_PIECE))..last.saturating_sub(1))
        .find(|from| shared_class(text(*from, last)).is_some())
    {
        last = from;
        trades.push(from);
    }
    while let Some(to) = (first + 2..=last.min(first + LONGEST_PIECE))
        .rev()
        .find(|to| {
            matches!(
                shared_class(text(first, *to)),
                Some(Class::Place | Class::LegalForm)
            )
        })
    {
        first = to;
        cuts.push(to);
        // `市` and `省` after a place.
        if to < last && class(text(to, to + 1)) == Class::Stop {
            first = to + 1;
            cuts.push(first);
        }
    }
    cuts.extend(trades.iter().rev());
    cuts.dedup();
    if cuts.len() == 2 {
        return Vec::new();
    }
    let ends = cuts.into_iter().skip(1);
    ends.filter_map(|cut| starts.get(cut).copied()).collect()
}

/// The class of a table entry in a script without spaces: a place, a trade or a legal form.
fn shared_class(piece: &str) -> Option<Class> {
    if !piece.chars().all(is_unspaced) {
        return None;
    }
    if short_forms(piece).any(|(before, _)| before.is_empty()) {
        return Some(Class::LegalForm);
    }
    Some(class(piece))
        .filter(|class| matches!(class, Class::Place | Class::Generic | Class::LegalForm))
}
