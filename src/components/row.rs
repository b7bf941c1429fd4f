//! One result.

use matcher::Relation;
use record::{Kind, ListedDate};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::phrase::say;
use super::tag::{Tag, When, all, tag, text};
use super::{Intent, Setting, name, phrase};
use crate::engine::protocol::{HitView, NameView};
use crate::messages::Messages;
use crate::state::Born;

/// One result: every fact has its place, whatever the result. `born` is the date of birth that
/// it is compared with. Where nothing was searched there is no evidence, and nothing to say of it.
///
/// One party on several lists is one result, in which every listing keeps its own words.
pub(super) fn show(setting: &Setting, hit: &HitView, born: Born) -> Html {
    let messages = setting.messages;
    let mut row = tag("li")
        .fixed(&[("class", Static("row")), ("part", Static("row"))])
        .key([&hit.list.to_string(), " ", &hit.id].concat());
    if !hit.listings.is_empty() {
        let mut on = Vec::new();
        on.extend(setting.list(hit.list));
        for other in &hit.listings {
            on.extend(setting.list(other.list));
        }
        let on = messages.on_lists(&messages.titles(on.into_iter()));
        row = row.child(tag("p").class("on").child(phrase::show(&on)));
    }
    row = row.children(listing(setting, hit, born, setting.heading(1)));
    for other in &hit.listings {
        let parts = listing(setting, other, born, "p");
        row = row.child(tag("div").class("row listing").children(parts));
    }
    row.show()
}

/// A button with a name that opens its entry.
fn opener(setting: &Setting, (list, designation): (usize, usize), name: Html) -> Tag {
    let on_open = setting.when(move |event| {
        let target: Element = event.target()?.unchecked_into();
        let button = target.closest("button").ok().flatten();
        Some(Intent::Open {
            list,
            designation,
            button: button.and_then(|button| button.dyn_into().ok()),
        })
    });
    tag("button")
        .with(
            &["type", "class", "value"],
            [
                Some("button".into()),
                Some("link".into()),
                Some(value(list, designation).into()),
            ],
        )
        .on(When::Clicked, on_open)
        .child(name)
}

/// By which the button is found again that opens the entry at this place.
pub(super) fn value(list: usize, designation: usize) -> String {
    [&list.to_string(), "-", &designation.to_string()].concat()
}

/// The name of another entry, which opens it, and its ID.
pub(super) fn reference(setting: &Setting, other: &HitView) -> [Html; 3] {
    let place = (other.list, other.designation);
    [
        opener(setting, place, show_name(&other.name, &[])).show(),
        text(" · "),
        id(setting, other, "span"),
    ]
}

/// The ID of a listing, and where there are several lists the name of its list.
fn id(setting: &Setting, hit: &HitView, element: &'static str) -> Html {
    tag(element)
        .fixed(&[("class", Static("id quiet")), ("translate", Static("no"))])
        .text(match setting.list(hit.list) {
            Some(list) => [&list.title, " · ", &hit.id].concat(),
            None => hit.id.clone(),
        })
        .show()
}

/// What a row says of one listing; its name is in this element.
fn listing(setting: &Setting, hit: &HitView, born: Born, heading: &'static str) -> Vec<Html> {
    let messages = setting.messages;
    let (shape, band) = messages.band(hit);
    let shape = tag("span")
        .fixed(&[("class", Static("shape")), ("aria-hidden", Static("true"))])
        .text(shape);
    let other = hit.matched_name.as_ref().filter(|name| **name != hit.name);
    let marks = match other {
        None => hit.marks.as_slice(),
        Some(_) => &[],
    };
    let place = (hit.list, hit.designation);
    let opener = opener(setting, place, show_name(&hit.name, marks));
    let other = other.map(|other| {
        let which = messages.later_texts().map_or_else(String::new, |texts| {
            ["(", texts.matched_name(hit).text, ")"].concat()
        });
        tag("p")
            .class("matched")
            .child(show_name(other, &hit.marks))
            .text(" ")
            .child(tag("span").class("quiet").text(which))
            .show()
    });
    let mut listed = tag("p").class("listed");
    let code = setting.lists.get(hit.list).map_or("", |list| &list.list);
    for regime in &hit.regimes {
        listed = listed
            .child(phrase::said(&messages.regime(code, regime)))
            .text(" · ");
    }
    listed = listed.child(phrase::said(&messages.short_measures(&hit.measures)));
    let (band, why) = match hit.evidence.is_empty() {
        true => (Html::default(), Html::default()),
        false => {
            let mut band = tag("p").class("band").child(shape).text(" ").text(band);
            if !hit.part.is_empty() {
                let part = phrase::show(&messages.part_of(&hit.part));
                band = band.text(" ").child(part);
            }
            (band.show(), why(messages, hit))
        }
    };
    let mut parts = vec![
        band,
        tag(heading).class("name").child(opener).show(),
        tag("p").class("kind").text(messages.kind(hit.kind)).show(),
        other.unwrap_or_default(),
        facts(messages, hit, born),
        listed.show(),
        why,
        id(setting, hit, "p"),
    ];
    for other in &hit.possibly_same {
        let doubt = tag("p")
            .class("doubt")
            .child(say(messages.possibly_same()))
            .text(" ")
            .children(reference(setting, other).into());
        parts.push(doubt.show());
    }
    parts
}

fn show_name(view: &NameView, marks: &[core::ops::Range<usize>]) -> Html {
    let lang = name::lang(view.script.as_deref(), view.language.as_deref());
    name::show(&view.text, lang, marks)
}

/// The one thing that tells most, and behind it what every word matched.
fn why(messages: &'static Messages, hit: &HitView) -> Html {
    let Some(texts) = messages.later_texts() else {
        return Html::default();
    };
    let why = phrase::show(&texts.why(hit));
    let mut words = hit.evidence.iter();
    if words.all(|word| word.relation == Relation::Same) && hit.lowered.is_empty() {
        return tag("p").class("why quiet").child(why).show();
    }
    let rows = texts.evidence(hit);
    let rows = rows
        .iter()
        .map(|row| tag("li").child(phrase::show(row)).show());
    tag("details")
        .class("why quiet")
        .child(tag("summary").child(why))
        .child(tag("ul").children(rows.collect()))
        .show()
}

/// Whether an entry is of a person, as far as the list says.
pub(super) fn is_person(kind: Kind, dates_of_birth: &[ListedDate]) -> bool {
    match kind {
        Kind::Individual => true,
        Kind::Unknown => !dates_of_birth.is_empty(),
        Kind::Entity | Kind::Ship | Kind::Aircraft => false,
    }
}

/// What tells people apart, and how the listed facts compare with what is known.
fn facts(messages: &'static Messages, hit: &HitView, born: Born) -> Html {
    let is_person = is_person(hit.kind, &hit.dates_of_birth);
    let facts = match is_person {
        true => tag("p")
            .class("facts")
            .child(phrase::show(&messages.person_facts(hit)))
            .show(),
        false => things(messages, hit),
    };
    let texts = messages.later_texts();
    let known = texts.map_or_else(String::new, |texts| match is_person {
        true => texts.known_below_facts(hit, born),
        false => texts.known_found(hit, born),
    });
    let known = match known.is_empty() {
        true => Html::default(),
        false => tag("p").class("agreement").text(known).show(),
    };
    all(vec![facts, known])
}

/// What tells organisations and ships apart; nothing before the texts or the details of the list are there.
fn things(messages: &'static Messages, hit: &HitView) -> Html {
    let (Some(texts), [_, ..]) = (messages.later_texts(), &*hit.facts) else {
        return Html::default();
    };
    tag("p")
        .class("facts")
        .child(phrase::show(&texts.facts(hit)))
        .show()
}
