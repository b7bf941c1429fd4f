//! The record that is open.

use ::record::Record;

use super::*;

#[test]
fn a_record_is_shown_only_while_it_is_the_one_that_was_opened() {
    let open = |designation| {
        Action::Opened(Entry::At {
            list: 0,
            designation,
        })
    };
    let opened = |id, name: &str| {
        Action::Replied(Reply::Opened {
            id,
            records: vec![(0, Record::new("uk", name, Kind::Ship))],
            shared: Vec::new(),
        })
    };
    let state = after(vec![
        ready(vec![current()]),
        open(1),
        open(2),
        opened(2, "A"),
    ]);
    assert_eq!(state.open.as_ref().unwrap().content, Content::Awaited);
    let state = state.reduce(opened(3, "B"), stamp(9));
    assert!(
        matches!(&state.open.as_ref().unwrap().content, Content::Shown(all) if all[0].1.id == "B")
    );
    let state = state.reduce(Action::Closed, stamp(10));
    assert_eq!(state.open, None);
    assert_eq!(state.reduce(opened(3, "B"), stamp(11)).open, None);
}

#[test]
fn an_entry_of_several_lists_opens_with_all_of_them() {
    let record = |list, id| (list, Record::new("uk", id, Kind::Ship));
    let state = after(vec![
        ready(vec![current(), current()]),
        Action::Opened(Entry::Named("un:QDi.043".to_owned())),
        Action::Replied(Reply::Opened {
            id: 2,
            records: vec![record(1, "QDi.043"), record(0, "SAMPLE-1")],
            shared: Vec::new(),
        }),
    ]);
    let Content::Shown(all) = state.open.unwrap().content else {
        panic!("it is open");
    };
    let lists: Vec<_> = all.iter().map(|(list, _)| *list).collect();
    assert_eq!(lists, [1, 0]);
}

#[test]
fn a_record_that_is_opened_while_the_lists_load_stays_open() {
    let state = after(vec![
        Action::Opened(Entry::Named("SAMPLE-RUS9".to_owned())),
        ready(vec![current()]),
    ]);
    assert_eq!(state.open.unwrap().content, Content::Awaited);
}

#[test]
fn who_reads_on_past_a_page_of_results_opens_the_nearest_entry_of_the_next() {
    let rows = |first: usize| Results {
        rows: (first..first + 2)
            .map(|designation| HitView {
                designation,
                ..row(Band::Possible)
            })
            .collect(),
        counts: possible(12),
        ..Results::default()
    };
    let opened = |state: &State| match state.open.as_ref().map(|open| &open.entry) {
        Some(Entry::At { designation, .. }) => Some(*designation),
        _ => None,
    };
    let page = |from, to, expected| {
        let state = after(vec![
            ready(vec![current()]),
            typed("family"),
            reply(2, rows(0)),
            Action::TurnedTo(from),
            reply(4, rows(from * 10)),
            Action::Opened(Entry::At {
                list: 0,
                designation: from * 10,
            }),
            Action::Replied(Reply::Opened {
                id: 6,
                records: vec![(0, Record::new("uk", "A", Kind::Ship))],
                shared: Vec::new(),
            }),
            Action::TurnedTo(to),
        ]);
        let open = state.open.as_ref().unwrap();
        assert_eq!((open.id, &open.content), (6, &Content::Awaited));
        let state = state.reduce(reply(8, rows(to * 10)), stamp(9));
        assert_eq!(opened(&state), Some(expected));
        let open = state.open.as_ref().unwrap();
        assert_eq!((open.id, open.turns_to), (9, None));
    };
    page(0, 1, 10);
    page(1, 0, 1);
    // Without an entry, and with an answer that nobody turned to, nothing is opened.
    let state = after(vec![
        ready(vec![current()]),
        typed("family"),
        reply(2, rows(0)),
        Action::TurnedTo(1),
        reply(4, rows(10)),
    ]);
    assert_eq!(state.open, None);
}

#[test]
fn a_record_that_is_not_there_is_said() {
    let state = after(vec![
        ready(vec![current()]),
        Action::Opened(Entry::Named("SAMPLE-RUS9".to_owned())),
        Action::Replied(Reply::Opened {
            id: 2,
            records: Vec::new(),
            shared: Vec::new(),
        }),
    ]);
    assert_eq!(state.open.unwrap().content, Content::Missing);
}

#[test]
fn an_id_of_several_lists_opens_none_of_them() {
    let state = after(vec![
        ready(vec![current(), current()]),
        Action::Opened(Entry::Named("SAMPLE-RUS9".to_owned())),
        Action::Replied(Reply::NotOnOneList {
            id: 2,
            lists: vec![0, 1],
        }),
    ]);
    let content = state.open.unwrap().content;
    assert_eq!(content, Content::NotOnOneList(vec![0, 1]));
}
