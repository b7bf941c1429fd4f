//! Undoes a fault of encoding where what was meant is certain.

/// The text without the fault; `None` where there is none, or where it is not certain.
pub(super) fn repair(_text: &str) -> Option<String> {
    None
}
