//! Which codes are equal, which are none, and what of prose is one. All of them are invented.

#![allow(clippy::unwrap_used)]

use pack::{CodeValue, codes, listed_keys, query_keys};

/// Whether a query asks for a key of a listed text.
fn finds(listed: &str, sort: CodeValue, query: &str) -> bool {
    let mut keys = Vec::new();
    listed_keys(listed, sort, &mut |key| keys.push(key.to_owned()));
    let mut is_found = false;
    query_keys(query, &mut |key| {
        is_found |= keys.iter().any(|listed| listed == key)
    });
    is_found
}

#[test]
fn a_code_is_found_however_it_is_written() {
    use CodeValue::{Code, Phone, Shared};
    #[rustfmt::skip]
    let rows: &[(&str, CodeValue, &[&str])] = &[
        ("INN: 7600000658OGRN: 1020000000420 KPP – 760001001", Code,
            &["7600000658", "1020000000420", "INN 7600000658", "ИНН7600000658", "OGRN-1020000000420", "760001001",
              "INN: 7600000658OGRN: 1020000000420", "Blenor Mana 7600000658", "RU7600000658"]),
        ("ИНН 7600000658ОГРН 1020000000420", Code, &["7600000658", "1020000000420"]),
        ("9300001", Code, &["IMO 9300001", "IMO: 9300001", "IMO9300001", "imo no. 9300001", "930 0001", "QUILLFISH (IMO 9300001)"]),
        ("IMO9300001", Code, &["9300001", "IMO 9300001"]),
        ("CHE-109.000.148", Code, &["CHE-109.000.148", "CHE109000148", "109.000.148", "109000148", "Ruritan Steel CHE-109.000.148"]),
        ("SWIFT/BIC – RURIRTH1 License No. - 2306", Code, &["RURIRTH1", "BIC: RURIRTH1", "rurirth1"]),
        ("25685SWIFT/BIC - RURIRTHX", Code, &["RURIRTHX", "SWIFT RURIRTHX", "Ruritan Bank RURIRTHX"]),
        ("BIC: 136000TIN: 02000000010017", Code, &["136000", "136000TIN", "BIC136000"]),
        ("RURIRTHX", Code, &["RURIRTHX"]),
        ("LEI 254900H0TCECGSDJAA65 23665", Code, &["254900H0TCECGSDJAA65", "LEI: 254900h0tcecgsdjaa65", "254900"]),
        ("USCC: 91110000MA00RURI2Q", Code, &["91110000MA00RURI2Q", "91110000"]),
        ("AB1234567", Code, &["ab 1234567", "AB-1234567", "passport AB1234567", "passport no. AB 1234567", "1234567"]),
        ("AB 1234567", Code, &["AB1234567", "Given FAMILY AB1234567"]),
        ("7903 000166", Code, &["7903000166", "7903 000166", "Given FAMILY 7903 000166"]),
        ("13/RURI(AEI)000103", Code, &["13/RURI(AEI)000103", "000103"]),
        ("161-260274-0001T", Code, &["1612602740001T", "161-260274-0001T", "260274"]),
        ("Ф-703000", Code, &["Ф703000", "703000"]),
        ("АВ703000", Code, &["AB703000", "AB 703000"]),
        ("0012345678", Code, &["12345678", "0012345678"]),
        ("12345", Code, &["TIN 12345", "12345", "registration number 12345"]),
        ("0x21B8d56BDA000bbE68655A16895afd96F5534feD", Code,
            &["0x21b8d56bda000bbe68655a16895afd96f5534fed", "21B8d56BDA000bbE68655A16895afd96F5534feD",
              "ETH 0x21B8d56BDA000bbE68655A16895afd96F5534feD", "ETH0x21B8d56BDA000bbE68655A16895afd96F5534feD"]),
        ("bc1qruri00000000000000000000mana0", Code, &["BTC bc1qruri00000000000000000000mana0", "bc1qruri00000000000000000000mana0"]),
        ("+44 20 7946 0000", Phone, &["+442079460000", "0044 20 7946 0000", "tel +44 (0)20 7946 0000", "020 7946 0000", "Given FAMILY 020 7946 0000"]),
        ("+256 41 000 578/9", Phone, &["+256 41 000 578", "041 000 578"]),
        ("TTgcTTNbNuFdbrhvbjMZVrdUNKALyzDaPA", Code, &["TTgcTTNbNuFdbrhvbjMZVrdUNKALyzDaPA", "TRX: TTgcTTNbNuFdbrhvbjMZVrdUNKALyzDaPA"]),
        ("00383 044 611000", Phone, &["+383 44 611 000", "044 611 000", "611000"]),
        ("+375 17 390-30-00. +375 17 373-80-00", Phone, &["+375173738000", "375 17 390 30 00"]),
        ("19-06-91", Phone, &["19-06-91", "tel. 19-06-91"]),
        ("7-20-22", Phone, &["7-20-22", "72022"]),
        ("+93-202-000714", Phone, &["000714", "+93202000714"]),
        ("42-69-37", Phone, &["42-69-37", "426937"]),
        ("info@ruritan.example", Code, &["info@ruritan.example", "Blenor Mana <info@ruritan.example>", "email: INFO@ruritan.example"]),
        ("https://www.ruritan.example/about/27", Code,
            &["ruritan.example", "www.ruritan.example", "https://ruritan.example/about/27", "RURITAN.EXAMPLE"]),
        ("https://www.police.example/en/notice/5900719", Code, &["5900719"]),
        ("103200", Shared, &["103200", "postcode 103200"]),
        ("QDi.043", Code, &["QDi.043", "QDi.43", "qdi 043", "QDI43", "QDi 0 43"]),
        ("QDe.7", Code, &["QDe.7", "QDe.07", "QDe.007", "qde7"]),
    ];
    for (listed, sort, queries) in rows {
        for query in *queries {
            assert!(finds(listed, *sort, query), "{listed} by {query}");
        }
    }
}

#[test]
fn a_date_an_amount_or_another_code_is_none() {
    use CodeValue::{Code, Phone, Shared};
    #[rustfmt::skip]
    let rows: &[(&str, CodeValue, &[&str])] = &[
        ("19061991", Code, &["19/06/1991", "19.06.1991", "Given FAMILY 19/06/1991", "19 06 1991", "born 19-06-1991"]),
        ("20140317", Code, &["2014-03-17", "Given FAMILY, 2014-03-17"]),
        ("190691", Code, &["19/06/91", "19-06-91", "Given FAMILY 19.06.91", "Given FAMILY 19-06-91"]),
        ("19-06-91", Phone, &["Given FAMILY 19-06-91", "19/06/91"]),
        ("+93-202-000714", Phone, &["Given FAMILY, Ruritania 000714"]),
        ("254900H0TCECGSDJAA65", Code, &["Given FAMILY 254900"]),
        ("https://www.police.example/en/notice/5900719", Code, &["Given FAMILY 5900719"]),
        ("+7 495 000 0000", Phone, &["300 000 000", "Given FAMILY 987 000 000 RUB"]),
        ("2024117", Code, &["2024/117", "invoice 2024/117", "Given FAMILY invoice 2024/117"]),
        ("12671999", Code, &["1267 (1999)", "S/RES/1267 (1999)", "1267/1999"]),
        ("20152020", Code, &["2015-2020", "2015 2020"]),
        ("1991", Code, &["1991", "Given FAMILY 1991"]),
        ("1000000", Code, &["payment of 1,000,000 to Blenor Mana"]),
        ("CD1234567", Code, &["AB1234567", "passport AB1234567"]),
        ("9300001", Code, &["930000", "93000011", "9300002"]),
        ("103200", Shared, &["Blenor Mana, Ruritania 103200"]),
        ("https://videos.example/club680000", Code, &["Blenor Mana videos.example"]),
        ("info@ruritan.example", Code, &["ruritan.example"]),
        ("+44 20 7946 0000", Phone, &["020 7946 0001", "7946 000"]),
    ];
    for (listed, sort, queries) in rows {
        for query in *queries {
            assert!(!finds(listed, *sort, query), "{listed} by {query}");
        }
    }
}

#[test]
fn prose_is_cut_down_to_its_codes() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("Born 19/06/1991 or 2014-03-17 (26 Jul. 1985), listed under resolution 2397 (2017) and (EU) 2021/1033 in 2015-2020.", &[]),
        ("Passport AB 1234567, issued on 21.8.2011; A501000 expired.", &["AB 1234567", "A501000"]),
        ("(1) ETH: 0x21B8d56BDA000bbE68655A16895afd96F5534feD (2) T", &["0x21B8d56BDA000bbE68655A16895afd96F5534feD"]),
        ("web link:https://www.police.example/en/Notices#2007-4711 click here", &["https://www.police.example/en/Notices#2007-4711"]),
        ("TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNA.", &["TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNA"]),
        ("Web link: https://www.police.example/en/notice/5900719. Address Kiel", &["https://www.police.example/en/notice/5900719"]),
        ("Tel: +7 (978) 000 79 80 (8) Ruritania, fax 850-2-000-4410", &["+7 (978) 000 79 80", "850-2-000-4410"]),
        ("SWIFT: RURIKPPY. The bank of MINISTRY; SWIFT payment messaging network", &["RURIKPPY"]),
        ("CHE-109.000.148, see RUS0666 and UNC2165, e-mail pac@ruritan.example", &["CHE-109.000.148", "pac@ruritan.example"]),
        ("INN: 7600000658OGRN: 1020000000420", &["7600000658OGRN", "1020000000420"]),
        ("Arabic ABDULBLE, the MINISTRY", &[]),
        ("ABDULBLE", &[]),
        ("a sum of 1,000,000 roubles, 1st of 12 ships, e.g. the F-16.Another", &[]),
    ];
    for (text, expected) in rows {
        assert_eq!(codes(text), *expected, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_causes_a_panic(text in "\\PC{0,60}", digits in "[0-9+(). /@a-z-]{0,40}") {
        for text in [text, digits] {
            let _ = codes(&text);
            query_keys(&text, &mut |_| {});
            listed_keys(&text, CodeValue::Phone, &mut |_| {});
        }
    }
}
