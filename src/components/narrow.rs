//! Filters beside the results, or under them: they narrow down what is shown, never what is searched.

use record::{Kind, Measure, MeasureKind, Regime};
use wasm_bindgen::JsCast;
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{AttrValue, Html};

use super::known::Field;
use super::tag::{Tag, When, tag, text};
use super::{Intent, Setting, phrase};
use crate::engine::protocol::{Choice, Facet, Narrow, Trait};
use crate::messages::{LaterTexts, Sentence};
use crate::state::State;

/// The filters, each a group of check boxes with the number of results that each would show; nothing where
/// there is little to narrow down. Where they have no space beside the results, a button opens them.
///
/// The boxes stay from one answer to the next, so that they keep the focus; what is said of them is new when
/// `edition` changes. Like the search box they are never written: once the filters are cleared, there are
/// new boxes.
pub(super) fn show(setting: &Setting, state: &State, edition: u32) -> Html {
    let (Some(texts), Some(answered)) = (setting.messages.later_texts(), &state.answered) else {
        return Html::default();
    };
    let narrow = &state.question.narrow;
    let results = &answered.results;
    if results.choices.is_empty() {
        return Html::default();
    }
    let version = [
        &state.cleared.to_string(),
        " ",
        &state.forgotten.to_string(),
    ]
    .concat();
    let title =
        |words: &'static Sentence| tag("legend").key(edition.to_string()).text(words).show();
    let facets: [(Facet, &'static Sentence); 5] = [
        (Facet::Kind, texts.narrow_kind()),
        (Facet::Regime, texts.narrow_regime()),
        (Facet::Measure, texts.narrow_measure()),
        (Facet::Country, texts.narrow_country()),
        (Facet::List, texts.narrow_list()),
    ];
    let mut groups = Vec::new();
    for (facet, words) in facets {
        let is_of = |one: &Trait| one.facet == facet as u8;
        let choices: Vec<&Choice> = results
            .choices
            .iter()
            .filter(|choice| is_of(&choice.one))
            .collect();
        let is_chosen = narrow.chosen.iter().any(is_of);
        if choices.len() < 2 && !is_chosen {
            continue;
        }
        let boxes = choices
            .into_iter()
            .map(|choice| check_box(setting, texts, narrow, choice, edition));
        let group = tag("fieldset")
            .key([&version, " ", &(facet as u8).to_string()].concat())
            .child(title(words))
            .child(tag("div").class("choices").children(boxes.collect()));
        groups.push(group.show());
    }
    let group = tag("fieldset")
        .key([&version, " dates"].concat())
        .child(title(texts.narrow_dates()))
        .child(day(setting, narrow, edition, true))
        .child(day(setting, narrow, edition, false));
    groups.push(group.show());
    let is_open = state.is_narrowing;
    let toggle = tag("button")
        .with(
            &["type", "class", "aria-expanded"],
            [
                Some("button".into()),
                Some("toggle".into()),
                Some(if is_open { "true" } else { "false" }.into()),
            ],
        )
        .on(When::Clicked, setting.always(Intent::ShowFilters(!is_open)))
        .child(words(texts.narrow_down(), edition));
    let clear = tag("button")
        .fixed(&[("type", Static("button"))])
        .on(When::Clicked, setting.always(Intent::Broaden))
        .child(words(texts.clear_filters(), edition));
    let panel = tag("div")
        .with(
            &["id", "class"],
            [
                Some("filters".into()),
                Some(if is_open { "open" } else { "folded" }.into()),
            ],
        )
        .child(
            tag(setting.heading(1))
                .key(["h", &edition.to_string()].concat())
                .text(texts.narrow_down()),
        )
        .child(
            tag("p")
                .class("quiet")
                .child(words(texts.narrow_note(), edition)),
        )
        .children(groups)
        .child(clear);
    tag("div").class("narrow").child(toggle).child(panel).show()
}

/// Words that are drawn as new elements when `edition` changes.
fn words(words: &'static Sentence, edition: u32) -> Tag {
    tag("span").key(edition.to_string()).text(words)
}

fn check_box(
    setting: &Setting,
    texts: &'static LaterTexts,
    narrow: &Narrow,
    choice: &Choice,
    edition: u32,
) -> Html {
    let Choice { one, count, .. } = choice;
    let chosen = narrow
        .chosen
        .iter()
        .position(|other| other.is(one.facet, one.number, &one.code));
    let mut next = narrow.clone();
    match chosen {
        Some(place) => {
            next.chosen.remove(place);
        }
        None => next.chosen.push(one.clone()),
    }
    let is_useless = chosen.is_none() && *count == 0;
    let input = tag("input")
        .with(
            &["type", "autocomplete", "checked", "disabled"],
            [
                Some("checkbox".into()),
                Some("off".into()),
                chosen.map(|_| AttrValue::default()),
                is_useless.then(AttrValue::default),
            ],
        )
        .on(When::Changed, setting.always(Intent::Narrow(next)));
    let said = tag("span")
        .key(edition.to_string())
        .child(say(setting, one))
        .text(" ")
        .child(tag("span").class("quiet").text(texts.narrow_count(*count)));
    let key = [&one.number.to_string(), " ", &one.code].concat();
    tag("label").key(key).child(input).child(said).show()
}

/// A field for the first or the last day, which is heard once it is whole.
fn day(setting: &Setting, narrow: &Narrow, edition: u32, is_first: bool) -> Html {
    let Some(texts) = setting.messages.later_texts() else {
        return Html::default();
    };
    let label = match is_first {
        true => texts.narrow_from(),
        false => texts.narrow_until(),
    };
    let narrow = narrow.clone();
    let on_change = setting.when(move |event| {
        let mut narrow = narrow.clone();
        let day = event.target()?.unchecked_into::<Field>().value();
        match is_first {
            true => narrow.from = day,
            false => narrow.until = day,
        }
        Some(Intent::Narrow(narrow))
    });
    let input = tag("input")
        .fixed(&[("type", Static("date")), ("autocomplete", Static("off"))])
        .on(When::Changed, on_change);
    tag("label")
        .class("day")
        .child(words(label, edition))
        .child(input)
        .show()
}

fn say(setting: &Setting, one: &Trait) -> Html {
    let messages = setting.messages;
    let list = setting.lists.get(one.number);
    const KIND: u8 = Facet::Kind as u8;
    const REGIME: u8 = Facet::Regime as u8;
    const MEASURE: u8 = Facet::Measure as u8;
    const COUNTRY: u8 = Facet::Country as u8;
    match one.facet {
        KIND => {
            let kind = Kind::ALL.get(one.number).copied().unwrap_or(Kind::Unknown);
            text(messages.kind(kind).text)
        }
        REGIME => {
            let regime = Regime {
                code: one.code.clone(),
                name: one.words.clone(),
            };
            phrase::said(&messages.regime(list.map_or("", |list| &list.list), &regime))
        }
        MEASURE => {
            let kind = MeasureKind::ALL.get(one.number).copied();
            let measure = Measure::new(kind.unwrap_or(MeasureKind::Other), &one.words);
            phrase::said(&messages.short_measures(&[measure]))
        }
        COUNTRY => phrase::listed(&one.code),
        _ => phrase::listed(list.map_or("", |list| &list.title)),
    }
}
