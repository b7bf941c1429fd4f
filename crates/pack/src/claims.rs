//! What only one party has, as keys that are equal where two lists say the same: the UN's reference, and
//! the numbers that identify with a country or in all the world.
//!
//! In this crate because the keys of codes are; the page's engine does without it.

use record::{IdentifierKind, ReferenceKind};

use crate::codes::{CodeValue, REFERENCE_LETTERS, listed_keys, reference};
use crate::search::Designation;

/// Designations of several lists that are one party, or may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// The places of the list and of the designation in it; lists ascending, at most one designation of each.
    pub entries: Vec<(usize, usize)>,
    /// Whether a reason is missing to say that they are one; then there are two entries.
    pub is_doubtful: bool,
}

/// The list whose IDs are the UN's references.
const UN: &str = "un";

/// What a designation has that only one party has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    /// A letter for the kind of code, then the code in its normal form. The letter is upper case where the
    /// code is unique in the whole world, lower case where it is unique in a country.
    pub key: &'a str,
    /// The countries beside it, as [`ListedIdentifier`](crate::ListedIdentifier) gives them.
    pub countries: &'a str,
}

impl Claim<'_> {
    /// Whether it is the UN's reference.
    #[must_use]
    pub fn is_reference(&self) -> bool {
        self.key.starts_with(REFERENCE)
    }

    /// Whether it needs no country beside it: an IMO number, an LEI.
    #[must_use]
    pub fn is_global(&self) -> bool {
        self.key
            .as_bytes()
            .first()
            .is_some_and(u8::is_ascii_uppercase)
    }
}

/// The letter of the UN's reference, of an IMO number and of an LEI.
const REFERENCE: char = 'R';
const IMO: char = 'I';
const LEI: char = 'L';

/// Gives every claim of a designation; some of them more than once.
///
/// Cost: linear in its references and identifiers.
pub fn for_each_claim(designation: Designation<'_>, each: &mut dyn FnMut(Claim<'_>)) {
    let mut claim = |letter: char, code: &str, countries: &str| {
        let mut key = String::from(letter);
        key.push_str(code);
        each(Claim {
            key: &key,
            countries,
        });
    };
    if designation.list() == UN {
        for_each_reference(designation.id(), &mut |key| claim(REFERENCE, key, ""));
    }
    for field in designation.references() {
        if field.kind == ReferenceKind::Un {
            for_each_reference(field.value, &mut |key| claim(REFERENCE, key, ""));
        }
    }
    for field in designation.identifiers() {
        let letter = match field.kind {
            IdentifierKind::Passport => Some('p'),
            IdentifierKind::NationalId => Some('n'),
            IdentifierKind::CompanyRegistration => Some('c'),
            IdentifierKind::Imo => Some(IMO),
            _ => None,
        };
        listed_keys(field.value, CodeValue::Code, &mut |key| {
            // Lists have no kind of their own for an LEI.
            let letter = match is_lei(key) {
                true => Some(LEI),
                false => letter,
            };
            // Others have a sign before them: what is found only by itself, and telephone numbers.
            let is_code = key
                .as_bytes()
                .first()
                .is_some_and(u8::is_ascii_alphanumeric);
            if let Some(letter) = letter.filter(|_| is_code) {
                claim(letter, key, field.countries);
            }
        });
    }
}

/// The references of the UN in a text, by the key by which a search finds them: `QDi.43`, `qdi.043` and
/// `QDI 43` are one.
fn for_each_reference(text: &str, each: &mut dyn FnMut(&str)) {
    // Letters, a point, a number.
    let mut word = String::new();
    for byte in text.bytes().chain([b';']) {
        match byte {
            _ if byte.is_ascii_alphabetic() && word.len() < REFERENCE_LETTERS
                || byte.is_ascii_digit() && word.len() >= REFERENCE_LETTERS =>
            {
                word.push(char::from(byte.to_ascii_lowercase()));
            }
            b'.' | b' ' if word.len() == REFERENCE_LETTERS => {}
            _ => {
                if let Some(key) = reference(&word) {
                    each(&key);
                }
                word.clear();
            }
        }
    }
}

/// Whether a code is a Legal Entity Identifier: twenty letters and digits, of which the last two check
/// the others (ISO 17442-1:2020; ISO/IEC 7064, MOD 97-10). One that is mistyped is none.
fn is_lei(code: &str) -> bool {
    let mut rest = 0_u32;
    for byte in code.bytes() {
        rest = match byte {
            b'0'..=b'9' => rest * 10 + u32::from(byte - b'0'),
            b'a'..=b'z' => rest * 100 + u32::from(byte - b'a') + 10,
            _ => return false,
        } % 97;
    }
    let check = code.get(18..).unwrap_or_default();
    code.len() == 20 && rest == 1 && check.bytes().all(|byte| byte.is_ascii_digit())
}
