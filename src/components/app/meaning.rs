//! What a message means: a change of the state, or something that is done at once.

use web_sys::HtmlInputElement;

use super::{App, AppProps, Call, Message};
use crate::browser;
use crate::components::{Intent, known, row, search_box};
use crate::effects::{Due, Visit};
use crate::engine::client::EngineEvent;
use crate::engine::protocol::{Entry, Reply};
use crate::recording::asked;
use crate::state::{Action, Origin};

/// What follows from a message.
// One at a time, and none is kept.
#[allow(clippy::large_enum_variant)]
pub(super) enum Step {
    /// The state changes, and all is drawn.
    Act(Action),
    /// All is drawn.
    Draw,
    /// Nothing that is shown changes.
    Rest,
}

impl App {
    /// What follows from a message; what is no change of the state is done here.
    pub(super) fn meaning(&mut self, message: Message, props: &AppProps) -> Step {
        let message = match message {
            Message::Looked | Message::Due(Due::Status) => self.look(),
            other => other,
        };
        match message {
            Message::Meant(intent) => {
                self.focus.is_asked = self.is_asked_after(&intent);
                self.is_to_print = intent == Intent::Print;
                self.meaning_of_intent(intent, props)
            }
            Message::Due(due) => self.meaning_of_time(due, props),
            Message::Looked => self.still_alive(props),
            Message::ChangedByOthers => {
                self.edition += 1;
                Step::Rest
            }
            Message::Learned => match self.unread.take() {
                Some((id, mut records, shared)) => {
                    if !self.has_later_texts() {
                        records.clear();
                    }
                    Step::Act(Action::Replied(Reply::Opened {
                        id,
                        records,
                        shared,
                    }))
                }
                None => Step::Draw,
            },
            Message::Copied(is_copied) => {
                self.copied = Some(is_copied);
                if let Some(texts) = self.setting.messages.later_texts() {
                    let sentence = crate::components::record::copied(is_copied, texts);
                    self.say(sentence.text.to_owned());
                }
                Step::Draw
            }
            Message::Happened(action) => Step::Act(action),
            Message::Called(call) => {
                self.focus.is_asked = false;
                let is_open = self.state.open.is_some();
                Step::Act(match call {
                    Call::Search(query) => {
                        if is_open {
                            self.history.replace();
                        }
                        search_box::write(&self.focus.input, &query);
                        Action::Typed(query)
                    }
                    Call::Open(id, origin) => {
                        if !is_open {
                            self.focus.leave(browser::focused());
                        }
                        self.origin = origin;
                        Action::Opened(Entry::Named(id))
                    }
                    Call::Clear => {
                        if is_open {
                            self.history.replace();
                        }
                        search_box::empty(&self.focus.input);
                        Action::Cleared
                    }
                })
            }
            Message::Heard(EngineEvent::Reply(Reply::Opened {
                id,
                records,
                shared,
            })) if !records.is_empty() && !self.has_later_texts() => {
                self.unread = Some((id, records, shared));
                props.tell.emit("texts");
                Step::Rest
            }
            Message::Heard(EngineEvent::Reply(reply)) => Step::Act(Action::Replied(reply)),
            Message::Heard(EngineEvent::Died) => Step::Act(Action::Died),
        }
    }

    fn meaning_of_time(&mut self, due: Due, props: &AppProps) -> Step {
        match due {
            Due::Announcement => {
                self.announcer.speak();
                Step::Draw
            }
            Due::Finished => Step::Act(Action::Finished),
            Due::Facts => {
                self.send_search();
                Step::Rest
            }
            Due::Slow => Step::Act(Action::Slowed),
            Due::Status => self.still_alive(props),
            Due::Stepped(step) => self.meaning_of_step(step),
        }
    }

    /// Shows again what was shown at this step of the browser's history.
    fn meaning_of_step(&mut self, step: Option<u32>) -> Step {
        let visit = self.history.arrive(step);
        let is_open = self.state.open.is_some();
        let close = match is_open {
            true => Step::Act(Action::Closed),
            false => Step::Rest,
        };
        let Some(Visit {
            question,
            page,
            open,
        }) = visit
        else {
            return close;
        };
        let now = &self.state.question;
        let is_other = (&question.query, &question.known) != (&now.query, &now.known);
        if is_other {
            search_box::write(&self.focus.input, &question.query);
            known::write(&self.focus.input, &question.known);
            self.act(Action::Returned(question.into(), page));
        }
        let Some((entry, origin)) = open else {
            return match is_other {
                true => Step::Draw,
                false => close,
            };
        };
        if !is_open {
            self.focus.leave(None);
        }
        if let Entry::At { list, designation } = entry {
            self.focus.read_on(row::value(list, designation));
        }
        self.origin = origin;
        Step::Act(Action::Opened(entry))
    }

    fn meaning_of_intent(&mut self, intent: Intent, props: &AppProps) -> Step {
        let AppProps {
            config, tell, give, ..
        } = props;
        let tool = |name| {
            tell.emit(name);
            Step::Act(Action::Missed(None))
        };
        let wish = |name| {
            tell.emit(name);
            Step::Rest
        };
        Step::Act(match intent {
            Intent::Type(query) if config.on_submit => Action::Edited(query),
            Intent::Type(query) => Action::Typing(query),
            Intent::Finish => {
                if self.state.is_typing {
                    self.waiting.on_leaving(&self.on_due);
                }
                return Step::Rest;
            }
            Intent::Submit(query) => Action::Typed(query),
            Intent::Clear => Action::Cleared,
            Intent::Know(known) => Action::Knew(known),
            Intent::Turn(page) => Action::TurnedTo(page),
            Intent::Widen(is_wide) => Action::Widened(is_wide),
            Intent::Narrow(narrow) => Action::Narrowed(narrow),
            Intent::Broaden => Action::Broadened,
            Intent::ShowFilters(is_open) => Action::ShowedFilters(is_open),
            Intent::Unfilter => Action::Unfiltered,
            Intent::ListSuppressed(is_listed) => Action::ListedSuppressed(is_listed),
            Intent::Try(query) => {
                search_box::write(&self.focus.input, query);
                Action::Typed(query.to_owned())
            }
            Intent::Open {
                list,
                designation,
                button,
            } => {
                if self.state.open.is_none() {
                    self.origin = Origin::Search;
                    self.focus.leave(button);
                } else if button.is_some() {
                    self.history.read_on();
                }
                Action::Opened(Entry::At { list, designation })
            }
            Intent::Back if config.standalone => {
                browser::go(-(self.history.depth().max(1) as i32));
                return Step::Rest;
            }
            Intent::Back => Action::Closed,
            Intent::Retry => {
                self.engine.restart();
                self.history.forget();
                return Step::Rest;
            }
            Intent::Save => {
                if let Some(answered) = &self.state.answered {
                    let searched = asked::write(&answered.question, self.state.loaded());
                    give.emit(("save", searched));
                }
                Action::Missed(None)
            }
            Intent::CheckFile => return tool("files"),
            Intent::CheckRecord => return tool("verify"),
            Intent::Test => return tool("test"),
            Intent::Overview => return tool("overview"),
            Intent::Keep => return wish("keep"),
            Intent::Forget => return wish("forget"),
            Intent::Print => Action::Printing,
            Intent::Copy => {
                give.emit(("copy", self.copied_from()));
                return Step::Rest;
            }
        })
    }

    /// Whether, after this, the answer is to have the focus once it is there.
    fn is_asked_after(&self, intent: &Intent) -> bool {
        match intent {
            Intent::Type(_) | Intent::Clear | Intent::Know(_) | Intent::Narrow(_) => false,
            Intent::Submit(query) => self.focus.is_asked || !query.trim().is_empty(),
            Intent::Try(_)
            | Intent::Turn(_)
            | Intent::Widen(_)
            | Intent::Broaden
            | Intent::Unfilter => true,
            Intent::Finish
            | Intent::ListSuppressed(_)
            | Intent::ShowFilters(_)
            | Intent::Open { .. }
            | Intent::Back
            | Intent::Print
            | Intent::Copy
            | Intent::Retry
            | Intent::CheckFile
            | Intent::Overview
            | Intent::Save
            | Intent::CheckRecord
            | Intent::Test
            | Intent::Keep
            | Intent::Forget => self.focus.is_asked,
        }
    }

    fn still_alive(&self, props: &AppProps) -> Step {
        props.tell.emit("alive");
        Step::Rest
    }

    /// Looks at the clock and the box. The message searches the text in the box if the app was not
    /// told of it, judges the lists again if a status or the day has changed, and else does nothing.
    fn look(&self) -> Message {
        let box_holds = self
            .focus
            .input
            .cast::<HtmlInputElement>()
            .map(|input| input.value());
        if let Some(query) = box_holds
            && query != self.state.question.query
        {
            return Message::Meant(Intent::Type(query));
        }
        let (now, then) = (browser::now(), self.state.now);
        let is_due = self.waiting.is_status_due(now.unix);
        if is_due || now.unix < then.unix || now.local().day != then.local().day {
            return Message::Happened(Action::Ticked);
        }
        Message::Looked
    }
}
