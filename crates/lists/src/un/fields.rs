//! The elements of the list, and what rests on them.

use crate::read::entry;
use crate::read::layout::{DESIGNATION, Field, Rests};

/// Elements that belong together: a value of one is only right beside the value of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Group {
    /// The name of the designation's element: a person or an entity.
    Kind,
    DataId,
    Version,
    Name,
    OwnScript,
    ListName,
    ListedOn,
    SubmittedBy,
    Sex,
    Comments,
    HasInterpolLink,
    InterpolLink,
    Title,
    Position,
    Nationality,
    ListType,
    Updated,
    Alias,
    Address,
    BirthDate,
    BirthPlace,
    Document,
    SortKey,
    SortKeyLastChange,
    /// Label and text of what is not known here.
    Unknown,
}

impl entry::Group for Group {
    const UNKNOWN: Self = Self::Unknown;
}

/// Makes the table below readable.
const fn field(
    group: Group,
    element: &'static str,
    around: &'static str,
    rests: Rests,
) -> Field<Group> {
    Field {
        group,
        column: element,
        element,
        around,
        rests,
    }
}

use Group as G;
use Rests::{Everything, Much, Nothing, Value};

pub(super) const INDIVIDUAL: &str = "INDIVIDUAL";
pub(super) const ENTITY: &str = "ENTITY";
const ALIAS: &str = "INDIVIDUAL_ALIAS|ENTITY_ALIAS";
const ADDRESS: &str = "INDIVIDUAL_ADDRESS|ENTITY_ADDRESS";
pub(super) const BIRTH_DATE: &str = "INDIVIDUAL_DATE_OF_BIRTH";
const BIRTH_PLACE: &str = "INDIVIDUAL_PLACE_OF_BIRTH";
const DOCUMENT: &str = "INDIVIDUAL_DOCUMENT";

/// All elements but the reference number, which is the ID.
///
/// Checked on 26 November 2026 on the files of 27 February and 1 August 2026. `SUBMITTED_BY` is in
/// older files only.
#[rustfmt::skip]
pub(super) const FIELDS: [Field<Group>; 53] = [
    field(G::DataId, "DATAID", DESIGNATION, Much),
    field(G::Version, "VERSIONNUM", DESIGNATION, Nothing),
    field(G::Name, "FIRST_NAME", DESIGNATION, Everything),
    field(G::Name, "SECOND_NAME", DESIGNATION, Much),
    field(G::Name, "THIRD_NAME", DESIGNATION, Much),
    field(G::Name, "FOURTH_NAME", DESIGNATION, Much),
    field(G::OwnScript, "NAME_ORIGINAL_SCRIPT", DESIGNATION, Nothing),
    field(G::ListName, "UN_LIST_TYPE", DESIGNATION, Everything),
    field(G::ListedOn, "LISTED_ON", DESIGNATION, Nothing),
    field(G::SubmittedBy, "SUBMITTED_BY", DESIGNATION, Nothing),
    field(G::Sex, "GENDER", DESIGNATION, Nothing),
    field(G::Comments, "COMMENTS1", DESIGNATION, Nothing),
    field(G::HasInterpolLink, "HAS_INTERPOL_LINK", DESIGNATION, Nothing),
    field(G::InterpolLink, "INTERPOL_LINK", DESIGNATION, Nothing),
    field(G::Title, "VALUE", "TITLE", Nothing),
    field(G::Position, "VALUE", "DESIGNATION", Nothing),
    field(G::Nationality, "VALUE", "NATIONALITY", Nothing),
    field(G::ListType, "VALUE", "LIST_TYPE", Nothing),
    field(G::Updated, "VALUE", "LAST_DAY_UPDATED", Nothing),
    field(G::Alias, "QUALITY", ALIAS, Value),
    field(G::Alias, "ALIAS_NAME", ALIAS, Value),
    field(G::Alias, "DATE_OF_BIRTH", ALIAS, Nothing),
    field(G::Alias, "CITY_OF_BIRTH", ALIAS, Nothing),
    field(G::Alias, "COUNTRY_OF_BIRTH", ALIAS, Nothing),
    field(G::Alias, "NOTE", ALIAS, Nothing),
    field(G::Address, "STREET", ADDRESS, Nothing),
    field(G::Address, "CITY", ADDRESS, Nothing),
    field(G::Address, "STATE_PROVINCE", ADDRESS, Nothing),
    field(G::Address, "ZIP_CODE", ADDRESS, Nothing),
    field(G::Address, "COUNTRY", ADDRESS, Nothing),
    field(G::Address, "NOTE", ADDRESS, Nothing),
    field(G::BirthDate, "TYPE_OF_DATE", BIRTH_DATE, Nothing),
    field(G::BirthDate, "DATE", BIRTH_DATE, Much),
    field(G::BirthDate, "YEAR", BIRTH_DATE, Much),
    field(G::BirthDate, "FROM_YEAR", BIRTH_DATE, Much),
    field(G::BirthDate, "TO_YEAR", BIRTH_DATE, Much),
    field(G::BirthDate, "NOTE", BIRTH_DATE, Nothing),
    field(G::BirthPlace, "STREET", BIRTH_PLACE, Nothing),
    field(G::BirthPlace, "CITY", BIRTH_PLACE, Nothing),
    field(G::BirthPlace, "STATE_PROVINCE", BIRTH_PLACE, Nothing),
    field(G::BirthPlace, "COUNTRY", BIRTH_PLACE, Nothing),
    field(G::BirthPlace, "NOTE", BIRTH_PLACE, Nothing),
    field(G::Document, "TYPE_OF_DOCUMENT", DOCUMENT, Nothing),
    field(G::Document, "TYPE_OF_DOCUMENT2", DOCUMENT, Nothing),
    field(G::Document, "NUMBER", DOCUMENT, Much),
    field(G::Document, "COUNTRY_OF_ISSUE", DOCUMENT, Nothing),
    field(G::Document, "ISSUING_COUNTRY", DOCUMENT, Nothing),
    field(G::Document, "CITY_OF_ISSUE", DOCUMENT, Nothing),
    field(G::Document, "DATE_OF_ISSUE", DOCUMENT, Nothing),
    field(G::Document, "DATE_OF_EXPIRY", DOCUMENT, Nothing),
    field(G::Document, "NOTE", DOCUMENT, Nothing),
    field(G::SortKey, "SORT_KEY", DESIGNATION, Nothing),
    field(G::SortKeyLastChange, "SORT_KEY_LAST_MOD", DESIGNATION, Nothing),
];
