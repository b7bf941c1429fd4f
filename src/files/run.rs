//! The outcomes of a file's rows, and what a person must look at.

use batch::{Content, Counts, RowOutcome, Suspicion};
use check::{Outcome, Status};
use matcher::{Band, Sex};

use super::protocol::RowView;
use crate::engine::client::unpack;
use crate::engine::protocol::Results;
use crate::state::{Answered, Known, Moment, PAGE_SIZE, Question};

/// Bytes of rows to look at beyond which a run ends: a column of words that many names share finds something
/// in every row, and a tab must not grow without end. Some hundred thousand rows.
const MOST_KEPT: usize = 150 << 20;

/// The outcomes of the rows that a person must look at, worst first.
pub const TO_LOOK_AT: [Outcome; 3] = [Outcome::Hits, Outcome::NotSearched, Outcome::TooLittle];

/// One run over the rows of a file.
#[derive(Debug, Default)]
pub struct Run {
    /// A place in [`RowOutcome::ALL`] for each row.
    outcomes: Vec<u8>,
    /// Rows with an answer so far.
    answered: u64,
    kept: Vec<Kept>,
    /// Once the run has finished: rows that are kept and, in the lower half, their places among them; and keys by which
    /// those to look at are worst first, with the row in the lower half. One kind of
    /// number is sorted, since each takes 3 KB of a browser's code.
    places: Vec<u64>,
    order: Vec<u64>,
    kept_bytes: usize,
    most_kept: usize,
    content: Content,
    /// Rows with a fact beside the name that was not understood, so that it was not compared.
    pub unread_facts: u64,
}

/// A row that a person must look at, or one with several names, each of which has an outcome of its own.
#[derive(Debug)]
pub struct Kept {
    /// Place of the row, from 0; a header is none.
    pub row: u32,
    /// What it came to.
    pub outcome: RowOutcome,
    /// The band of its best hit.
    pub band: Option<Band>,
    score: f32,
    best: String,
    /// The row as it was searched, without its cells.
    asked: RowView,
    /// The answer, packed: unpacked it would take ten times the memory.
    results: Box<[u8]>,
}

/// Which rows are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those with this outcome.
    pub outcome: Option<RowOutcome>,
    /// Those whose best hit is in this band.
    pub band: Option<Band>,
    /// Those with this text in the name that was searched or in that of the best hit.
    pub text: String,
}

impl Run {
    /// No row of this many has an answer.
    #[must_use]
    pub fn new(rows: u64) -> Self {
        let not_reached = RowOutcome::NotReached.place() as u8;
        Self {
            outcomes: vec![not_reached; usize::try_from(rows).unwrap_or_default()],
            most_kept: MOST_KEPT,
            ..Self::default()
        }
    }

    /// All rows.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.outcomes.len() as u64
    }

    /// Rows with an answer.
    #[must_use]
    pub fn answered(&self) -> u64 {
        self.answered
    }

    /// Whether every row has an answer.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.answered == self.rows()
    }

    /// Whether more rows would take too much memory.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.kept_bytes > self.most_kept
    }

    /// Takes the answer to a row; a second answer to the same row is none.
    pub fn answer(&mut self, row: u32, asked: RowView, answered: Answered, lists: &[Status]) {
        let not_reached = RowOutcome::NotReached.place() as u8;
        let Some(place) = self.outcomes.get_mut(row as usize) else {
            return;
        };
        if *place != not_reached {
            return;
        }
        let outcome = RowOutcome::from(check::outcome(answered.found(), lists.iter().copied()));
        *place = outcome.place() as u8;
        self.answered += 1;
        self.content.add(&asked.text);
        self.unread_facts += u64::from(has_unread_fact(&asked, &answered));
        let parts = answered.results.read.as_ref();
        if !is_to_look_at(outcome) && parts.is_none_or(|read| read.names.len() < 2) {
            return;
        }
        let best = answered.results.rows.first();
        let kept = Kept {
            row,
            outcome,
            band: best.map(|hit| hit.band),
            score: best.map_or(0.0, |hit| hit.score),
            best: best.map_or_else(String::new, |hit| lower_case(&hit.name.text)),
            asked,
            results: postcard::to_allocvec(&answered.results)
                .unwrap_or_default()
                .into(),
        };
        self.kept_bytes +=
            kept.results.len() + kept.asked.text.len() + kept.best.len() + size_of::<Kept>();
        self.kept.push(kept);
    }

    /// Puts the rows to look at in their order: worst first.
    pub fn finish(&mut self) {
        let places = self.kept.iter().enumerate();
        let places = places.map(|(place, kept)| u64::from(kept.row) << 32 | place as u64);
        self.places = places.collect();
        self.places.sort_unstable();
        let to_look_at = self.kept.iter().filter(|kept| is_to_look_at(kept.outcome));
        self.order = to_look_at.map(Kept::key).collect();
        self.order.sort_unstable();
    }

    /// Rows by what they came to.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for place in &self.outcomes {
            let outcome = RowOutcome::ALL.get(usize::from(*place));
            counts.add(outcome.copied().unwrap_or(RowOutcome::NotReached));
        }
        counts
    }

    /// What a row came to.
    #[must_use]
    pub fn outcome(&self, row: u32) -> RowOutcome {
        let place = self.outcomes.get(row as usize);
        let outcome = place.and_then(|place| RowOutcome::ALL.get(usize::from(*place)));
        outcome.copied().unwrap_or(RowOutcome::NotReached)
    }

    /// Whether the column of the names may be the wrong one.
    #[must_use]
    pub fn suspicion(&self) -> Option<Suspicion> {
        self.content.suspicion()
    }

    /// Whether there are rows to look at, once the run has finished.
    #[must_use]
    pub fn has_rows_to_look_at(&self) -> bool {
        !self.order.is_empty()
    }

    /// The rows to look at that a filter lets through.
    #[must_use]
    pub fn filtered(&self, filter: &Filter) -> Vec<&Kept> {
        let text = lower_case(filter.text.trim());
        let fits = |kept: &&Kept| {
            filter.outcome.is_none_or(|one| one == kept.outcome)
                && filter.band.is_none_or(|band| Some(band) == kept.band)
                && (text.is_empty()
                    || holds(&kept.best, &text)
                    || holds(&lower_case(&kept.asked.text), &text))
        };
        let ordered = self.order.iter();
        let ordered = ordered.filter_map(|key| self.kept_at(*key as u32));
        ordered.filter(fits).collect()
    }

    /// How many rows there are to look at in each of these bands.
    #[must_use]
    pub fn in_band(&self, band: Band) -> u64 {
        let is_there = |kept: &&Kept| kept.band == Some(band);
        self.kept.iter().filter(is_there).count() as u64
    }

    /// A row that is kept, once the run has finished.
    #[must_use]
    pub fn kept_at(&self, row: u32) -> Option<&Kept> {
        let found = self
            .places
            .partition_point(|own| own >> 32 < u64::from(row));
        let place = self.places.get(found)?;
        let kept = self.kept.get((place & 0xFFFF_FFFF) as usize)?;
        (kept.row == row).then_some(kept)
    }
}

impl Kept {
    /// What it is put in order by: outcome, band, score, row.
    fn key(&self) -> u64 {
        let mut order = RowOutcome::WORST_FIRST.iter();
        let outcome = order.position(|one| *one == self.outcome);
        let outcome = outcome.unwrap_or_default() as u64;
        let band = self.band.map_or(0, |band| band as u64);
        let score = ((1.0 - self.score).clamp(0.0, 1.0) * 1e6) as u64;
        outcome << 60 | band << 56 | score << 32 | u64::from(self.row)
    }

    /// The text that was searched.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.asked.text
    }

    /// The answer.
    #[must_use]
    pub fn answered(&self) -> Answered {
        Answered {
            question: question(&self.asked),
            page: 0,
            size: PAGE_SIZE,
            at: Moment::default(),
            results: unpack::<Results>(&self.results).unwrap_or_default(),
        }
    }
}

/// What is asked for a row. Filters of the page change nothing: a file is checked against everything.
#[must_use]
pub fn question(row: &RowView) -> Question {
    // An age depends on the day, so that the command line and a check record would say otherwise.
    let is_age = lower_case(&row.born).starts_with("age");
    Question {
        query: row.text.clone(),
        known: Known {
            born: if is_age {
                String::new()
            } else {
                row.born.clone()
            },
            country: row.country.clone(),
            sex: Sex::from_word(&row.sex),
        },
        ..Question::default()
    }
}

/// Lower case letter by letter: what the library does with a whole text is 4 KB of a browser's code.
fn lower_case(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Whether a text holds another one that is not empty; the library's way is 2.5 KB.
fn holds(text: &str, part: &str) -> bool {
    let mut parts = text.as_bytes().windows(part.len());
    parts.any(|here| here == part.as_bytes())
}

fn is_to_look_at(outcome: RowOutcome) -> bool {
    matches!(outcome, RowOutcome::Answered(outcome) if TO_LOOK_AT.contains(&outcome))
}

fn has_unread_fact(asked: &RowView, answered: &Answered) -> bool {
    let is_sex_unread = !asked.sex.is_empty() && answered.question.known.sex.is_none();
    is_sex_unread || (!asked.born.is_empty() && answered.results.born.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::protocol::{PartView, ReadView};
    use matcher::{BandCounts, QueryProblem};

    fn answer(run: &mut Run, row: u32, text: &str, results: Results) {
        let asked = RowView {
            text: text.to_owned(),
            ..RowView::default()
        };
        let answered = Answered {
            question: question(&asked),
            page: 0,
            size: PAGE_SIZE,
            at: Moment::default(),
            results,
        };
        run.answer(row, asked, answered, &[Status::Current]);
    }

    fn found(suppressed: usize, exact: usize) -> Results {
        Results {
            suppressed,
            counts: BandCounts {
                exact,
                ..BandCounts::default()
            },
            ..Results::default()
        }
    }

    #[test]
    fn every_row_has_exactly_one_outcome_whenever_the_run_ends() {
        let mut run = Run::new(5);
        answer(&mut run, 3, "Orsek Testanov", found(0, 1));
        answer(&mut run, 0, "Zzyzx", found(2, 0));
        answer(&mut run, 1, "Qwortle", found(0, 0));
        // A row is answered once, and a row that is not there never.
        answer(&mut run, 1, "Qwortle", found(0, 9));
        answer(&mut run, 7, "Qwortle", found(0, 9));
        let blank = Results {
            problem: Some(QueryProblem::Empty),
            ..Results::default()
        };
        answer(&mut run, 4, "", blank);
        assert_eq!((run.answered(), run.is_whole()), (4, false));
        let counts = run.counts();
        assert_eq!(counts.rows(), 5);
        for outcome in RowOutcome::ALL {
            let expected = match outcome {
                RowOutcome::Answered(Outcome::NoVerdict | Outcome::NothingInFile) => 0,
                _ => 1,
            };
            assert_eq!(counts.of(outcome), expected, "{}", outcome.as_str());
        }
        assert_eq!(run.outcome(2), RowOutcome::NotReached);
        run.finish();
        let rows = |filter: &Filter| -> Vec<u32> {
            run.filtered(filter).iter().map(|kept| kept.row).collect()
        };
        assert_eq!(rows(&Filter::default()), [3, 4, 0]);
        let filter = Filter {
            text: " testANOV".to_owned(),
            ..Filter::default()
        };
        assert_eq!(rows(&filter), [3]);
        let filter = Filter {
            outcome: Some(Outcome::TooLittle.into()),
            ..Filter::default()
        };
        assert_eq!(rows(&filter), [0]);
        assert_eq!(run.filtered(&filter)[0].answered().results, found(2, 0));
    }

    #[test]
    fn the_filters_show_every_row_to_look_at_and_their_counts_add_up() {
        let names = ["Orsek Testanov", "Qwortle"].map(|name| PartView {
            name: name.to_owned(),
            hits: 0,
            suppressed: 0,
        });
        let read = Box::new(ReadView {
            names: names.to_vec(),
            ..ReadView::default()
        });
        let of_two = |results| Results {
            read: Some(read.clone()),
            ..results
        };
        let mut run = Run::new(4);
        answer(&mut run, 0, "Orsek Testanov; Qwortle", of_two(found(0, 0)));
        answer(&mut run, 1, "Orsek Testanov; Qwortle", of_two(found(0, 1)));
        answer(&mut run, 2, "Orsek Testanov; Qwortle", of_two(found(2, 0)));
        answer(&mut run, 3, "Orsek Testanov", found(0, 0));
        run.finish();
        let shown = |outcome| {
            let filter = Filter {
                outcome,
                ..Filter::default()
            };
            run.filtered(&filter).len() as u64
        };
        let by_outcome = TO_LOOK_AT.map(|one| shown(Some(one.into())));
        assert_eq!(by_outcome, TO_LOOK_AT.map(|one| run.counts().of(one)));
        assert_eq!(shown(None), by_outcome.iter().sum::<u64>());
        // What each name of a row came to is written all the same.
        assert!(run.kept_at(0).is_some() && run.kept_at(3).is_none());
    }

    #[test]
    fn a_list_that_withholds_the_verdict_withholds_it_from_every_row() {
        let mut run = Run::new(1);
        let asked = RowView::default();
        let answered = Answered {
            question: question(&asked),
            page: 0,
            size: PAGE_SIZE,
            at: Moment::default(),
            results: Results::default(),
        };
        run.answer(0, asked, answered, &[Status::Current, Status::Sample]);
        assert_eq!(run.counts().of(Outcome::NoVerdict), 1);
    }

    #[test]
    fn a_run_is_full_before_the_rows_to_look_at_fill_the_memory() {
        let mut run = Run {
            most_kept: 500,
            ..Run::new(100)
        };
        let mut rows = 0;
        while !run.is_full() {
            answer(&mut run, rows, "Orsek Testanov", found(0, 1));
            rows += 1;
        }
        assert!((2..20).contains(&rows), "{rows}");
    }
}
