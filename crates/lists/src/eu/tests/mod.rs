//! Tests of the EU reader, by what can be in a file.

mod mutations;
mod published;
mod refusals;
mod traps;

use crate::{Checks, ListError, Parsed, read, source};

/// Invented entities with one trap each.
const INVENTED: &str = include_str!("invented.xml");

fn parse(file: impl AsRef<[u8]>) -> Result<Parsed, ListError> {
    let source = source("eu").expect("the EU list is known");
    read(source, file.as_ref(), &Checks::part())
}

/// A file of one invented person with these elements beside the name.
fn person(inside: &str) -> String {
    format!(
        "<export generationDate=\"2026-11-02T00:00:00.000+01:00\">\n\
         <sanctionEntity unitedNationId=\"\" euReferenceNumber=\"EU.9001.11\">\n\
         <regulation programme=\"UKR\"/><subjectType code=\"person\"/>\n\
         <nameAlias firstName=\"Tarvo\" middleName=\"\" lastName=\"QUILLBROOK\" nameLanguage=\"\" \
         wholeName=\"Tarvo QUILLBROOK\"/>\n{inside}\n</sanctionEntity>\n</export>\n"
    )
}
