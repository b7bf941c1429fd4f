//! The engine, for as long as a component is there.

use std::rc::Rc;

use yew::{AttrValue, Callback, hook, use_effect_with, use_memo, use_mut_ref};

use crate::engine::client::{self, EngineEvent, EngineHandle};

/// Joins the engine of a manifest and passes on what it says, for as long as the component
/// lives. `on_event` may be another callback at each render; the latest is called.
#[hook]
pub fn use_engine(manifest: &AttrValue, on_event: Callback<EngineEvent>) -> EngineHandle {
    let handle = use_memo(manifest.clone(), client::join);
    let latest = use_mut_ref(Callback::noop);
    *latest.borrow_mut() = on_event;
    use_effect_with(Rc::clone(&handle), move |handle| {
        let listening = handle.listen(Callback::from(move |event| {
            let on_event = latest.borrow().clone();
            on_event.emit(event);
        }));
        move || drop(listening)
    });
    (*handle).clone()
}
