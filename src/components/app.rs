//! The whole widget: one state, the effects around it, and what is shown for it.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, Reducible, component, html, use_effect_with,
    use_mut_ref, use_node_ref, use_reducer, use_state_eq,
};

use super::row::Opening;
use super::{
    Setting, about, answer, guidance, header, known, link, notice, record, results, search_box,
    start, status, wider,
};
use crate::config::Config;
use crate::engine::client::EngineEvent;
use crate::engine::protocol::Request;
use crate::hooks::{now, use_back, use_engine, use_minutes};
use crate::messages::{Language, Messages, Trouble};
use crate::state::{Action, Age, Content, Lists, Stamp, Standing, State};

/// Milliseconds of loading before the page says how far it is.
const PATIENCE: u32 = 1_000;

/// Milliseconds without a change before a screen reader is told the count.
const PAUSE: u32 = 800;

#[derive(PartialEq, Properties)]
/// What [`App`] needs.
pub struct AppProps {
    /// The element's attributes.
    pub config: Rc<Config>,
}

impl Reducible for State {
    type Action = (Action, Stamp);

    fn reduce(self: Rc<Self>, (action, stamp): Self::Action) -> Rc<Self> {
        Rc::new(Self::clone(&self).reduce(action, stamp))
    }
}

/// The whole widget.
#[component]
pub fn App(props: &AppProps) -> Html {
    let config = &props.config;
    let messages = Language::default().messages();
    let state = use_reducer(|| State::new(now()));
    let engine = {
        let dispatch = state.dispatcher();
        let handle = use_mut_ref(|| None);
        let on_event = {
            let handle = handle.clone();
            Callback::from(move |event| {
                let action = match event {
                    EngineEvent::Reply(reply) => Action::Replied(reply),
                    EngineEvent::Died => Action::Died,
                };
                let id = handle
                    .borrow()
                    .as_ref()
                    .map_or(0, crate::engine::client::EngineHandle::next_id);
                dispatch.dispatch((action, Stamp { now: now(), id }));
            })
        };
        let engine = use_engine(&config.data, on_event);
        *handle.borrow_mut() = Some(engine.clone());
        engine
    };
    let act = {
        let (dispatch, engine) = (state.dispatcher(), engine.clone());
        Callback::from(move |action| {
            let id = engine.next_id();
            dispatch.dispatch((action, Stamp { now: now(), id }));
        })
    };
    use_minutes(act.reform(|()| Action::Ticked));

    let is_loading = matches!(state.lists, Lists::Loading { .. });
    {
        let act = act.clone();
        use_effect_with(is_loading, move |is_loading| {
            let patience =
                is_loading.then(|| Timeout::new(PATIENCE, move || act.emit(Action::Slowed)));
            move || drop(patience)
        });
    }
    {
        let engine = engine.clone();
        use_effect_with(state.awaited.clone(), move |search| {
            if let Some(search) = search {
                engine.send(Request::Search {
                    id: search.id,
                    query: search.question.query.clone(),
                    born: search.question.known.born.clone(),
                    options: search.options(),
                });
            }
        });
    }
    let opened = state
        .open
        .as_ref()
        .map(|open| (open.id, open.list, open.designation));
    {
        let engine = engine.clone();
        use_effect_with(opened, move |opened| {
            if let Some((id, list, designation)) = *opened {
                engine.send(Request::Open {
                    id,
                    list,
                    designation,
                });
            }
        });
    }

    let is_open = state.open.is_some();
    let on_close = act.reform(|()| Action::Closed);
    let on_back = use_back(config.standalone, is_open, on_close);

    // Where the reader was when a record was opened.
    let place = use_mut_ref(|| None::<(Option<HtmlElement>, f64)>);
    {
        let place = place.clone();
        use_effect_with(is_open, move |is_open| {
            let place = if *is_open {
                None
            } else {
                place.borrow_mut().take()
            };
            if let Some((button, scroll)) = place {
                if let Some(button) = button {
                    let _ = button.focus();
                }
                let window = gloo::utils::window();
                let across = window.scroll_x().unwrap_or_default();
                window.scroll_to_with_x_and_y(across, scroll);
            }
        });
    }
    let on_open = {
        let act = act.clone();
        Callback::from(move |opening: Opening| {
            let scroll = gloo::utils::window().scroll_y().unwrap_or_default();
            *place.borrow_mut() = Some((opening.button, scroll));
            act.emit(Action::Opened {
                list: opening.list,
                designation: opening.designation,
            });
        })
    };

    let title = use_node_ref();
    {
        let title = title.clone();
        let is_shown = state
            .open
            .as_ref()
            .is_some_and(|open| matches!(open.content, Content::Shown(_)));
        use_effect_with(is_shown, move |is_shown| {
            if *is_shown {
                focus(&title);
            }
        });
    }

    // How often a search was asked for outright since the last letter was typed: then the
    // focus goes to the count, and reads it out.
    let asked = use_state_eq(|| 0_u32);
    let count = use_node_ref();
    let is_settled = state.standing() != Standing::Awaited;
    {
        let count = count.clone();
        use_effect_with((*asked, is_settled), move |(asked, is_settled)| {
            if *asked > 0 && *is_settled {
                focus(&count);
            }
        });
    }
    let input = use_node_ref();
    let on_input = {
        let (act, asked) = (act.clone(), asked.clone());
        Callback::from(move |query| {
            asked.set(0);
            act.emit(Action::Typed(query));
        })
    };
    let on_clear = {
        let (act, asked) = (act.clone(), asked.clone());
        Callback::from(move |()| {
            asked.set(0);
            act.emit(Action::Cleared);
        })
    };
    let on_know = {
        let (act, asked) = (act.clone(), asked.clone());
        Callback::from(move |known| {
            asked.set(0);
            act.emit(Action::Knew(known));
        })
    };
    let on_submit = {
        let (act, asked) = (act.clone(), asked.clone());
        Callback::from(move |query: String| {
            if !query.trim().is_empty() {
                asked.set(*asked + 1);
            }
            act.emit(Action::Typed(query));
        })
    };
    let on_try = {
        let (input, on_submit) = (input.clone(), on_submit.clone());
        Callback::from(move |query: &'static str| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.set_value(query);
            }
            on_submit.emit(query.to_owned());
        })
    };
    let on_turn = {
        let (act, asked) = (act.clone(), asked.clone());
        Callback::from(move |page| {
            asked.set(*asked + 1);
            act.emit(Action::TurnedTo(page));
        })
    };
    let on_widen = {
        let (act, asked) = (act.clone(), asked.clone());
        Callback::from(move |is_wide| {
            asked.set(*asked + 1);
            act.emit(Action::Widened(is_wide));
        })
    };

    let trouble = trouble(&state, messages);
    let sentence = AttrValue::from(status::sentence(&state, messages));
    let said = use_state_eq(AttrValue::default);
    {
        let said = said.clone();
        let is_read_anyway = (*asked > 0 && trouble.is_none()) || is_open;
        use_effect_with(
            (sentence.clone(), is_read_anyway),
            move |(text, is_read_anyway)| {
                let text = if *is_read_anyway {
                    AttrValue::default()
                } else {
                    text.clone()
                };
                // Nothing stands there that the page no longer says.
                said.set(AttrValue::default());
                let pause = Timeout::new(PAUSE, move || said.set(text));
                move || drop(pause)
            },
        );
    }

    let lists = state.loaded();
    let setting = Setting {
        messages,
        level: config.heading,
        now: state.now,
    };
    let record = state.open.as_ref().and_then(|open| {
        let list = lists.get(open.list)?;
        Some(record::show(setting, &open.content, list, title, &on_back))
    });
    // Every slot below holds one node, always: one more or less before the box would make Yew
    // build the box anew, and what stands in it would be lost.
    let record = record.unwrap_or_default();
    let results = state
        .answered
        .as_ref()
        .filter(|answered| !answered.results.rows.is_empty())
        .map(|answered| results::show(setting, answered, !is_settled, &on_open, &on_turn))
        .unwrap_or_default();
    let is_blank = state.question.is_blank();
    let wider = state
        .answered
        .as_ref()
        .filter(|_| !is_blank)
        .map(|answered| wider::show(messages, answered, &on_widen))
        .unwrap_or_default();
    let on_retry = Callback::from(move |()| engine.restart());
    // The problem itself, or what was not found, stands where else the count stands.
    let count_line = match &trouble {
        Some(_) => Html::default(),
        None => answer::verdict(&state, messages).unwrap_or_else(|| html! { &sentence }),
    };
    let starts = is_blank && trouble.is_none();
    let known = known::show(&state, messages, &on_know);
    let problem = trouble.map(|trouble| notice::problem(setting, &trouble, &on_retry));
    let problem = problem.unwrap_or_default();
    html! {
        <div class="widget" lang={Language::default().code()}>
            { header::show(setting, lists, config.standalone) }
            if state.is_sample() {
                { notice::sample(messages) }
            } else if state.age() == Age::Unknown {
                { notice::unknown_age(messages) }
            }
            { printed(&state, messages) }
            <div hidden={is_open}>
                { search_box::show(messages, input, known, &on_input, &on_clear, &on_submit) }
                <p class="status" tabindex="-1" ref={count}>{ count_line }</p>
                { problem }
                { answer::meaning(&state, messages) }
                { results }
                { wider }
                if starts {
                    { start::show(messages, state.is_sample(), &on_try) }
                }
            </div>
            { record }
            <div class="unseen" role="status">{ (*said).clone() }</div>
            <div class="foot">
                { guidance::show(messages) }
                { about::show(setting, lists) }
            </div>
            { footer(lists, config, messages) }
        </div>
    }
}

fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _ = element.focus();
    }
}

fn trouble(state: &State, messages: &Messages) -> Option<Trouble> {
    match &state.lists {
        Lists::Failed(failure) => Some((messages.load_failed)(failure)),
        Lists::Died => Some(messages.died.clone()),
        Lists::Ready(lists) if state.age() == Age::Expired => {
            Some((messages.expired)(lists, state.now))
        }
        Lists::Ready(_) | Lists::Loading { .. } => None,
    }
}

/// What was searched and when, for whoever reads it on paper.
fn printed(state: &State, messages: &Messages) -> Html {
    let answered = state.answered.as_ref();
    let Some(answered) = answered.filter(|answered| !answered.question.is_blank()) else {
        return Html::default();
    };
    let sentence = (messages.printed_search)(&answered.question, answered.at);
    html! { <p class="paper">{ super::phrase::show(&sentence) }</p> }
}

fn footer(lists: &[pack::manifest::ListEntry], config: &Config, messages: &Messages) -> Html {
    let notices = lists.iter().map(|list| {
        let (text, licence) = (messages.licence_notice)(list);
        html! { <p>{ text }{ link(list.licence_url.clone(), licence.to_string()) }{ "." }</p> }
    });
    html! {
        <footer class="quiet">
            { for notices }
            if !config.official {
                <p>{ messages.unofficial }</p>
            }
        </footer>
    }
}
