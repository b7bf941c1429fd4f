//! When a decided hit is quiet, and when it speaks again.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use check_record::{Asked, Decided, Decision, Decisions, DecisionsFile, Effect};
use fixture::{List, designation, row_of};
use record::{Name, NamePart, NameType, PartRole, Record};
use serde_json::{Value, json};

fn asked() -> Asked {
    Asked {
        name: "Orsek Testanof".to_owned(),
        born: "1990".parse().ok(),
        country: Some("Ruritania".to_owned()),
        sex: None,
        reference: Some("C-1".to_owned()),
    }
}

fn decision(asked: Asked, decision: Decided) -> Decision {
    let row = row_of(&List::new(), &asked);
    Decision {
        decision,
        reason: "another date of birth".to_owned(),
        by: "A. Clerk".to_owned(),
        at: "2026-11-20T10:00:00Z".to_owned(),
        searched: asked,
        hit: row["hits"][0].clone(),
        entry: row["entries"][0].clone(),
    }
}

fn decisions(all: Vec<Decision>) -> Decisions {
    let mut file = DecisionsFile::new("A. Clerk");
    file.decisions = all;
    let bytes = serde_json::to_vec(&file).unwrap();
    Decisions::of(DecisionsFile::read(&bytes).unwrap())
}

/// What the decisions say of the first hit: the effect, and of what and in which field something has changed.
fn said(decisions: &Decisions, list: &List, asked: &Asked) -> Option<(Effect, Vec<String>)> {
    let mut row = row_of(list, asked);
    let before = row.clone();
    let said = decisions.apply(asked, &mut row).unwrap();
    // Nothing but the member is added.
    row.as_object_mut().unwrap().remove("decisions");
    assert_eq!(row, before);
    let one = said.into_iter().next()??;
    let changes = one.changes.iter();
    let changes = changes.map(|change| format!("{} {}", change.of.as_str(), change.change.field));
    Some((one.effect, changes.collect()))
}

#[test]
fn a_decided_hit_speaks_again_when_the_row_has_changed_and_says_what() {
    let decisions = decisions(vec![decision(asked(), Decided::NotAMatch)]);
    let list = List::new();
    type Row = (
        &'static str,
        fn(&mut Asked),
        Option<(Effect, &'static [&'static str])>,
    );
    #[rustfmt::skip]
    let rows: [Row; 9] = [
        ("nothing",            |_| {},                                              Some((Effect::Quiet, &[]))),
        ("case and blanks",    |it| it.name = " ORSEK  testanof ".to_owned(),       Some((Effect::Quiet, &[]))),
        ("born",               |it| it.born = "1991".parse().ok(),                  Some((Effect::SpeaksAgain, &["row born"]))),
        ("no longer born",     |it| it.born = None,                                 Some((Effect::SpeaksAgain, &["row born"]))),
        ("country",            |it| it.country = Some("Graustark".to_owned()),      Some((Effect::SpeaksAgain, &["row country"]))),
        ("sex",                |it| it.sex = matcher::Sex::from_word("male"),       Some((Effect::SpeaksAgain, &["row sex"]))),
        ("no reference",       |it| it.reference = None,                            Some((Effect::SpeaksAgain, &["row reference"]))),
        ("another reference",  |it| it.reference = Some("C-2".to_owned()),          None),
        ("another name",       |it| it.name = "Orsek Testanov".to_owned(),          Some((Effect::SpeaksAgain, &["row name", "band band", "evidence evidence"]))),
    ];
    for (what, change, expected) in rows {
        let mut asked = asked();
        change(&mut asked);
        let expected = expected
            .map(|(effect, changes)| (effect, changes.iter().map(|&one| one.to_owned()).collect()));
        assert_eq!(said(&decisions, &list, &asked), expected, "{what}");
    }
}

#[test]
fn a_decided_hit_speaks_again_when_the_entry_has_changed_and_says_what() {
    let decisions = decisions(vec![decision(asked(), Decided::NotAMatch)]);
    let part = |text: &str| [NamePart::new(PartRole::Whole, text)];
    type Row = (&'static str, fn(&mut Record), &'static [&'static str]);
    #[rustfmt::skip]
    let rows: [Row; 5] = [
        ("a date of birth",      |it| it.dates_of_birth.push(record::ListedDate::from_text("1990-01-02")), &["entry dates_of_birth"]),
        ("a reason",             |it| it.reasons.push("Invented.".to_owned()),                             &["entry reasons"]),
        ("the day of change",    |it| it.updated = Some(record::ListedDate::from_text("2026-11-25")),      &["entry updated"]),
        ("a measure",            |it| it.measures.push(record::Measure::new(record::MeasureKind::TravelBan, "Travel Ban")), &["entry measures"]),
        ("order of nationalities", |it| it.nationalities.reverse(),                                        &[]),
    ];
    for (what, change, expected) in rows {
        let mut record = designation();
        change(&mut record);
        let (effect, changes) = said(&decisions, &List::of(&record), &asked()).unwrap();
        assert_eq!(changes, expected, "{what}");
        assert_eq!(effect == Effect::Quiet, expected.is_empty(), "{what}");
    }
    let mut record = designation();
    record
        .names
        .push(Name::new(NameType::Alias, part("Orsek Testanof")));
    let (effect, changes) = said(&decisions, &List::of(&record), &asked()).unwrap();
    assert_eq!(effect, Effect::SpeaksAgain);
    let expected = [
        "entry names",
        "band band",
        "evidence matched_name",
        "evidence evidence",
    ];
    assert_eq!(changes, expected);
}

#[test]
fn scores_and_weights_are_no_change_and_evidence_is() {
    let mut old = decision(asked(), Decided::NotAMatch);
    old.hit["score"] = json!(0.5);
    old.hit["evidence"][0]["weight"] = json!(0.1);
    let list = List::new();
    let effect = |old: &Decision| said(&decisions(vec![old.clone()]), &list, &asked()).unwrap();
    assert_eq!(effect(&old), (Effect::Quiet, vec![]));
    old.hit["evidence"][1]["relation"] = json!("sound");
    assert_eq!(
        effect(&old),
        (Effect::SpeaksAgain, vec!["evidence evidence".to_owned()])
    );
}

#[test]
fn only_not_a_match_makes_a_hit_quiet_and_the_later_decision_counts() {
    let list = List::new();
    for (all, effect) in [
        (vec![Decided::NotAMatch], Effect::Quiet),
        (vec![Decided::Match], Effect::Noted),
        (vec![Decided::NeedsALook], Effect::Noted),
        (vec![Decided::NotAMatch, Decided::Match], Effect::Noted),
        (vec![Decided::Match, Decided::NotAMatch], Effect::Quiet),
    ] {
        let all = all.into_iter().map(|one| decision(asked(), one)).collect();
        assert_eq!(said(&decisions(all), &list, &asked()).unwrap().0, effect);
    }
    // The one for exactly this row counts before a later one for a row with other facts.
    let mut other = asked();
    other.born = "1991".parse().ok();
    let all = decisions(vec![
        decision(asked(), Decided::NotAMatch),
        decision(other.clone(), Decided::Match),
    ]);
    assert_eq!(said(&all, &list, &asked()).unwrap().0, Effect::Quiet);
    assert_eq!(said(&all, &list, &other).unwrap().0, Effect::Noted);
    assert_eq!(
        (all.len(), all.that_quiet(), all.of_other_lists(&["un"])),
        (2, 1, 2)
    );
    // Of two about the same row the later counts, for whoever made it.
    let by = |name: &str, asked, decided| Decision {
        by: name.to_owned(),
        ..decision(asked, decided)
    };
    let mut reworded = asked();
    reworded.name = reworded.name.to_uppercase();
    let all = decisions(vec![
        by("A. Clerk", asked(), Decided::NotAMatch),
        by("B. Clerk", reworded, Decided::Match),
        by("A. Clerk", other.clone(), Decided::NotAMatch),
        by("C. Clerk", other, Decided::NotAMatch),
    ]);
    assert_eq!(all.authors(), [("B. Clerk", 1), ("C. Clerk", 1)]);
    assert_eq!((all.len(), all.that_quiet()), (4, 1));
}

#[test]
fn a_decision_is_about_one_list() {
    let mut one = decision(asked(), Decided::NotAMatch);
    for part in [&mut one.hit, &mut one.entry] {
        part["list"] = json!("un");
    }
    assert_eq!(said(&decisions(vec![one]), &List::new(), &asked()), None);
}

#[test]
fn a_file_of_decisions_that_leaves_something_open_is_refused() {
    let mut file = DecisionsFile::new("A. Clerk");
    file.decisions.push(decision(asked(), Decided::NotAMatch));
    let whole = serde_json::to_value(&file).unwrap();
    type Row = (&'static str, fn(&mut Value), &'static str);
    #[rustfmt::skip]
    let rows: [Row; 8] = [
        ("who",      |it| it["decisions"][0]["by"] = json!(" "),             "decision 1: `by`"),
        ("why",      |it| it["decisions"][0]["reason"] = json!(""),          "decision 1: `reason`"),
        ("when",     |it| it["decisions"][0]["at"] = json!("yesterday"),     "decision 1: `at`"),
        ("what",     |it| it["decisions"][0]["decision"] = json!("cleared"), "damaged"),
        ("which",    |it| it["decisions"][0]["entry"]["id"] = json!("X"),    "not about one designation"),
        ("entry",    |it| it["decisions"][0]["entry"] = Value::Null,         "`entry` has no list and ID"),
        ("version",  |it| it["version"] = json!(2),                          "version 2"),
        ("format",   |it| it["format"] = json!("x"),                         "no file of decisions"),
    ];
    for (what, change, words) in rows {
        let mut file = whole.clone();
        change(&mut file);
        let error = DecisionsFile::read(file.to_string().as_bytes())
            .unwrap_err()
            .to_string();
        assert!(error.contains(words), "{what}: {error}");
    }
}
