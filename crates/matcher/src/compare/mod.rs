//! Compares a query with one listed name, token by token. It knows no index: the search, the
//! comparison of two texts and the reference implementation call the same code.
//!
//! `similarity` (two tokens) → `alignment` (two names) → `features` → `rules` → `score`; `explanation`
//! reads the evidence from the alignment.

pub(crate) mod alignment;
pub(crate) mod explanation;
pub(crate) mod features;
pub(crate) mod rules;
pub(crate) mod score;
pub(crate) mod similarity;
