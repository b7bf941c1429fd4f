//! The sentences of check records. They are English in every language: a record is evidence that is handed on, and
//! whoever reads it has not chosen the language of the page.

include!(concat!(env!("OUT_DIR"), "/record.rs"));

/// A sentence with its places filled.
pub(crate) fn fill(sentence: &'static str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(before);
        let value = values.iter().find(|(own, _)| *own == name);
        text.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn places_are_filled_once_and_a_value_is_never_read_as_a_place() {
        let values = [("file", "{rows}"), ("rows", "3")];
        assert_eq!(fill("{file}: {rows} rows", &values), "{rows}: 3 rows");
        assert_eq!(fill("nothing", &values), "nothing");
    }
}
