//! Names with their parts, type and strength.

use serde::{Deserialize, Serialize};

/// One listed name with its parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Name {
    /// Primary name, other spelling of it, or another name.
    pub name_type: NameType,
    /// How far the publisher trusts an alias; `None` means *not graded*, not *good*.
    pub strength: Option<AliasStrength>,
    /// Parts in reading order, none of them empty.
    pub parts: Vec<NamePart>,
    /// For a name in its own script, the script as the publisher calls it (`Cyrillic`), or
    /// an empty text where the publisher gives a non-Latin name without saying its script.
    /// `None` for an ordinary Latin name.
    pub script: Option<String>,
    /// Language as the publisher calls it (`Russian`).
    pub language: Option<String>,
    /// What the publisher adds about this name, or a type or strength that is not known here,
    /// verbatim.
    pub note: Option<String>,
}

impl Name {
    /// An ungraded Latin name.
    pub fn new(name_type: NameType, parts: impl IntoIterator<Item = NamePart>) -> Self {
        Self {
            name_type,
            strength: None,
            parts: parts.into_iter().collect(),
            script: None,
            language: None,
            note: None,
        }
    }

    /// The whole name in reading order, parts joined by one space.
    #[must_use]
    pub fn full(&self) -> String {
        let parts: Vec<&str> = self.parts.iter().map(|part| part.text.as_str()).collect();
        parts.join(" ")
    }

    /// Whether the publisher gives it as a name in its own, non-Latin script.
    #[must_use]
    pub fn is_in_own_script(&self) -> bool {
        self.script.is_some()
    }
}

/// One part of a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NamePart {
    /// What the publisher says the part is.
    pub role: PartRole,
    /// The words, never empty.
    pub text: String,
}

impl NamePart {
    /// A part from its role and words.
    #[must_use]
    pub fn new(role: PartRole, text: &str) -> Self {
        Self {
            role,
            text: text.to_owned(),
        }
    }
}

/// What a publisher says a part of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartRole {
    /// The whole name: entities, ships, and people whose parts the list does not tell apart.
    Whole,
    /// A given or middle name, patronymic, or other name before the family name.
    Given,
    /// The family name.
    Family,
    /// A part whose role the list leaves open (the UN's first to fourth name).
    Unspecified,
}

/// How a name relates to the designation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameType {
    /// *The* name.
    Primary,
    /// Another spelling of the primary name, its form in another script included.
    Variation,
    /// Another name.
    Alias,
    /// A name that it had before.
    Former,
}

impl NameType {
    /// All types, in the order in which they are shown.
    pub const ALL: [NameType; 4] = [
        NameType::Primary,
        NameType::Variation,
        NameType::Alias,
        NameType::Former,
    ];

    /// The word used in data: `primary`, `variation`, `alias` or `former`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            NameType::Primary => "primary",
            NameType::Variation => "variation",
            NameType::Alias => "alias",
            NameType::Former => "former",
        }
    }
}

/// How far the publisher trusts an alias (given for UN listings only).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AliasStrength {
    /// Good quality.
    Good,
    /// Low quality: a nickname or a name many people bear.
    Low,
}

impl AliasStrength {
    /// The word used in data: `good` or `low`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            AliasStrength::Good => "good",
            AliasStrength::Low => "low",
        }
    }
}
