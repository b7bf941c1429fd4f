//! What an address says of the overview: the list, what of it is counted, and whether its entries are shown.

use js_sys::encode_uri_component;
use record::{Kind, ListedDate};
use wasm_bindgen::JsValue;

use super::{Panel, PanelProps};
use crate::overview::csv::{self, Labels};
use crate::overview::facts::{Day, Facts};
use crate::overview::tally::{Filter, Time};

impl Panel {
    /// Shows what the address asks for, else what the page is about, once the lists are there.
    pub(super) fn begin(&mut self, props: &PanelProps) {
        let setting = |name: &str| setting(props, name);
        let list = setting("list");
        let is_it = |(facts, _): &(Facts, Labels)| Some(&facts.list.list) == list.as_ref();
        self.shown = self.lists.iter().position(is_it).unwrap_or_default();
        let Some(filter) = self.asked(props) else {
            return;
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

    /// What of the list that is shown the address asks for.
    pub(super) fn asked(&self, props: &PanelProps) -> Option<Filter> {
        let setting = |name: &str| setting(props, name);
        let (facts, labels) = self.lists.get(self.shown)?;
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
        Some(Filter {
            regime: facts.regimes.iter().position(|own| is_regime(&own.code)),
            country: facts.countries.iter().position(is_country),
            measure: (0..labels.measures.len()).find(is_measure),
            kind: setting("kind").and_then(|kind| Kind::from_word(&kind)),
            time: setting("month").and_then(month).map(Time::Month),
        })
    }

    /// What [`begin`](Self::begin) reads.
    pub(super) fn fragment(&self) -> String {
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
}

/// A setting of the address that the panel was opened by.
pub(super) fn setting(props: &PanelProps, name: &str) -> Option<String> {
    let value = props.setting.call1(&JsValue::NULL, &name.into());
    value.ok()?.as_string()
}
