//! Consonant skeletons: what the Latin spellings of one name of another script have in common.

/// The consonants of a word in Latin letters, letters that stand for one sound made equal: what
/// most spellings of one name of another script share (`Mohammed`, `Muhamad`; `Yusuf`, `Jusuf`).
///
/// Empty for words with letters of another script, for numbers, and for words of vowels alone.
///
/// ```
/// assert_eq!(names::skeleton("mohammed"), names::skeleton("muhamad"));
/// assert_ne!(names::skeleton("hasanov"), names::skeleton("hasan"));
/// ```
#[must_use]
pub fn skeleton(word: &str) -> String {
    let mut skeleton = String::with_capacity(word.len());
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return skeleton;
    }
    let bytes = word.as_bytes();
    for (place, byte) in bytes.iter().enumerate() {
        let next = bytes.get(place + 1).copied().unwrap_or(0);
        let sound = match (*byte, next) {
            // Vowels, half-vowels and the breath that romanisations drop.
            (b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' | b'j', _) => continue,
            (b'w', _) => 'v',
            (b'p', b'h') => 'f',
            (b'c' | b'q', _) | (b'k', _) => 'k',
            (b'x', _) => 'k',
            (b'z', _) => 's',
            (byte, _) => char::from(byte),
        };
        if !skeleton.ends_with(sound) {
            skeleton.push(sound);
        }
    }
    skeleton
}
