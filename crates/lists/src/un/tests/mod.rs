//! Tests of the UN reader, by what can be in a file.

mod mutations;
mod published;
mod traps;

use crate::{Checks, ListError, Parsed, Source, read, source};

fn un() -> &'static Source {
    source("un").expect("the UN list is known")
}

/// A file of the list with these individuals and entities.
fn file(individuals: &str, entities: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <CONSOLIDATED_LIST xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:noNamespaceSchemaLocation=\"https://example.org/list.xsd\" \
         dateGenerated=\"2026-11-02T23:00:03.110Z\">\n\
         <INDIVIDUALS>\n{individuals}</INDIVIDUALS>\n<ENTITIES>\n{entities}</ENTITIES>\n\
         </CONSOLIDATED_LIST>\n"
    )
}

/// An invented person with these elements beside the usual ones.
fn person(number: u32, inside: &str) -> String {
    format!(
        "<INDIVIDUAL><DATAID>99{number:03}</DATAID><VERSIONNUM>1</VERSIONNUM>\
         <FIRST_NAME>TARVO</FIRST_NAME><SECOND_NAME>QUILLBROOK</SECOND_NAME>\
         <UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.{number:03}</REFERENCE_NUMBER>\
         <LISTED_ON>2026-11-01</LISTED_ON>{inside}</INDIVIDUAL>\n"
    )
}

/// An invented company with these elements beside the usual ones.
fn company(number: u32, name: &str, inside: &str) -> String {
    format!(
        "<ENTITY><DATAID>98{number:03}</DATAID><VERSIONNUM>1</VERSIONNUM>\
         <FIRST_NAME>{name}</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>\
         <REFERENCE_NUMBER>XXe.{number:03}</REFERENCE_NUMBER>\
         <LISTED_ON>2026-11-01</LISTED_ON>{inside}</ENTITY>\n"
    )
}

fn parse(file: &str) -> Result<Parsed, ListError> {
    read(un(), file.as_bytes(), &Checks::part())
}
