//! What a designation imposes.

use serde::{Deserialize, Serialize};

/// One measure that a designation imposes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Measure {
    /// What it is, by the judgement of the list's reader.
    pub kind: MeasureKind,
    /// The publisher's words for it. Empty if the file has none, and says by what it is, or by the regime of an
    /// entry, which measure the entry has.
    pub words: String,
}

impl Measure {
    /// A measure from its kind and the publisher's words.
    #[must_use]
    pub fn new(kind: MeasureKind, words: &str) -> Self {
        Self {
            kind,
            words: words.to_owned(),
        }
    }

    /// A measure for which the publisher's file has no words.
    #[must_use]
    pub fn without_words(kind: MeasureKind) -> Self {
        Self::new(kind, "")
    }
}

/// What a [`Measure`] is. What each means in law depends on the list: crate users choose a sentence by
/// list and kind, never by the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Money and assets are frozen, and nothing may be made available.
    AssetFreeze,
    /// Entry and stay are refused.
    TravelBan,
    /// May not be a director of a company or run one.
    DirectorDisqualification,
    /// No trust services.
    TrustServices,
    /// Internet services must keep people away from what it publishes.
    InternetServices,
    /// A ship may not enter ports, among others.
    Shipping,
    /// As [`Shipping`](Self::Shipping), with bans on trade.
    ShippingAndTrade,
    /// Ships and aircraft of a person or company may not enter.
    Transport,
    /// No correspondent banking, and no payments through it.
    CorrespondentBanking,
    /// No chartering of ships or aircraft.
    Chartering,
    /// No arms, and nothing that goes with them.
    ArmsEmbargo,
    /// A ship may not enter ports.
    PortEntry,
    /// A ship loses its registration.
    Deflagging,
    /// No business arrangements.
    BusinessArrangements,
    /// Representative offices are closed.
    RepresentativeOffices,
    /// No crews for ships and aircraft.
    CrewServicing,
    /// No technical assistance for aircraft.
    TechnicalAssistance,
    /// Any other; the words say what it is.
    Other,
}

impl MeasureKind {
    /// All kinds, the most usual first.
    pub const ALL: [MeasureKind; 18] = [
        MeasureKind::AssetFreeze,
        MeasureKind::TravelBan,
        MeasureKind::DirectorDisqualification,
        MeasureKind::TrustServices,
        MeasureKind::InternetServices,
        MeasureKind::Shipping,
        MeasureKind::ShippingAndTrade,
        MeasureKind::Transport,
        MeasureKind::CorrespondentBanking,
        MeasureKind::Chartering,
        MeasureKind::ArmsEmbargo,
        MeasureKind::PortEntry,
        MeasureKind::Deflagging,
        MeasureKind::BusinessArrangements,
        MeasureKind::RepresentativeOffices,
        MeasureKind::CrewServicing,
        MeasureKind::TechnicalAssistance,
        MeasureKind::Other,
    ];

    /// Its name in English, such as `asset freeze`, for a measure without the publisher's words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AssetFreeze => "asset freeze",
            Self::TravelBan => "travel ban",
            Self::DirectorDisqualification => "director disqualification",
            Self::TrustServices => "trust services ban",
            Self::InternetServices => "internet services sanctions",
            Self::Shipping => "shipping sanctions",
            Self::ShippingAndTrade => "shipping and trade sanctions",
            Self::Transport => "transport sanctions",
            Self::CorrespondentBanking => "correspondent banking ban",
            Self::Chartering => "chartering ban",
            Self::ArmsEmbargo => "arms embargo",
            Self::PortEntry => "port entry ban",
            Self::Deflagging => "deregistration",
            Self::BusinessArrangements => "business arrangements ban",
            Self::RepresentativeOffices => "closure of offices",
            Self::CrewServicing => "crew services ban",
            Self::TechnicalAssistance => "technical assistance ban",
            Self::Other => "another measure",
        }
    }
}
