//! The sentences of the overview of a list.

super::panel::texts!("/overview.rs");
