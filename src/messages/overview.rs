//! The sentences of the overview of a list, which are English in every language, as those of the check of a
//! file are.

include!(concat!(env!("OUT_DIR"), "/overview.rs"));
