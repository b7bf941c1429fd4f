//! People who are not listed: whoever of them gets a result is a false alarm.

use std::collections::BTreeMap;

use matcher::{Index, Matched, MinBand};

use super::{Row, Share, asking};

/// False alarms by population, by the script of the name and by sex.
pub fn false_alarms(index: &Index, people: &[Row], min: MinBand) -> BTreeMap<String, Share> {
    let mut shares = BTreeMap::<String, Share>::new();
    for person in people {
        let answer = index.search(&person["name"], &asking(min));
        if let Some(hit) = answer.hits.first()
            && std::env::var("SHOW").is_ok()
            && let Matched::Name(place) = hit.matched
        {
            println!(
                "    {} | {} | {:?} {:.3}",
                person["name"],
                index.pack().name(place).unwrap().full(),
                hit.band,
                hit.score
            );
        }
        for group in [
            person["population"].clone(),
            format!("script {}", script(&person["name"])),
            format!("sex {}", person["gender"]),
        ] {
            shares
                .entry(group)
                .or_default()
                .add(!answer.hits.is_empty());
        }
    }
    shares
}

/// The script of a name's first letter, by Unicode block.
pub fn script(name: &str) -> &'static str {
    match name.chars().find(|letter| letter.is_alphabetic()) {
        Some('\u{370}'..='\u{3ff}') => "Greek",
        Some('\u{400}'..='\u{52f}') => "Cyrillic",
        Some('\u{531}'..='\u{58f}') => "Armenian",
        Some('\u{590}'..='\u{5ff}') => "Hebrew",
        Some('\u{600}'..='\u{6ff}') => "Arabic",
        Some('\u{900}'..='\u{dff}') => "Indic",
        Some('\u{e00}'..='\u{e7f}') => "Thai",
        Some('\u{10a0}'..='\u{10ff}') => "Georgian",
        Some('\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}') => "Chinese and Japanese",
        Some('\u{ac00}'..='\u{d7a3}') => "Korean",
        _ => "Latin",
    }
}

/// How often the last name alone, in Latin letters, is said to stand on the list although nothing
/// is shown.
pub fn said_alone(index: &Index, people: &[Row]) -> Share {
    let mut share = Share::default();
    for person in people {
        let name = person["name"].split_whitespace().last().unwrap_or_default();
        if script(name) == "Latin" {
            let answer = index.search(name, &asking(MinBand::Possible));
            share.add(answer.hits.is_empty() && answer.suppressed > 0);
        }
    }
    share
}
