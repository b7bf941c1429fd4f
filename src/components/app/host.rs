//! What the host's page is told.

use super::{App, AppProps, is_shown};
use crate::browser;
use crate::components::header;
use crate::config::Config;
use crate::engine::protocol::Reply;
use crate::messages::flat_for_later;
use crate::state::{Content, Lists};

impl App {
    /// Tells of attributes that name what the lists do not have; asks for the later texts with the
    /// first answer.
    pub(super) fn tell_of(&mut self, reply: &Reply, AppProps { config, tell, .. }: &AppProps) {
        match reply {
            Reply::Ready { lists } if matches!(self.state.lists, Lists::Loading { .. }) => {
                let is_there = |code: &String| lists.iter().any(|list| list.list == *code);
                if !config.lists.iter().all(is_there) {
                    tell.emit("list");
                }
            }
            Reply::Found { results, .. } => {
                if results.is_regime_unknown {
                    tell.emit("regime");
                }
                // None but a further list changes what there is to tell.
                if results.regime_lists.len() > self.regime_lists {
                    self.regime_lists = results.regime_lists.len();
                    tell.emit(self.regimes_of(&results.regime_lists));
                }
                if !self.has_later_texts() {
                    tell.emit("texts");
                }
            }
            _ => {}
        }
    }

    /// What tells that the attribute names a regime of these lists. The words are kept for ever, so they are
    /// made once for as many lists.
    fn regimes_of(&self, lists: &[usize]) -> &'static str {
        let mut words = String::from("regimes");
        for place in lists {
            if let Some(list) = self.state.loaded().get(*place) {
                words.push(' ');
                words.push_str(&list.list);
            }
        }
        words.leak()
    }

    /// How far the lists are, as the host is told.
    pub(super) fn stage(&self) -> &'static str {
        match self.state.lists {
            Lists::Loading { .. } => "",
            Lists::Ready(_) => "ready",
            Lists::Failed(_) | Lists::Died => "error",
        }
    }

    /// Tells what a change has reached: the lists are there or cannot be, an entry was opened or closed.
    pub(super) fn tell_reached(
        &mut self,
        before: &'static str,
        AppProps { tell, config, .. }: &AppProps,
    ) {
        let reached = self.stage();
        if reached != before && !reached.is_empty() {
            self.name_page(config);
            tell.emit(reached);
        }
        // From one record to the next it stays open.
        let is_open = match &self.state.open {
            Some(open) => self.is_open || is_shown(&open.content),
            None => false,
        };
        if is_open != self.is_open {
            self.is_open = is_open;
            tell.emit(match is_open {
                true => "open",
                false => "closed",
            });
        }
    }

    /// Gives the page, where it is nothing but the search, the title that the heading has.
    pub(super) fn name_page(&self, config: &Config) {
        if config.standalone {
            header::name_page(self.setting.messages, self.state.loaded());
        }
    }

    /// What stands below an entry that is copied: its lists with their dates, and when it was copied.
    pub(super) fn copied_from(&self) -> String {
        let (messages, now) = (self.setting.messages, browser::now());
        let mut lines = String::new();
        if let Some(Content::Shown(records)) = self.state.open.as_ref().map(|open| &open.content) {
            for list in records
                .iter()
                .filter_map(|(list, _)| self.setting.lists.get(*list))
            {
                let dates = flat_for_later(&messages.published_and_checked(list, now));
                lines.extend([&*list.title, ": ", &dates, "\n"]);
            }
        }
        if let Some(texts) = messages.later_texts() {
            lines.push_str(&texts.entry_copied_on(&messages.time(now)));
        }
        lines
    }
}
