//! Each element and attribute of the invented file is changed in every way that a publisher's program
//! may change it. The file is refused, or nothing is lost.

use record::Record;

use super::{INVENTED, parse};
use crate::ListError;

/// The facts that identity, search and law rest on, and all texts.
fn facts(record: &Record) -> (String, Vec<String>) {
    let names = record.names.iter();
    let names: Vec<_> = names
        .map(|name| (name.name_type, name.strength, &name.parts))
        .collect();
    let numbers = record.identifiers.iter();
    let numbers: Vec<_> = numbers.map(|number| (number.kind, &number.value)).collect();
    let facts = format!(
        "{:?} {:?} {names:?} {:?} {:?} {:?} {:?} {numbers:?} {:?}",
        record.id,
        record.kind,
        record.regimes,
        record.measures,
        record.dates_of_birth,
        record.nationalities,
        record.references,
    );
    let mut unlabelled = record.clone();
    for other in &mut unlabelled.other {
        other.label.clear();
    }
    let text = format!("{unlabelled:?}");
    let texts = text.split('"').skip(1).step_by(2).map(str::to_lowercase);
    (facts, texts.collect())
}

/// Words of ours, which say what a flag or a date is.
const OURS: [&str; 9] = [
    "known", "to", "be", "expired", "false", "lost", "by", "in", "the",
];

/// Something of the records as they were that is missing in the changed file; `None` where nothing is,
/// or the file is refused.
fn lost(before: &[Record], file: &str) -> Option<String> {
    let after = match parse(file) {
        Err(ListError::Faults(_) | ListError::OtherRoot { .. }) => return None,
        Err(error) => panic!("{error}"),
        Ok(parsed) => parsed.records,
    };
    if after.len() != before.len() {
        return Some(format!("{} designations", after.len()));
    }
    for (before, after) in before.iter().zip(&after) {
        let (facts_before, texts) = facts(before);
        let (facts_after, kept) = facts(after);
        if facts_before != facts_after {
            return Some(format!("{facts_before}\nbecame\n{facts_after}"));
        }
        // A text may be under another label, or in a text of its own.
        let (kept, values) = (kept.join("\n"), values());
        let words = texts.iter().flat_map(|text| text.split([' ', ',', ';']));
        let mut words = words.filter(|word| values.contains(*word) && !OURS.contains(word));
        if let Some(missing) = words.find(|word| !kept.contains(*word)) {
            return Some(missing.to_owned());
        }
    }
    None
}

/// All values of attributes and all texts of the file, in lower case.
fn values() -> String {
    let attributes = INVENTED.split('"').skip(1).step_by(2);
    let texts = INVENTED
        .split('<')
        .filter_map(|part| part.rsplit('>').next());
    let values: Vec<&str> = attributes.chain(texts).collect();
    values.join("\n").to_lowercase()
}

/// Names of all elements, or of all attributes.
fn names(of_attributes: bool) -> Vec<String> {
    let tags = INVENTED
        .split('<')
        .filter_map(|part| part.split('>').next());
    let tags = tags.filter(|tag| !tag.starts_with(['/', '?', '!']));
    let mut names: Vec<String> = match of_attributes {
        false => tags
            .filter_map(|tag| tag.split([' ', '/']).next())
            .map(str::to_owned)
            .collect(),
        true => tags
            .flat_map(|tag| tag.split("=\"").filter_map(|part| part.rsplit_once(' ')))
            .map(|(_, name)| name.to_owned())
            .filter(|name| name.chars().all(char::is_alphanumeric))
            .collect(),
    };
    names.sort();
    names.dedup();
    names.retain(|name| !name.is_empty() && name != "xmlns");
    names
}

/// Changes each place where a text is.
fn at_each(text: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    let places = INVENTED.match_indices(text);
    let changed = places.map(|(at, found)| {
        let (before, after) = INVENTED.split_at(at);
        let after = &after[found.len()..];
        format!("{before}{}{after}", change(found))
    });
    changed.collect()
}

#[test]
fn a_changed_attribute_refuses_the_file_or_loses_nothing() {
    let before = parse(INVENTED).unwrap().records;
    let attributes = names(true);
    assert!(attributes.len() > 55, "{attributes:?}");
    let (mut refused, mut all) = (0, 0);
    for name in attributes {
        let text = format!(" {name}=\"");
        let mut cases = vec![
            ("renamed", INVENTED.replace(&text, " other=\"")),
            (
                "renamed in part",
                INVENTED.replace(&text, &format!(" {name}s=\"")),
            ),
            (
                "in small letters",
                INVENTED.replace(&text, &text.to_lowercase()),
            ),
            (
                "with a prefix",
                INVENTED.replace(&text, &format!(" fsd:{name}=\"")),
            ),
            (
                "doubled",
                INVENTED.replace(&text, &format!(" {name}=\"other\"{text}")),
            ),
        ];
        let once = at_each(&text, |_| " other=\"".to_owned());
        cases.extend(once.into_iter().take(6).map(|file| ("renamed once", file)));
        for (what, changed) in cases {
            assert_eq!(lost(&before, &changed), None, "{name} {what}");
            all += 1;
            refused += usize::from(parse(&changed).is_err());
        }
    }
    assert!((all / 3..all).contains(&refused), "{refused} of {all}");
}

#[test]
fn a_changed_element_refuses_the_file_or_loses_nothing() {
    let before = parse(INVENTED).unwrap().records;
    let elements = names(false);
    assert_eq!(elements.len(), 13, "{elements:?}");
    let (mut refused, mut all) = (0, 0);
    for name in elements {
        let (start, end) = (format!("<{name}"), format!("</{name}>"));
        let is_tag = |place: usize| INVENTED[place + start.len()..].starts_with([' ', '>', '/']);
        let renamed = |other: &str| {
            let mut file = String::new();
            let mut at = 0;
            for (place, _) in INVENTED
                .match_indices(&start)
                .filter(|(place, _)| is_tag(*place))
            {
                file.push_str(&INVENTED[at..place]);
                file.push_str(&format!("<{other}"));
                at = place + start.len();
            }
            file.push_str(&INVENTED[at..]);
            file.replace(&end, &format!("</{other}>"))
        };
        // Each element of the name, in one more element.
        let wrapped = || {
            let mut file = String::new();
            let mut at = 0;
            for (place, _) in INVENTED
                .match_indices(&start)
                .filter(|(place, _)| is_tag(*place))
            {
                let tag = &INVENTED[place..];
                let tag_end = tag.find('>').unwrap();
                let length = match tag[..tag_end].ends_with('/') {
                    true => tag_end + 1,
                    false => tag.find(&end).unwrap() + end.len(),
                };
                file.push_str(&INVENTED[at..place]);
                file.push_str(&format!("<Wrapper>{}</Wrapper>", &tag[..length]));
                at = place + length;
            }
            file + &INVENTED[at..]
        };
        let cases = [
            ("renamed", renamed("Other")),
            ("renamed in part", renamed(&format!("{name}s"))),
            ("in small letters", renamed(&name.to_lowercase())),
            ("with a prefix", renamed(&format!("fsd:{name}"))),
            ("wrapped", wrapped()),
        ];
        for (what, changed) in cases {
            assert_eq!(lost(&before, &changed), None, "{name} {what}");
            all += 1;
            refused += usize::from(parse(&changed).is_err());
        }
    }
    assert!((all / 3..all).contains(&refused), "{refused} of {all}");
}
