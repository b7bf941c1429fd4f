//! A list that comes in several files.

use std::collections::HashMap;
use std::io::Read;

use crate::{Checks, FaultKind, ListError, Parsed, Source, finish, parse};

/// One of several files of a list, read. By itself it is no list, so nothing can be looked up in it.
pub struct Part(Parsed);

/// Reads one of several files of a list. Every file has whole designations, in the list's own layout.
///
/// # Errors
/// As [`read`](crate::read), but for how much of the list is in the file, which [`join`] judges.
pub fn read_part(
    source: &'static Source,
    input: impl Read,
    accept: &[FaultKind],
) -> Result<Part, ListError> {
    let parsed = parse(source, input, accept)?;
    match parsed.faults.are_accepted(accept) {
        true => Ok(Part(parsed)),
        false => Err(ListError::Faults(Box::new(parsed.faults))),
    }
}

/// Puts the files of a list together: the same designations, in the same order, as one file with all of them has.
///
/// Costs the time of sorting the designations.
///
/// # Errors
/// [`ListError::InTwoFiles`] and [`ListError::Editions`] where they are no parts of one edition, and as
/// [`read`](crate::read) for the whole.
pub fn join(
    source: &'static Source,
    parts: Vec<Part>,
    checks: &Checks<'_>,
) -> Result<Parsed, ListError> {
    let is_one = parts.len() == 1;
    let mut parts = parts.into_iter().map(|Part(parsed)| parsed);
    let mut whole = parts.next().ok_or(ListError::Empty)?;
    if !is_one {
        whole.warnings.iter_mut().for_each(|it| it.file = 1);
    }
    let of_first = whole.records.iter();
    let mut file_of: HashMap<String, usize> = of_first.map(|it| (it.id.clone(), 1)).collect();
    for (file, mut part) in (2..).zip(parts) {
        let dates = [whole.header.published, part.header.published];
        if dates[0] != dates[1] {
            let date = |date: Option<record::PartialDate>| date.map(|date| date.to_string());
            let [one, other] = dates.map(date);
            return Err(ListError::Editions { one, file, other });
        }
        for record in &part.records {
            // Some lists have two entries under one ID, in one file.
            let first = *file_of.entry(record.id.clone()).or_insert(file);
            if first != file {
                return Err(ListError::InTwoFiles {
                    id: record.id.clone(),
                    files: [first, file],
                });
            }
        }
        part.warnings.iter_mut().for_each(|it| it.file = file);
        whole.header.sample |= part.header.sample;
        whole.records.append(&mut part.records);
        whole.warnings.append(&mut part.warnings);
        whole.faults.merge(part.faults);
    }
    if !is_one {
        whole.records.sort_by(|one, other| one.id.cmp(&other.id));
    }
    finish(source, whole, checks)
}
