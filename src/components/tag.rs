//! Elements, one call each. What `html!` writes out in full at every place weighs several times
//! as much as these calls, and a phone has to load it before the box can be typed in.

use std::rc::Rc;

use web_sys::Event;
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VList, VTag, VText,
};
use yew::{AttrValue, Callback, Html, NodeRef};

use crate::messages::{Sentence, Tongue};

/// Attributes that are always the same.
pub(super) type Fixed = &'static [(&'static str, AttributeOrProperty)];

/// Attributes of a field for text, after those that are given: no browser or password manager completes, corrects,
/// sends to a spelling or writing service or keeps what is typed.
macro_rules! unkept {
    ($($own:expr),* $(,)?) => {
        &[
            $($own,)*
            ("autocomplete", Static("off")),
            ("autocapitalize", Static("off")),
            ("autocorrect", Static("off")),
            ("spellcheck", Static("false")),
            ("writingsuggestions", Static("false")),
            ("translate", Static("no")),
            ("dir", Static("auto")),
            // 1Password, LastPass, Bitwarden and Dashlane each ask for a word of their own.
            ("data-1p-ignore", Static("")),
            ("data-lpignore", Static("true")),
            ("data-bwignore", Static("")),
            ("data-form-type", Static("other")),
        ]
    };
}
pub(super) use unkept;

/// An element in the making. Children that may be missing keep their place as empty HTML, so
/// that Yew does not rebuild what follows them.
pub(super) struct Tag(Box<Draft>);

struct Draft {
    tag: VTag,
    class: &'static str,
    tongue: Option<Tongue>,
}

#[inline(never)]
pub(super) fn tag(name: &'static str) -> Tag {
    Tag(Box::new(Draft {
        tag: VTag::new(name),
        class: "",
        tongue: None,
    }))
}

/// Text as HTML.
pub(super) fn text(words: impl Into<AttrValue>) -> Html {
    node(words.into())
}

#[inline(never)]
fn node(words: AttrValue) -> Html {
    VText::new(words).into()
}

/// One piece of HTML after another.
#[inline(never)]
pub(super) fn all(children: Vec<Html>) -> Html {
    VList::with_children(children, None).into()
}

impl Tag {
    #[inline(never)]
    pub(super) fn class(mut self, name: &'static str) -> Self {
        self.0.class = name;
        self
    }

    /// The language of what stands in it, where that is not the page's.
    #[inline(never)]
    pub(super) fn tongue(mut self, tongue: Option<Tongue>) -> Self {
        self.0.tongue = tongue;
        self
    }

    #[inline(never)]
    pub(super) fn fixed(mut self, attributes: Fixed) -> Self {
        self.0.tag.attributes = Attributes::Static(attributes);
        self
    }

    /// Attributes by name; `None` leaves one out.
    pub(super) fn with<const N: usize>(
        self,
        keys: &'static [&'static str; N],
        values: [Option<AttrValue>; N],
    ) -> Self {
        self.set(
            keys,
            Box::new(values.map(|value| value.map(AttributeOrProperty::Attribute))),
        )
    }

    #[inline(never)]
    fn set(
        mut self,
        keys: &'static [&'static str],
        values: Box<[Option<AttributeOrProperty>]>,
    ) -> Self {
        self.0.tag.attributes = Attributes::Dynamic { keys, values };
        self
    }

    /// Adds HTML, or another element.
    pub(super) fn child(self, child: impl Child) -> Self {
        child.end(self)
    }

    pub(super) fn text(self, words: impl Words) -> Self {
        words.end(self)
    }

    #[inline(never)]
    pub(super) fn children(mut self, children: Vec<Html>) -> Self {
        self.0.tag.add_children(children);
        self
    }

    #[inline(never)]
    pub(super) fn node(mut self, node: NodeRef) -> Self {
        self.0.tag.node_ref = node;
        self
    }

    #[inline(never)]
    pub(super) fn key(mut self, key: String) -> Self {
        self.0.tag.key = Some(Key::from(key));
        self
    }

    #[inline(never)]
    pub(super) fn on(mut self, when: When, act: Callback<Event>) -> Self {
        self.0.tag.add_listener(Rc::new(On { when, act }));
        self
    }

    #[inline(never)]
    pub(super) fn show(mut self) -> Html {
        let Draft { class, tongue, .. } = *self.0;
        if !class.is_empty() || tongue.is_some() {
            let class = (!class.is_empty()).then_some(class.into());
            let lang = tongue.map(|tongue| tongue.lang.into());
            let dir = tongue.map(|tongue| tongue.dir.into());
            self = self.with(&["class", "lang", "dir"], [class, lang, dir]);
        }
        self.0.tag.into()
    }
}

/// What can stand in an element. Each way in is a small call, whatever is handed over.
pub(super) trait Child {
    fn end(self, parent: Tag) -> Tag;
}

impl Child for Html {
    #[inline(never)]
    fn end(self, mut parent: Tag) -> Tag {
        parent.0.tag.add_child(self);
        parent
    }
}

impl Child for Tag {
    #[inline(never)]
    fn end(self, mut parent: Tag) -> Tag {
        parent.0.tag.add_child(self.show());
        parent
    }
}

/// Text that can stand in an element. A sentence marks the element with its language.
pub(super) trait Words {
    fn end(self, parent: Tag) -> Tag;
}

impl Words for &'static str {
    #[inline(never)]
    fn end(self, parent: Tag) -> Tag {
        parent.child(text(self))
    }
}

impl Words for &'static Sentence {
    #[inline(never)]
    fn end(self, mut parent: Tag) -> Tag {
        parent.0.tongue = self.tongue;
        parent.child(text(self.text))
    }
}

impl Words for Html {
    #[inline(never)]
    fn end(self, parent: Tag) -> Tag {
        parent.child(self)
    }
}

impl Words for String {
    #[inline(never)]
    fn end(self, parent: Tag) -> Tag {
        parent.child(text(self))
    }
}

impl Words for AttrValue {
    #[inline(never)]
    fn end(self, parent: Tag) -> Tag {
        parent.child(text(self))
    }
}

/// The events that are heard.
#[derive(Clone, Copy)]
pub(super) enum When {
    Changed,
    Clicked,
    Copied,
    KeyDown,
    Submitted,
    Typed,
}

struct On {
    when: When,
    act: Callback<Event>,
}

impl Listener for On {
    fn kind(&self) -> ListenerKind {
        match self.when {
            When::Changed => ListenerKind::onchange,
            When::Clicked => ListenerKind::onclick,
            When::Copied => ListenerKind::oncopy,
            When::KeyDown => ListenerKind::onkeydown,
            When::Submitted => ListenerKind::onsubmit,
            When::Typed => ListenerKind::oninput,
        }
    }

    fn handle(&self, event: Event) {
        self.act.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}
