//! What follows from a change of the state: what the engine is asked, where the focus goes, what is
//! announced, what is waited for, and the browser's history.

use core::mem::take;
use std::rc::Rc;

use super::App;
use crate::browser;
use crate::components::{offline, page, row, status};
use crate::effects::Visit;
use crate::engine::protocol::{Entry, Reply, Request, RequestId};
use crate::state::{Action, Content, KeptCopy, Lists, Phase, Stamp, State};

/// A state before it changes, as far as what follows depends on it.
struct Before {
    is_loading: bool,
    is_settled: bool,
    copy: KeptCopy,
    /// The search that is awaited.
    awaited: Option<RequestId>,
    /// The one for paper.
    printing: Option<RequestId>,
    /// The open entry, and whether there is something to say of it.
    open: Option<(RequestId, bool)>,
    /// How many suppressed designations are listed.
    listed: usize,
    /// Which more of them are awaited.
    awaited_suppressed: Option<RequestId>,
}

impl Before {
    fn of(state: &State) -> Self {
        let suppressed = state.suppressed.as_ref();
        Self {
            is_loading: is_loading(state),
            is_settled: is_settled(state),
            copy: state.copy,
            awaited: state.awaited.as_ref().map(|search| search.id),
            printing: state.printed.awaited.as_ref().map(|search| search.id),
            open: state
                .open
                .as_ref()
                .map(|open| (open.id, open.content != Content::Awaited)),
            listed: listed(state),
            awaited_suppressed: suppressed.and_then(|listed| listed.awaited),
        }
    }
}

impl App {
    /// Changes the state and does what follows from the change.
    pub(super) fn act(&mut self, action: Action) {
        let before = Before::of(&self.state);
        let stamp = Stamp {
            now: browser::now(),
            id: self.engine.next_id(),
        };
        // A further list adds to an answer that somebody may be reading: the focus stays.
        let is_further = matches!(
            (&self.state.lists, &action),
            (Lists::Ready(_), Action::Replied(Reply::Ready { .. }))
        );
        if is_further && before.is_settled {
            self.focus.is_asked = false;
        }
        let asks = matches!(
            action,
            Action::Typed(_)
                | Action::TurnedTo(_)
                | Action::Widened(_)
                | Action::Broadened
                | Action::Unfiltered
        );
        let types = matches!(action, Action::Typing(_));
        // By a person, who leaves an open record for it; of what the host's page does the history has no step.
        let searches = matches!(
            action,
            Action::Typed(_) | Action::Typing(_) | Action::Edited(_) | Action::Cleared
        );
        let has_other_facts = matches!(action, Action::Knew(_));

        self.state = take(&mut self.state).reduce(action, stamp);
        self.setting.now = self.state.now;
        if let Lists::Ready(lists) = &self.state.lists {
            self.setting.lists = Rc::clone(lists);
        }
        self.turn += 1;
        self.waiting.watch_age(&self.state, &self.on_due);
        self.ask(&before, has_other_facts);
        self.follow_entry(&before);
        let is_settled = is_settled(&self.state);
        if self.focus.is_asked && is_settled && (asks || !before.is_settled) {
            self.focus.go_to_count();
        }
        self.follow_history(&before, searches);
        let is_loading = is_loading(&self.state);
        if before.is_loading != is_loading {
            self.waiting.be_patient(is_loading, &self.on_due);
        }
        if types {
            self.waiting.on_typing(&self.on_due);
        } else if !self.state.is_typing {
            self.waiting.stop_typing();
        }
        self.announce();
        self.tell_suppressed(&before);
        self.tell_copy(&before);
    }

    /// Asks the engine for what the state newly awaits.
    fn ask(&mut self, before: &Before, has_other_facts: bool) {
        if let Some(search) = &self.state.awaited
            && before.awaited != Some(search.id)
        {
            if has_other_facts {
                self.waiting.on_facts(&self.on_due);
            } else {
                self.send_search();
            }
        }
        if let Some(search) = &self.state.printed.awaited
            && before.printing != Some(search.id)
        {
            self.engine.send(Request::Search(search.query()));
        }
        if let Some(query) = self.state.awaited_suppressed()
            && before.awaited_suppressed != Some(query.id)
        {
            self.engine.send(Request::ListSuppressed(query));
        }
    }

    /// Asks the engine for the search that is awaited.
    pub(super) fn send_search(&mut self) {
        self.waiting.stop_facts();
        if let Some(search) = &self.state.awaited {
            self.engine.send(Request::Search(search.query()));
        }
    }

    /// Fetches an entry that was opened; once it is shown its title has the focus.
    fn follow_entry(&mut self, before: &Before) {
        let Some(open) = &self.state.open else {
            return;
        };
        if before.open.is_none_or(|(id, _)| id != open.id) {
            self.copied = None;
            if before.open.is_some()
                && let Entry::At { list, designation } = open.entry
            {
                self.focus.read_on(row::value(list, designation));
            }
            self.engine.send(Request::Open {
                id: open.id,
                entry: open.entry.clone(),
            });
        }
        if open.content != Content::Awaited && before.open != Some((open.id, true)) {
            self.focus.go_to_title();
        }
    }

    fn follow_history(&mut self, before: &Before, searches: bool) {
        let open = self.state.open.as_ref();
        let is_left = before.open.is_some() && open.is_none() && searches;
        if is_left && !self.history.is_replacing() {
            self.focus.stay();
        }
        let page = self.state.answered.as_ref().map(|answered| answered.page);
        let visit = Visit {
            question: self.state.question.clone(),
            page: page.unwrap_or_default(),
            open: open.map(|open| (open.entry.clone(), self.origin)),
        };
        let is_opened = before.open.is_none() && open.is_some();
        self.history.follow(is_opened, is_left, visit);
    }

    /// Tells a screen reader the count once nothing changes any more, where it does not read it
    /// anyway.
    fn announce(&mut self) {
        let is_read_anyway = (self.focus.is_asked
            && page::trouble(&self.state, self.setting.messages).is_none())
            || self.state.open.is_some();
        let sentence = match is_read_anyway {
            true => String::new(),
            false => status::spoken(&self.state, self.setting.messages),
        };
        self.announcer.announce_status(sentence, &self.on_due);
    }

    /// Once further suppressed designations are there, tells how many are shown, and goes to the first
    /// of them; with the first of all the focus stays on their button.
    fn tell_suppressed(&mut self, before: &Before) {
        let Some(answered) = &self.state.answered else {
            return;
        };
        let (shown, total) = (listed(&self.state), answered.results.suppressed);
        if shown > before.listed {
            let first = (before.listed > 0).then_some(before.listed + 1);
            self.focus.go_to_suppressed(first);
            self.say(self.setting.messages.shown_of(shown, total));
        }
    }

    /// Tells what became of the copy on the device.
    fn tell_copy(&mut self, before: &Before) {
        let copy = self.state.copy;
        if copy != before.copy
            && (before.copy == KeptCopy::Keeping || copy == KeptCopy::Forgotten)
            && let Some(texts) = self.setting.messages.later_texts()
        {
            self.say(offline::sentence(copy, texts));
        }
    }
}

fn is_loading(state: &State) -> bool {
    matches!(state.lists, Lists::Loading { .. })
}

fn is_settled(state: &State) -> bool {
    state.phase() != Phase::Awaited
}

fn listed(state: &State) -> usize {
    let suppressed = state.suppressed.as_ref();
    suppressed.map_or(0, |listed| listed.rows.len())
}
