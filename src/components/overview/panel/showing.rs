//! What is shown: the counts or the entries of a list, what can be chosen, and how to cite it.

use check::Status;
use record::ListedDate;
use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::Panel;
use crate::components::overview::{Deed, Desk, browse, charts, chosen_place, listed, option};
use crate::components::panel::Choice;
use crate::components::phrase;
use crate::components::tag::{all, tag};
use crate::messages::{Messages, Phrase, Piece, flat};
use crate::overview::in_order;
use crate::overview::tally::Filter;
use crate::state::Moment;

impl Panel {
    pub(super) fn show(&self, desk: &Desk, is_standalone: bool) -> Html {
        let list = &desk.facts.list;
        let (messages, texts) = (self.setting.messages, desk.texts);
        let failed = self.failed.iter().map(|list| {
            let title = vec![Piece::Listed(list.title.clone())];
            problem(messages, &texts.part_failed(&title))
        });
        let warning = match list.status(self.setting.now.unix) {
            Status::Sample => Some(texts.sample()),
            Status::AgeUnknown => Some(messages.unknown_age()),
            Status::FaultAccepted => Some(texts.faulty()),
            Status::Expired | Status::ClockWrong | Status::Historical => Some(texts.out_of_date()),
            _ => None,
        };
        let warning = warning.map(|warning| tag("p").class("warning").text(warning).show());
        let title = match &self.before {
            Some(_) => desk.title(&browse::title(desk)),
            None => desk.title(&narrowed_title(desk)),
        };
        let back = self.before.as_ref().map(|_| {
            let back = desk.act.button(texts.browse_back(), "link", Deed::Back);
            tag("p").class("back").child(back).show()
        });
        let content = match &self.before {
            Some(_) => browse::show(desk, self.order, self.page, self.is_printed),
            None => charts::show(desk, self.period, &self.expanded),
        };
        all(vec![
            all(failed.collect()),
            warning.unwrap_or_default(),
            back.unwrap_or_default(),
            title,
            self.choices(desk),
            content,
            self.foot(desk, is_standalone),
        ])
    }

    /// What is counted or browsed.
    fn choices(&self, desk: &Desk) -> Html {
        let (facts, labels, filter) = (desk.facts, desk.labels, desk.filter);
        let texts = desk.texts;
        let options = |labels: Vec<Choice<String>>| {
            let places = in_order(labels.len(), &|one, other| {
                let words = |place: usize| labels.get(place).map(|(_, words, _)| words);
                words(one).cmp(&words(other))
            });
            let all = option(String::new(), &texts.all().into());
            let options = places.into_iter();
            let options = options.filter_map(|place| labels.get(place).cloned());
            core::iter::once(all).chain(options).collect::<Vec<_>>()
        };
        let labels_of = |labels: &[Phrase]| {
            let labels = labels.iter().enumerate();
            labels
                .map(|(place, words)| option(place.to_string(), words))
                .collect()
        };
        let countries: Vec<Phrase> = facts.countries.iter().map(|words| listed(words)).collect();
        let text = |place: Option<usize>| place.map_or_else(String::new, |place| place.to_string());
        let narrow = |change: fn(&mut Filter, Option<usize>)| {
            let filter = filter.clone();
            move |value: String| {
                let mut filter = filter.clone();
                change(&mut filter, chosen_place(&value));
                Some(Deed::Narrow(filter))
            }
        };
        let mut choices = Vec::new();
        if self.lists.len() > 1 {
            let lists = self.lists.iter().enumerate();
            let lists = lists
                .map(|(place, (facts, _))| option(place.to_string(), &listed(&facts.list.title)));
            let desk = Desk {
                edition: "",
                ..*desk
            };
            choices.push(desk.select(
                "overview-list",
                texts.list_label(),
                &self.shown.to_string(),
                lists.collect(),
                |value| Some(Deed::Choose(chosen_place(&value)?)),
            ));
        }
        choices.push(desk.select(
            "overview-regime",
            texts.regime_label(),
            &text(filter.regime),
            options(labels_of(&labels.regimes)),
            narrow(|filter, place| filter.regime = place),
        ));
        choices.push(desk.select(
            "overview-country",
            texts.country_label(),
            &text(filter.country),
            options(labels_of(&countries)),
            narrow(|filter, place| filter.country = place),
        ));
        choices.push(desk.select(
            "overview-measure",
            texts.measure_label(),
            &text(filter.measure),
            options(labels_of(&labels.measures)),
            narrow(|filter, place| filter.measure = place),
        ));
        tag("div").class("picks").children(choices).show()
    }

    /// How to cite and keep this.
    fn foot(&self, desk: &Desk, is_standalone: bool) -> Html {
        let texts = desk.texts;
        let mut buttons = vec![
            desk.act.button(texts.copy(), "", Deed::Copy),
            desk.act.button(texts.download(), "", Deed::Download),
        ];
        if is_standalone {
            buttons.push(desk.act.button(texts.copy_link(), "", Deed::CopyLink));
        }
        buttons.push(desk.act.button(texts.print(), "", Deed::Print));
        let cite = citation(desk);
        let done = tag("p")
            .fixed(&[
                ("class", Static("quiet screen")),
                ("aria-hidden", Static("true")),
            ])
            .text(self.done);
        tag("section")
            .with(
                &["class", "aria-label"],
                [Some("cite".into()), Some(texts.cite().text.into())],
            )
            .child(desk.heading(3, texts.cite()))
            .child(tag("p").class("citation").child(phrase::show(&cite)))
            .child(tag("p").class("quiet").text(texts.cite_licence()))
            .child(tag("div").class("actions").children(buttons))
            .child(done)
            .show()
    }
}

pub(super) fn problem(messages: &'static Messages, why: &Phrase) -> Html {
    let title = tag("p").child(tag("strong").text(messages.problem_title()));
    tag("div")
        .fixed(&[("class", Static("problem")), ("role", Static("alert"))])
        .child(title)
        .child(tag("p").child(phrase::show(why)))
        .show()
}

/// The title of the list, with what of it is counted where that is not the whole.
fn narrowed_title(desk: &Desk) -> Phrase {
    let title = listed(&desk.facts.list.title);
    match *desk.filter == Filter::default() {
        true => title,
        false => Messages::dotted(vec![title, browse::description(desk, desk.filter)]),
    }
}

/// Which list it is, from when, the file that it was made of, and what of it is counted.
pub(super) fn citation(desk: &Desk) -> Phrase {
    let (list, messages, texts) = (&desk.facts.list, desk.setting.messages, desk.texts);
    let published = list.published.as_ref().map(|day| {
        let day = ListedDate::from_text(day);
        flat(&messages.date(&day))
    });
    let checked = list.checked_at.as_deref().and_then(check::read_time);
    let checked = checked.map(|unix| messages.time(Moment { unix, offset: 0 }));
    let unknown = || texts.cite_unknown().text.to_owned();
    let mut text = texts.cite_text(
        &vec![Piece::Listed(list.title.clone())],
        &vec![Piece::Listed(list.publisher.clone())],
        &published.unwrap_or_else(unknown),
        &checked.unwrap_or_else(unknown),
        &list.source_url,
        &list.source_sha256,
    );
    if *desk.filter != Filter::default() {
        text.push(" ".into());
        text.extend(texts.cite_which(&browse::description(desk, desk.filter)));
    }
    if list.sample {
        text.insert(0, " ".into());
        text.insert(0, texts.cite_sample().into());
    }
    text
}
