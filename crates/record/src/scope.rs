//! IDs and regimes of one list among several: `un:QDi.001`, `uk:GIM`.

/// Whether `text` names what the list with the code `list` calls `own`: by itself (`GIM`), or with
/// the list before it (`uk:GIM`). Case and blanks around it do not count.
///
/// Text without a list may name something on several lists: whoever asks decides what that means.
///
/// ```
/// assert!(record::refers_to("uk:gim", "uk", "GIM") && record::refers_to("GIM", "uk", "GIM"));
/// assert!(!record::refers_to("un:GIM", "uk", "GIM"));
/// ```
#[must_use]
pub fn refers_to(text: &str, list: &str, own: &str) -> bool {
    let text = text.trim();
    let scoped = after_list(text, list);
    text.eq_ignore_ascii_case(own) || scoped.is_some_and(|code| code.eq_ignore_ascii_case(own))
}

/// The text after the code of this list and a colon; `None` where it does not begin with them.
#[must_use]
pub fn after_list<'text>(text: &'text str, list: &str) -> Option<&'text str> {
    // No search for the colon: that of the standard library is code for every browser to load.
    let (code, own) = text.trim().split_at_checked(list.len())?;
    let own = own.strip_prefix(':')?;
    code.eq_ignore_ascii_case(list).then(|| own.trim())
}
