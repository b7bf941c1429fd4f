//! What the browser knows of a language: its numbers, dates and plurals.

use core::cell::OnceCell;

use js_sys::{Array, Date, JSON, Object};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

// What js-sys has for these takes objects where strings will do.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locales: &Array) -> NumberFormat;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> PluralRules;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locales: &Array, options: &JsValue) -> DateTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, date: &Date) -> String;
    #[wasm_bindgen(static_method_of = DateTimeFormat, js_namespace = Intl, js_name = supportedLocalesOf)]
    fn supported(locale: &str) -> Array;
}

/// What of a date is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parts {
    Year,
    MonthAndYear,
    Month,
    DayAndMonth,
    Whole,
    Time,
}

/// In the order of [`Parts`]. A list's dates and a clock that is already local have no zone.
const OPTIONS: [&str; 6] = [
    r#"{"timeZone":"UTC","year":"numeric"}"#,
    r#"{"timeZone":"UTC","month":"long","year":"numeric"}"#,
    r#"{"timeZone":"UTC","month":"long"}"#,
    r#"{"timeZone":"UTC","day":"numeric","month":"long"}"#,
    r#"{"timeZone":"UTC","day":"numeric","month":"long","year":"numeric"}"#,
    r#"{"timeZone":"UTC","hour":"2-digit","minute":"2-digit","hourCycle":"h23"}"#,
];

/// The formats of one language, each made when it is first needed.
pub(super) struct Formats {
    locale: &'static str,
    /// For a language whose dates this browser does not know.
    months: Vec<&'static str>,
    number: OnceCell<NumberFormat>,
    plural: OnceCell<PluralRules>,
    dates: [OnceCell<DateTimeFormat>; OPTIONS.len()],
}

impl Formats {
    pub(super) fn new(locale: &'static str, months: Vec<&'static str>) -> Self {
        Self {
            locale,
            months,
            number: OnceCell::new(),
            plural: OnceCell::new(),
            dates: Default::default(),
        }
    }

    /// The language, and British English for what the browser does not know of it.
    fn locales(&self) -> Array {
        Array::of2(&self.locale.into(), &"en-GB".into())
    }

    pub(super) fn number(&self, number: f64) -> String {
        let format = self
            .number
            .get_or_init(|| NumberFormat::new(&self.locales()));
        format.format(number)
    }

    /// `zero`, `one`, `two`, `few`, `many` or `other`.
    pub(super) fn plural(&self, number: f64) -> String {
        let rules = self.plural.get_or_init(|| PluralRules::new(self.locale));
        rules.select(number)
    }

    /// Milliseconds since 1970 as a date or time of day, without regard to any zone.
    pub(super) fn date(&self, milliseconds: f64, parts: Parts) -> String {
        let date = Date::new(&milliseconds.into());
        let month = self.months.get(date.get_utc_month() as usize);
        if let Some(month) = month
            && parts != Parts::Time
            && DateTimeFormat::supported(self.locale).length() == 0
        {
            let (day, year) = (
                date.get_utc_date().to_string(),
                date.get_utc_full_year().to_string(),
            );
            return match parts {
                Parts::MonthAndYear => [month, " ", &year].concat(),
                Parts::Month => (*month).to_owned(),
                Parts::DayAndMonth => [&day, " ", month].concat(),
                Parts::Whole => [&day, " ", month, " ", &year].concat(),
                _ => year,
            };
        }
        let place = parts as usize;
        let format = self.dates[place].get_or_init(|| {
            let options = JSON::parse(OPTIONS[place]).unwrap_or_else(|_| Object::new().into());
            DateTimeFormat::new(&self.locales(), &options)
        });
        format.format(&date)
    }
}
