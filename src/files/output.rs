//! The outcomes of a file's rows as cells, in the columns of the command `screen`, and as CSV.

use std::rc::Rc;

use batch::{ResultColumn, ResultColumns, RowOutcome, inert, output_names};
use check::{Found, Status, outcome};
use check_record::answer::matched_title;
use check_record::words::{detail_text, problem_text};
use matcher::Matched;

use super::run::Kept;
use crate::engine::protocol::{HitView, ListView, PartView};
use crate::state::Answered;

/// What a result is saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultForm {
    /// Text, as large as it may be.
    Csv,
    /// A workbook, of at most [`MOST_ROWS`](super::workbook::MOST_ROWS) rows.
    Xlsx,
}

impl ResultForm {
    /// Its name, for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
        }
    }
}

/// A decision about a hit, as the two columns of the command `screen` have it.
#[derive(Debug)]
pub struct Decided {
    /// The row as the result has it, from 1.
    pub row: String,
    /// The ID of the entry, with its list.
    pub id: String,
    /// What was decided, or that something has changed since.
    pub word: String,
    /// Who decided, when and why, and what has changed since.
    pub note: String,
}

/// What all rows share.
#[derive(Debug)]
pub struct Sheet {
    lists: Vec<ListView>,
    statuses: Vec<Status>,
    no_verdict_lists: String,
    published: String,
    checked_at: String,
    /// The columns before those of the input.
    columns: ResultColumns,
    /// Columns of the input.
    width: usize,
    decided: Rc<[Decided]>,
}

impl Sheet {
    /// For rows that were searched in these lists, with these statuses: how many columns the input has, and whether
    /// one of them holds details. Without a decision there are no columns for decisions.
    #[must_use]
    pub fn new(
        lists: Vec<ListView>,
        statuses: Vec<Status>,
        (width, has_details): (usize, bool),
        decided: Rc<[Decided]>,
    ) -> Self {
        // A list that was not searched gives its place without a date: no row was checked against that edition.
        let joined = |of: fn(&ListView) -> Option<&str>| {
            let dates = lists.iter().enumerate().map(|(place, list)| {
                let is_searched = statuses.get(place).is_none_or(|one| one.is_searched());
                of(list).filter(|_| is_searched).unwrap_or_default()
            });
            dates.collect::<Vec<_>>().join("|")
        };
        let withheld = lists.iter().zip(&statuses);
        let withheld = withheld.filter(|(_, status)| status.withholds_verdict());
        let withheld: Vec<&str> = withheld.map(|(list, _)| &*list.list).collect();
        Self {
            no_verdict_lists: withheld.join("|"),
            published: joined(|list| list.published.as_deref()),
            checked_at: joined(|list| list.checked_at.as_deref()),
            // As the command has them.
            columns: ResultColumns {
                details: has_details,
                method: false,
                reason: true,
                listings: lists.len() > 1,
                decisions: !decided.is_empty(),
            },
            lists,
            statuses,
            width,
            decided,
        }
    }

    /// The names of all columns. `header` has those of the input's columns, if it names them.
    #[must_use]
    pub fn names(&self, header: &[String]) -> Vec<String> {
        let name = |place| {
            let name = header.get(place).map_or("", String::as_str);
            (place, name)
        };
        let own = self.columns.names();
        let names = output_names((0..self.width).map(name), &own);
        let own = own.into_iter().map(str::to_owned);
        own.chain(names).collect()
    }

    /// Which columns hold numbers: none of the input's does.
    #[must_use]
    pub fn are_numbers(&self) -> Vec<bool> {
        self.columns.are_numbers()
    }

    /// The lines of a row, each as its cells: one for each hit and for each name without one, at least one.
    #[must_use]
    pub fn lines(
        &self,
        (row, outcome): (u32, RowOutcome),
        (text, cells): (&str, &[String]),
        kept: Option<&Kept>,
    ) -> Vec<Vec<String>> {
        let answered = kept.map(Kept::answered);
        let found = answered.as_ref().map(Answered::found).unwrap_or_default();
        let results = answered.as_ref().map(|answered| &answered.results);
        let problem = results.and_then(|results| results.problem);
        let mut lines = Vec::new();
        let mut push = |hit: Option<(usize, &HitView)>,
                        listings: &str,
                        part: Option<(usize, &PartView)>| {
            let list = hit.and_then(|(_, hit)| self.lists.get(hit.list));
            let of_hit = |of: &dyn Fn(&HitView) -> String| hit.map(|(_, hit)| of(hit));
            let of_found = |of: &dyn Fn(&HitView) -> String| {
                let found = hit.filter(|(_, hit)| hit.matched != Matched::Party);
                found.map(|(_, hit)| of(hit))
            };
            let date = |of: fn(&ListView) -> Option<&str>, all: &str| match list {
                Some(list) => of(list).map(str::to_owned),
                None => Some(all.to_owned()),
            };
            let decided = |of: fn(&Decided) -> &String| {
                let (_, hit) = hit?;
                let (row, id) = ((row + 1).to_string(), self.ids(&mut core::iter::once(hit)));
                let mut all = self.decided.iter();
                let own = all.find(|one| one.row == row && one.id == id);
                own.map(of).cloned()
            };
            let own_cell = |column| match column {
                ResultColumn::Row => Some((row + 1).to_string()),
                ResultColumn::Query => Some(text.to_owned()),
                ResultColumn::Rank => hit.map(|(rank, _)| rank.to_string()),
                ResultColumn::List => list.map(|list| list.list.clone()),
                ResultColumn::Id => of_hit(&|hit| hit.id.clone()),
                ResultColumn::Kind => of_hit(&|hit| hit.kind.as_str().to_owned()),
                ResultColumn::MatchedName => {
                    of_hit(&|hit| hit.matched_name.as_ref().unwrap_or(&hit.name).text.clone())
                }
                ResultColumn::Score => of_found(&|hit| millionths(hit.score)),
                ResultColumn::Band => of_found(&|hit| hit.band.as_str().to_owned()),
                ResultColumn::Details => of_hit(&|hit| {
                    let details: Vec<String> = hit.details.iter().map(detail_text).collect();
                    details.join("; ")
                }),
                ResultColumn::Outcome => Some(outcome.as_str().to_owned()),
                ResultColumn::HitsTotal => Some((found.shown + found.hidden).to_string()),
                ResultColumn::Suppressed => Some(found.suppressed.to_string()),
                ResultColumn::NoVerdictLists => Some(self.no_verdict_lists.clone()),
                ResultColumn::Published => date(|list| list.published.as_deref(), &self.published),
                ResultColumn::CheckedAt => {
                    date(|list| list.checked_at.as_deref(), &self.checked_at)
                }
                ResultColumn::Reason => problem.map(|problem| problem_text(problem).to_owned()),
                ResultColumn::Matched => of_hit(&|hit| matched_title(hit.matched).to_owned()),
                ResultColumn::Part => part.map(|(place, _)| (place + 1).to_string()),
                ResultColumn::PartOutcome => {
                    part.map(|(_, part)| self.part_outcome(part).to_owned())
                }
                ResultColumn::Listings => Some(listings.to_owned()),
                ResultColumn::PossiblySame => {
                    of_hit(&|hit| self.ids(&mut hit.possibly_same.iter()))
                }
                ResultColumn::Decision => decided(|one| &one.word),
                ResultColumn::DecisionNote => decided(|one| &one.note),
                // It is not asked for.
                ResultColumn::Method => None,
            };
            let own = self.columns.all();
            let own = own.map(|column| own_cell(column).unwrap_or_default());
            let cell = |place| cells.get(place).cloned().unwrap_or_default();
            lines.push(own.chain((0..self.width).map(cell)).collect());
        };
        let names = results.and_then(|results| results.read.as_ref());
        let names = names.map_or(&[][..], |read| &read.names);
        let names = if names.len() > 1 { names } else { &[] };
        let hits = results.map_or(&[][..], |results| &results.rows);
        for (rank, best) in hits.iter().enumerate() {
            let all = || core::iter::once(best).chain(&best.listings);
            let listings = match best.listings.is_empty() {
                true => String::new(),
                false => self.ids(&mut all()),
            };
            for hit in all() {
                let of = |(_, part): &(usize, &PartView)| part.name == hit.part;
                let part = names.iter().enumerate().find(of);
                push(Some((rank + 1, hit)), &listings, part);
            }
        }
        // A name without a hit is behind those that have one.
        for (place, part) in names.iter().enumerate() {
            let is_of = |hit: &HitView| {
                hit.part == part.name || hit.listings.iter().any(|it| it.part == part.name)
            };
            if !hits.iter().any(is_of) {
                push(None, "", Some((place, part)));
            }
        }
        if hits.is_empty() && names.is_empty() {
            push(None, "", None);
        }
        lines
    }

    fn part_outcome(&self, part: &PartView) -> &'static str {
        let found = Found {
            shown: part.hits,
            suppressed: part.suppressed,
            ..Found::default()
        };
        outcome(found, self.statuses.iter().copied()).as_str()
    }

    /// IDs with their lists, joined with `|`.
    fn ids(&self, hits: &mut dyn Iterator<Item = &HitView>) -> String {
        let ids = hits.filter_map(|hit| {
            let list = self.lists.get(hit.list)?;
            Some([&list.list, ":", &hit.id].concat())
        });
        ids.collect::<Vec<_>>().join("|")
    }
}

/// Lines of cells as CSV.
#[must_use]
pub fn csv(lines: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = String::new();
    for cells in lines {
        line(&mut text, cells.into_iter());
    }
    text
}

/// Appends a line of cells, each in quotation marks where it must be.
pub(crate) fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    let mut is_first = true;
    for cell in cells {
        if !core::mem::take(&mut is_first) {
            text.push(',');
        }
        let cell = inert(&cell);
        if cell.contains([',', '"', '\r', '\n']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

/// A score with six digits behind the point. The library's way takes 10 KB of a browser's code.
fn millionths(score: f32) -> String {
    let millionths = (f64::from(score) * 1e6 + 0.5) as u32;
    let digits = (1_000_000 + millionths % 1_000_000).to_string();
    let digits = digits.get(1..).unwrap_or_default();
    [&(millionths / 1_000_000).to_string(), ".", digits].concat()
}

#[cfg(test)]
mod tests {
    use matcher::BandCounts;

    use super::*;
    use crate::engine::protocol::{Load, ReadView, Results};
    use crate::files::protocol::RowView;
    use crate::files::run::{Run, question};
    use crate::state::{Moment, PAGE_SIZE};
    use check::Outcome;

    fn sheet(width: usize) -> Sheet {
        let list = ListView {
            list: "uk".to_owned(),
            published: Some("2026-04-29".to_owned()),
            load: Load::Done,
            ..ListView::default()
        };
        Sheet::new(
            vec![list],
            vec![Status::Current],
            (width, true),
            Rc::default(),
        )
    }

    fn run(results: Results) -> Run {
        let mut run = Run::new(1);
        let asked = RowView::default();
        let answered = Answered {
            question: question(&asked),
            page: 0,
            size: PAGE_SIZE,
            at: Moment::default(),
            results,
        };
        run.answer(0, asked, answered, &[Status::Current]);
        run.finish();
        run
    }

    #[test]
    fn every_row_comes_out_with_its_outcome_and_all_its_cells() {
        let sheet = sheet(2);
        let names = sheet.names(&["row".to_owned(), "=note".to_owned()]);
        assert_eq!(
            csv([names]),
            "row,query,rank,list,id,kind,matched_name,score,band,details,outcome,hits_total,suppressed,\
             no_verdict_lists,published,checked_at,reason,matched,part,part_outcome,input_row,'=note\r\n"
        );
        let cells = ["17".to_owned(), "=HYPERLINK(\"x\")".to_owned()];
        let lines = sheet.lines(
            (6, RowOutcome::NotReached),
            ("Orsek, Testanov", &cells),
            None,
        );
        // In a workbook a text is a text.
        assert_eq!(lines[0].last().map(String::as_str), Some(&*cells[1]));
        assert_eq!(lines[0].len(), sheet.names(&[]).len());
        assert_eq!(
            csv(lines),
            "7,\"Orsek, Testanov\",,,,,,,,,not-reached,0,0,,2026-04-29,,,,,,17,\"'=HYPERLINK(\"\"x\"\")\"\r\n"
        );
    }

    #[test]
    fn every_name_of_a_cell_has_a_line_with_an_outcome_of_its_own() {
        let part = |name: &str, suppressed| PartView {
            name: name.to_owned(),
            hits: 0,
            suppressed,
        };
        let read = ReadView {
            names: vec![part("Orsek", 3), part("Qwortle Ltd", 0)],
            ..ReadView::default()
        };
        let run = run(Results {
            suppressed: 3,
            read: Some(Box::new(read)),
            ..Results::default()
        });
        let lines = sheet(0).lines(
            (0, run.outcome(0)),
            ("Orsek; Qwortle Ltd", &[]),
            run.kept_at(0),
        );
        let lines = csv(lines);
        let lines: Vec<&str> = lines.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].contains(",too-little,0,3,"), "{}", lines[0]);
        assert!(lines[0].ends_with(",1,too-little"), "{}", lines[0]);
        assert!(lines[1].contains(",too-little,0,3,"), "{}", lines[1]);
        assert!(lines[1].ends_with(",2,nothing-found"), "{}", lines[1]);
    }

    #[test]
    fn a_listing_that_was_not_found_itself_has_a_line_without_a_score() {
        let view = |list, id: &str, matched, listings| HitView {
            list,
            id: id.to_owned(),
            matched,
            listings,
            ..HitView::invented()
        };
        let other = view(1, "XXi.001", Matched::Party, Vec::new());
        let hit = view(0, "XYZ9001", Matched::Id, vec![other]);
        let run = run(Results {
            rows: vec![hit],
            counts: BandCounts {
                exact: 1,
                ..BandCounts::default()
            },
            ..Results::default()
        });
        let list = |code: &str| ListView {
            list: code.to_owned(),
            load: Load::Done,
            ..ListView::default()
        };
        let lists = vec![list("uk"), list("un")];
        let sheet = Sheet::new(lists, vec![Status::Current; 2], (0, false), Rc::default());
        let lines = sheet.lines((0, run.outcome(0)), ("XYZ9001", &[]), run.kept_at(0));
        let names = sheet.names(&[]);
        let columns = ["id", "score", "band", "hits_total", "matched", "listings"];
        let column = |name| {
            names
                .iter()
                .position(|one| one == name)
                .unwrap_or(usize::MAX)
        };
        let cells: Vec<_> = lines
            .iter()
            .map(|line| columns.map(|name| line[column(name)].as_str()))
            .collect();
        let all = "uk:XYZ9001|un:XXi.001";
        assert_eq!(
            cells,
            [
                [
                    "XYZ9001",
                    "1.000000",
                    "exact",
                    "1",
                    "the list's own ID",
                    all
                ],
                ["XXi.001", "", "", "1", "the same party as the hit", all],
            ]
        );
    }

    #[test]
    fn columns_are_those_of_the_command() {
        let lists = |count| vec![ListView::default(); count];
        let names = |count, has_details| {
            Sheet::new(lists(count), Vec::new(), (0, has_details), Rc::default()).names(&[])
        };
        assert_eq!(names(1, false).len(), 19);
        assert_eq!(names(1, true)[9], "details");
        assert_eq!(names(2, false)[19..], ["listings", "possibly_same"]);
    }

    #[test]
    fn a_list_that_was_not_searched_gives_a_row_no_date() {
        let list = |list: &str| ListView {
            list: list.to_owned(),
            published: Some("2026-04-29".to_owned()),
            ..ListView::default()
        };
        let sheet = Sheet::new(
            vec![list("uk"), list("eu")],
            vec![Status::Current, Status::Failed],
            (0, false),
            Rc::default(),
        );
        let lines = sheet.lines((0, Outcome::NoVerdict.into()), ("Orsek", &[]), None);
        let at = |name| sheet.names(&[]).iter().position(|own| own == name).unwrap();
        assert_eq!(lines[0][at("published")], "2026-04-29|");
        assert_eq!(lines[0][at("no_verdict_lists")], "eu");
    }

    #[test]
    fn a_score_is_written_as_the_command_line_writes_it() {
        for score in [0.0_f32, 1.0, 0.5, 0.123_456_7, 0.999_999_9, 0.05] {
            assert_eq!(millionths(score), format!("{score:.6}"));
        }
    }
}
