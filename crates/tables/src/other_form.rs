//! Files that are text and no table, as programs export them under a name such as `.xls` or `.csv`. Read as a list of
//! names each of their lines would be one.

use std::fmt;

/// How much of a file is enough to recognise it, in bytes.
pub const MAGIC_BYTES: usize = 512;

/// The form of a file that is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherForm {
    /// A web page, which some programs save as `.xls`.
    Html,
    /// A workbook in the XML of Excel 2003.
    XmlWorkbook,
    /// Other XML.
    Xml,
    /// A document of a word processor.
    Rtf,
    /// JSON, or an object of it on each line.
    Json,
    /// Cards of an address book.
    Cards,
}

impl OtherForm {
    /// The form of a file with these first bytes, which are best [`MAGIC_BYTES`]; none of a file that may be a table.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        // Without byte order marks, and without the zeros of UTF-16, every form begins with letters of ASCII.
        let is_letter = |byte: &u8| *byte != 0 && byte.is_ascii();
        let text: Vec<u8> = bytes.iter().copied().filter(is_letter).collect();
        let text = text.to_ascii_lowercase();
        let text = text.trim_ascii_start();
        let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(word.as_bytes()));
        let has = |word: &str| {
            let mut parts = text.windows(word.len());
            parts.any(|part| part == word.as_bytes())
        };
        let follows = |mark: &[u8], next: &[u8]| {
            let rest = text.strip_prefix(mark);
            let rest = rest.and_then(|rest| rest.trim_ascii_start().first());
            rest.is_some_and(|first| next.contains(first))
        };
        let html = [
            "<!doctype html",
            "<html",
            "<head",
            "<meta",
            "<style",
            "<body",
            "<table",
            "mime-version:",
        ];
        Some(if begins(&html) {
            Self::Html
        } else if begins(&["<?xml"]) {
            match (has("<html"), has("excel") || has("spreadsheet")) {
                (true, _) => Self::Html,
                (_, true) => Self::XmlWorkbook,
                _ => Self::Xml,
            }
        } else if begins(&["{\\rtf"]) {
            Self::Rtf
        } else if follows(b"{", b"\"}") || follows(b"[", b"{[\"") {
            Self::Json
        } else if begins(&["begin:vcard"]) {
            Self::Cards
        } else {
            return None;
        })
    }
}

impl fmt::Display for OtherForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Html => {
                "it is a web page (HTML), whatever its name; open it in a spreadsheet program and save it as .xlsx or .csv"
            }
            Self::XmlWorkbook => {
                "it is a workbook in the XML of Excel 2003; open it in a spreadsheet program and save it as .xlsx or .csv"
            }
            Self::Xml => "it is XML; save its names as .xlsx or .csv",
            Self::Rtf => "it is a document (RTF); save its names as .csv, or as plain text with one name on each line",
            Self::Json => {
                "it is JSON; save it as .xlsx or .csv, or, for the command line, with one object on each line"
            }
            Self::Cards => "it is an address book (vCard); export it as .csv",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_table_is_known_by_its_first_bytes() {
        let utf_16: Vec<u8> = (b"\xFF\xFE".iter().copied())
            .chain("<html>".bytes().flat_map(|byte| [byte, 0]))
            .collect();
        let rows: &[(&[u8], Option<OtherForm>)] = &[
            (b"<html xmlns:x=\"urn\"><table>", Some(OtherForm::Html)),
            (b"\xEF\xBB\xBF\r\n <!DOCTYPE HTML>", Some(OtherForm::Html)),
            (b"<table border=1><tr><td>name", Some(OtherForm::Html)),
            (b"<?xml version=\"1.0\"?><html>", Some(OtherForm::Html)),
            (
                b"MIME-Version: 1.0\r\nX-Document-Type: Workbook",
                Some(OtherForm::Html),
            ),
            (&utf_16, Some(OtherForm::Html)),
            (
                b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>",
                Some(OtherForm::XmlWorkbook),
            ),
            (b"<?xml version=\"1.0\"?><people>", Some(OtherForm::Xml)),
            (b"{\\rtf1\\ansi Orsek Testanov", Some(OtherForm::Rtf)),
            (b"[{\"name\":\"Orsek Testanov\"}]", Some(OtherForm::Json)),
            (b"{\n  \"names\": []", Some(OtherForm::Json)),
            (b"{\"name\":\"Orsek Testanov\"}\n", Some(OtherForm::Json)),
            (b"BEGIN:VCARD\r\nVERSION:3.0", Some(OtherForm::Cards)),
            (b"name,born\nOrsek Testanov,1970\n", None),
            (b"\"name\";\"born\"\n", None),
            (b"<orsek@example.org>\n", None),
            (b"{Orsek} Testanov\n[Amber] Quill\n", None),
            (b"", None),
        ];
        for (bytes, form) in rows {
            let text = String::from_utf8_lossy(bytes);
            assert_eq!(OtherForm::of(bytes), *form, "{text}");
        }
    }
}
