//! What building, searching and comparing cost.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::thread;
use std::time::Instant;

use matcher::{Index, ListedText, MinBand, Screening};
use pack::SearchPack;
use record::{Kind, Record};

use super::{Row, asking};

/// A list this many times as long: the same names, from the second time on with letters moved on in
/// the alphabet, so that the number of distinct words grows too.
pub fn longer(records: &[Record], times: usize) -> Vec<Record> {
    let mut many = Vec::new();
    for copy in 0..times {
        for record in records {
            let mut record = record.clone();
            record.id = format!("{}-{copy}", record.id);
            for part in record.names.iter_mut().flat_map(|name| &mut name.parts) {
                part.text = altered(&part.text, copy);
            }
            many.push(record);
        }
    }
    many
}

/// Every third letter moved on; copy 0 is left as it is.
fn altered(text: &str, copy: usize) -> String {
    let moved = |(place, letter): (usize, char)| {
        if copy == 0 || !letter.is_ascii_alphabetic() || place % 3 != 0 {
            return letter;
        }
        let base = if letter.is_ascii_uppercase() {
            b'A'
        } else {
            b'a'
        };
        char::from(base + (letter as u8 - base + copy as u8 * 3) % 26)
    };
    text.chars().enumerate().map(moved).collect()
}

/// Builds an index and says how long that took, in milliseconds: the median of five.
pub fn build(records: &[Record]) -> (Index, f64) {
    let bytes = pack::encode("uk", records).unwrap().search;
    let mut times = Vec::new();
    let mut built = None;
    for _ in 0..5 {
        let pack = SearchPack::decode(&bytes).unwrap();
        let start = Instant::now();
        built = Some(Index::build(pack));
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    (built.unwrap(), percentile(&mut times, 0.5))
}

pub fn distinct_words(records: &[Record]) -> usize {
    let mut words = BTreeSet::new();
    for name in records.iter().flat_map(|record| &record.names) {
        words.extend(names::Words::read(&name.full()).iter().map(str::to_owned));
    }
    words.len()
}

/// Milliseconds a search takes: at the middle, and of 95 and 99 of 100.
pub fn search(index: &Index, queries: &[&str], min: MinBand) -> [f64; 3] {
    let mut times: Vec<f64> = queries
        .iter()
        .map(|query| time(index, query, min))
        .collect();
    [0.5, 0.95, 0.99].map(|share| percentile(&mut times, share))
}

/// The median of three runs, in milliseconds.
pub fn time(index: &Index, query: &str, min: MinBand) -> f64 {
    let run = |_| {
        let start = Instant::now();
        black_box(index.search(query, &asking(min)));
        start.elapsed().as_secs_f64() * 1e3
    };
    percentile(&mut (0..3).map(run).collect::<Vec<_>>(), 0.5)
}

/// The worst that we know to type: many words, each similar to many others or borne by many.
pub fn worst_queries() -> Vec<(&'static str, String)> {
    let common = "mohammad ahmed ali hassan hussein abdul ivanovich aleksandr sergey vladimir \
        nikolaevich company trading bank group international shipping oil general corporation \
        industries haji khan abu bin rahman abdullah mahmoud ibrahim omar khalid yusuf mustafa \
        saleh kim petrov republic state central military";
    let misspelt: Vec<String> = common
        .split_whitespace()
        .map(|word| format!("{}x{}", &word[..1], &word[1..]))
        .collect();
    vec![
        ("forty common words", common.to_owned()),
        ("the same, each with a slip", misspelt.join(" ")),
        ("forty single letters", "m a ".repeat(20)),
        (
            "six patronymics",
            "aleksandrovich sergeevich vladimirovich nikolaevich mikhailovich alekseevich"
                .to_owned(),
        ),
        (
            "nine words in Arabic script",
            "محمد أحمد علي حسن حسين عبد الله إبراهيم يوسف".to_owned(),
        ),
        ("a Korean name", "김정은".to_owned()),
        ("a Chinese name of three words", "李 伟 强".to_owned()),
        (
            "a pasted address",
            "Flat 3, 12 Some Street, London, Greater London, SW1A 2AA, United Kingdom".to_owned(),
        ),
        ("ten thousand letters", "mohammad ".repeat(1_200)),
    ]
}

/// Names a second that two threads look up: of new words, and of words that they remember.
pub fn screen(index: &Index, queries: &[&str]) -> [f64; 2] {
    let look_up = |screening: &mut Screening, part: &[&str]| {
        let start = Instant::now();
        for query in part {
            black_box(screening.search(query, &asking(MinBand::Possible)));
        }
        start.elapsed().as_secs_f64()
    };
    let half = queries.len().div_ceil(2);
    let times = thread::scope(|scope| {
        let threads: Vec<_> = queries
            .chunks(half)
            .map(|part| {
                scope.spawn(move || {
                    let mut screening = Screening::new(index);
                    [(); 2].map(|()| look_up(&mut screening, part))
                })
            })
            .collect();
        let times = threads.into_iter().map(|thread| thread.join().unwrap());
        times.fold([0.0_f64; 2], |most, times| {
            [0, 1].map(|pass| most[pass].max(times[pass]))
        })
    });
    times.map(|seconds| queries.len() as f64 / seconds)
}

/// Pairs a second on one core, with evidence and without.
pub fn pairs(index: &Index, rows: &[Row]) -> [f64; 2] {
    let mut screening = Screening::new(index);
    let many = || rows.iter().cycle().take(20_000);
    let mut rate = |run: &dyn Fn(&mut Screening<'_>, &str, &ListedText<'_>)| {
        let start = Instant::now();
        for row in many() {
            let listed = ListedText::primary(&row["listed_name"], Kind::Unknown);
            run(&mut screening, &row["query"], &listed);
        }
        20_000.0 / start.elapsed().as_secs_f64()
    };
    [
        rate(&|screening, query, listed| {
            let _ = black_box(screening.compare(query, listed));
        }),
        rate(&|screening, query, listed| {
            let _ = black_box(screening.compare_score(query, listed));
        }),
    ]
}

fn percentile(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    times[((times.len() - 1) as f64 * share) as usize]
}
