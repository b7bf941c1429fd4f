//! Unknown columns, elements and attributes: which of them must refuse the file.
//!
//! A publisher adds columns, and a list with a new one is still the list. But a name, an ID or
//! a measure under a label that is not known is neither searched nor shown where it belongs, so
//! it refuses the file. Where in doubt, refuse: a person can accept the fault.

use core::fmt;
use std::collections::HashSet;

use super::entry::{Entry, Group};
use super::layout::Layout;
use super::text::{clean, has_other_script};

/// Why an unknown field is suspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suspicion {
    /// It is inside of a field, or beside one that search or identity rest on.
    Inside,
    /// Its label says that it holds names or IDs.
    Label,
    /// A value has the form of an ID or a number of a document.
    Id,
    /// A value is a measure.
    Measure,
    /// A value is not in Latin letters.
    OtherScript,
    /// A value is elements, written as text.
    Elements,
    /// A value is a name of the list.
    ListedName,
}

impl fmt::Display for Suspicion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Inside => "is inside of a field that search rests on",
            Self::Label => "must hold names or IDs by its label",
            Self::Id => "holds an ID",
            Self::Measure => "holds a measure",
            Self::OtherScript => "holds letters of another script, as names do",
            Self::Elements => "holds elements as text",
            Self::ListedName => "holds a name",
        })
    }
}

/// Words that labels of names and IDs have.
const LABEL_WORDS: [&str; 12] = [
    "id",
    "ids",
    "identifier",
    "identification",
    "uid",
    "aka",
    "alias",
    "aliases",
    "imo",
    "passport",
    "patronymic",
    "spelling",
];

/// Judges a label.
pub(crate) fn suspect_label(label: &str) -> Option<Suspicion> {
    let is_name = label.to_lowercase().contains("name") || label.contains("a.k.a");
    let is_word = |word: &String| LABEL_WORDS.contains(&word.as_str());
    (is_name || words(label).iter().any(is_word)).then_some(Suspicion::Label)
}

/// The words of a label in lower case: `UniqueID`, `Unique ID` and `UNIQUE_ID` have the same.
fn words(label: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = label.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let next_is_small = letters.peek().is_some_and(|next| next.is_lowercase());
        let begins = letter.is_uppercase()
            && (before.is_lowercase() || (before.is_uppercase() && next_is_small));
        if begins || !letter.is_alphabetic() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && letter.is_alphabetic()
        {
            word.extend(letter.to_lowercase());
        }
        before = letter;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Judges a value by itself.
pub(crate) fn suspect_value<G>(layout: &Layout<G>, text: &str) -> Option<Suspicion> {
    let text = clean(text);
    if (layout.is_id)(&text) || is_number_of_document(&text) {
        return Some(Suspicion::Id);
    }
    if (layout.is_measure)(&text) {
        return Some(Suspicion::Measure);
    }
    if text.contains("</") {
        return Some(Suspicion::Elements);
    }
    has_other_script(&text).then_some(Suspicion::OtherScript)
}

/// Letters and then digits, such as `IMO1234567`, `IMO 1234567`, `XXi.001` or `P0000001`.
pub(crate) fn is_number_of_document(text: &str) -> bool {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let letters = text.len() - rest.len();
    let digits = rest.strip_prefix(['.', '-', ' ']).unwrap_or(rest);
    let enough = if letters == 1 || rest.starts_with(' ') {
        6
    } else {
        3
    };
    (1..=4).contains(&letters)
        && digits.len() >= enough
        && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Unknown values that are names: of their own designation, or one in ten of a label of any. Each
/// label once, with line and text.
///
/// Cost: nothing where no field is unknown, else one pass over all names.
pub(crate) fn names_in_unknown<G: Group>(
    layout: &Layout<G>,
    entries: &[Entry<G>],
) -> Vec<(String, u64, String)> {
    let mut labels: Vec<UnknownLabel> = Vec::new();
    let mut all_names = None;
    for entry in entries {
        let mut own_names = None;
        for value in entry.values(G::UNKNOWN) {
            let all = all_names.get_or_insert_with(|| Names::of(layout, entries));
            let own =
                own_names.get_or_insert_with(|| Names::of(layout, std::slice::from_ref(entry)));
            let mut cells = value.cells();
            let label = cells.next().unwrap_or_default();
            let text = clean(cells.next().unwrap_or_default());
            let place = labels.iter().position(|known| known.label == label);
            let place = place.unwrap_or_else(|| {
                labels.push(UnknownLabel::new(label));
                labels.len() - 1
            });
            let Some(known) = labels.get_mut(place) else {
                continue;
            };
            known.values += 1;
            if all.have(&text) {
                known.names += 1;
                known.is_own |= own.have(&text);
                known.first.get_or_insert((value.line, text));
            }
        }
    }
    let suspected = labels.into_iter().filter_map(|label| {
        let (line, text) = label.first?;
        (label.is_own || label.names * 10 >= label.values).then_some((label.label, line, text))
    });
    suspected.collect()
}

struct UnknownLabel {
    label: String,
    values: usize,
    names: usize,
    is_own: bool,
    first: Option<(u64, String)>,
}

impl UnknownLabel {
    fn new(label: &str) -> Self {
        Self {
            label: label.to_owned(),
            values: 0,
            names: 0,
            is_own: false,
            first: None,
        }
    }
}

/// Names of designations, in lower case.
#[derive(Default)]
struct Names {
    /// Each cell of three letters or more, and all cells of a name in their order.
    cells: HashSet<String>,
    /// The words of people's names.
    words_of_people: HashSet<String>,
}

impl Names {
    fn of<G: Group>(layout: &Layout<G>, entries: &[Entry<G>]) -> Self {
        let mut names = Self::default();
        for entry in entries {
            let is_person = (layout.is_person)(entry);
            for parts in (layout.names)(entry) {
                let whole = clean(&parts.join(" "));
                if is_person {
                    names.words_of_people.extend(words_of_name(&whole));
                }
                names.add(whole);
                parts.into_iter().for_each(|part| names.add(part));
            }
        }
        names
    }

    fn add(&mut self, text: String) {
        if text.chars().count() >= 3 {
            self.cells.insert(text.to_lowercase());
        }
    }

    /// True if a text is one of the names, or is made of two words or more of people's names.
    fn have(&self, text: &str) -> bool {
        let words = words_of_name(text);
        self.cells.contains(&text.to_lowercase())
            || (words.len() >= 2 && words.iter().all(|word| self.words_of_people.contains(word)))
    }
}

fn words_of_name(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    struct Unknown;

    impl Group for Unknown {
        const UNKNOWN: Self = Self;
    }

    static LAYOUT: Layout<Unknown> = Layout {
        list: "zz",
        fields: &[],
        names: |_| Vec::new(),
        is_person: |_| false,
        is_id: |text| text.ends_with("GIM9001"),
        is_measure: |text| text.starts_with("Asset freeze"),
    };

    #[test]
    fn labels_of_names_and_ids_are_suspected() {
        for (label, is_suspected) in [
            ("Name6", true),
            ("Name 7", true),
            ("Surname", true),
            ("FORMER_NAMES", true),
            ("Also known as (a.k.a)", true),
            ("Alias quality", true),
            ("UniqueId", true),
            ("Group ID", true),
            ("UID", true),
            ("IMO", true),
            ("IMONumber2", true),
            ("Passport", true),
            ("Shoe size", false),
            ("Idiom", false),
            ("Paid", false),
            ("Date trust services sanctions imposed", false),
            ("Cell 59", false),
        ] {
            assert_eq!(suspect_label(label).is_some(), is_suspected, "{label}");
        }
    }

    #[test]
    fn values_that_must_not_be_lost_are_suspected() {
        for (text, expected) in [
            ("GIM9001", Some(Suspicion::Id)),
            (" SAMPLE-GIM9001 ", Some(Suspicion::Id)),
            ("IMO1234567", Some(Suspicion::Id)),
            ("IMO 1234567", Some(Suspicion::Id)),
            ("XXi.001", Some(Suspicion::Id)),
            ("P0000001", Some(Suspicion::Id)),
            ("Asset freeze|Other", Some(Suspicion::Measure)),
            ("Тарво", Some(Suspicion::OtherScript)),
            ("44", None),
            ("02-Nov-2026", None),
            ("Nov 2026", None),
            ("A1", None),
            ("Zwölf Straße, Đà Nẵng", None),
            ("α-particle", Some(Suspicion::OtherScript)),
            ("<Name>Tarvo</Name>", Some(Suspicion::Elements)),
            ("", None),
        ] {
            assert_eq!(suspect_value(&LAYOUT, text), expected, "{text}");
        }
    }
}
