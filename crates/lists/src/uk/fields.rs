//! The columns and elements of the list, and what rests on them.

use crate::read::entry;
use crate::read::layout::{DESIGNATION, Field, Rests};

/// Fields that belong together: a value of one is only right beside the value of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Group {
    Updated,
    Designated,
    OfsiId,
    UnReference,
    Name,
    OwnScript,
    Title,
    Regime,
    Kind,
    Source,
    Measures,
    OtherInformation,
    Reasons,
    Address,
    Phone,
    Website,
    Email,
    BirthDate,
    Nationality,
    NationalId,
    Passport,
    Position,
    Sex,
    BirthPlace,
    EntityType,
    Subsidiary,
    Parent,
    CompanyNumber,
    Imo,
    CurrentOwner,
    PreviousOwner,
    CurrentFlag,
    PreviousFlag,
    ShipType,
    Tonnage,
    Length,
    YearBuilt,
    HullId,
    CryptoWallet,
    /// The XML's flags: name and value.
    Indicator,
    /// Label and text of what is not known here.
    Unknown,
}

impl entry::Group for Group {
    const UNKNOWN: Self = Self::Unknown;
}

/// In the XML, the element of the flags.
pub(super) const INDICATORS: &str = "SanctionsImposedIndicators";

/// Makes the table below readable.
const fn field(
    group: Group,
    column: &'static str,
    element: &'static str,
    around: &'static str,
    rests: Rests,
) -> Field<Group> {
    Field {
        group,
        column,
        element,
        around,
        rests,
    }
}

use Group as G;
use Rests::{Everything, Much, Nothing};

/// All fields but the ID; those of a group are side by side. Names are in reading order, which
/// is not the order of the columns.
///
/// Checked on 26 November 2026 on the files of April, August, September and October 2026: of the elements, the XML writes only those that are filled.
#[rustfmt::skip]
pub(super) const FIELDS: [Field<Group>; 57] = [
    field(G::Updated, "Last Updated", "LastUpdated", DESIGNATION, Nothing),
    field(G::Designated, "Date Designated", "DateDesignated", DESIGNATION, Nothing),
    field(G::OfsiId, "OFSI Group ID", "OFSIGroupID", DESIGNATION, Nothing),
    field(G::UnReference, "UN Reference Number", "UNReferenceNumber", DESIGNATION, Much),
    field(G::Name, "Name 1", "Name1", "Name", Much),
    field(G::Name, "Name 2", "Name2", "Name", Much),
    field(G::Name, "Name 3", "Name3", "Name", Much),
    field(G::Name, "Name 4", "Name4", "Name", Much),
    field(G::Name, "Name 5", "Name5", "Name", Much),
    field(G::Name, "Name 6", "Name6", "Name", Much),
    field(G::Name, "Name type", "NameType", "Name", Everything),
    field(G::Name, "Alias strength", "AliasStrength", "Name", Much),
    field(G::OwnScript, "Name non-latin script", "NameNonLatinScript", "NonLatinName", Much),
    field(G::OwnScript, "Non-latin script type", "NonLatinScriptType", "NonLatinName", Nothing),
    field(G::OwnScript, "Non-latin script language", "NonLatinScriptLanguage", "NonLatinName", Nothing),
    field(G::Title, "Title", "Title", "Titles", Nothing),
    field(G::Regime, "Regime Name", "RegimeName", DESIGNATION, Everything),
    field(G::Kind, "Designation Type", "IndividualEntityShip", DESIGNATION, Everything),
    field(G::Source, "Designation source", "DesignationSource", DESIGNATION, Everything),
    field(G::Measures, "Sanctions Imposed", "SanctionsImposed", DESIGNATION, Much),
    field(G::OtherInformation, "Other Information", "OtherInformation", DESIGNATION, Nothing),
    field(G::Reasons, "UK Statement of Reasons", "UKStatementofReasons", DESIGNATION, Nothing),
    field(G::Address, "Address Line 1", "AddressLine1", "Address", Nothing),
    field(G::Address, "Address Line 2", "AddressLine2", "Address", Nothing),
    field(G::Address, "Address Line 3", "AddressLine3", "Address", Nothing),
    field(G::Address, "Address Line 4", "AddressLine4", "Address", Nothing),
    field(G::Address, "Address Line 5", "AddressLine5", "Address", Nothing),
    field(G::Address, "Address Line 6", "AddressLine6", "Address", Nothing),
    field(G::Address, "Address Postal Code", "AddressPostalCode", "Address", Nothing),
    field(G::Address, "Address Country", "AddressCountry", "Address", Nothing),
    field(G::Phone, "Phone number", "PhoneNumber", "PhoneNumbers", Nothing),
    field(G::Website, "Website", "Website", "Websites", Nothing),
    field(G::Email, "Email address", "EmailAddress", "EmailAddresses", Nothing),
    field(G::BirthDate, "D.O.B", "DOB", "DOBs", Much),
    field(G::Nationality, "Nationality(/ies)", "Nationality", "Nationalities", Much),
    field(G::NationalId, "National Identifier number", "NationalIdentifierNumber", "NationalIdentifier", Much),
    field(G::NationalId, "National Identifier additional information", "NationalIdentifierAdditionalInformation", "NationalIdentifier", Nothing),
    field(G::Passport, "Passport number", "PassportNumber", "Passport", Much),
    field(G::Passport, "Passport additional information", "PassportAdditionalInformation", "Passport", Nothing),
    field(G::Position, "Position", "Position", "Positions", Nothing),
    field(G::Sex, "Gender", "Gender", "Genders", Nothing),
    field(G::BirthPlace, "Town of birth", "TownOfBirth", "Location", Nothing),
    field(G::BirthPlace, "Country of birth", "CountryOfBirth", "Location", Nothing),
    field(G::EntityType, "Type of entity", "TypeOfEntity", "TypeOfEntities", Nothing),
    field(G::Subsidiary, "Subsidiaries", "Subsidiary", "Subsidiaries", Nothing),
    field(G::Parent, "Parent company", "ParentCompany", "ParentCompanies", Nothing),
    field(G::CompanyNumber, "Business registration number (s)", "BusinessRegistrationNumber", "BusinessRegistrationNumbers", Much),
    field(G::Imo, "IMO number", "IMONumber", "IMONumbers", Much),
    field(G::CurrentOwner, "Current owner/operator (s)", "CurrentOwnerOperator", "CurrentOwnerOperators", Nothing),
    field(G::PreviousOwner, "Previous owner/operator (s)", "PreviousOwnerOperator", "PreviousOwnerOperators", Nothing),
    field(G::CurrentFlag, "Current believed flag of ship", "CurrentBelievedFlagOfShip", "CurrentBelievedFlagOfShips", Nothing),
    field(G::PreviousFlag, "Previous flags", "PreviousFlag", "PreviousFlags", Nothing),
    field(G::ShipType, "Type of ship", "TypeOfShip", "TypeOfShipDetails", Nothing),
    field(G::Tonnage, "Tonnage of ship", "TonnageOfShip", "TonnageOfShipDetails", Nothing),
    field(G::Length, "Length of ship", "LengthOfShip", "LengthOfShipDetails", Nothing),
    field(G::YearBuilt, "Year Built", "YearBuilt", "YearsBuilt", Nothing),
    field(G::HullId, "Hull identification number (HIN)", "HullIdentificationNumber", "HullIdentificationNumbers", Nothing),
];
