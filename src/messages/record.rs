//! The names, numbers and other fields of a record in words.

use record::{AliasStrength, ContactKind, IdentifierKind, Kind, Name, NameType, ReferenceKind};

use super::{LaterTexts, Messages, Phrase, Piece, Sentence};
use crate::engine::protocol::HitView;

impl LaterTexts {
    /// The type and strength of a name.
    pub(crate) fn name_type(&'static self, name: &Name) -> String {
        let kind = match name.name_type {
            NameType::Primary => self.name_primary(),
            NameType::Variation => self.name_spelling(),
            NameType::Alias => self.name_alias(),
            NameType::Former => self.name_former(),
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

    /// What tells organisations and ships apart, as a row says it.
    pub(crate) fn facts(&'static self, hit: &HitView) -> Phrase {
        let labels = match hit.kind {
            Kind::Entity => [
                self.entity_types(),
                self.country(),
                self.company_number(),
                self.company_number(),
            ],
            _ => [
                self.imo_number(),
                self.current_flags(),
                self.ship_types(),
                self.current_owners(),
            ],
        };
        let mut facts = Vec::new();
        for (label, words) in labels.iter().zip(&hit.facts) {
            let label = label.text;
            facts.push(match words.is_empty() {
                true => vec![self.fact_missing(label).into()],
                false => {
                    let words = vec![Piece::Listed(words.clone())];
                    self.messages.labelled(label, &words)
                }
            });
        }
        Messages::dotted(facts)
    }
}
