//! The report on the labelled cases beside the project: every figure with how sure it is, and the
//! best published figure of its kind beside it. Fails nothing.
//!
//! `cargo bench -p matcher --bench matching`; with `SHOW=1` every row that went wrong, too.

// A report is what it is for; what reads the files is no test in clippy's eyes.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../tests/measures/mod.rs"]
mod measures;

use matcher::{Index, MinBand};
use measures::scripts::Kept;
use measures::variations::{by_class, false_alarms, one_name_alone, people, published};
use measures::{
    Share, costs, field, index, people as unlisted, primary_only, records, rows, scripts,
};
use record::Record;

fn main() {
    pairs();
    own_scripts();
    let Some(records) = records() else { return };
    let primary = index(&primary_only(&records));
    let all = index(&records);
    if let Some(cases) = rows("cases/uk_variations.csv") {
        title("Variations the list publishes → their designation, primary names indexed");
        for (min, peers) in [
            (
                MinBand::Any,
                "peers .773 / .913, aim .82 / .94 (people .90 / .98, entities .60 / .83)",
            ),
            (
                MinBand::Possible,
                "peers .66–.78 among ten, aim .88 (people .93)",
            ),
        ] {
            println!("  --min {}: {peers}", word(min));
            for (kind, ranks) in published(&primary, &cases, min) {
                println!(
                    "    {kind:12} first {}   among ten {}",
                    ranks.first, ranks.among_ten
                );
            }
        }
    }
    title("People whom the list has in two scripts, among ten at --min possible, where it had one");
    for (kept, what) in [
        (
            Kept::Latin,
            "typed in their own script, listed in Latin letters",
        ),
        (
            Kept::OwnScript,
            "typed in Latin letters, listed in their own script",
        ),
    ] {
        println!("  {what}: the whole name; of three words and more, the first and the last");
        for (script, [whole, ends]) in scripts::listed_in_both(&records, kept) {
            println!(
                "    {script:22} {whole} of {:4}   {ends} of {}",
                whole.of, ends.of
            );
        }
    }
    if let Some(people) = rows("cases/unlisted_people.csv") {
        title("Unlisted people who get any result at all");
        println!("  peers .007 at .78 of recall, .387 at .96; aim .010 on the whole list");
        for (what, index) in [("whole list", &all), ("primary names", &primary)] {
            for min in [MinBand::Possible, MinBand::Strong] {
                println!("  {what}, --min {}", word(min));
                for (group, share) in unlisted::false_alarms(index, &people, min) {
                    println!("    {group:30} {share} of {}", share.of);
                }
            }
        }
    }
    title("One listed person's first word and another's last: any result at --min possible");
    for (script, share) in scripts::crossed(&all, &records) {
        println!("    {script:22} {share} of {}", share.of);
    }
    title("Spellings made by rule, 120 listed people, whole list");
    println!("  peers 81 % overall at 10 % false alarms; aim 97 %, no class under 85 %, at 5 %");
    let chosen = people(&records, 120);
    for min in [MinBand::Possible, MinBand::Any] {
        println!("  --min {}", word(min));
        let mut sum = Share::default();
        for (class, share) in by_class(&all, &chosen, min) {
            println!("    {class:26} {share} of {}", share.of);
            sum.hits += share.hits;
            sum.of += share.of;
        }
        println!("    {:26} {sum} of {}", "overall", sum.of);
        println!("    near misses that are found all the same:");
        for (what, share) in false_alarms(&all, &chosen, min) {
            println!("    {what:42} {share} of {}", share.of);
        }
    }
    title("A last name alone, of six letters or more, with one slip");
    let [shown, said, wider] = one_name_alone(&all, &people(&records, 400));
    println!(
        "    shown                                  {shown} of {}",
        shown.of
    );
    println!(
        "    shown, or said to stand on the list    {said} of {}",
        said.of
    );
    println!(
        "    among ten of a wider search            {wider} of {}",
        wider.of
    );
    if let Some(people) = rows("cases/unlisted_people.csv") {
        let said = unlisted::said_alone(&all, &people);
        println!(
            "    said of unlisted people's last names   {said} of {}",
            said.of
        );
    }
    in_life(&all);
    costs(&records);
}

/// Names as people type them in life.
fn in_life(index: &Index) {
    title("Names in life, among ten: found, and silently missed");
    for (what, lines) in field::found(index) {
        println!("  {what}");
        for (group, line) in lines {
            println!(
                "    {group:12} found {}   silent {} of {}",
                line.found, line.silent, line.found.of
            );
        }
    }
    title(
        "Real people, companies and ships that are not listed: any hit, a strong one, too little to tell",
    );
    for (population, [hit, strong, little]) in field::alarms(index) {
        println!(
            "    {population:40} {hit}   {strong}   {little} of {}",
            hit.of
        );
    }
}

/// Times on this machine, as far as other programs leave it alone; ratios say more.
fn costs(records: &[Record]) {
    let Some(cases) = rows("cases/uk_variations.csv") else {
        return;
    };
    let queries: Vec<&str> = cases
        .iter()
        .step_by(5)
        .map(|case| &*case["query"])
        .collect();
    title("What it costs, native, milliseconds");
    for times in [1, 6] {
        let many = costs::longer(records, times);
        let (index, built) = costs::build(&many);
        let names: usize = many.iter().map(|record| record.names.len()).sum();
        println!(
            "  {names} names, {} words: built in {built:.0}",
            costs::distinct_words(&many)
        );
        for min in [MinBand::Possible, MinBand::Any] {
            let [p50, p95, p99] = costs::search(&index, &queries, min);
            println!(
                "    --min {:9} p50 {p50:.2}   p95 {p95:.2}   p99 {p99:.2}",
                word(min)
            );
        }
        if times == 1 {
            println!("    screen, two threads, names a second (aim 10,000):");
            println!("      of words not asked before, and again of the same");
            // Customers are hardly ever listed.
            let people = rows("cases/unlisted_people.csv").unwrap_or_default();
            let all: Vec<&str> = people.iter().map(|row| &*row["name"]).collect();
            let is_latin = |name: &&str| name.chars().all(|letter| letter < '\u{250}');
            let latin: Vec<&str> = all.iter().copied().filter(is_latin).collect();
            for (what, names) in [
                ("spellings of listed names", &queries),
                ("unlisted people, all scripts", &all),
                ("unlisted people, Latin letters", &latin),
            ] {
                let [new, again] = costs::screen(&index, names);
                println!("      {what:30} {new:6.0} {again:6.0}");
            }
        } else {
            println!("    the worst queries we know (aim 50):");
            for (what, query) in costs::worst_queries() {
                let time = costs::time(&index, &query, MinBand::Possible);
                println!("      {what:32} {time:.1}");
            }
        }
    }
    if let Some(rows) = rows("cases/name_pairs.csv") {
        for (what, index) in [
            ("without a list", &Index::default()),
            ("with the list", &index(records)),
        ] {
            let [with, without] = costs::pairs(index, &rows);
            println!(
                "  compare {what}, one core: {with:.0} pairs a second with evidence, {without:.0} without"
            );
        }
        println!("    (peers 5,000; aim 50,000 and 150,000)");
    }
}

fn title(text: &str) {
    println!("\n{text}");
}

fn word(min: MinBand) -> &'static str {
    match min {
        MinBand::Any => "any",
        MinBand::Possible => "possible",
        MinBand::Strong => "strong",
        MinBand::Exact => "exact",
    }
}

fn pairs() {
    let Some(rows) = rows("cases/name_pairs.csv") else {
        return;
    };
    title("Pairs of names judged same or not");
    println!(
        "  peers AP .881, F1 .803 (logic-v2, all 826 pairs); aim .90 / .83, all strong pairs right"
    );
    let list = records().map(|records| index(&records));
    let by_itself = Index::default();
    for (what, index) in [
        ("by the tokens of the list", list.as_ref()),
        ("without a list", Some(&by_itself)),
    ] {
        let Some(index) = index else { continue };
        let apart = measures::pairs::tell_apart(&rows, |row| measures::pairs::score(index, row));
        println!(
            "    {what}: average precision {:.3}, best F1 {:.3} at {:.3}; strong pairs: lowest same {:.3}, highest other {:.3}",
            apart.average_precision, apart.best_f1, apart.best_at, apart.strong.0, apart.strong.1
        );
    }
    if std::env::var("SHOW").is_ok() {
        let mut scored: Vec<_> = rows
            .iter()
            .map(|row| {
                (
                    measures::pairs::score(list.as_ref().unwrap_or(&by_itself), row),
                    row,
                )
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (score, row) in scored {
            println!(
                "    {score:.3} {:5} {} | {} | {} {}",
                row["is_match"], row["query"], row["listed_name"], row["strength"], row["category"]
            );
        }
    }
}

fn own_scripts() {
    let Some(words) = rows("cases/transliterations.tsv") else {
        return;
    };
    title("Typed in their own script, 1,500 people of two words listed in Latin letters");
    println!(
        "  peers 0 (plain similarity); aim Arabic .90, Russian .97, Hebrew .85, Korean .75, Chinese .70"
    );
    for (is_longer, what) in [(false, "as listed"), (true, "listed with a word more")] {
        println!("  {what}");
        for (script, share) in scripts::own_script(&words, MinBand::Possible, is_longer) {
            println!("    {script:12} {share}");
        }
    }
}
