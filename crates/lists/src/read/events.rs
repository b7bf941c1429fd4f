//! The elements of an XML file, one after the other, with the bounds that hold for every file.

use std::io::{self, Read};
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::input::Input;
use super::text::entity;
use super::{DESIGNATION_LIMIT, FIELD_LIMIT};
use crate::{ListError, Source};

/// Most elements that are open at one time; no list has more than 9.
const MOST_OPEN: usize = 32;

/// Line, and byte in the line, both from 1.
pub(crate) type LineAndByte = (u64, u64);

/// Receives the elements of a file.
pub(crate) trait Elements {
    /// An element begins at a place; `read` bytes of the file are read.
    fn start(
        &mut self,
        start: &BytesStart<'_>,
        place: LineAndByte,
        read: u64,
    ) -> Result<(), ListError>;

    /// Where text is put that is read before the next element begins or ends.
    fn text(&mut self) -> &mut String;

    /// The innermost element ends.
    fn end(&mut self) -> Result<(), ListError>;

    /// Names of the elements that are open, the innermost last.
    fn open(&self) -> impl ExactSizeIterator<Item = &str>;
}

/// Hands on the elements of a file, in one pass. Designations are inside of `depth` elements, of which
/// the outermost has the name `root`.
///
/// # Errors
/// [`ListError`] where the file as a whole is unusable.
pub(crate) fn read<R: Read>(
    source: &'static Source,
    (root, depth): (&'static str, usize),
    input: Input<R>,
    elements: &mut impl Elements,
) -> Result<(), ListError> {
    let mut reader = quick_xml::Reader::from_reader(input);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut seen_root = false;
    let mut begin = (0, (1, 1));
    loop {
        reader.get_mut().begin_piece("field", FIELD_LIMIT as u64);
        let (line, byte) = reader.get_ref().place();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => {
                let error = Arc::try_unwrap(error)
                    .unwrap_or_else(|shared| io::Error::new(shared.kind(), shared));
                return Err(error.into());
            }
            Err(_) if reader.get_ref().is_at_end() => {
                return Err(cut(elements, reader.get_ref().place()));
            }
            Err(source) => return Err(ListError::Xml { line, byte, source }),
        };
        let read = reader.get_ref().handed_on();
        match event {
            Event::Start(start) => {
                let name = start.local_name().into_inner();
                let open = elements.open().len();
                if open == 0 && (seen_root || name != root) {
                    if name.eq_ignore_ascii_case("html") {
                        return Err(ListError::WebPage);
                    }
                    return Err(ListError::OtherRoot {
                        line,
                        found: name.to_owned(),
                        root,
                        hint: source.hint,
                    });
                }
                seen_root = true;
                if open == depth {
                    begin = (read, (line, byte));
                }
                if open >= MOST_OPEN {
                    let most = MOST_OPEN;
                    return Err(ListError::TooDeep { line, byte, most });
                }
                elements.start(&start, (line, byte), read)?;
            }
            Event::Text(text) => elements.text().push_str(&text),
            Event::CData(text) => elements.text().push_str(&text),
            Event::GeneralRef(name) => match entity(&name) {
                Some(character) => elements.text().push(character),
                None => elements.text().extend(["&", &name, ";"]),
            },
            Event::End(_) => elements.end()?,
            Event::DocType(doctype) if doctype.trim().to_lowercase().starts_with("html") => {
                return Err(ListError::WebPage);
            }
            Event::Eof if seen_root && elements.open().len() == 0 => return Ok(()),
            Event::Eof => return Err(cut(elements, reader.get_ref().place())),
            _ => {}
        }
        if elements.text().len() > FIELD_LIMIT {
            return Err(too_long("field", FIELD_LIMIT as u64, (line, 1)));
        }
        if elements.open().len() > depth && read - begin.0 > DESIGNATION_LIMIT {
            return Err(too_long("designation", DESIGNATION_LIMIT, begin.1));
        }
        buffer.clear();
    }
}

fn cut(elements: &impl Elements, (line, byte): LineAndByte) -> ListError {
    let inside = match elements.open().last() {
        Some(name) => format!("the element “{name}”"),
        None => "the first element".to_owned(),
    };
    ListError::Cut { inside, line, byte }
}

fn too_long(what: &'static str, limit: u64, (line, byte): LineAndByte) -> ListError {
    ListError::TooLong {
        what,
        limit,
        line,
        byte,
    }
}
