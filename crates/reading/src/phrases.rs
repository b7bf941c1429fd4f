//! Phrases that people write beside a name, and how they are looked up. The table is
//! `crates/names/data/phrases.txt`: it is packed with the others there.

use core::cmp::Reverse;
use std::sync::LazyLock;

use names::Words;

/// What a phrase is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Leads to a name or follows one and belongs to none: `payment to`, `dear`.
    Around,
    /// The same, where a colon follows: `customer:`.
    Field,
    /// Has a code after it: `invoice`, `passport`.
    Code,
    /// Has a date of birth after it.
    Born,
    /// Has a country beside it and makes it a nationality: `national of`.
    National,
    /// Has a country beside it and makes it a ship's flag.
    Flag,
    /// A state of a company or person: `in liquidation`.
    State,
    /// An office of a company, with its place before it: `London branch`.
    Branch,
    /// A kind of ship before its name.
    Ship,
    /// Another name of the same party follows: `formerly`, `t/a`.
    Further,
    /// Part of a postal address: `street`.
    Street,
    /// A currency beside an amount.
    Currency,
}

/// The uses in the order of the table's rows.
const USES: [Use; 12] = [
    Use::Around,
    Use::Field,
    Use::Code,
    Use::Born,
    Use::National,
    Use::Flag,
    Use::State,
    Use::Branch,
    Use::Ship,
    Use::Further,
    Use::Street,
    Use::Currency,
];

/// One phrase.
struct Phrase {
    use_: Use,
    /// As it is written.
    text: &'static str,
    tokens: Words,
}

impl Phrase {
    /// Whether it is recognised by the marks between its tokens.
    fn has_mark(&self) -> bool {
        self.text.contains(['/', '.'])
    }

    /// Where it stands in the table: by its first token, then the longest phrases first, those with
    /// a mark before the others.
    fn order(&self) -> (&str, Reverse<usize>, bool) {
        let longest = Reverse(self.tokens.len());
        (self.tokens.text(0), longest, !self.has_mark())
    }

    /// Whether it is at this token of a text.
    fn is_at(&self, text: &str, words: &Words, place: usize) -> bool {
        let is_token = |token| words.text(place + token) == self.tokens.text(token);
        let is_gap = |token| gap(text, words, place + token) == gap(self.text, &self.tokens, token);
        let count = self.tokens.len();
        place + count <= words.len()
            && (0..count).all(is_token)
            && (!self.has_mark() || (1..count).all(is_gap))
    }
}

/// The text between the tokens before and at a place.
pub(super) fn gap<'t>(text: &'t str, words: &Words, place: usize) -> &'t str {
    let start = place
        .checked_sub(1)
        .map_or(0, |before| words.range(before).end);
    let end = if place < words.len() {
        words.range(place).start
    } else {
        text.len()
    };
    text.get(start..end).unwrap_or_default()
}

/// All phrases in order. Each is put in its place: a sort would cost the browser 2 KB.
static TABLE: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let mut table: Vec<Phrase> = Vec::new();
    for (use_, phrases) in USES.into_iter().zip(names::phrases().lines()) {
        for text in phrases.split('|') {
            let phrase = Phrase {
                use_,
                text,
                tokens: Words::read(text),
            };
            let place = table.partition_point(|before| before.order() <= phrase.order());
            table.insert(place, phrase);
        }
    }
    table
});

/// The longest phrase that begins at this token of a text, and its number of tokens.
pub(super) fn phrase_at(text: &str, words: &Words, place: usize) -> Option<(Use, usize)> {
    let first = words.text(place);
    let start = TABLE.partition_point(|phrase| phrase.tokens.text(0) < first);
    let mut with_first = TABLE
        .get(start..)?
        .iter()
        .take_while(|phrase| phrase.tokens.text(0) == first);
    let found = with_first.find(|phrase| phrase.is_at(text, words, place))?;
    Some((found.use_, found.tokens.len()))
}
