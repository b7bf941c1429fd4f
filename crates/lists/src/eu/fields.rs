//! The elements and attributes of the list, and what rests on them.
//!
//! Checked on 26 November 2026 on an official excerpt of 15 April 2020 and on a file of 1 May 2026.

/// An element of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Element {
    /// The outermost element.
    Export,
    /// A designation.
    Entity,
    Regulation,
    PublicationUrl,
    SubjectType,
    Name,
    Citizenship,
    BirthDate,
    Address,
    Contact,
    Identification,
    /// The act that a name, a date or a number was published in.
    Summary,
    Remark,
    /// Any other.
    Unknown,
}

/// An attribute of the list. Attributes with one name in several elements
/// are one value here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Attribute {
    GenerationDate,
    GlobalFileId,
    Id,
    UnId,
    DesignationDate,
    DesignationDetails,
    Code,
    ClassificationCode,
    Programme,
    NumberTitle,
    RegulationType,
    OrganisationType,
    PublicationDate,
    EntryIntoForceDate,
    PublicationUrl,
    WholeName,
    FirstName,
    MiddleName,
    LastName,
    NameLanguage,
    Strong,
    Title,
    Function,
    Gender,
    Country,
    CountryCode,
    Region,
    City,
    Place,
    ZipCode,
    Street,
    PoBox,
    AsAtListingTime,
    Circa,
    Calendar,
    BirthDate,
    Day,
    Month,
    Year,
    YearFrom,
    YearTo,
    Number,
    LatinNumber,
    TypeCode,
    TypeDescription,
    IssuedBy,
    NameOnDocument,
    Diplomatic,
    KnownExpired,
    KnownFalse,
    ReportedLost,
    RevokedByIssuer,
    Key,
    Value,
    RegulationLanguage,
    LogicalId,
}

/// The importance of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rests {
    /// Nothing: where the attribute is missing, a record says less.
    Nothing,
    /// Identity, search or law; the list leaves the attribute out where it has nothing to say.
    Some,
    /// The same, and the list writes it on each of these elements, empty or not.
    Much,
    /// The same, and it is never empty.
    Everything,
}

/// An attribute of an element.
pub(super) struct Field {
    pub(super) attribute: Attribute,
    pub(super) name: &'static str,
    pub(super) rests: Rests,
    /// The value that says no more than an empty one: the list writes every attribute.
    pub(super) silent: &'static str,
}

/// An element with its attributes.
pub(super) struct Layout {
    pub(super) element: Element,
    pub(super) name: &'static str,
    /// The elements that it may be directly inside of.
    pub(super) inside: &'static [Element],
    pub(super) fields: &'static [Field],
}

/// Value of [`Field::silent`] for an attribute that never says anything about a designation.
pub(super) const ANY: &str = "*";

/// Makes the table below readable.
const fn field(
    attribute: Attribute,
    name: &'static str,
    rests: Rests,
    silent: &'static str,
) -> Field {
    Field {
        attribute,
        name,
        rests,
        silent,
    }
}

/// Makes the table below readable.
const fn layout(
    element: Element,
    name: &'static str,
    inside: &'static [Element],
    fields: &'static [Field],
) -> Layout {
    Layout {
        element,
        name,
        inside,
        fields,
    }
}

use Attribute as A;
use Element as E;
use Rests::{Everything, Much, Nothing, Some as Seldom};

/// Number of a row in the publisher's database.
const LOGICAL_ID: Field = field(A::LogicalId, "logicalId", Nothing, ANY);
/// Language in which the publisher keeps the row; the words themselves may be in any other.
const ROW_LANGUAGE: Field = field(A::RegulationLanguage, "regulationLanguage", Nothing, "en");
const COUNTRY: Field = field(A::Country, "countryDescription", Much, "UNKNOWN");
const COUNTRY_CODE: Field = field(A::CountryCode, "countryIso2Code", Much, "00");

/// All elements with all attributes.
#[rustfmt::skip]
pub(super) const LAYOUT: [Layout; 13] = [
    layout(E::Export, "export", &[], &[
        field(A::GenerationDate, "generationDate", Everything, ""),
        field(A::GlobalFileId, "globalFileId", Nothing, ANY), // number of the file
    ]),
    layout(E::Entity, "sanctionEntity", &[E::Export], &[
        field(A::DesignationDate, "designationDate", Nothing, ""),
        field(A::DesignationDetails, "designationDetails", Nothing, ""),
        field(A::UnId, "unitedNationId", Much, ""),
        field(A::Id, "euReferenceNumber", Everything, ""),
        LOGICAL_ID,
    ]),
    layout(E::Regulation, "regulation", &[E::Entity], &[
        field(A::RegulationType, "regulationType", Nothing, ""),
        field(A::OrganisationType, "organisationType", Nothing, ""),
        field(A::PublicationDate, "publicationDate", Nothing, ""),
        field(A::EntryIntoForceDate, "entryIntoForceDate", Nothing, ""),
        field(A::NumberTitle, "numberTitle", Nothing, ""),
        field(A::Programme, "programme", Everything, ""),
        LOGICAL_ID,
    ]),
    layout(E::PublicationUrl, "publicationUrl", &[E::Regulation], &[]),
    layout(E::SubjectType, "subjectType", &[E::Entity], &[
        field(A::Code, "code", Everything, ""),
        field(A::ClassificationCode, "classificationCode", Nothing, ""),
    ]),
    layout(E::Name, "nameAlias", &[E::Entity], &[
        field(A::FirstName, "firstName", Much, ""),
        field(A::MiddleName, "middleName", Much, ""),
        field(A::LastName, "lastName", Much, ""),
        field(A::WholeName, "wholeName", Everything, ""),
        field(A::Function, "function", Nothing, ""),
        field(A::Gender, "gender", Seldom, ""),
        field(A::Title, "title", Nothing, ""),
        field(A::NameLanguage, "nameLanguage", Much, ""),
        field(A::Strong, "strong", Nothing, "true"), // true on all, whatever the remark says
        ROW_LANGUAGE,
        LOGICAL_ID,
    ]),
    layout(E::Citizenship, "citizenship", &[E::Entity], &[
        field(A::Region, "region", Nothing, ""),
        COUNTRY_CODE,
        COUNTRY,
        ROW_LANGUAGE,
        LOGICAL_ID,
    ]),
    layout(E::BirthDate, "birthdate", &[E::Entity], &[
        field(A::Circa, "circa", Much, "false"),
        field(A::Calendar, "calendarType", Much, "GREGORIAN"),
        field(A::City, "city", Nothing, "-"),
        field(A::ZipCode, "zipCode", Nothing, "-"),
        field(A::BirthDate, "birthdate", Seldom, ""),
        field(A::Day, "dayOfMonth", Seldom, ""),
        field(A::Month, "monthOfYear", Seldom, ""),
        field(A::Year, "year", Seldom, ""),
        field(A::YearFrom, "yearRangeFrom", Seldom, ""),
        field(A::YearTo, "yearRangeTo", Seldom, ""),
        field(A::Region, "region", Nothing, "-"),
        field(A::Place, "place", Nothing, "-"),
        COUNTRY_CODE,
        COUNTRY,
        ROW_LANGUAGE,
        LOGICAL_ID,
    ]),
    layout(E::Address, "address", &[E::Entity], &[
        field(A::City, "city", Nothing, "-"),
        field(A::Street, "street", Nothing, "-"),
        field(A::PoBox, "poBox", Nothing, "-"),
        field(A::ZipCode, "zipCode", Nothing, "-"),
        field(A::Region, "region", Nothing, "-"),
        field(A::Place, "place", Nothing, "-"),
        field(A::AsAtListingTime, "asAtListingTime", Nothing, "false"),
        COUNTRY_CODE,
        COUNTRY,
        ROW_LANGUAGE,
        LOGICAL_ID,
    ]),
    layout(E::Contact, "contactInfo", &[E::Address], &[
        field(A::Key, "key", Nothing, ""),
        field(A::Value, "value", Nothing, ""),
    ]),
    layout(E::Identification, "identification", &[E::Entity], &[
        field(A::Diplomatic, "diplomatic", Nothing, "false"),
        field(A::KnownExpired, "knownExpired", Nothing, "false"),
        field(A::KnownFalse, "knownFalse", Nothing, "false"),
        field(A::ReportedLost, "reportedLost", Nothing, "false"),
        field(A::RevokedByIssuer, "revokedByIssuer", Nothing, "false"),
        field(A::IssuedBy, "issuedBy", Nothing, ""),
        field(A::LatinNumber, "latinNumber", Seldom, "-"),
        field(A::NameOnDocument, "nameOnDocument", Nothing, ""),
        field(A::Number, "number", Much, "-"),
        field(A::Region, "region", Nothing, ""),
        COUNTRY_CODE,
        COUNTRY,
        field(A::TypeCode, "identificationTypeCode", Much, ""),
        field(A::TypeDescription, "identificationTypeDescription", Nothing, ""),
        ROW_LANGUAGE,
        LOGICAL_ID,
    ]),
    layout(E::Summary, "regulationSummary", &[E::Name, E::Citizenship, E::BirthDate, E::Address, E::Identification], &[
        field(A::RegulationType, "regulationType", Nothing, ""),
        field(A::PublicationDate, "publicationDate", Nothing, ""),
        field(A::NumberTitle, "numberTitle", Nothing, ""),
        field(A::PublicationUrl, "publicationUrl", Nothing, ""),
    ]),
    layout(E::Remark, "remark", &[E::Entity, E::Regulation, E::SubjectType, E::Name, E::Citizenship, E::BirthDate, E::Address, E::Contact, E::Identification], &[]),
];
