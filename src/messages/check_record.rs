//! The sentences of check records, which are English in every language, as the check of a file is.

include!(concat!(env!("OUT_DIR"), "/record.rs"));
