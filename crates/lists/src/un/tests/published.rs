//! The published files, read a second time by a few lines that share nothing with the reader.

use std::collections::BTreeMap;
use std::fs;

use record::{AliasStrength, IdentifierKind, Kind, Name, NameType, Record};

use super::un;
use crate::{Checks, read};

/// The text inside each element of this name, which has no attributes and does not nest.
fn inside<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let (begin, end) = (format!("<{name}>"), format!("</{name}>"));
    let parts = text.split(begin.as_str()).skip(1);
    parts.map(|part| part.split(end.as_str()).next().unwrap_or_default()).collect()
}

/// The texts of an element, without those that say nothing.
fn texts(text: &str, name: &str) -> Vec<String> {
    let texts = inside(text, name).into_iter().map(plain);
    texts.filter(|text| !text.is_empty()).collect()
}

fn plain(text: &str) -> String {
    let text = text.replace("&quot;", "\"").replace("&apos;", "'");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words of letters and digits.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
#[test]
fn dump() {
    let f = std::fs::read_to_string("/work/shared/lists/un/consolidated_2026-08-01.xml").unwrap();
    let p = read(un(), f.as_bytes(), &Checks { accept: &crate::FaultKind::ALL, ..Checks::whole() }).unwrap();
    println!("faults {:?}", p.faults.iter().map(|f| f.to_string()).collect::<Vec<_>>());
    for w in &p.warnings { println!("W {} {} {:?} {:?}", w.record, w.line, w.kind, w.raw); }
    let mut c: BTreeMap<String, usize> = BTreeMap::new();
    for r in &p.records {
        for n in &r.names { *c.entry(format!("{:?} {:?} {:?} {:?}", r.kind, n.name_type, n.strength, n.script.is_some())).or_default() += 1; }
        for n in &r.identifiers { *c.entry(format!("{:?} id {:?}", r.kind, n.kind)).or_default() += 1; println!("ID {} {:?} {:?} | {:?}", r.id, n.kind, n.value, n.note); }
        for d in &r.dates_of_birth { *c.entry(format!("dob {}", if d.date().is_some() {"date"} else {"verbatim"})).or_default() += 1; }
        for n in &r.names { if n.note.is_some() || n.script.is_some() { println!("N {} {:?} {} | {:?}", r.id, n.name_type, n.full(), n.note); } }
        for o in &r.other { if o.label.starts_with("INDIV") || o.label.starts_with("ALIAS") { println!("O {} {} {}", r.id, o.label, o.text); } }
        *c.entry(format!("sex {:?}", r.sex)).or_default() += 1;
        *c.entry(format!("regime {:?}", r.regimes)).or_default() += 1;
    }
    for (k, v) in c { println!("C {v} {k}"); }
    let rates = |what: &str, of: Option<Kind>, has: fn(&Record) -> bool| { let all: Vec<_> = p.records.iter().filter(|r| of.is_none_or(|k| k == r.kind)).collect(); println!("R {what} {}/{}", all.iter().filter(|r| has(r)).count(), all.len()); };
    for r in un().fill_rates { rates(r.what, r.of, r.has); }
    println!("{:#?}", p.records.iter().find(|r| r.id == "QDi.002"));
}
