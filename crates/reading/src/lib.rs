//! A typed text, read before it is matched: the names in it, the facts beside them, and the text
//! that is no part of a name.
//!
//! People type what they have: `Dear Mr Mana`, `Blenor Mana 19/06/1991`, `Payment to Mana Ltd,
//! invoice 2024/117`, two names with `&` between them. A date or an invoice number must not count as
//! an unmatched part of a name, and no name may vanish behind another one.
//!
//! ```
//! use reading::AsideKind;
//!
//! let reading = reading::read("Dear Mr Blenor Mana, born 19/06/1991, passport RU1234567");
//! assert_eq!(reading.born.map(|date| date.to_string()).as_deref(), Some("1991-06-19"));
//! let aside: Vec<(AsideKind, &str)> = reading.set_aside().collect();
//! assert_eq!(aside[0], (AsideKind::Words, "Dear"));
//! assert_eq!(aside[1], (AsideKind::Title, "Mr"));
//! assert_eq!(aside[3], (AsideKind::Number, "passport RU1234567"));
//!
//! let names: Vec<String> = reading::read("Blenor Mana; Mana Optics Ltd t/a Crow").names().collect();
//! assert_eq!(names, ["Blenor Mana", "Mana Optics Ltd", "Crow"]);
//! ```
//!
//! # How
//!
//! Every token of the text gets a role. What is set aside stays in the query: it counts where a
//! listed name has it (`Dr. Mana`, `Payment Systems`) and not where it has not, so that a text is
//! never matched worse for being read. Where a reading is doubtful (a title in a company's name, a
//! year beside an organisation) the name without it is never the *same* name, only a very similar one.
//! Where nothing else is left to search for, nothing is set aside.
//!
//! # Limits
//!
//! Phrases are those of the table in `phrases`. A text has at most [`MOST_NAMES`] names, further ones
//! stay in the last. A comma parts no names, because `FAMILY, Given` has one too; a listed name that
//! stands whole inside a longer text is found nevertheless.
//!
//! # Cost
//!
//! One pass to split the text into tokens and one to look each up: some microseconds. Every query is
//! read once, so the browser's engine has this crate compiled for size.

#![deny(missing_docs)]

mod aside;
mod parts;
mod phrases;
mod reading;
mod repair;
mod tokens;

pub use reading::{Aside, AsideKind, MOST_NAMES, Reading};
use tokens::Reader;

/// Reads a typed text. See [`Reading`].
#[must_use]
#[inline(never)] // Inside a caller that is compiled for speed it would be, too.
pub fn read(text: &str) -> Reading {
    let repaired = repair::repair(text);
    let is_repaired = repaired.is_some();
    let text = repaired.unwrap_or_else(|| text.to_owned());
    let mut reader = Reader::new(&text);
    reader.set_aside();
    let reading = reader.finish();
    Reading {
        text,
        is_repaired,
        ..reading
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(text: &str) -> String {
        let reading = read(text);
        let names: Vec<String> = reading.names().collect();
        let aside: Vec<String> = reading
            .set_aside()
            .map(|(kind, text)| format!("{kind:?} {text}"))
            .collect();
        let born = reading.born.map(|date| format!(" | born {date}"));
        let country = reading
            .country
            .as_ref()
            .map(|country| format!(" | {country}"));
        format!(
            "{} | {}{}{}",
            names.join(" + "),
            aside.join(", "),
            born.unwrap_or_default(),
            country.unwrap_or_default()
        )
    }

    #[test]
    fn texts_are_read() {
        #[rustfmt::skip]
        let rows = [
            ("Blenor Mana", "Blenor Mana | "),
            ("MANA, Blenor", "MANA, Blenor | "),
            ("Dr. Mana", "Mana | Title Dr"),
            ("Mr and Mrs Mana", "Mana | Title Mr and Mrs"),
            ("Señor Blenor Mana", "Blenor Mana | Title Señor"),
            ("Haji Maulvi Ustad", "Haji Maulvi Ustad | "),
            ("Dear Mr Blenor Mana,", "Blenor Mana | Words Dear, Title Mr"),
            ("Blenor Mana 19/06/1991", "Blenor Mana | Date 19/06/1991 | born 1991-06-19"),
            ("Blenor Mana 19.6.91", "Blenor Mana | Date 19.6.91"),
            ("Blenor Mana, 7 October 1952", "Blenor Mana | Date 7 October 1952 | born 1952-10-07"),
            ("Blenor Mana 1961-03-02", "Blenor Mana | Date 1961-03-02 | born 1961-03-02"),
            ("Blenor Mana (DOB 1971)", "Blenor Mana | Date DOB 1971 | born 1971"),
            ("Blenor Mana, born on 3 May 1971", "Blenor Mana | Date born on 3 May 1971 | born 1971-05-03"),
            ("Max Born", "Max Born | "),
            ("Blenor Mana 1975", "Blenor Mana | Date 1975"),
            ("Blenor Mana 12/03/2024 invoice 2024/117", "Blenor Mana | Date 12/03/2024, Number invoice 2024/117"),
            ("Blenor Mana 1/2/1960 3/4/1961", "Blenor Mana | Date 1/2/1960 3/4/1961"),
            ("Blenor Mana 020 7946 0000", "Blenor Mana | Number 020 7946 0000"),
            ("Blenor Mana +44 7700 900123", "Blenor Mana | Number 44 7700 900123"),
            ("Blenor Mana IBAN GB33 BUKB 2020 1555 5555 55", "Blenor Mana | Number IBAN GB33 BUKB 2020 1555 5555 55"),
            ("Brigade 55", "Brigade 55 | "),
            ("Blenor Mana passport AB1234567", "Blenor Mana | Number passport AB1234567"),
            ("Account Services Ltd", "Account Services Ltd | "),
            ("Blenor Mana £1,250.00", "Blenor Mana | Number 1,250.00"),
            ("EUR 5000 Blenor Mana", "Blenor Mana | Number EUR 5000"),
            ("Blenor Mana <b.mana@example.org>", "Blenor Mana | Address b.mana@example.org"),
            ("Blenor Mana, 12 High Street, Leeds LS1 4AB", "Blenor Mana | Address 12 High Street, Leeds LS1 4AB"),
            ("Blenor Mana (Russian national)", "Blenor Mana | Country Russian national | Russian"),
            ("Blenor Mana, nationality: Россия", "Blenor Mana | Country nationality: Россия | Россия"),
            ("Blenor Mana, nationality: 俄罗斯", "Blenor Mana | Country nationality: 俄罗斯 | 俄罗斯"),
            ("Blenor Mana, nationality: Russian, Ukrainian", "Blenor Mana | Country nationality: Russian, Ukrainian | Russian, Ukrainian"),
            ("Blenor Mana, nationalité: Brésil", "Blenor Mana | Country nationalité: Brésil | Brésil"),
            ("Блэнор Мана, гражданин России", "Блэнор Мана | Country гражданин России | России"),
            ("Blenor Mana, nationality: Iran", "Blenor Mana | Country nationality: Iran | Iran"),
            ("National Optics Company", "National Optics Company | "),
            ("Payment to Blenor Mana ref 88213", "Blenor Mana | Words Payment to, Number ref 88213"),
            ("Rent from Mana for March 2026", "Mana | Words Rent from, Date for March 2026"),
            ("Invoice from Mana of 12/03/2024", "Mana | Words Invoice from, Date of 12/03/2024"),
            ("Deposit from M-Optics for invoice 88213", "M-Optics | Words Deposit from, Number for invoice 88213"),
            ("Movement of 17 Mana", "Movement of 17 Mana | "),
            ("Attn: Blenor Mana, Accounts Payable", "Blenor Mana | Words Attn, Words Accounts Payable"),
            ("Customer: Blenor Mana", "Blenor Mana | Words Customer"),
            ("Customer Optics Ltd", "Customer Optics Ltd | "),
            ("c/o Blenor Mana", "Blenor Mana | Words c/o"),
            ("C. O. Mana", "C. O. Mana | "),
            ("Strelbank (in liquidation)", "Strelbank | State in liquidation"),
            ("Strelbank London Branch", "Strelbank | State London Branch"),
            ("London Branch", "London | State Branch"),
            ("M/V QUILLFISH", "QUILLFISH | Ship M/V"),
            ("QUILLFISH, Panama flag", "QUILLFISH | Country Panama flag | Panama"),
            ("QUILLFISH (IMO 9999999)", "QUILLFISH | Number IMO 9999999"),
            ("Blenor Mana; Jorunn Vasku", "Blenor Mana + Jorunn Vasku | "),
            ("Blenor Mana\nJorunn Vasku", "Blenor Mana + Jorunn Vasku | "),
            ("Blenor\nMana", "Blenor + Mana | "),
            ("Blenor\nJorunn Vasku", "Blenor + Jorunn Vasku | "),
            ("Blenor Mana\nJorunn", "Blenor Mana + Jorunn | "),
            ("Blenor\r\nJorunn\r\nVasku", "Blenor + Jorunn + Vasku | "),
            ("Blenor Mana\nX", "Blenor Mana X | "),
            ("Blenor Mana\n4711", "Blenor Mana 4711 | "),
            ("Blenor Mana & Jorunn Vasku", "Blenor Mana + Jorunn Vasku | "),
            ("Mana & Vasku", "Mana & Vasku | "),
            ("Mana & Vasku Optics Ltd", "Mana & Vasku Optics Ltd | "),
            ("Mana Ltd and Vasku LLC", "Mana Ltd + Vasku LLC | "),
            ("Blenor Mana / Jorunn Vasku", "Blenor Mana + Jorunn Vasku | "),
            ("Mana t/a Crow", "Mana + Crow | "),
            ("Mana (formerly Crow)", "Mana + Crow | "),
            ("Blenor Mana a.k.a. Old Drita", "Blenor Mana + Old Drita | "),
            ("invoice 2024/117", "invoice 2024/117 | "),
            ("7606044658", "7606044658 | "),
            ("Mr", "Mr | "),
            ("", " | "),
        ];
        let differ = |(text, expected): &(&str, &str)| {
            let summary = summary(text);
            (summary != *expected).then(|| format!("{text}: {summary}"))
        };
        let different: Vec<String> = rows.iter().filter_map(differ).collect();
        assert_eq!(different, Vec::<String>::new());
    }

    #[test]
    fn a_text_has_at_most_so_many_names() {
        let text: Vec<String> = (0..40)
            .map(|number| format!("Blenor{number} Mana"))
            .collect();
        let reading = read(&text.join("; "));
        assert_eq!(reading.names.len(), MOST_NAMES);
        // As many lines of a cell are accepted in a table of one column.
        assert_eq!(MOST_NAMES as u64, tables::MOST_LINES);
        let last = reading.names().last().unwrap();
        assert!(last.ends_with("Blenor39 Mana"), "{last}");
    }
}
