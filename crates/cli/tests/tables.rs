//! Tables as people have them: every form that `screen` reads, and what it says of the others.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use fixture::{Folder, csv_rows};
use serde_json::{Value, json};

fn screen<'a>(input: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["screen", "data", "--input", input, "--out", "-"], more].concat()
}

/// Row, query and outcome of every output row.
fn outcomes(output: &str) -> Vec<(String, String, String)> {
    let rows = csv_rows(output);
    let outcome = rows[0].iter().position(|name| name == "outcome").unwrap();
    let own = |row: &Vec<String>| (row[0].clone(), row[1].clone(), row[outcome].clone());
    rows[1..].iter().map(own).collect()
}

fn utf_16(text: &str) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_table_gives_the_same_rows_in_every_form_and_says_how_it_was_read() {
    let folder = Folder::with_data();
    let plain = "name,ref\nOrsek Valdi Testanov,1\nZoë Qwortle,2\n";
    folder.write("plain.csv", plain);
    let column = ["--column", "name", "--keep", "all"];
    let expected = folder.run(&screen("plain.csv", &column)).succeeds();
    assert_eq!(outcomes(&expected).len(), 2);
    let windows: Vec<u8> = plain.chars().map(|it| u8::try_from(it).unwrap()).collect();
    let ndjson = "{\"name\": \"Orsek Valdi Testanov\", \"ref\": 1}\n{\"ref\":\"2\",\"name\":\"Zoë Qwortle\"}\n";
    #[rustfmt::skip]
    let forms: &[(&str, Vec<u8>, &str)] = &[
        ("bom.csv", format!("\u{feff}{plain}").into(), ""),
        ("crlf.csv", plain.replace('\n', "\r\n").into(), ""),
        ("cr.csv", plain.replace('\n', "\r").into(), ""),
        ("semicolon.csv", plain.replace(',', ";").into(), "separator semicolon"),
        ("tab.tsv", plain.replace(',', "\t").into(), "separator tab"),
        ("sep.csv", format!("sep=|\n{}", plain.replace(',', "|")).into(), "separator pipe"),
        ("utf16.csv", utf_16(plain), "encoding utf-16le"),
        ("utf16.txt", utf_16(&plain.replace(',', "\t")), "separator tab and encoding utf-16le"),
        ("windows.csv", windows.clone(), "encoding windows-1252"),
        ("lines.ndjson", ndjson.into(), ""),
    ];
    for (name, bytes, said) in forms {
        folder.write(name, bytes);
        let ran = folder.run(&screen(name, &column));
        let says = |word: &str| ran.err.contains(word);
        assert_eq!(says("read with"), !said.is_empty(), "{name}: {}", ran.err);
        assert!(says(said), "{name}: {}", ran.err);
        assert_eq!(ran.succeeds(), expected, "{name}");
    }
    // A workbook, as a file and on standard input.
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in plain.lines().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            let (row, column) = (row as u32, column as u16);
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, cell).unwrap(),
            };
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    // Whatever its name is.
    folder.write("table.csv", &bytes);
    let said = folder.run(&screen("table.csv", &column)).succeeds();
    assert_eq!(said, expected);
    let said = folder
        .run_with_input(&screen("-", &column), &bytes)
        .succeeds();
    assert_eq!(said, expected);
    // What was given is not said.
    let given = [
        &column[..],
        &["--encoding", "windows-1252", "--delimiter", "comma"],
    ]
    .concat();
    let ran = folder.run(&screen("windows.csv", &given));
    assert!(!ran.err.contains("read with"), "{}", ran.err);
    assert_eq!(ran.succeeds(), expected);
    // A plain list of names.
    folder.write("list.txt", "Testanov, Orsek Valdi\n\nZoë Qwortle\n");
    let lines = ["--no-header", "--column", "1", "--delimiter", "none"];
    let said = folder.run(&screen("list.txt", &lines)).succeeds();
    let rows: Vec<String> = outcomes(&said).into_iter().map(|row| row.2).collect();
    assert_eq!(rows, ["hits", "not-searched", "nothing-in-file"]);
}

#[test]
fn names_in_two_columns_are_one_query() {
    let folder = Folder::with_data();
    folder.write(
        "in.csv",
        "given,family\n Orsek Valdi ,Testanov\n,Testanov\nOrsek Valdi,\n,\n",
    );
    let columns = ["--given", "given", "--family", "family"];
    let said = folder.run(&screen("in.csv", &columns)).succeeds();
    let queries: Vec<(String, String)> = outcomes(&said)
        .into_iter()
        .map(|(_, query, outcome)| (query, outcome))
        .collect();
    let queries: Vec<(&str, &str)> = queries.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(queries[0], ("Orsek Valdi Testanov", "hits"));
    assert_eq!(queries[1].0, "Testanov");
    assert_eq!(queries[2].0, "Orsek Valdi");
    assert_eq!(queries[3], ("", "not-searched"));
    for (more, words) in [
        (&["--given", "given"][..], "--family"),
        (&["--column", "given", "--family", "family"], "--family"),
        (&[], "--column"),
    ] {
        folder.run(&screen("in.csv", more)).fails(2, &[words]);
    }
}

#[test]
fn a_sheet_is_chosen_and_never_guessed() {
    let folder = Folder::with_data();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, cell) in [("First", "Orsek Valdi Testanov"), ("2", "Zzyzx Qwortle")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write(3, 1, "name").unwrap();
        sheet.write(4, 1, cell).unwrap();
        sheet.write(6, 1, cell).unwrap();
    }
    folder.write("in.xlsx", book.save_to_buffer().unwrap());
    let sheet = |sheet: &[&str]| {
        let arguments = [&["--column", "name"], sheet].concat();
        folder.run(&screen("in.xlsx", &arguments))
    };
    sheet(&[]).fails(1, &["in.xlsx", "--sheet", "`First`, `2`"]);
    sheet(&["--sheet", "Third"]).fails(1, &["no sheet `Third`", "`First`, `2`"]);
    let rows = |name: &str| {
        let rows = outcomes(&sheet(&["--sheet", name]).succeeds());
        rows.into_iter().map(|row| row.2).collect::<Vec<_>>()
    };
    // The empty row between the others is a row.
    assert_eq!(rows("First"), ["hits", "not-searched", "hits"]);
    assert_eq!(rows("1"), ["hits", "not-searched", "hits"]);
    assert_eq!(rows("2")[0], "nothing-in-file");
    folder.write("in.csv", "name\nx\n");
    let not_a_workbook = ["--column", "name", "--sheet", "1"];
    folder
        .run(&screen("in.csv", &not_a_workbook))
        .fails(1, &["in.csv", "no workbook"]);
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on";
    folder.write("in.xlsx", old);
    folder
        .run(&screen("in.xlsx", &["--guess"]))
        .fails(1, &["in.xlsx", "(.xls)", "save it as"]);
}

#[test]
fn a_workbook_is_written_and_read_again() {
    let folder = Folder::with_data();
    folder.write(
        "in.csv",
        "name,ref\n=Orsek Valdi Testanov,007\nZzyzx Qwortle,\n",
    );
    let write = |out: &str| {
        let text = format!("screen data --input in.csv --column name --keep ref --out {out}");
        folder.run(&text.split(' ').collect::<Vec<_>>())
    };
    write("out.csv").succeeds();
    write("out.xlsx").succeeds();
    let first = std::fs::read(folder.path("out.xlsx")).unwrap();
    write("out.xlsx").succeeds();
    assert_eq!(
        std::fs::read(folder.path("out.xlsx")).unwrap(),
        first,
        "the same bytes"
    );
    let mut rows = workbook::Workbook::open(std::io::Cursor::new(first))
        .unwrap()
        .rows(0)
        .unwrap();
    let (mut all, mut row) = (Vec::new(), tables::Row::new());
    while rows.read(&mut row).unwrap() {
        all.push(row.iter().map(str::to_owned).collect::<Vec<_>>());
    }
    let mut expected = csv_rows(&folder.read("out.csv"));
    for row in &mut expected[1..] {
        // Numbers are numbers, and texts are no formulas.
        row[7] = row[7].replace("1.000000", "1");
        row[1] = row[1].replace("'=", "=");
    }
    assert_eq!(all, expected);
    folder.write("in.csv", format!("name,ref\n{},1\n", "x".repeat(40_000)));
    write("out.xlsx").fails(1, &["row 1", "32767", ".csv"]);
}

/// The letters А to я in Windows-1251; other characters are ASCII.
fn windows_1251(text: &str) -> Vec<u8> {
    let byte = |letter: char| match u32::from(letter) {
        code @ 0x410..=0x44f => (code - 0x410 + 0xc0) as u8,
        code => code as u8,
    };
    text.chars().map(byte).collect()
}

#[test]
fn an_older_encoding_is_recognised_named_or_refused() {
    let folder = Folder::with_data();
    let bytes = windows_1251("ID;Имя\n1;Кворл Тестанов\n2;Орсек Амбер\n");
    folder.write("in.csv", &bytes);
    let ran = folder.run(&screen("in.csv", &["--column", "Имя"]));
    assert!(
        ran.err
            .contains("separator semicolon and encoding windows-1251"),
        "{}",
        ran.err
    );
    assert_eq!(outcomes(&ran.succeeds())[0].1, "Кворл Тестанов");
    // The same bytes, read by the wrong code page, are repaired cell by cell.
    let wrong = ["--encoding", "windows-1252", "--no-header", "--column", "2"];
    let said = outcomes(&folder.run(&screen("in.csv", &wrong)).succeeds());
    assert!(
        said[1..].iter().all(|row| row.2 == "nothing-in-file"),
        "{said:?}"
    );
    // `زقزق كورطل` in Windows-1256.
    folder.write(
        "in.csv",
        b"ID;name\n1;\xD2\xDE\xD2\xDE \xDF\xE6\xD1\xD8\xE1\n",
    );
    let words = [
        "line 2, column 3",
        "encoding that is not recognised",
        "Windows-1256",
        "--encoding",
    ];
    folder
        .run(&screen("in.csv", &["--column", "name"]))
        .fails(1, &words);
    let named = ["--column", "name", "--encoding", "windows-1256"];
    let said = outcomes(&folder.run(&screen("in.csv", &named)).succeeds());
    assert_eq!(said[0].1, "زقزق كورطل");
    let wrong = ["--column", "name", "--encoding", "windows-1252"];
    let said = outcomes(&folder.run(&screen("in.csv", &wrong)).succeeds());
    assert_eq!(said[0].2, "not-searched");
}

#[test]
fn columns_are_guessed_and_said() {
    let folder = Folder::with_data();
    folder.write(
        "in.csv",
        "Réf;Nom;Prénom;Né le;Société\n7;Testanov;Orsek Valdi;05/07/1978;\n8;;;;Placeholder Freight Company\n9;Testanov;Orsek Valdi;;Placeholder Freight Company\n",
    );
    let ran = folder.run(&screen("in.csv", &["--guess", "--keep", "Réf"]));
    let said = "guessed: names in `Prénom` and `Nom`, `Société`; dates of birth in `Né le`; the first row names the columns";
    assert!(ran.err.contains(said), "{}", ran.err);
    let out = ran.succeeds();
    let rows = csv_rows(&out);
    assert_eq!(rows[0].last().unwrap(), "Réf");
    assert_eq!(rows[1][1], "Orsek Valdi Testanov");
    assert!(
        rows[1].contains(&"date of birth agrees".to_owned()),
        "{rows:?}"
    );
    assert_eq!(rows[2][1], "Placeholder Freight Company");
    // Both names of the third row have an answer.
    let third = rows.iter().filter(|row| row[0] == "3");
    assert_eq!(third.count(), 2, "{rows:?}");
    assert!(
        rows.iter()
            .filter(|row| row[0] == "3")
            .all(|row| row.last().unwrap() == "9")
    );

    // Without a header that is known every row is one of names.
    folder.write("list.csv", "Orsek Valdi Testanov\nZzyzx Qwortle\n");
    let ran = folder.run(&screen("list.csv", &["--guess"]));
    assert!(ran.err.contains("no row names the columns"), "{}", ran.err);
    assert_eq!(outcomes(&ran.succeeds()).len(), 2);
    // What is named goes before what is guessed.
    let named = ["--guess", "--column", "Société"];
    let ran = folder.run(&screen("in.csv", &named));
    assert!(ran.err.contains("names in `Société`"), "{}", ran.err);
    ran.succeeds();
    folder.write("numbers.csv", "1,2\n3,4\n");
    folder
        .run(&screen("numbers.csv", &["--guess"]))
        .fails(1, &["--column", "column_1, column_2"]);
    // The method of OFAC compares names only.
    let ofac = ["--guess", "--method", "ofac", "--accept-no-verdict"];
    folder.run(&screen("in.csv", &ofac)).succeeds();
}

#[test]
fn no_half_of_a_name_is_screened_unsaid() {
    let folder = Folder::with_data();
    #[rustfmt::skip]
    let rows: &[(&str, &str, &str)] = &[
        ("Name,Surname\nOrsek Valdi,Testanov\n", "names in `Name` and `Surname`;", ""),
        ("Name 1,Name 2\nOrsek Valdi,Testanov\n", "names in `Name 1` and `Name 2`;", ""),
        ("Имя,Фамилия\nOrsek Valdi,Testanov\n", "names in `Имя` and `Фамилия`;", ""),
        ("Contact person,Company name\nAmber Quill,Qwortle Ltd\n", "names in `Contact person`, `Company name`;", ""),
        ("Firma;Ansprechpartner\nQwortle GmbH;Amber Quill\n", "names in `Ansprechpartner`, `Firma`;", ""),
        ("Name,Director,UBO\nQwortle Ltd,Amber Quill,Orsek Testanov\n", "names in `Name`, `Director`, `UBO`;", ""),
        ("Name,Broker\nQwortle Ltd,Amber Quill\n", "names in `Name`;", "not searched, though they look like names too: `Broker`"),
        ("Orsek,Testanov\nAmber,Quill\n", "names in `column_1`;", "look like names too: `column_2`"),
        ("Name,Passport\nOrsek Testanov,123456789\n", "names in `Name`; numbers in `Passport`, which are not searched;", ""),
        ("Report,\n2026,\n,\nName,Born\nOrsek Testanov,1978\n", "no row names the columns", "line 4 seems to name the columns"),
    ];
    for (input, guessed, warned) in rows {
        folder.write("in.csv", input);
        let ran = folder.run(&screen("in.csv", &["--guess"]));
        assert!(ran.err.contains(guessed), "{input}: {}", ran.err);
        assert!(ran.err.contains(warned), "{input}: {}", ran.err);
        assert_eq!(
            ran.err.contains("look like names too") || ran.err.contains("seems to"),
            !warned.is_empty(),
            "{}",
            ran.err
        );
        ran.succeeds();
    }
}

#[test]
fn each_line_of_a_cell_is_a_name() {
    let folder = Folder::with_data();
    folder.write(
        "in.csv",
        "name\n\"Anna\nOrsek Valdi Testanov\"\nZzyzx Qwortle\n",
    );
    let said = outcomes(
        &folder
            .run(&screen("in.csv", &["--column", "name"]))
            .succeeds(),
    );
    assert!(
        said.iter().any(|row| row.0 == "1" && row.2 == "hits"),
        "{said:?}"
    );
    assert_eq!(said.last().unwrap().0, "2");
    // A name that is broken over two lines is found as one.
    folder.write("in.csv", "name,ref\n\"Orsek\nTestanov\",1\n");
    let said = outcomes(
        &folder
            .run(&screen("in.csv", &["--column", "name"]))
            .succeeds(),
    );
    assert!(said.iter().any(|row| row.2 == "hits"), "{said:?}");
}

#[test]
fn one_odd_date_of_birth_stops_no_run() {
    let folder = Folder::with_data();
    let odd = [
        "08-Feb-64",
        "unknown",
        "n/a",
        "-",
        "00/00/1964",
        "19640208",
        "31/02/1970",
        "age 62",
        "2564-02-08",
    ];
    let plain = ["1978-07-05 00:00:00", "5 juillet 1978", "5. Juli 1978", ""];
    let rows = odd.iter().chain(&plain);
    let rows: String = rows
        .map(|born| format!("Orsek Valdi Testanov,{born}\n"))
        .collect();
    folder.write("in.csv", format!("Name,Date of birth\n{rows}"));
    for more in [
        &["--guess"][..],
        &["--column", "Name", "--born", "Date of birth"],
    ] {
        let ran = folder.run(&screen("in.csv", more));
        let said = "was not compared: 9; the first is in.csv, line 2, column `Date of birth`: `08-Feb-64`: write all four digits";
        assert!(ran.err.contains(said), "{}", ran.err);
        let said = csv_rows(&ran.succeeds());
        let agreeing = said
            .iter()
            .filter(|row| row.contains(&"date of birth agrees".to_owned()));
        assert_eq!(agreeing.count(), 3, "{said:?}");
        assert!(
            said[1..].iter().all(|row| row.contains(&"hits".to_owned())),
            "{said:?}"
        );
    }
}

#[test]
fn columns_of_the_input_come_out_again_and_ours_win_a_clash() {
    let folder = Folder::with_data();
    folder.write(
        "in.csv",
        "row,name,score,,input_row,note\nA,Orsek Valdi Testanov,=1,x,y,\"two\nlines\"\n",
    );
    let keep = |columns: &[&str]| {
        let arguments = [&["--column", "name", "--keep"], columns].concat();
        let rows = csv_rows(&folder.run(&screen("in.csv", &arguments)).succeeds());
        let cut = |row: &Vec<String>| row[19..].to_vec();
        (cut(&rows[0]), cut(&rows[1]))
    };
    let own = |cells: &[&str]| cells.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    assert_eq!(keep(&["none"]), (own(&[]), own(&[])));
    assert_eq!(
        keep(&["all"]),
        (
            own(&[
                "input_row",
                "name",
                "input_score",
                "column_4",
                "input_input_row",
                "note"
            ]),
            own(&["A", "Orsek Valdi Testanov", "'=1", "x", "y", "two\nlines"])
        )
    );
    assert_eq!(
        keep(&["note", "row"]),
        (own(&["note", "input_row"]), own(&["two\nlines", "A"]))
    );
    let missing = ["--column", "name", "--keep", "nothing"];
    folder
        .run(&screen("in.csv", &missing))
        .fails(1, &["`nothing`"]);
    let json = "screen data --input in.csv --column name --keep row note --out out.ndjson";
    folder.run(&json.split(' ').collect::<Vec<_>>()).succeeds();
    let row: Value = serde_json::from_str(&folder.read("out.ndjson")).unwrap();
    assert_eq!(row["row"], json!(1));
    assert_eq!(row["input_row"], json!("A"));
    assert_eq!(row["note"], json!("two\nlines"));
}

#[test]
fn rows_are_counted_by_outcome() {
    let folder = Folder::with_data();
    folder.write("in.csv", "name\nOrsek Valdi Testanov\nZzyzx Qwortle\n\nx\n");
    let ran = folder.run(&screen("in.csv", &["--column", "name"]));
    let said = "note: rows read: 4; rows with an outcome: 4, 1 nothing-in-file, 1 hits, 2 not-searched; lines written: 4";
    assert!(ran.err.contains(said), "{}", ran.err);
}

#[test]
fn a_row_that_is_hard_to_read_is_named_in_a_sentence() {
    let folder = Folder::with_data();
    let long = "Orsek ".repeat(900);
    #[rustfmt::skip]
    let cases: &[(&str, String, &[&str])] = &[
        ("three header lines", "Customers\nof 2026,\nname,ref\nx,1\n".into(),
         &["no column is named `name`", "columns are: Customers"]),
        ("three header lines of one width", "Customers,\n2026,\nname,ref\nx,1\n".into(),
         &["no column is named `name`", "line 3 has a cell `name`", "remove the lines above it"]),
        ("a ragged row", "name;ref\r\nx;1\r\ny;2;3\r\n".into(),
         &["line 3, column 5", "3 cells, the header has 2", "separator semicolon"]),
        ("a web page", "<html><table><tr><td>name</td></tr></table></html>".into(), &["web page (HTML)", "save it as .xlsx or .csv"]),
        ("an array of JSON", "[{\"name\":\"x\"}]".into(), &["it is JSON", "one object on each line"]),
        ("a document", "{\\rtf1\\ansi x\\par}".into(), &["document (RTF)"]),
        ("an endless header", ",".repeat(20_000), &["line 1", "more than 16384 cells"]),
        ("a title above", "name\nname,ref\nx,1\n".into(),
         &["line 2, column 6", "remove the lines above"]),
        ("fields that differ", "{\"name\":\"x\"}\n{\"name\":\"x\",\"ref\":1}\n".into(),
         &["line 2", "`ref` is not in the first line", "null"]),
        ("no object", "{\"name\":\"x\"}\n[1]\n".into(), &["line 2", "one object on each line"]),
        ("cut JSON", "{\"name\":\"x\"}\n{\"name\":\n".into(), &["line 2", "one object on each line"]),
        ("an empty line in NDJSON", "{\"name\":\"x\"}\n\n{\"name\":\"y\"}\n".into(), &["line 2", "empty line"]),
    ];
    for (what, input, words) in cases {
        folder.write("in.csv", input);
        let error = folder
            .run(&screen("in.csv", &["--column", "name"]))
            .fails(1, words);
        assert!(error.contains("in.csv"), "{what}: {error}");
    }
    // What can be screened is, with an outcome for every row.
    folder.write("in.csv", format!("name,ref\n{long},1\n,\n12345,2\n"));
    let said = folder
        .run(&screen("in.csv", &["--column", "name"]))
        .succeeds();
    let rows: Vec<String> = outcomes(&said).into_iter().map(|row| row.2).collect();
    assert_eq!(rows[..2], ["not-searched", "not-searched"]);
    assert_eq!(rows.len(), 3);
    // A column that may be the wrong one.
    for (input, words) in [
        ("name,ref\n12345,x\n,y\n678-9,z\n", "all names are numbers"),
        ("name,ref\n,x\n ,y\n", "no row has a name"),
    ] {
        folder.write("in.csv", input);
        let ran = folder.run(&screen("in.csv", &["--column", "name"]));
        assert!(
            ran.err.contains(words) && ran.err.contains("--column"),
            "{}",
            ran.err
        );
        ran.succeeds();
    }
}
