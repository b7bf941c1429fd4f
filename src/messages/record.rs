//! What a record says: its names, its regimes and what its measures mean.

use record::{
    AliasStrength, ContactKind, IdentifierKind, Kind, Name, NameType, ReferenceKind, Regime,
};

use super::{Messages, Phrase, Piece, Said, Sentence, start_large};

/// The sentences of a measure: its short name and what it means, each where there is one.
type Measure = (&'static str, Option<Say>, Say);

type Say = fn(&'static Messages) -> &'static Sentence;

/// Measures by how the list's words for them begin, in small letters. What follows ("see 'Other
/// information'") differs.
const MEASURES: [Measure; 7] = [
    (
        "asset freeze",
        Some(Messages::short_asset_freeze),
        Messages::asset_freeze,
    ),
    (
        "travel ban",
        Some(Messages::short_travel_ban),
        Messages::travel_ban,
    ),
    (
        "director disqualification",
        Some(Messages::short_director),
        Messages::director,
    ),
    (
        "trust services",
        Some(Messages::short_trust),
        Messages::trust,
    ),
    (
        "internet services",
        Some(Messages::short_internet),
        Messages::internet,
    ),
    (
        "shipping sanctions",
        Some(Messages::short_shipping),
        Messages::shipping,
    ),
    ("charter", None, Messages::charter),
];

fn measure(words: &str) -> Option<&'static Measure> {
    let words = words.trim().to_ascii_lowercase();
    MEASURES.iter().find(|(start, ..)| words.starts_with(start))
}

fn is_smuggling(regime: &Regime) -> bool {
    regime.code == "GIM"
}

impl Messages {
    /// The publisher's name of the regulations, cut down to what they are about.
    pub(crate) fn regime(&'static self, regime: &Regime) -> Said {
        if is_smuggling(regime) {
            return self.regime_smuggling().into();
        }
        let name = regime.name.trim();
        let listed = |words: &str| vec![Piece::Listed(words.to_owned())];
        let mut subject = String::new();
        let words = name.split(' ');
        // Searching for texts of several letters would bring 7 KB of code.
        for word in words {
            match word {
                "Regulations" => return self.regime_named(&listed(&subject)),
                "Sanctions)" => subject.push(')'),
                "The" if subject.is_empty() => {}
                "Sanctions" | "(Sanctions)" | "(EU" | "Exit)" => {}
                _ => {
                    if !subject.is_empty() {
                        subject.push(' ');
                    }
                    subject.push_str(word);
                }
            }
        }
        listed(if name.is_empty() { &regime.code } else { name }).into()
    }

    /// What must be said of a regime.
    pub(crate) fn regime_note(&'static self, regime: &Regime) -> Option<&'static Sentence> {
        is_smuggling(regime).then(|| self.regime_smuggling_note())
    }

    /// The measures in a row, in one line.
    pub(crate) fn short_measures(&'static self, measures: &[String]) -> Said {
        let short = |words: &String| -> Said {
            match measure(words) {
                Some((_, Some(short), _)) => short(self).into(),
                _ => vec![Piece::Listed(words.clone())].into(),
            }
        };
        let join = |before: Said, next: Said| self.measures_comma(&before.words, &next.words);
        let mut all = measures.iter().map(short).reduce(join);
        if let Some(all) = &mut all {
            start_large(&mut all.words);
        }
        all.unwrap_or_else(|| self.measures_missing().into())
    }

    /// What a measure means; `None` where only the list's words are shown.
    pub(crate) fn measure(&'static self, words: &str) -> Option<&'static Sentence> {
        measure(words).map(|(_, _, sentence)| sentence(self))
    }

    /// The type and strength of a name.
    pub(crate) fn name_type(&'static self, name: &Name) -> String {
        let kind = match name.name_type {
            NameType::Primary => self.name_primary(),
            NameType::Variation => self.name_spelling(),
            NameType::Alias => self.name_alias(),
        };
        match (name.name_type, name.strength) {
            (_, Some(AliasStrength::Good)) => self.strength_good(kind.text),
            (_, Some(AliasStrength::Low)) => self.strength_low(kind.text),
            (NameType::Alias, None) => self.strength_missing(kind.text),
            _ => kind.text.to_owned(),
        }
    }

    /// What the list says of a name's script and language.
    pub(crate) fn script(&'static self, name: &Name) -> Phrase {
        let known = |words: &Option<String>| words.as_deref().unwrap_or("").trim().to_owned();
        let (script, language) = (known(&name.script), known(&name.language));
        let words = match (script.is_empty(), language.is_empty() || language == script) {
            (false, false) => [&script, ", ", &language].concat(),
            (false, true) => script,
            (true, false) => language,
            (true, true) => return vec![self.script_missing().into()],
        };
        vec![Piece::Listed(words)]
    }

    /// What kind of number a number is.
    pub(crate) fn identifier(&'static self, kind: IdentifierKind) -> &'static Sentence {
        match kind {
            IdentifierKind::Passport => self.passport(),
            IdentifierKind::NationalId => self.identity_number(),
            IdentifierKind::CompanyRegistration => self.company_number(),
            IdentifierKind::Imo => self.imo_number(),
            IdentifierKind::HullId => self.hull_number(),
            IdentifierKind::CryptoWallet => self.wallet(),
            IdentifierKind::Other => self.other_number(),
        }
    }

    /// What kind of contact detail it is.
    pub(crate) fn contact(&'static self, kind: ContactKind) -> &'static Sentence {
        match kind {
            ContactKind::Phone => self.phone(),
            ContactKind::Email => self.email(),
            ContactKind::Website => self.website(),
        }
    }

    /// Whose reference it is.
    pub(crate) fn reference(&'static self, kind: ReferenceKind) -> &'static Sentence {
        match kind {
            ReferenceKind::OfsiGroup => self.ofsi_group(),
            ReferenceKind::Un => self.un_reference(),
            ReferenceKind::Eu => self.eu_reference(),
            ReferenceKind::Other => self.other_reference(),
        }
    }

    /// What putting it on the list is called.
    pub(crate) fn designated_as(&'static self, kind: Kind) -> &'static Sentence {
        match kind {
            Kind::Ship | Kind::Aircraft => self.specified(),
            _ => self.designated(),
        }
    }
}
