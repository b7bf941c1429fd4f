//! The sentences on the law, each with its source and the day on which the source was checked.

/// The sentences of a file on the law, after every one of them was found to have a source and the day on
/// which it was checked. A line that is left out stays blank, so that lines keep their numbers.
pub(crate) fn without_sources(file: &str, text: &str) -> Result<String, String> {
    let mut sentences = String::new();
    // The line of the last sentence, and what it still lacks.
    let mut last = (String::new(), Vec::new());
    let complete = |(at, lacks): &(String, Vec<&str>)| match lacks.first() {
        None => Ok(()),
        Some(what) => Err(format!("{at}: this sentence has no {what}")),
    };
    for (number, line) in text.lines().enumerate() {
        let at = format!("{file}:{}", number + 1);
        if let Some(about) = line.strip_prefix("  ") {
            let (what, value) = about.split_once(" = ").unwrap_or_default();
            let is_valid = match what {
                "source" => value.trim().len() > 10,
                "checked" => is_day(value),
                _ => false,
            };
            let place = last.1.iter().position(|lacks| *lacks == what);
            match place.filter(|_| is_valid) {
                Some(place) => last.1.remove(place),
                None => return Err(format!("{at}: not a source or a day: {line}")),
            };
        } else {
            if line.contains(" = ") && !line.starts_with('#') {
                complete(&last)?;
                last = (at, vec!["source", "checked"]);
            }
            sentences.push_str(line);
        }
        sentences.push('\n');
    }
    complete(&last)?;
    Ok(sentences)
}

/// Whether a text is a day, `2026-11-26`.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let within = |part: &str, length, most| {
        let is_number = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number
            && part
                .parse()
                .is_ok_and(|number: u32| (1..=most).contains(&number))
    };
    within(year, 4, 9999) && within(month, 2, 12) && within(day, 2, 31)
}
