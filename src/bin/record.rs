//! Check records: what `static/record-start.js` calls in a worker of its own.

use std::cell::RefCell;
use std::io::{self, Read, Write};

use batch::Columns;
use check_record::{Asked, Header, Input, Names, Opened, RecordError, Report};
use js_sys::{Array, Function, Uint8Array};
use matcher::{Sex, read_birth};
use sanctions_lookup::files::source::Part;
use sanctions_lookup::recording::asked::Searched;
use sanctions_lookup::recording::decisions::Decider;
use sanctions_lookup::recording::desk::Desk;
use sanctions_lookup::recording::rows::Rows;
use sanctions_lookup::recording::sheet::test::Test;
use sanctions_lookup::recording::sheet::{report, values};
use sanctions_lookup::recording::verify::{InputAgain, codes, damaged};
use sha2::Digest;
use tables::Role;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Blob;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
    static DECIDER: RefCell<Decider> = RefCell::default();
}

/// The commit that was built.
const COMMIT: Option<&str> = option_env!("SANCTIONS_LOOKUP_COMMIT");

/// Bytes of a record that the worker holds itself.
const HELD: usize = 4 << 20;

/// The same for names of a test.
const STEP_OF_TEST: u64 = 100;

/// Rows after which the page is told how far a record is.
const STEP: u64 = 500;

async fn open_desk(manifest: String, codes: &[String], left_out: &[String]) -> bool {
    // The lists of the record before this one, first: a phone has no memory for both.
    DESK.set(None);
    let commit = COMMIT.filter(|commit| !commit.is_empty());
    let desk = Desk::open(manifest, codes, left_out, commit.map(str::to_owned)).await;
    let is_there = desk.is_some();
    DESK.set(desk);
    is_there
}

fn with_desk<T>(act: impl FnOnce(&mut Desk) -> Result<T, String>) -> Result<T, JsValue> {
    DESK.with_borrow_mut(|desk| {
        let desk = desk.as_mut().ok_or("there is no list")?;
        act(desk).map_err(JsValue::from)
    })
}

fn names(salt: Option<Vec<u8>>) -> Result<Names, JsValue> {
    Ok(match salt {
        None => Names::Plain,
        Some(salt) => Names::hashed(salt.try_into().map_err(|_| "a salt has sixteen bytes")?),
    })
}

/// Loads the lists of the manifest at this absolute address; `list` has the codes of those that the page searches, or
/// none for all. Gives whether there is one.
#[wasm_bindgen]
pub async fn open_lists(manifest: String, list: String) -> bool {
    let codes: Vec<String> = list.split_whitespace().map(str::to_owned).collect();
    open_desk(manifest, &codes, &[]).await
}

/// The record of what the page searched: its bytes, its sheet as JSON, and whether the lists are of another edition
/// than those of the page. `salt` is sixteen random bytes where names are to be left out, `after` the hash of the record
/// before it.
///
/// # Errors
/// What is wrong, in English.
#[wasm_bindgen]
pub fn record_name(
    searched: &str,
    made_at: &str,
    salt: Option<Vec<u8>>,
    after: Option<String>,
) -> Result<Array, JsValue> {
    let names = names(salt)?;
    let searched = Searched::read(searched).ok_or("the page is of another version")?;
    let made = with_desk(|desk| {
        let made = desk.record_name(&searched, names, made_at, after);
        made.map_err(|error| error.to_string())
    })?;
    Ok(Array::of3(
        &Uint8Array::from(&*made.bytes),
        &made.sheet.to_string().into(),
        &made.has_other_edition.into(),
    ))
}

/// The record of a file: the parts of its bytes, its sheet as JSON, and its hash. `form` is separator and
/// encoding, and the sheet of a workbook, then `header` where the first row names the columns, and `pasted` where there
/// is no file to be read again.
/// `roles` has the word of a role and its column for each column that is used. `on_rows` hears how many rows are done.
///
/// # Errors
/// What is wrong, in English.
#[wasm_bindgen]
pub fn record_file(
    file: &Blob,
    form: Vec<String>,
    roles: Vec<String>,
    made_at: &str,
    salt: Option<Vec<u8>>,
    after: Option<String>,
    on_rows: &Function,
) -> Result<Array, JsValue> {
    let names = names(salt)?;
    let role = |one: &String| {
        let (word, column) = one.split_once(' ')?;
        let role = Role::ALL.into_iter().find(|role| role.as_str() == word)?;
        Some((role, column.parse().ok()?))
    };
    let word = |place: usize| form.get(place).filter(|word| !word.is_empty()).cloned();
    let is = |own: &str| form.iter().skip(3).any(|word| word == own);
    let sha256 = match is("pasted") {
        true => None,
        false => Some(hash_of(file, &names)?),
    };
    let input = Input {
        sha256,
        delimiter: word(0),
        encoding: word(1),
        sheet: word(2),
        has_header: is("header"),
        columns: Columns::by_role(roles.iter().filter_map(role)),
    };
    let rows = Rows::open(&|| Part::all(file), &input)?;
    let on_row = |row: u64| {
        if row.is_multiple_of(STEP) {
            let _ = on_rows.call1(&JsValue::NULL, &(row as f64).into());
        }
    };
    let (mut parts, sheet, sha256) = DECIDER.with_borrow_mut(|decider| {
        let out = Parts::default();
        let given = (input, names, after);
        with_desk(|desk| desk.record_file(rows, given, made_at, out, decider, &on_row))
    })?;
    parts.give();
    Ok(Array::of3(
        &parts.given,
        &sheet.to_string().into(),
        &sha256.into(),
    ))
}

/// The hash of a record that a further one is to follow, and when it was made, in words.
///
/// # Errors
/// Why none can follow it, in English.
#[wasm_bindgen]
pub fn hash_of_record(record: &Blob) -> Result<Array, JsValue> {
    let opened = whole(record)?;
    let made_at = values::moment(&opened.header.made_at);
    Ok(Array::of2(&opened.stated_sha256.into(), &made_at.into()))
}

/// Opens a record whose content has the hash that it states.
fn whole(record: &Blob) -> Result<Opened, String> {
    let opened = check_record::open(Part::all(record));
    let opened = opened.and_then(|opened| {
        opened.whole(Part::all(record), |_| {})?;
        Ok(opened)
    });
    opened.map_err(|error| format!("No record can follow this file: {error}."))
}

/// Tests the search with disguised names of the lists, and gives the sheet of what was found as JSON. `seed` is a number
/// of the person's own; `on_rows` hears how many names were searched.
///
/// # Errors
/// What is wrong, in English.
#[wasm_bindgen]
pub fn test_search(
    seed: &str,
    names: u32,
    made_at: &str,
    on_rows: &Function,
) -> Result<String, JsValue> {
    let seed = seed.trim().parse();
    let test = Test {
        seed: seed.map_err(|_| "A seed is a whole number, such as 7.")?,
        most: names as usize,
    };
    let on_try = |tries: u64| {
        if tries.is_multiple_of(STEP_OF_TEST) {
            let _ = on_rows.call1(&JsValue::NULL, &(tries as f64).into());
        }
    };
    let sheet = with_desk(|desk| {
        let sheet = desk.self_test(&test, made_at, &on_try);
        sheet.map_err(|error| error.to_string())
    });
    Ok(sheet?.to_string())
}

/// Does something with the decisions about the hits of the file whose record was made, and gives what comes of it as
/// text, mostly JSON; one way in for all is less to load than one each.
///
/// - `list`: all hits, with what is decided about each.
/// - `load` with the text of a file: who made it, and how many hits it would make quiet; `accept` uses it.
/// - `decide` with the place of a hit, the word of a decision, a reason, who decides and when.
/// - `undo` with the place of a hit.
/// - `text`: the file of decisions.
///
/// # Errors
/// What is wrong, in English.
#[wasm_bindgen]
pub fn decisions(word: &str, values: Vec<String>) -> Result<String, JsValue> {
    let text = |place: usize| values.get(place).map_or("", String::as_str);
    let place = || text(0).parse().unwrap_or(usize::MAX);
    DECIDER
        .with_borrow_mut(|decider| {
            match word {
                "load" => return decider.load(text(0).as_bytes()),
                "text" => return Ok(decider.text()),
                "accept" => decider.accept(),
                "decide" => decider.decide(place(), text(1), [text(2), text(3), text(4)])?,
                "undo" => decider.undo(place()),
                _ => {}
            }
            Ok(decider.list())
        })
        .map_err(|error: String| error.into())
}

/// The check of a record that somebody gave, as the JSON of a sheet. `input` is the file that was checked, or `known` the
/// name, date of birth, country and sex that were searched, where the record has hashes in their place; `before` is the
/// record that it is said to follow. Behind the sheet is what is needed to run the search again, `file` or `name`, and
/// whether the record says that it follows another.
///
/// # Errors
/// Why it cannot be run again, in English.
#[wasm_bindgen]
pub async fn verify_record(
    record: Blob,
    manifest: String,
    input: Option<Blob>,
    known: Option<Vec<String>>,
    before: Option<Blob>,
) -> Result<Array, JsValue> {
    let shown = |report: Report, header: Option<&Header>, needs: &str| {
        Array::of3(
            &report::of_report(&report, header).to_string().into(),
            &needs.into(),
            &report.after.is_some().into(),
        )
    };
    let opened = match check_record::open(Part::all(&record)) {
        Err(RecordError::Damaged(why)) => return Ok(shown(damaged(&why), None, "")),
        opened => opened.map_err(|error| format!("This file cannot be checked: {error}."))?,
    };
    let before = before.map(|record| whole(&record)).transpose()?;
    let before = before.map(|record| record.stated_sha256);
    let (wanted, left_out) = codes(&opened);
    if !open_desk(manifest, &wanted, &left_out).await {
        return Err("The lists could not be loaded, so the search was not run again. Look at the connection, and try again.".into());
    }
    let input = match (input, known) {
        (Some(file), _) => Some(file_again(&file, &opened)?),
        (None, Some(known)) => Some(InputAgain::Name(Some(Box::new(name_again(
            &known, &opened,
        ))))),
        (None, None) => None,
    };
    let is_missing = input.is_none() && opened.header.names != Names::Plain;
    let report = with_desk(|desk| desk.verify(&opened, Part::all(&record), input, before))?;
    let read = &opened.header.input;
    // What is needed to run it again.
    let needs = match read {
        _ if !is_missing => "",
        Some(_) => "file",
        None => "name",
    };
    Ok(shown(report, Some(&opened.header), needs))
}

fn file_again(file: &Blob, opened: &Opened) -> Result<InputAgain<Part>, JsValue> {
    let header = &opened.header;
    let input = header
        .input
        .as_ref()
        .ok_or("The record is of one name, not of a file.")?;
    let hash = hash_of(file, &header.names)?;
    Ok(InputAgain::File(
        Box::new(Rows::open(&|| Part::all(file), input)?),
        hash,
    ))
}

fn name_again(known: &[String], opened: &Opened) -> Asked {
    let text = |place: usize| known.get(place).map_or("", |text| text.trim());
    let year = opened
        .header
        .made_at
        .get(..4)
        .and_then(|year| year.parse().ok());
    Asked {
        name: known.first().cloned().unwrap_or_default(),
        born: read_birth(text(1), year.unwrap_or_default()).ok(),
        country: Some(text(2))
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
        sex: Sex::from_word(text(3)),
        reference: None,
    }
}

/// SHA-256 of a file that holds names.
fn hash_of(file: &Blob, names: &Names) -> Result<String, JsValue> {
    let mut hash = names.hash();
    let mut part = Part::all(file);
    let mut buffer = vec![0; 1 << 20];
    loop {
        let read = part.read(&mut buffer);
        match read.map_err(|_| "The file cannot be read. It may have been moved, changed or locked since you chose it.")? {
            0 => break,
            length => hash.update(&buffer[..length]),
        }
    }
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
    Ok(hash
        .finalize()
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect())
}

/// A record on its way to the browser, which keeps most of it outside of the worker's memory.
#[derive(Default)]
struct Parts {
    held: Vec<u8>,
    given: Array,
}

impl Parts {
    fn give(&mut self) {
        let part = Array::of1(&Uint8Array::from(&*self.held));
        self.held.clear();
        if let Ok(blob) = Blob::new_with_u8_array_sequence(&part) {
            self.given.push(&blob);
        }
    }
}

impl Write for Parts {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() > HELD {
            self.give();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn main() {}
