//! What a row of the results says.

use matcher::{Agreement, Band, Detail, DetailFound, Lowered, Matched, Relation};
use record::{
    AliasStrength, ContactKind, IdentifierKind, Kind, NameType, NoteKind, PartialDate,
    ReferenceKind,
};

use super::{LaterTexts, Messages, Phrase, Piece, Sentence, start_large};
use crate::engine::protocol::{HitView, WordPart, WordView};
use crate::state::Born;

/// The language of the lists' own words.
pub(crate) const LIST_LANG: &str = "en";

impl Messages {
    /// The shape and the name of a band.
    pub(crate) fn band(&'static self, hit: &HitView) -> (&'static str, &'static Sentence) {
        match (hit.band, hit.matched) {
            _ if hit.is_suppressed => ("◌", self.band_among()),
            (Band::Exact, Matched::Name(_)) => ("●", self.band_same_name()),
            (Band::Exact, Matched::Contact(_)) => ("●", self.band_same_contact()),
            (Band::Exact, _) => ("●", self.band_same_number()),
            (Band::Strong, _) => ("◑", self.band_very_similar()),
            (Band::Possible, _) => ("◔", self.band_similar()),
            (Band::WeakAlias, _) => ("○", self.band_weak_alias()),
            (Band::Below, _) => ("◌", self.band_less_similar()),
        }
    }

    /// What kind of thing is listed.
    pub(crate) fn kind(&'static self, kind: Kind) -> &'static Sentence {
        match kind {
            Kind::Individual => self.person(),
            Kind::Entity => self.entity(),
            Kind::Ship => self.ship(),
            Kind::Aircraft => self.one_aircraft(),
            Kind::Unknown => self.kind_missing(),
        }
    }

    /// When a person was born and of which country they are, as a row says it.
    pub(crate) fn person_facts(&'static self, hit: &HitView) -> Phrase {
        let countries = &hit.facts;
        let words = vec![Piece::Listed(countries.join(", "))];
        let nationality = match countries.first() {
            None => vec![self.nationality_missing().into()],
            // “Palestinian” is no country to be a national of.
            Some(first) if first.ends_with("ian") => self.labelled(self.nationality().text, &words),
            Some(_) => self.national_of(&words),
        };
        Self::dotted(vec![self.born_on(&hit.dates_of_birth), nationality])
    }
}

impl LaterTexts {
    /// Of which type the name is that matched.
    pub(crate) fn matched_name(&'static self, hit: &HitView) -> &'static Sentence {
        let name = hit.matched_name.as_ref();
        match name.map(|name| (name.name_type, name.strength)) {
            Some((NameType::Alias, Some(AliasStrength::Low))) => self.name_low_alias(),
            Some((NameType::Alias, _)) => self.name_alias(),
            Some((NameType::Former, _)) => self.name_former(),
            Some((NameType::Variation, _)) => self.name_spelling(),
            Some((NameType::Primary, _)) | None => self.name_primary(),
        }
    }

    /// Which name matched, and the one thing that tells most of how it differs.
    pub(crate) fn why(&'static self, hit: &HitView) -> Phrase {
        let Some(name) = &hit.matched_name else {
            return vec![self.why_number(hit.matched).into()];
        };
        let which = match (hit.band, name.name_type, name.strength) {
            (Band::Exact, NameType::Primary, _) => self.same_primary(),
            (Band::Exact, NameType::Variation, _) => self.same_spelling(),
            (Band::Exact, NameType::Alias, _) => self.same_alias(),
            (Band::Exact, NameType::Former, _) => self.same_former(),
            (Band::WeakAlias, _, Some(AliasStrength::Low)) => self.same_low_alias(),
            (Band::WeakAlias, ..) => self.same_one_word_alias(),
            // A suppressed name has all that was typed, or words like it.
            (Band::Below, NameType::Primary, _) if !hit.is_suppressed => self.little_primary(),
            (Band::Below, NameType::Variation, _) if !hit.is_suppressed => self.little_spelling(),
            (Band::Below, NameType::Alias, _) if !hit.is_suppressed => self.little_alias(),
            (Band::Below, NameType::Former, _) if !hit.is_suppressed => self.little_former(),
            (_, NameType::Primary, _) => self.like_primary(),
            (_, NameType::Variation, _) => self.like_spelling(),
            (_, NameType::Alias, _) => self.like_alias(),
            (_, NameType::Former, _) => self.like_former(),
        };
        let which = vec![which.into()];
        let mut telling: Option<&WordView> = None;
        for word in &hit.evidence {
            let tells = word.relation != Relation::Same;
            if tells && telling.is_none_or(|other| word.weight > other.weight) {
                telling = Some(word);
            }
        }
        match (telling, hit.lowered.first()) {
            (Some(word), _) => self.messages.semicolon(&which, &self.met(word)),
            (None, Some(lowered)) if hit.band != Band::WeakAlias => self
                .messages
                .semicolon(&which, &vec![self.why_lower(*lowered).into()]),
            _ => which,
        }
    }

    /// What every word matched, then what lowered the rank.
    pub(crate) fn evidence(&'static self, hit: &HitView) -> Vec<Phrase> {
        // The words of the query stand first.
        let typed = hit.evidence.iter().position(|word| word.typed.is_none());
        let (words, missing) = hit.evidence.split_at(typed.unwrap_or(hit.evidence.len()));
        let mut rows: Vec<Phrase> = words.iter().map(|word| self.met(word)).collect();
        match missing {
            [] => {}
            [word] => rows.push(self.met(word)),
            words => {
                let mut parts: Vec<Phrase> = Vec::new();
                for word in words {
                    parts.push(self.listed_part(word));
                }
                rows.push(self.missing_all(&self.messages.listed(parts, Messages::comma)));
            }
        }
        for lowered in &hit.lowered {
            rows.push(vec![self.lowered(self.why_lower(*lowered).text).into()]);
        }
        for row in &mut rows {
            start_large(row);
        }
        rows
    }

    /// What one word matched, to be read on after a semicolon.
    fn met(&'static self, word: &WordView) -> Phrase {
        let (typed, listed) = match (&word.typed, &word.listed) {
            (Some(typed), Some(listed)) => (typed, listed),
            (Some(typed), None) => return self.met_nothing(typed),
            (None, _) => return self.missing(&self.listed_part(word)),
        };
        let is_typed_shorter = typed.len() < listed.len();
        let say = match word.relation {
            Relation::Same if typed.eq_ignore_ascii_case(listed) => {
                return self.met_exactly(typed);
            }
            Relation::Same | Relation::Extra | Relation::Missing => Self::met_same,
            Relation::Spelling => Self::met_spelling,
            Relation::Sound => Self::met_sound,
            Relation::Script if listed.chars().all(names::is_latin_letter) => Self::met_latin,
            Relation::Script => Self::met_script,
            Relation::Known => Self::met_known,
            Relation::Initial if is_typed_shorter => Self::met_initial,
            Relation::Initial => Self::met_listed_initial,
            Relation::Start => Self::met_start,
            Relation::Acronym if is_typed_shorter => Self::met_acronym,
            Relation::Acronym => Self::met_listed_acronym,
            Relation::Elsewhere => Self::met_elsewhere,
        };
        say(self, typed, listed)
    }

    fn listed_part(&'static self, word: &WordView) -> Phrase {
        let listed = word.listed.as_deref().unwrap_or_default();
        match word.part {
            WordPart::Given => self.part_given(listed),
            WordPart::Middle => self.part_middle(listed),
            WordPart::Family => self.part_family(listed),
            WordPart::Open => self.messages.part_open(listed),
        }
    }

    fn why_lower(&'static self, lowered: Lowered) -> &'static Sentence {
        match lowered {
            Lowered::OtherWord => self.lower_word(),
            Lowered::OtherNumber => self.lower_number(),
            Lowered::OtherLegalForm => self.lower_legal_form(),
            Lowered::Initial => self.lower_initial(),
            Lowered::Common => self.lower_common(),
            Lowered::WeakAlias => self.lower_weak_alias(),
        }
    }

    fn why_number(&'static self, matched: Matched) -> &'static Sentence {
        use ContactKind::{Email, Phone, Website};
        use IdentifierKind::{
            CompanyRegistration, CryptoWallet, HullId, Imo, NationalId, Passport,
        };
        use ReferenceKind::{Eu, OfsiGroup, Un};
        match matched {
            Matched::Name(_) => self.number_of_name(),
            // Nothing is asked of a listing that was not found itself.
            Matched::Id | Matched::Party => self.number_id(),
            Matched::Reference(OfsiGroup) => self.number_ofsi(),
            Matched::Reference(Un) => self.number_un(),
            Matched::Reference(Eu) => self.number_eu(),
            Matched::Reference(ReferenceKind::Other) => self.number_reference(),
            Matched::Identifier(Passport) => self.number_passport(),
            Matched::Identifier(NationalId) => self.number_identity(),
            Matched::Identifier(CompanyRegistration) => self.number_company(),
            Matched::Identifier(Imo) => self.number_imo(),
            Matched::Identifier(HullId) => self.number_hull(),
            Matched::Identifier(CryptoWallet) => self.number_wallet(),
            Matched::Identifier(IdentifierKind::Other) => self.number_other(),
            Matched::Contact(Phone) => self.number_phone(),
            Matched::Contact(Email) => self.number_email(),
            Matched::Contact(Website) => self.number_website(),
            Matched::Note(NoteKind::OtherInformation) => self.number_information(),
            Matched::Note(NoteKind::Reasons) => self.number_reasons(),
            Matched::Note(NoteKind::Document) => self.number_document(),
            Matched::Note(NoteKind::Address) => self.number_address(),
            Matched::Note(NoteKind::Other) => self.number_elsewhere(),
        }
    }

    /// How what is known beside the name stands to what is listed.
    pub(crate) fn known_found(&'static self, hit: &HitView, born: Born) -> String {
        self.known(hit, born, false)
    }

    /// The same below the facts of a person, which say already that the list has no date of birth or no nationality.
    pub(crate) fn known_below_facts(&'static self, hit: &HitView, born: Born) -> String {
        self.known(hit, born, true)
    }

    /// Each fact that was given beside the name, how it stands to what is listed, and that in words.
    pub(crate) fn compared(&'static self, hit: &HitView, born: Born) -> Vec<(DetailFound, String)> {
        let is_thing = matches!(hit.kind, Kind::Entity | Kind::Ship | Kind::Aircraft);
        let mut compared = Vec::new();
        for found in &hit.details {
            // A thing has no date of birth and no sex.
            if !(is_thing && matches!(found.detail, Detail::Born | Detail::Sex)) {
                compared.push((*found, self.agreement(born.date, *found)));
            }
        }
        compared
    }

    fn known(&'static self, hit: &HitView, born: Born, is_below_facts: bool) -> String {
        let mut text = String::new();
        for (found, agreement) in self.compared(hit, born) {
            let is_fact = matches!(found.detail, Detail::Born | Detail::Country);
            if is_below_facts && is_fact && found.agreement == Agreement::NotListed {
                continue;
            }
            if !text.is_empty() {
                text.push_str(" · ");
            }
            let is_compared =
                found.detail == Detail::Born && found.agreement != Agreement::NotListed;
            let agreement = match born.date {
                // A text may have other dates too, and no field shows which one this is.
                Some(date) if born.is_in_text && is_compared => {
                    self.date_in_text(&agreement, &self.messages.partial_date(date))
                }
                _ => agreement,
            };
            text.push_str(&agreement);
        }
        text
    }

    fn agreement(&'static self, born: Option<PartialDate>, found: DetailFound) -> String {
        use Agreement::{
            Agrees, DayAndMonthSwapped, Differs, ListSaysLess, NotListed, NotUnderstood,
            QuerySaysLess, Unread, YearAgrees, YearsApart,
        };
        use Detail::{Address, Born, Country, Flag, Sex};
        let day = born.filter(|date| date.month().is_some());
        let words = match (found.detail, found.agreement, day) {
            (Born, YearAgrees, _) => self.year_agrees_alone(),
            (Born, YearsApart(years), _) => return self.years_apart(usize::from(years)),
            (Born, DayAndMonthSwapped, _) => self.date_swapped(),
            (Born, Agrees, Some(_)) => self.date_agrees(),
            (Born, ListSaysLess, Some(_)) => self.date_agrees_so_far(),
            (Born, QuerySaysLess, Some(_)) => self.date_agrees_as_given(),
            (Born, Agrees | ListSaysLess | QuerySaysLess, None) => self.year_agrees(),
            (Born, Differs | NotUnderstood, Some(_)) => self.date_differs(),
            (Born, Differs | NotUnderstood, None) => self.year_differs(),
            (Born, Unread, Some(_)) => self.date_unclear(),
            (Born, Unread, None) => self.year_unclear(),
            (Born, NotListed, Some(_)) => self.messages.born_missing(),
            (Born, NotListed, None) => self.year_missing(),
            (Country, Agrees, _) => self.nationality_agrees(),
            (Country, NotListed, _) => self.messages.nationality_missing(),
            (Country, Differs, _) => self.nationality_differs(),
            (Address | Flag, Agrees, _) => self.country_agrees(),
            (Address | Flag, NotListed, _) => self.country_missing(),
            (Address | Flag, Differs, _) => self.country_differs(),
            (Country | Address | Flag, NotUnderstood, _) => self.country_unread(),
            (Country | Address | Flag, ..) => self.country_unclear(),
            (Sex, Agrees, _) => self.sex_agrees(),
            (Sex, Unread, _) => self.sex_unclear(),
            (Sex, NotListed, _) => self.sex_missing(),
            (Sex, ..) => self.sex_differs(),
        };
        words.text.to_owned()
    }
}
