//! A listed name with its language, its direction and the words that matched.

use core::ops::Range;

use yew::Html;

use super::tag::{tag, text as words};

/// A listed name in its own language and direction, with the words that matched marked.
pub(super) fn show(text: &str, lang: Option<&'static str>, marks: &[Range<usize>]) -> Html {
    tag("bdi")
        .with(
            &["translate", "lang"],
            [Some("no".into()), lang.map(Into::into)],
        )
        .children(mark(text, marks))
        .show()
}

fn mark(text: &str, marks: &[Range<usize>]) -> Vec<Html> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for range in marks {
        if let (Some(before), Some(word)) = (text.get(end..range.start), text.get(range.clone())) {
            pieces.push(words(before.to_owned()));
            pieces.push(tag("mark").text(word.to_owned()).show());
            end = range.end;
        }
    }
    pieces.push(words(text.get(end..).unwrap_or("").to_owned()));
    pieces
}

/// The `lang` tag for what a publisher says about a name's language and script, in either
/// field, since some stand in the wrong one. `None` where it says nothing that is known.
pub(super) fn lang(script: Option<&str>, language: Option<&str>) -> Option<&'static str> {
    let tag = |words: Option<&str>| {
        let words = words?.trim();
        TAGS.split('|')
            .filter_map(|row| row.split_once(' '))
            .find(|(start, tag)| words.starts_with(start) || words.eq_ignore_ascii_case(tag))
            .map(|(_, tag)| tag)
    };
    let (script, language) = (tag(script), tag(language));
    match (language, script) {
        // A language says more than a script.
        (Some(tag), _) if !tag.starts_with("und") => Some(tag),
        (_, Some(tag)) => Some(tag),
        (tag, None) => tag,
    }
}

/// How the publishers' words begin, with the tag of BCP 47 for them. Some publishers give the tag. One text, since
/// a pair of addresses and lengths a row is more to load.
const TAGS: &str = "\
    Amharic am|Arabic ar|Belarus be|Bosnian bs|Bulgarian bg|Burmese my|Chinese zh|Cyr und-Cyrl|\
    Cry und-Cyrl|Ethiopic und-Ethi|Farsi fa|Georgian ka|Greek el|Hangul ko|Hebrew he|Kazakh kk|\
    Korean ko|Kurdish ku|Pashto ps|Persian fa|Romanian ro|Russia ru|Serbian sr|Spanish es|Thai th|\
    Tigrinya ti|Turkish tr|Ukrain uk|Vietnamese vi";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_publishers_words_become_a_lang_tag() {
        for (script, language, tag) in [
            (Some("Cyrillic"), Some("Russian"), Some("ru")),
            (Some("Russian"), Some("Cyrillic"), Some("ru")),
            (Some("Cryillic"), None, Some("und-Cyrl")),
            (Some("Arabic"), Some("Persian"), Some("fa")),
            (Some("Arabic"), None, Some("ar")),
            (Some(""), Some("Persian/Farsi"), Some("fa")),
            (Some(""), Some("RU"), Some("ru")),
            (Some(""), None, None),
            (None, None, None),
        ] {
            assert_eq!(lang(script, language), tag, "{script:?} {language:?}");
        }
    }
}
