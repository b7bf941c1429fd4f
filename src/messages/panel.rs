//! The sentences of a panel beside the search, which are loaded with it: `Texts`, a type for each panel, since each
//! is a program of its own. The build makes its methods of the English file of the panel.

/// Makes `Texts` of the methods that the build has written into a file.
macro_rules! texts {
    ($file:literal) => {
        use core::cell::RefCell;

        use crate::messages::{Messages, Phrase, Sentence, Value};

        include!(concat!(env!("OUT_DIR"), $file));

        /// The sentences of the panel in one language.
        pub struct Texts {
            /// Those of the page, in the same language.
            pub(crate) messages: &'static Messages,
            /// As many as there are, so that each has its own fixed place.
            own: [Sentence; SENTENCES],
        }

        thread_local! {
            static LOADED: RefCell<Vec<&'static Texts>> = const { RefCell::new(Vec::new()) };
        }

        impl PartialEq for Texts {
            /// A language is loaded once.
            fn eq(&self, other: &Self) -> bool {
                core::ptr::eq(self, other)
            }
        }

        impl Texts {
            /// The sentences of the file of all panels, as the build packs it, in the language of `messages`; `None` for
            /// another file. They are kept for as long as the page lives.
            #[must_use]
            pub fn load(messages: &'static Messages, text: String) -> Option<&'static Self> {
                LOADED.with_borrow_mut(|loaded| {
                    let known = loaded.iter().find(|texts| texts.messages == messages);
                    if known.is_some() {
                        return known.copied();
                    }
                    let own = messages.of_panel(text, FROM, SENTENCES, LAW_FROM)?;
                    let own = own.try_into().ok()?;
                    let texts: &Self = Box::leak(Box::new(Self { messages, own }));
                    loaded.push(texts);
                    Some(texts)
                })
            }
        }
    };
}

pub(super) use texts;
