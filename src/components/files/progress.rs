//! The third step: how far the check is.

use yew::{AttrValue, Html};

use super::super::tag::{all, tag};
use super::{Deed, Desk};
use crate::messages::files::{self as words, fill};

/// How far it is.
pub(super) struct Progress {
    pub(super) done: usize,
    pub(super) rows: usize,
    /// Rows with hits so far.
    pub(super) hits: usize,
    pub(super) is_paused: bool,
    /// Whether the lists are still on their way.
    pub(super) is_loading: bool,
    /// Seconds to go, once it can be said.
    pub(super) left: Option<u32>,
}

/// A bar, a sentence, and what can be done.
pub(super) fn show(desk: &Desk, progress: &Progress) -> Html {
    let bar = tag("progress")
        .with(
            &["max", "value", "aria-label"],
            [
                Some(progress.rows.to_string().into()),
                // Without a value it only says that something goes on.
                (!progress.is_loading).then(|| progress.done.to_string().into()),
                Some(words::RUNNING.into()),
            ],
        )
        .show();
    let left = match progress.left {
        _ if progress.is_paused => words::PAUSED.to_owned(),
        None => String::new(),
        Some(..60) => words::TIME_SECONDS.to_owned(),
        Some(seconds) => {
            let minutes = (seconds.div_ceil(60)).to_string();
            fill(words::TIME_MINUTES, &[("minutes", &minutes)])
        }
    };
    let pause = match progress.is_paused {
        true => words::GO_ON,
        false => words::PAUSE,
    };
    let pause = desk.act.button(
        AttrValue::Static(pause),
        "",
        Deed::Pause(!progress.is_paused),
    );
    tag("div")
        .class("running")
        .children(vec![
            desk.title(words::RUNNING),
            bar,
            tag("p").text(sentence(desk, progress)).show(),
            tag("p").class("quiet").text(left).show(),
            tag("div")
                .class("actions")
                .child(all(vec![
                    pause,
                    desk.act.button(words::CANCEL, "", Deed::Cancel),
                ]))
                .show(),
        ])
        .show()
}

/// How far it is, in a sentence.
pub(super) fn sentence(desk: &Desk, progress: &Progress) -> String {
    if progress.is_loading {
        return words::LOADING.to_owned();
    }
    let number = |number| desk.setting.messages.number(number);
    let sentence = match progress.hits {
        0 => words::PROGRESS,
        _ => words::PROGRESS_FOUND,
    };
    fill(
        sentence,
        &[
            ("done", &number(progress.done)),
            ("rows", &number(progress.rows)),
            ("hits", &number(progress.hits)),
        ],
    )
}
