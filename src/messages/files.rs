//! The sentences of the check of a file.

super::panel::texts!("/files.rs");
