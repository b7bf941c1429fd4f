//! How much of a list a file must have.

use record::{IdentifierKind, Kind, PartialDate, Record};

use crate::error::{FaultKind, Faults, Place};
use crate::source::{FillRate, Source};
use crate::{ListError, Parsed};

/// Smallest part of the edition before that an edition must have, in hundredths.
const LEAST_OF_BEFORE: usize = 98;

/// The checks of a file beside those of its structure, which are always made.
///
/// ```
/// use lists::{Checks, FaultKind};
/// let checks = Checks {
///     today: "2026-11-26".parse().ok(),
///     accept: &[FaultKind::Fewer],
///     ..Checks::whole()
/// };
/// assert!(checks.bounds);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Checks<'a> {
    /// True if the file must be a whole edition: the bounds of its [`Source`] on counts and fill
    /// rates hold, and it is compared with the edition before. Without this, a part of a list or
    /// one made for a test is accepted.
    pub bounds: bool,
    /// The date of today by the caller's clock; `None` does not look for dates in the future.
    pub today: Option<PartialDate>,
    /// The counts of the edition before.
    pub before: Option<Totals>,
    /// The date of the edition before; a file of an earlier date is refused, whatever it lacks. One of the
    /// same date is not: two editions can carry one.
    pub not_before: Option<PartialDate>,
    /// Kinds of faults that do not refuse the file.
    pub accept: &'a [FaultKind],
}

impl Checks<'_> {
    /// For a whole edition, without a clock and an edition before.
    #[must_use]
    pub fn whole() -> Self {
        Self {
            bounds: true,
            today: None,
            before: None,
            not_before: None,
            accept: &[],
        }
    }

    /// For a part of a list: subsets, excerpts and tests.
    #[must_use]
    pub fn part() -> Self {
        Self {
            bounds: false,
            ..Self::whole()
        }
    }
}

/// Counts by which two editions of a list are compared. A count of 0 is not compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Designations.
    pub designations: usize,
    /// Names in Latin script.
    pub names: usize,
    /// Names in other scripts.
    pub names_in_other_scripts: usize,
    /// Dates of birth.
    pub dates_of_birth: usize,
    /// Identifiers: passports, national, company, ship and other numbers.
    pub identifiers: usize,
}

impl Totals {
    /// Counts the records of a list.
    #[must_use]
    pub fn of(records: &[Record]) -> Self {
        let mut totals = Self {
            designations: records.len(),
            ..Self::default()
        };
        for record in records {
            let in_other_scripts = record.names.iter().filter(|name| name.is_in_own_script());
            let in_other_scripts = in_other_scripts.count();
            totals.names += record.names.len() - in_other_scripts;
            totals.names_in_other_scripts += in_other_scripts;
            totals.dates_of_birth += record.dates_of_birth.len();
            totals.identifiers += record.identifiers.len();
        }
        totals
    }

    fn counts(self) -> [(&'static str, usize); 5] {
        [
            ("designations", self.designations),
            ("names", self.names),
            ("names in other scripts", self.names_in_other_scripts),
            ("dates of birth", self.dates_of_birth),
            ("identifiers", self.identifiers),
        ]
    }
}

/// A fill rate, as one line of a table.
pub(crate) const fn rate(
    what: &'static str,
    of: Option<Kind>,
    least: usize,
    has: fn(&Record) -> bool,
) -> FillRate {
    FillRate {
        what,
        of,
        least,
        has,
    }
}

/// True if a record has an identifier of this kind.
pub(crate) fn has_number(record: &Record, kind: IdentifierKind) -> bool {
    record.identifiers.iter().any(|number| number.kind == kind)
}

/// Refuses a file that is older than the edition before. A date in the future is wrong, so nothing is older
/// than that.
pub(crate) fn refuse_older(
    date: Option<PartialDate>,
    checks: &Checks<'_>,
) -> Result<(), ListError> {
    let tomorrow = checks.today.and_then(day_after);
    let is_past = |before: &PartialDate| tomorrow.is_none_or(|tomorrow| *before <= tomorrow);
    match (date, checks.not_before.filter(is_past)) {
        (Some(date), Some(before)) if date < before => Err(ListError::Older { date, before }),
        _ => Ok(()),
    }
}

/// Notes what a file lacks, or has too much of.
pub(crate) fn check(source: &Source, parsed: &mut Parsed, checks: &Checks<'_>) {
    let (records, faults) = (&parsed.records, &mut parsed.faults);
    if source.is_dated {
        check_report_date(parsed.header.published, checks.today, faults);
    }
    if !checks.bounds {
        return;
    }
    let (found, least, most) = (records.len(), source.least, source.most);
    if found < least {
        let what = format!("only {found} of at least {least} designations are in the file");
        faults.add(FaultKind::Count, Place::File, what);
    }
    if found > most {
        let what = format!("{found} designations are in the file, the list has at most {most}");
        faults.add(FaultKind::Count, Place::File, what);
    }
    let nameless = records.iter().filter(|record| record.names.is_empty());
    let (nameless, bound) = (nameless.count(), source.nameless);
    if nameless > bound {
        let what = format!("{nameless} designations have no name, the list has at most {bound}");
        faults.add(FaultKind::Nameless, Place::File, what);
    }
    for rate in source.fill_rates {
        check_fill_rate(rate, records, faults);
    }
    let before = checks.before.unwrap_or_default().counts();
    for ((what, now), (_, before)) in Totals::of(records).counts().into_iter().zip(before) {
        if now * 100 < before * LEAST_OF_BEFORE {
            let what = format!("{now} {what}, and {before} in the edition before");
            faults.add(FaultKind::Fewer, Place::File, what);
        }
    }
}

fn check_fill_rate(rate: &FillRate, records: &[Record], faults: &mut Faults) {
    let all = records
        .iter()
        .filter(|record| rate.of.is_none_or(|kind| record.kind == kind));
    let (mut all_count, mut filled) = (0, 0);
    for record in all {
        all_count += 1;
        filled += usize::from((rate.has)(record));
    }
    // Where nobody is of that kind, nobody has the field.
    if filled == 0 || filled * 100 < all_count * rate.least {
        let of = rate
            .of
            .map_or(String::new(), |kind| format!(" of kind {}", kind.as_str()));
        let (what, least) = (rate.what, rate.least);
        let what = format!(
            "{filled} of {all_count} designations{of} have {what}, on the whole list at least \
             {least} in 100"
        );
        faults.add(FaultKind::FillRate, Place::File, what);
    }
}

fn check_report_date(
    published: Option<PartialDate>,
    today: Option<PartialDate>,
    faults: &mut Faults,
) {
    let what = match (published, today.and_then(day_after)) {
        (None, _) => "the file does not say when it was published".to_owned(),
        (Some(date), _) if date.day().is_none() => {
            format!("the date of the report is “{date}”, which is no day")
        }
        (Some(date), Some(tomorrow)) if date > tomorrow => {
            format!("the date of the report is {date}, which is in the future")
        }
        _ => return,
    };
    faults.add(FaultKind::ReportDate, Place::File, what);
}

fn day_after(date: PartialDate) -> Option<PartialDate> {
    let (year, month, day) = (date.first_year(), date.month()?, date.day()?);
    PartialDate::new(year, Some(month), Some(day + 1))
        .or_else(|_| PartialDate::new(year, Some(month + 1), Some(1)))
        .or_else(|_| PartialDate::new(year + 1, Some(1), Some(1)))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_after_is_found_over_months_and_years() {
        for (day, next) in [
            ("2026-11-26", "2026-11-27"),
            ("2026-11-30", "2026-12-01"),
            ("2026-12-31", "2027-01-01"),
            ("2024-02-28", "2024-02-29"),
            ("2026-02-28", "2026-03-01"),
        ] {
            let found = day_after(day.parse().expect("a date")).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some(next));
        }
    }
}
