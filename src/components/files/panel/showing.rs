//! What is shown at each step.

use js_sys::Date;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::{Panel, Step};
use crate::components::files::{Deed, Desk, choose, columns, progress, results};
use crate::components::tag::{When, all, tag};

impl Panel {
    /// The step that it is at.
    pub(super) fn show(&self, desk: &Desk) -> Html {
        let texts = self.texts;
        match (self.step, &self.opened) {
            (Step::Open, _) => {
                let sentence = match self.percent {
                    0 => texts.opening().text.to_owned(),
                    percent => texts.opening_part(percent as usize),
                };
                all(vec![
                    desk.title(texts.opening()),
                    tag("p").text(sentence).show(),
                    desk.act.button(texts.cancel(), "", Deed::Forget),
                ])
            }
            (Step::Columns, Some(opened)) => columns::show(
                desk,
                &columns::Table {
                    file: &self.file_title(),
                    opened,
                    roles: &self.roles,
                    has_header: self.has_header,
                    rows: self.rows(),
                },
            ),
            (Step::Run, _) => progress::show(desk, &self.progress()),
            (Step::Done, _) => results::show(
                desk,
                &results::Result {
                    file: &self.file_title(),
                    run: &self.run,
                    lists: &self.lists,
                    statuses: &self.statuses,
                    at: self.at,
                    filter: &self.filter,
                    page: self.page,
                    has_header: self.has_header,
                    is_writing: self.writing.is_some(),
                    downloaded: self.downloaded,
                    record: &self.record,
                },
            ),
            _ => {
                let form = match &self.form {
                    Some(form) => choose::form(desk, form),
                    None => Html::default(),
                };
                choose::show(desk, &self.pasted, form)
            }
        }
    }

    /// Asks whether the result may be lost.
    pub(super) fn question(&self) -> Html {
        let (act, texts) = (&self.act, self.texts);
        let on_key = act.when(|event| {
            let key: &KeyboardEvent = event.unchecked_ref();
            (key.key() == "Escape").then_some(Deed::Sure(false))
        });
        tag("div")
            .class("problem")
            .on(When::KeyDown, on_key)
            .child(
                tag("p")
                    .fixed(&[("tabindex", Static("-1"))])
                    .node(self.question.clone())
                    .text(texts.forget_question()),
            )
            .child(tag("div").class("actions").child(all(vec![
                act.button(texts.forget_yes(), "", Deed::Sure(true)),
                act.button(texts.forget_no(), "", Deed::Sure(false)),
            ])))
            .show()
    }

    /// The name of the file, and of its sheet where it has several.
    fn file_title(&self) -> String {
        match &self.form {
            Some(form) if form.sheets.len() > 1 => [&self.file, ", ", &form.sheet].concat(),
            _ => self.file.clone(),
        }
    }

    /// Rows to check.
    pub(super) fn rows(&self) -> usize {
        let rows = self.opened.as_ref().map_or(0, |opened| opened.rows);
        let rows = rows.saturating_sub(u64::from(self.has_header));
        usize::try_from(rows).unwrap_or(usize::MAX)
    }

    pub(super) fn progress(&self) -> progress::Progress {
        let done = self.run.answered();
        let left = self.since.and_then(|(since, before)| {
            let answered = done.saturating_sub(before) as f64;
            let seconds = (Date::now() - since) / 1_000.0;
            let to_go = (self.run.rows() - done) as f64;
            // The first answers say little.
            (answered > 50.0 && seconds > 2.0).then(|| (seconds / answered * to_go) as u32)
        });
        progress::Progress {
            done: usize::try_from(done).unwrap_or(usize::MAX),
            rows: usize::try_from(self.run.rows()).unwrap_or(usize::MAX),
            hits: self.hits,
            is_paused: self.is_paused,
            is_loading: self.lists.is_empty(),
            left,
        }
    }
}
