//! The third step: how far the check is.

use yew::Html;

use super::super::tag::{all, tag};
use super::{Deed, Desk};

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
    let texts = desk.texts;
    let bar = tag("progress")
        .with(
            &["max", "value", "aria-label"],
            [
                Some(progress.rows.to_string().into()),
                // Without a value it only says that something goes on.
                (!progress.is_loading).then(|| progress.done.to_string().into()),
                Some(texts.running().text.into()),
            ],
        )
        .show();
    let left = match progress.left {
        _ if progress.is_paused => texts.paused().text.to_owned(),
        None => String::new(),
        Some(..60) => texts.time_seconds().text.to_owned(),
        Some(seconds) => texts.time_minutes(seconds.div_ceil(60) as usize),
    };
    let pause = match progress.is_paused {
        true => texts.go_on(),
        false => texts.pause(),
    };
    let pause = desk.act.button(pause, "", Deed::Pause(!progress.is_paused));
    tag("div")
        .class("running")
        .children(vec![
            desk.title(texts.running()),
            bar,
            tag("p").text(sentence(desk, progress)).show(),
            tag("p").class("quiet").text(left).show(),
            tag("div")
                .class("actions")
                .child(all(vec![
                    pause,
                    desk.act.button(texts.cancel(), "", Deed::Cancel),
                ]))
                .show(),
        ])
        .show()
}

/// How far it is, in a sentence.
pub(super) fn sentence(desk: &Desk, progress: &Progress) -> String {
    let texts = desk.texts;
    let Progress {
        done, rows, hits, ..
    } = *progress;
    match hits {
        _ if progress.is_loading => texts.loading().text.to_owned(),
        0 => texts.progress(done, rows),
        _ => texts.progress_found(done, rows, hits),
    }
}
