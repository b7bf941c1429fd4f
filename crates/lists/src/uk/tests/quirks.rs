//! What the published files do, each with invented data.

use record::{
    Address, AliasStrength, Contact, ContactKind, Identifier, IdentifierKind, Kind, LabelledText,
    NameType, PartRole, Place, Record, ReferenceKind,
};

use super::{XML_PERSON, csv, parse, parse_clean, words, xml};

fn one(rows: &[&[(&str, &str)]]) -> Record {
    let mut records = parse_clean(csv(rows)).records;
    assert_eq!(records.len(), 1);
    records.remove(0)
}

#[test]
fn one_value_of_each_column_has_its_place() {
    let person = one(&[&[
        ("Last Updated", "02/11/2026"),
        ("Date Designated", "23/07/2025"),
        ("OFSI Group ID", "12345"),
        ("UN Reference Number", "XXi.001"),
        ("Title", "Major General"),
        ("Designation source", "UK|UN"),
        ("Sanctions Imposed", "Asset freeze|Travel Ban"),
        ("Phone number", "+00 1"),
        ("Website", "example.org"),
        ("Email address", "a@example.org"),
        ("Nationality(/ies)", "Freedonia"),
        ("Position", "Minister"),
        ("Gender", "male"),
    ]]);
    assert_eq!(
        (person.list.as_str(), person.id.as_str()),
        ("uk", "SAMPLE-GIM9001")
    );
    assert_eq!(person.kind, Kind::Individual);
    assert_eq!(person.updated.unwrap().to_string(), "2026-11-02");
    assert_eq!(person.designated.unwrap().to_string(), "2025-07-23");
    assert_eq!(
        person
            .references
            .iter()
            .map(|other| (other.kind, other.value.as_str()))
            .collect::<Vec<_>>(),
        [
            (ReferenceKind::OfsiGroup, "12345"),
            (ReferenceKind::Un, "XXi.001")
        ]
    );
    assert_eq!(
        (person.regimes[0].code.as_str(), person.regimes.len()),
        ("GIM", 1)
    );
    assert_eq!(person.sources, ["UK", "UN"]);
    assert_eq!(words(&person.measures), ["Asset freeze", "Travel Ban"]);
    assert_eq!(person.titles, ["Major General"]);
    assert_eq!(person.sex, ["Male"]);
    assert_eq!(person.nationalities, ["Freedonia"]);
    assert_eq!(person.positions, ["Minister"]);
    let contact = |kind, value: &str| Contact {
        kind,
        value: value.to_owned(),
    };
    assert_eq!(
        person.contacts,
        [
            contact(ContactKind::Phone, "+00 1"),
            contact(ContactKind::Email, "a@example.org"),
            contact(ContactKind::Website, "example.org"),
        ]
    );

    let ship = one(&[&[
        ("Designation Type", "Ship"),
        ("IMO number", "IMO1234567"),
        ("Hull identification number (HIN)", "HIN1"),
        ("Current owner/operator (s)", "Example Shipping"),
        ("Previous owner/operator (s)", "Earlier Shipping"),
        ("Current believed flag of ship", "Freedonia"),
        ("Previous flags", "Sylvania"),
        ("Type of ship", "Oil tanker"),
        ("Tonnage of ship", "1000"),
        ("Length of ship", "100"),
        ("Year Built", "2001"),
    ]]);
    let number = |kind, value: &str| Identifier {
        kind,
        value: value.to_owned(),
        note: None,
    };
    assert_eq!(
        ship.identifiers,
        [
            number(IdentifierKind::Imo, "IMO1234567"),
            number(IdentifierKind::HullId, "HIN1")
        ]
    );
    let data = *ship.ship.unwrap();
    assert_eq!(
        [
            data.current_owners,
            data.previous_owners,
            data.current_flags,
            data.previous_flags
        ]
        .concat(),
        [
            "Example Shipping",
            "Earlier Shipping",
            "Freedonia",
            "Sylvania"
        ]
    );
    assert_eq!(
        [data.types, data.tonnages, data.lengths, data.years_built].concat(),
        ["Oil tanker", "1000", "100", "2001"]
    );

    let entity = one(&[&[
        ("Designation Type", "Entity"),
        ("Type of entity", "Bank"),
        ("Subsidiaries", "Example Two"),
        ("Parent company", "Example Zero"),
        ("Business registration number (s)", "REG 1"),
    ]]);
    assert_eq!(
        entity.identifiers,
        [number(IdentifierKind::CompanyRegistration, "REG 1")]
    );
    let data = *entity.entity.unwrap();
    assert_eq!(
        [data.types, data.subsidiaries, data.parent_companies].concat(),
        ["Bank", "Example Two", "Example Zero"]
    );
}

#[test]
fn rows_of_a_designation_fold_wherever_they_stand() {
    let name = |family| ("Name 6", family);
    let parsed = parse_clean(csv(&[
        &[("Unique ID", "SAMPLE-RUS9002"), ("Name 6", "ZEBRIN")],
        &[name("QUILLBROOK"), ("Phone number", "1")],
        &[name("QUILLBROOK"), ("Phone number", "2")],
        &[
            name("QUILBROOK"),
            ("Name type", "Primary Name Variation"),
            ("Phone number", "1"),
        ],
        &[
            ("Unique ID", "SAMPLE-RUS9002"),
            ("Name 6", "ZEBRIN"),
            ("Phone number", "3"),
        ],
        &[
            ("Unique ID", " SAMPLE-GIM9001"),
            name("QUILLBROOK "),
            ("Phone number", "4"),
        ],
    ]));
    let shape: Vec<_> = parsed
        .records
        .iter()
        .map(|record| {
            let phones: Vec<&str> = record
                .contacts
                .iter()
                .map(|phone| phone.value.as_str())
                .collect();
            (
                record.id.as_str(),
                record.regimes[0].code.as_str(),
                record.names.len(),
                phones.join(" "),
            )
        })
        .collect();
    assert_eq!(
        shape,
        [
            ("SAMPLE-GIM9001", "GIM", 2, "1 2 4".to_owned()),
            ("SAMPLE-RUS9002", "RUS", 1, "3".to_owned())
        ]
    );
}

#[test]
fn columns_that_belong_together_fold_together() {
    let person = one(&[
        &[
            ("Passport number", "P1"),
            ("Passport additional information", "issued 2001"),
            ("National Identifier number", "N1"),
            ("Town of birth", "Hithertown"),
            ("Country of birth", "Freedonia"),
            ("Address Line 1", "1 High Street"),
            ("Address Line 6", "Hithertown"),
            ("Address Country", "Freedonia"),
        ],
        &[
            ("Passport number", "P1"),
            ("Passport additional information", "issued 2011"),
            ("National Identifier number", "N1"),
            ("National Identifier additional information", "tax"),
            ("Town of birth", "Hithertown"),
            ("Country of birth", "Sylvania"),
            ("Address Line 1", "1 High Street"),
            ("Address Postal Code", "X1"),
            ("Address Country", "Freedonia"),
        ],
        &[
            ("Passport number", "P1"),
            ("Passport additional information", "issued 2001"),
            ("Country of birth", "Sylvania"),
        ],
    ]);
    let number = |kind, value: &str, note: Option<&str>| Identifier {
        kind,
        value: value.to_owned(),
        note: note.map(str::to_owned),
    };
    assert_eq!(
        person.identifiers,
        [
            number(IdentifierKind::Passport, "P1", Some("issued 2001")),
            number(IdentifierKind::Passport, "P1", Some("issued 2011")),
            number(IdentifierKind::NationalId, "N1", None),
            number(IdentifierKind::NationalId, "N1", Some("tax")),
        ]
    );
    let place = |town: Option<&str>, country: &str| Place {
        town: town.map(str::to_owned),
        country: Some(country.to_owned()),
    };
    assert_eq!(
        person.places_of_birth,
        [
            place(Some("Hithertown"), "Freedonia"),
            place(Some("Hithertown"), "Sylvania"),
            place(None, "Sylvania"),
        ]
    );
    let address = |lines: &[&str], postal_code: Option<&str>| Address {
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        postal_code: postal_code.map(str::to_owned),
        country: Some("Freedonia".to_owned()),
    };
    assert_eq!(
        person.addresses,
        [
            address(&["1 High Street", "Hithertown"], None),
            address(&["1 High Street"], Some("X1")),
        ]
    );
}

#[test]
fn a_note_without_a_number_is_kept_as_text() {
    let person = one(&[&[("Passport additional information", "lost in 2001")]]);
    assert_eq!(person.identifiers, []);
    let label = "Passport additional information".to_owned();
    assert_eq!(
        person.other,
        [LabelledText {
            label,
            text: "lost in 2001".to_owned()
        }]
    );
}

#[test]
fn names_have_the_parts_that_the_list_tells_apart() {
    use PartRole::{Family, Given, Whole};
    type Cells = &'static [(&'static str, &'static str)];
    type Parts = &'static [(PartRole, &'static str)];
    let rows: [(&str, &str, Cells, Parts); 6] = [
        (
            "both sides",
            "Individual",
            &[
                ("Name 1", " Tarvo"),
                ("Name 3", "Ilm"),
                ("Name 6", "QUILLBROOK "),
            ],
            &[(Given, "Tarvo"), (Given, "Ilm"), (Family, "QUILLBROOK")],
        ),
        (
            "all in Name 6",
            "Individual",
            &[("Name 1", ""), ("Name 6", "Tarvo  QUILLBROOK")],
            &[(Whole, "Tarvo QUILLBROOK")],
        ),
        (
            "nothing in Name 6",
            "Individual",
            &[
                ("Name 1", "Tarvo"),
                ("Name 5", "Quillbrook"),
                ("Name 6", ""),
            ],
            &[(Whole, "Tarvo Quillbrook")],
        ),
        (
            "an entity",
            "Entity",
            &[("Name 1", ""), ("Name 6", "Example\u{A0}LTD")],
            &[(Whole, "Example LTD")],
        ),
        (
            "an entity in several columns",
            "Entity",
            &[("Name 1", "Example"), ("Name 6", "LTD")],
            &[(Whole, "Example LTD")],
        ),
        (
            "a ship",
            "Ship",
            &[("Name 1", ""), ("Name 6", "EXAMPLE STAR")],
            &[(Whole, "EXAMPLE STAR")],
        ),
    ];
    for (case, kind, cells, expected) in rows {
        let cells = [cells, &[("Designation Type", kind)]].concat();
        let record = one(&[&cells]);
        let parts = record.names[0].parts.iter();
        let parts: Vec<_> = parts.map(|part| (part.role, part.text.as_str())).collect();
        assert_eq!(parts, expected, "{case}");
    }
}

#[test]
fn types_and_strengths_are_known_in_any_case() {
    for (name_type, strength, expected) in [
        ("Primary Name", "", (NameType::Primary, None)),
        ("Primary name", "", (NameType::Primary, None)),
        ("Primary Name Variation ", "", (NameType::Variation, None)),
        (
            "ALias",
            "Good quality a.k.a",
            (NameType::Alias, Some(AliasStrength::Good)),
        ),
        (
            "Alias",
            "low quality A.K.A.",
            (NameType::Alias, Some(AliasStrength::Low)),
        ),
    ] {
        let name = &one(&[&[("Name type", name_type), ("Alias strength", strength)]]).names[0];
        assert_eq!(
            (name.name_type, name.strength),
            expected,
            "{name_type} {strength}"
        );
        assert_eq!(name.note, None);
    }
}

#[test]
fn two_primary_names_stay_and_the_first_is_shown() {
    let person = one(&[&[("Name 6", "FIRST")], &[("Name 6", "SECOND")]]);
    assert!(
        person
            .names
            .iter()
            .all(|name| name.name_type == NameType::Primary)
    );
    assert_eq!(person.primary_name().unwrap().full(), "Tarvo FIRST");
    assert_eq!(person.names.len(), 2);
}

#[test]
fn names_in_their_own_script_stand_last_in_both_layouts() {
    let own = |script, language| {
        [
            ("Name non-latin script", "Тарво Квиллбрук "),
            ("Non-latin script type", script),
            ("Non-latin script language", language),
        ]
    };
    for (script, language) in [("Cryillic", "Russian"), ("", "")] {
        let mut other = own(script, language).to_vec();
        other.push(("Name 6", "OTHER"));
        let from_csv = one(&[&own(script, language), &other]);
        let element = |name: &str, text: &str| match text {
            "" => String::new(),
            _ => format!("<{name}>{text}</{name}>"),
        };
        let from_xml = parse_clean(xml(&format!(
            "<NonLatinNames><NonLatinName><NameNonLatinScript>Тарво Квиллбрук</NameNonLatinScript>{}{}\
             </NonLatinName></NonLatinNames>{}",
            element("NonLatinScriptType", script),
            element("NonLatinScriptLanguage", language),
            XML_PERSON.replace(
                "</Names>",
                "<Name><Name1>Tarvo</Name1><Name6>OTHER</Name6>\
             <NameType>Primary Name</NameType></Name></Names>"
            )
        )));
        assert_eq!(from_csv, from_xml.records[0]);
        let own = from_csv.names.last().unwrap();
        assert_eq!(
            (from_csv.names.len(), own.name_type),
            (3, NameType::Variation)
        );
        assert_eq!(own.full(), "Тарво Квиллбрук");
        // The publisher's slips of the pen are the publisher's.
        assert_eq!(own.script.as_deref(), Some(script));
        assert_eq!(
            own.language.as_deref(),
            Some(language).filter(|text| !text.is_empty())
        );
    }
}

#[test]
fn dates_are_read_in_every_form_of_the_list() {
    for (listed, date) in [
        ("05/07/1978", "1978-07-05"),
        ("dd/07/1978", "1978-07"),
        ("dd/mm/1962", "1962"),
        ("00/00/1975", "1975"),
        ("'00/00/1975", "1975"),
        ("1988", "1988"),
        ("15/08/19yy", "19XX-08-15"),
        ("07/1978", "1978-07"),
        (" 5/7/1978\u{A0}", "1978-07-05"),
        ("29/02/2000", "2000-02-29"),
        ("08-Oct-1978", "1978-10-08"),
        ("1978-07-05", "1978-07-05"),
        ("05.07.1978", "1978-07-05"),
        ("5 July 1978", "1978-07-05"),
        ("July 1978", "1978-07"),
        ("circa 1978", "1978~"),
        ("between 1960 and 1965", "1960/1965"),
        ("1960-1965", "1960/1965"),
    ] {
        let person = one(&[&[("D.O.B", listed)]]);
        assert_eq!(person.dates_of_birth[0].to_string(), date, "{listed}");
    }
    // Two forms of one date are one date.
    let person = one(&[&[("D.O.B", "00/00/1975")], &[("D.O.B", "'dd/mm/1975")]]);
    assert_eq!(person.dates_of_birth.len(), 1);
}

#[test]
fn words_and_zeros_in_the_place_of_a_date_are_counted_and_no_dates() {
    let listed = [
        "N/A",
        "n/a.",
        "00/00/0000",
        "dd/mm/yyyy",
        "DD-MM-YYYY",
        "'00/00/0000",
        "0000",
        "unknown",
        "-",
    ];
    for text in listed {
        let parsed = parse(csv(&[&[("D.O.B", text), ("Date Designated", text)]])).unwrap();
        let kinds = parsed.warnings.iter().map(|warning| warning.kind.as_str());
        assert_eq!(kinds.collect::<Vec<_>>(), ["no-date", "no-date"], "{text}");
        assert_eq!(parsed.records[0].dates_of_birth, [], "{text}");
        assert_eq!(parsed.records[0].designated, None, "{text}");
    }
    for text in ["00/07/0000", "soon", "31/02/1999", "1/2/3"] {
        let parsed = parse(csv(&[&[("D.O.B", text)]])).unwrap();
        assert_eq!(parsed.warnings[0].kind.as_str(), "date", "{text}");
        assert_eq!(parsed.records[0].dates_of_birth.len(), 1, "{text}");
    }
}

#[test]
fn every_measure_of_the_list_is_known() {
    for measure in [
        "Transport sanctions: see \"Other information\"",
        "Shipping & Trade Sanctions: see \"Other Information\"",
        "Prohibition on Correspondent banking relationships and processing payments",
        "Prohibition on correspondent banking relationships and processing payments",
        "Prohibition on correspondent banking and clearing",
        "Prohibition on correspondent banking and sterling clearing",
        " Correspondent Banking Sanctions\u{202F}and processing payments",
    ] {
        one(&[&[("Sanctions Imposed", measure)]]);
    }
}

#[test]
fn measures_and_sources_are_split_and_kept_once() {
    for (listed, measures) in [
        ("", &[][..]),
        (
            "Asset freeze | Travel Ban|",
            &["Asset freeze", "Travel Ban"],
        ),
        (
            "Shipping sanctions: (see 'Other information')|Shipping sanctions: (see 'Other information')",
            &["Shipping sanctions: (see 'Other information')"],
        ),
        (
            "Internet Services Sanctions: see \"Other Information\"|Trust Services Sanctions|Director Disqualification Sanction",
            &[
                "Internet Services Sanctions: see \"Other Information\"",
                "Trust Services Sanctions",
                "Director Disqualification Sanction",
            ],
        ),
    ] {
        assert_eq!(
            words(&one(&[&[("Sanctions Imposed", listed)]]).measures),
            measures,
            "{listed}"
        );
    }
}

#[test]
fn reasons_are_the_same_paragraphs_in_both_layouts() {
    let listed = "\n He is an “\ninvolved person\" under the Examples (Sanctions) \n(EU Exit) Regulations.\n \nThe travel ban was imposed in 2026. \n";
    let from_csv = one(&[&[
        ("UK Statement of Reasons", listed),
        ("Other Information", "\n"),
    ]]);
    let from_xml = parse_clean(xml(&format!(
        "{XML_PERSON}<OtherInformation>\n</OtherInformation>\
         <UKStatementofReasons>{listed}</UKStatementofReasons>"
    )));
    assert_eq!(from_csv, from_xml.records[0]);
    assert_eq!(
        from_csv.reasons,
        [
            "He is an “involved person\" under the Examples (Sanctions) (EU Exit) Regulations.",
            "The travel ban was imposed in 2026."
        ]
    );
    assert_eq!(from_csv.other_information, [""; 0]);
}

#[test]
fn entities_are_decoded_once_in_both_layouts() {
    let from_csv = one(&[&[("Title", "&quot;Q&quot; &amp; Co R&D")]]);
    // XML has its own entities around those of the publisher.
    for title in [
        "&amp;quot;Q&amp;quot; &amp;amp; Co R&amp;D",
        "<![CDATA[&quot;Q&quot; &amp; Co R&D]]>",
    ] {
        let from_xml = parse_clean(xml(&format!(
            "{XML_PERSON}<Titles><Title>{title}</Title></Titles>"
        )));
        assert_eq!(from_csv, from_xml.records[0], "{title}");
    }
    assert_eq!(from_csv.titles, ["\"Q\" & Co R&D"]);
}

#[test]
fn the_same_passport_once_per_date_of_birth_is_one() {
    let passport = "<Passport><PassportNumber>P1</PassportNumber><PassportAdditionalInformation>\
                    issued</PassportAdditionalInformation></Passport>";
    let parsed = parse_clean(xml(&format!(
        "{XML_PERSON}<IndividualDetails><Individual><DOBs><DOB>1975</DOB><DOB>1976</DOB></DOBs>\
         <PassportDetails>{passport}{passport}</PassportDetails></Individual></IndividualDetails>"
    )));
    assert_eq!(parsed.records[0].identifiers.len(), 1);
    assert_eq!(parsed.records[0].dates_of_birth.len(), 2);
}

#[test]
fn an_empty_name_element_is_no_name() {
    let parsed = parse_clean(xml(&format!(
        "<Names><Name/><Name><NameType>Alias</NameType></Name></Names>{XML_PERSON}"
    )));
    assert_eq!(parsed.records[0].names.len(), 1);
}

#[test]
fn flags_are_kept_only_where_they_say_more_than_the_measures() {
    let parsed = parse_clean(xml(&format!(
        "{XML_PERSON}<SanctionsImposed>Asset freeze</SanctionsImposed><SanctionsImposedIndicators>\
         <AssetFreeze>true</AssetFreeze><TravelBan>true</TravelBan><Deflag>false</Deflag>\
         </SanctionsImposedIndicators>"
    )));
    let label = "SanctionsImposedIndicators".to_owned();
    assert_eq!(
        parsed.records[0].other,
        [LabelledText {
            label,
            text: "TravelBan".to_owned()
        }]
    );
}

#[test]
fn crypto_wallets_are_identifiers() {
    for wallets in [
        "<Wallet><Address>0x1</Address></Wallet>",
        "0x1",
        "<CryptoWalletAddress>0x1</CryptoWalletAddress>",
    ] {
        let parsed = parse_clean(xml(&format!(
            "{XML_PERSON}<CryptoWalletAddresses>{wallets}</CryptoWalletAddresses>"
        )));
        let [wallet] = parsed.records[0].identifiers.as_slice() else {
            panic!("one wallet")
        };
        assert_eq!(
            (wallet.kind, wallet.value.as_str()),
            (IdentifierKind::CryptoWallet, "0x1")
        );
    }
}

#[test]
fn the_sample_list_says_that_it_is_one() {
    for (line, published, sample) in [
        ("Report Date: 29-Apr-2026", Some("2026-04-29"), false),
        ("report date: 29/04/2026,,,", Some("2026-04-29"), false),
        (
            "Report Date: 02-Nov-2026 (sample list: every name is invented)",
            Some("2026-11-02"),
            true,
        ),
    ] {
        let parsed = parse_clean(csv(&[&[]]).replacen("Report Date: 02-Nov-2026", line, 1));
        assert_eq!(
            parsed
                .header
                .published
                .map(|date| date.to_string())
                .as_deref(),
            published
        );
        assert_eq!(parsed.header.sample, sample);
    }
}

#[test]
fn byte_order_mark_line_ends_and_order_of_columns_make_no_difference() {
    let file = csv(&[
        &[("UK Statement of Reasons", "One.\nTwo.")],
        &[("Name 6", "OTHER")],
    ]);
    let expected = parse_clean(&file).records;
    let (report, turned) = file.split_once('\n').unwrap();
    let mut reader = csv::Reader::from_reader(turned.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = reader.headers().unwrap().clone();
    writer.write_record(header.iter().rev()).unwrap();
    for row in reader.records() {
        writer.write_record(row.unwrap().iter().rev()).unwrap();
    }
    let turned = [report.as_bytes(), b"\n", &writer.into_inner().unwrap()].concat();
    for (case, bytes) in [
        ("a byte order mark", format!("\u{FEFF}{file}").into_bytes()),
        ("Windows line ends", file.replace('\n', "\r\n").into_bytes()),
        (
            "no line end at the end",
            file.trim_end().as_bytes().to_vec(),
        ),
        (
            "blank lines",
            format!("\n\n{}\n\n", file.replacen('\n', "\n\n", 2)).into_bytes(),
        ),
        (
            "blank lines of Windows",
            file.replacen('\n', "\r\n \r\n", 2).into_bytes(),
        ),
        ("columns from right to left", turned),
        (
            "column names in other case",
            file.replace("Unique ID", "unique  id").into_bytes(),
        ),
    ] {
        assert_eq!(parse_clean(bytes).records, expected, "{case}");
    }
}

#[test]
fn a_file_without_designations_has_none() {
    assert_eq!(parse(csv(&[])).unwrap().records, []);
    let dated = "<Designations><DateGenerated>02/11/2026</DateGenerated></Designations>";
    assert_eq!(parse(dated).unwrap().records, []);
}

#[test]
fn names_inside_a_name_cell_are_names_of_their_own() {
    let names = |kind, cell| {
        let record = one(&[&[
            ("Designation Type", kind),
            ("Name 1", ""),
            ("Name 6", cell),
            ("Name non-latin script", "ООО РОСТ / ООО ВОСТРОК"),
        ]]);
        let names = record.names.iter();
        names
            .map(|name| {
                let note = name.note.as_deref().unwrap_or_default();
                format!("{} {} {note}", name.name_type.as_str(), name.full())
            })
            .map(|name| name.trim().to_owned())
            .collect::<Vec<_>>()
            .join(" | ")
    };
    let own_script =
        "variation ООО РОСТ / ООО ВОСТРОК | variation ООО РОСТ | variation ООО ВОСТРОК";
    for (kind, cell, expected) in [
        (
            "Ship",
            "IMO 1234567 (\"BLUE HERON\")",
            "primary IMO 1234567 (\"BLUE HERON\") | primary BLUE HERON",
        ),
        (
            "Entity",
            "Rost a.k.a. Vostrok",
            "primary Rost a.k.a. Vostrok | primary Rost | alias Vostrok a.k.a.",
        ),
        (
            "Entity",
            "Rost (formerly Vostrok)",
            "primary Rost (formerly Vostrok) | primary Rost | alias Vostrok formerly",
        ),
    ] {
        assert_eq!(names(kind, cell), format!("{expected} | {own_script}"));
    }
    assert_eq!(
        names("Individual", "Rost / Vostrok"),
        "primary Rost / Vostrok | variation ООО РОСТ / ООО ВОСТРОК"
    );
}
