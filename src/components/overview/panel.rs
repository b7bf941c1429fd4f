//! The panel: the lists that the worker loads, and what of one of them is shown.

use std::rc::Rc;

use check::Status;
use gloo::events::EventListener;
use gloo::utils::window;
use js_sys::{Function, encode_uri_component};
use record::{Kind, ListedDate, Measure};
use wasm_bindgen::JsValue;
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{AttrValue, Callback, Component, Context, Html, NodeRef, Properties};

use super::super::Setting;
use super::super::panel::{self, Choice, Deeds};
use super::super::phrase;
use super::super::tag::{all, tag};
use super::{Deed, Desk, Part, Period, browse, charts, chosen_place, listed, option};
use crate::browser;
use crate::config::Config;
use crate::engine::protocol::ListView;
use crate::engine::worker::Working;
use crate::messages::overview::Texts;
use crate::messages::{Messages, Phrase, Piece, Said, flat};
use crate::overview::csv::{self, Labels};
use crate::overview::facts::{Day, Facts};
use crate::overview::in_order;
use crate::overview::source::{self, Tell};
use crate::overview::tally::{Filter, Order, Tally, Time};
use crate::state::Moment;

/// What [`Panel`] needs.
#[derive(PartialEq, Properties)]
pub struct PanelProps {
    /// The element's attributes.
    pub config: Rc<Config>,
    /// The sentences of its language, for dates, kinds and regimes.
    pub messages: &'static Messages,
    /// Those of the panel.
    pub texts: &'static Texts,
    /// Starts the worker that loads the lists: `start(manifest, lists, port)`.
    pub start_source: Function,
    /// Gives a setting of the address that the panel was opened by: `setting(name)`. That of the name `step` is `entries`
    /// or `counts` where the browser's history has an entry for them and is at it.
    pub setting: Function,
    /// Tells the script around it.
    pub tell: Callback<Telling>,
}

/// What the script around the panel must do.
#[derive(Debug)]
pub enum Telling {
    /// Show the entry with this ID.
    Open(String),
    /// Put this text into the clipboard.
    Copy(String),
    /// Put the page's address with this fragment into the clipboard.
    CopyLink(String),
    /// A list of entries is shown: Back in the browser leads to the counts.
    Browsed,
    /// The counts are shown again.
    Back,
    /// Save this as a file.
    Save(String),
    /// Print the page.
    Print,
    /// Say this in place of the panel, should its program stop for ever.
    IfStopped(&'static str),
    /// Close the panel.
    Close,
}

/// What reaches the panel.
#[derive(Debug)]
pub enum Message {
    /// A person did something.
    Did(Deed),
    /// The worker said something.
    Told(Tell),
    /// Something was put into the clipboard, or could not be.
    Copied(bool),
    /// The browser's Back or Forward was pressed.
    Stepped,
}

/// The overview of one list at a time.
pub struct Panel {
    setting: Setting,
    texts: &'static Texts,
    act: Deeds<Deed>,
    percent: u64,
    /// Loads the lists; none once that has ended.
    source: Option<Working>,
    lists: Vec<(Facts, Labels)>,
    failed: Vec<ListView>,
    shown: usize,
    filter: Filter,
    tally: Tally,
    /// The filter of the counts that led to what is browsed.
    before: Option<Filter>,
    /// The filter of the entries that Back led from.
    after: Option<Filter>,
    /// Whether the entries were asked for here, not by a link.
    is_listing: bool,
    _history: EventListener,
    order: Order,
    page: usize,
    period: Period,
    expanded: Vec<Part>,
    /// What is in the live region.
    said: AttrValue,
    /// What was done last, below its button.
    done: &'static str,
    title: NodeRef,
    /// Whether the title gets the focus with the next drawing.
    is_moved: bool,
    /// How often something else than a choice has changed what is chosen.
    steps: u32,
}

impl Component for Panel {
    type Message = Message;
    type Properties = PanelProps;

    fn create(context: &Context<Self>) -> Self {
        let PanelProps {
            config,
            messages,
            texts,
            start_source,
            tell,
            ..
        } = context.props();
        tell.emit(Telling::IfStopped(texts.stopped().text));
        let link = context.link();
        let on_step = link.callback(|()| Message::Stepped);
        let source = source::open(config, start_source, link.callback(Message::Told));
        Self {
            setting: Setting {
                messages,
                level: config.heading,
                now: browser::now(),
                lists: Rc::default(),
                act: Callback::noop(),
            },
            texts,
            act: Deeds::new(link.callback(Message::Did)),
            percent: 0,
            source: source.ok(),
            lists: Vec::new(),
            failed: Vec::new(),
            shown: 0,
            filter: Filter::default(),
            tally: Tally::default(),
            before: None,
            after: None,
            is_listing: false,
            _history: EventListener::new(&window(), "popstate", move |_| on_step.emit(())),
            order: Order::default(),
            page: 0,
            period: Period::default(),
            expanded: Vec::new(),
            said: AttrValue::default(),
            done: "",
            title: NodeRef::default(),
            is_moved: true,
            steps: 0,
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Did(deed) => self.act_on(context, deed),
            Message::Copied(is_copied) => {
                self.finish(match is_copied {
                    true => self.texts.copied().text,
                    false => self.texts.not_copied().text,
                });
            }
            Message::Stepped => match setting(context.props(), "step").as_deref() {
                Some("entries") => self.step(true),
                Some("counts") if self.is_listing => self.step(false),
                _ => return false,
            },
            Message::Told(Tell::Progress { loaded, total }) => {
                let percent = loaded * 100 / total.max(1);
                let is_new = percent != self.percent;
                self.percent = percent;
                return is_new;
            }
            Message::Told(Tell::Loaded(facts)) => {
                let labels = labels(&facts, self.setting.messages);
                self.lists.push((*facts, labels));
            }
            Message::Told(Tell::Failed(list)) => self.failed.push(*list),
            Message::Told(Tell::Ended) => {
                self.source = None;
                self.begin(context.props());
            }
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let (messages, texts) = (self.setting.messages, self.texts);
        let config = &context.props().config;
        let content = match (&self.source, self.lists.get(self.shown)) {
            (Some(_), _) => {
                let words = match self.percent {
                    0 => messages.loading().text.to_owned(),
                    percent => texts.loading_part(percent as usize),
                };
                tag("p").text(words).show()
            }
            (None, None) => problem(messages, &texts.failed().into()),
            (None, Some(_)) => {
                let shown = self.with_desk(|desk| self.show(desk, config.standalone));
                shown.unwrap_or_default()
            }
        };
        panel::frame(
            &self.setting,
            config,
            (
                "widget panel overview",
                messages.overview(),
                &NodeRef::default(),
            ),
            self.act.button(texts.close(), "", Deed::Close),
            vec![tag("p").class("quiet").text(texts.intro()).show(), content],
            self.said.clone(),
        )
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if self.is_moved && self.title.get().is_some() {
            self.is_moved = false;
            panel::focus(&self.title);
        }
    }
}

impl Panel {
    /// Gives what every part of the panel needs to draw the list that is shown.
    fn with_desk<T>(&self, draw: impl FnOnce(&Desk) -> T) -> Option<T> {
        let (facts, labels) = self.lists.get(self.shown)?;
        let edition = [self.shown as u32, self.steps].map(|one| one.to_string());
        Some(draw(&Desk {
            edition: &edition.join(" "),
            setting: &self.setting,
            texts: self.texts,
            act: &self.act,
            facts,
            labels,
            filter: &self.filter,
            tally: &self.tally,
            title: &self.title,
        }))
    }

    fn act_on(&mut self, context: &Context<Self>, deed: Deed) {
        let tell = &context.props().tell;
        self.finish("");
        match deed {
            Deed::Choose(list) => {
                self.shown = list;
                self.expanded.clear();
                self.period = Period::default();
                self.after = None;
                if self.before.take().is_some() {
                    tell.emit(Telling::Back);
                }
                self.narrow(Filter::default());
            }
            Deed::Narrow(filter) => {
                self.narrow(filter);
                let title = self.with_desk(|desk| flat(&browse::title(desk)));
                self.said = title.unwrap_or_default().into();
            }
            Deed::Browse(filter) => {
                self.browse(filter);
                tell.emit(Telling::Browsed);
            }
            Deed::Back => {
                self.step(false);
                tell.emit(Telling::Back);
            }
            Deed::Sort(order) => (self.order, self.page) = (order, 0),
            Deed::Turn(page) => {
                self.page = page;
                self.is_moved = true;
            }
            Deed::See(period) => self.period = period,
            Deed::Expand(part) => match self.expanded.contains(&part) {
                true => self.expanded.retain(|own| *own != part),
                false => self.expanded.push(part),
            },
            Deed::Open(id) => tell.emit(Telling::Open(id)),
            Deed::Download => {
                if let Some((facts, labels)) = self.lists.get(self.shown) {
                    let text = csv::write(facts, &self.filter, &self.tally, labels);
                    tell.emit(Telling::Save(text));
                    self.finish(self.texts.downloaded().text);
                }
            }
            Deed::Copy => {
                if let Some(cite) = self.with_desk(|desk| flat(&citation(desk))) {
                    tell.emit(Telling::Copy(cite));
                }
            }
            Deed::CopyLink => tell.emit(Telling::CopyLink(self.fragment())),
            Deed::Print => tell.emit(Telling::Print),
            Deed::Close => tell.emit(Telling::Close),
        }
    }

    /// Says what was done.
    fn finish(&mut self, done: &'static str) {
        self.done = done;
        self.said = done.into();
    }

    fn browse(&mut self, filter: Filter) {
        self.before = Some(self.filter.clone());
        (self.is_listing, self.is_moved) = (true, true);
        self.steps += 1;
        self.narrow(filter);
    }

    /// Goes from the counts to the entries that were shown last, or from the entries back to the counts.
    fn step(&mut self, to_entries: bool) {
        self.finish("");
        if to_entries {
            if let (None, Some(filter)) = (&self.before, self.after.take()) {
                self.browse(filter);
            }
        } else if let Some(filter) = self.before.take() {
            self.after = Some(self.filter.clone());
            (self.is_listing, self.is_moved) = (false, true);
            self.steps += 1;
            self.narrow(filter);
        }
    }

    fn narrow(&mut self, filter: Filter) {
        self.page = 0;
        if let Some((facts, _)) = self.lists.get(self.shown) {
            self.tally = facts.tally(&filter);
        }
        self.filter = filter;
    }

    /// Shows what the address asks for, else what the page is about, once the lists are there.
    fn begin(&mut self, props: &PanelProps) {
        let setting = |name: &str| setting(props, name);
        let list = setting("list");
        let is_it = |(facts, _): &(Facts, Labels)| Some(&facts.list.list) == list.as_ref();
        self.shown = self.lists.iter().position(is_it).unwrap_or_default();
        let Some((facts, labels)) = self.lists.get(self.shown) else {
            return;
        };
        let country = setting("country");
        let is_country = |own: &String| Some(own) == country.as_ref();
        let measure = setting("measure");
        let is_measure = |place: &usize| {
            let own = csv::words(&labels.measures, *place);
            Some(own) == measure
        };
        let asked = setting("regime").or_else(|| props.config.filter.regime.clone());
        let is_regime = |code: &String| {
            let scoped = [&facts.list.list, ":", code].concat();
            asked.as_ref() == Some(code) || asked.as_ref() == Some(&scoped)
        };
        let month = |text: String| Day::from_listed(&ListedDate::from_text(&text));
        let filter = Filter {
            regime: facts.regimes.iter().position(|own| is_regime(&own.code)),
            country: facts.countries.iter().position(is_country),
            measure: (0..labels.measures.len()).find(is_measure),
            kind: setting("kind").and_then(|kind| Kind::from_word(&kind)),
            time: setting("month").and_then(month).map(Time::Month),
        };
        if setting("show").as_deref() == Some("entries") {
            self.before = Some(Filter {
                time: None,
                ..filter.clone()
            });
        }
        self.narrow(filter);
        self.is_moved = true;
    }

    /// What [`begin`](Self::begin) reads.
    fn fragment(&self) -> String {
        let mut fragment = "#overview".to_owned();
        let Some((facts, labels)) = self.lists.get(self.shown) else {
            return fragment;
        };
        let mut push = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                let value = String::from(encode_uri_component(value));
                for part in ["&", name, "=", &value] {
                    fragment.push_str(part);
                }
            }
        };
        let filter = &self.filter;
        let regime = filter.regime.and_then(|place| facts.regimes.get(place));
        let country = filter.country.and_then(|place| facts.countries.get(place));
        let measure = filter.measure;
        let measure = measure.map(|place| csv::words(&labels.measures, place));
        push("list", Some(&facts.list.list));
        push("regime", regime.map(|regime| &*regime.code));
        push("country", country.map(String::as_str));
        push("measure", measure.as_deref());
        push("kind", filter.kind.map(Kind::as_str));
        if let Some(Time::Month(month)) = filter.time {
            push("month", Some(&month.as_text()));
        }
        push("show", self.before.as_ref().map(|_| "entries"));
        fragment
    }

    fn show(&self, desk: &Desk, is_standalone: bool) -> Html {
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
            Some(_) => browse::show(desk, self.order, self.page),
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
            .fixed(&[("class", Static("quiet")), ("aria-hidden", Static("true"))])
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

fn setting(props: &PanelProps, name: &str) -> Option<String> {
    let value = props.setting.call1(&JsValue::NULL, &name.into());
    value.ok()?.as_string()
}

fn problem(messages: &'static Messages, why: &Phrase) -> Html {
    let title = tag("p").child(tag("strong").text(messages.problem_title()));
    tag("div")
        .fixed(&[("class", Static("problem")), ("role", Static("alert"))])
        .child(title)
        .child(tag("p").child(phrase::show(why)))
        .show()
}

/// The words of the page for what is counted.
fn labels(facts: &Facts, messages: &'static Messages) -> Labels {
    let list = &facts.list.list;
    let regimes = facts.regimes.iter();
    let measure = |measure: &Measure| {
        let one = core::slice::from_ref(measure);
        label(messages.short_measures(one))
    };
    Labels {
        regimes: regimes
            .map(|regime| label(messages.regime(list, regime)))
            .collect(),
        measures: facts.measures.iter().map(measure).collect(),
    }
}

/// What is said in English, because nobody has reviewed its translation, is marked as words of the list are.
fn label(said: Said) -> Phrase {
    match said.tongue {
        Some(_) => listed(&flat(&said.words)),
        None => said.words,
    }
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
fn citation(desk: &Desk) -> Phrase {
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
