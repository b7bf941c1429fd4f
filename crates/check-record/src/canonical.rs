//! The canonical form of JSON, and the hashes over it.
//!
//! One value has one text (RFC 8785): no blanks, members in order of their names, numbers in their shortest form. Only so
//! can a hash be about what a record says, and not about how an editor has laid it out.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::error::RecordError;

/// A value as JSON, with every number as its text has it: 0.9 of 32 bits is 0.9 and not 0.8999999761581421.
///
/// # Errors
/// [`RecordError::Damaged`] for what has no form as JSON, which nothing in this crate lacks.
pub fn value(of: &(impl Serialize + ?Sized)) -> Result<Value, RecordError> {
    Ok(serde_json::from_slice(&serde_json::to_vec(of)?)?)
}

/// The canonical form of a value.
///
/// ```
/// let value = serde_json::json!({"b": [1.0, 1e-7, null], "a": "ü\n"});
/// assert_eq!(check_record::canonical(&value)?, r#"{"a":"ü\n","b":[1,1e-7,null]}"#.as_bytes());
/// # Ok::<(), check_record::RecordError>(())
/// ```
///
/// # Errors
/// [`RecordError::Damaged`] for a number that JSON's common form cannot hold.
pub fn canonical(value: &Value) -> Result<Vec<u8>, RecordError> {
    Ok(serde_json_canonicalizer::to_vec(value)?)
}

/// SHA-256 of some bytes, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, *byte]);
    digits.map(digit).collect()
}
