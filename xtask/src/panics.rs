//! Takes the text of panics out of a module: 5 KB of the engine's 158 (gzip, 2026-11-26).
//!
//! Nobody can read that text. Panics abort, standard error leads nowhere in a browser, and no hook is
//! set: whatever a panic says, JavaScript learns of a trap. So the functions of the standard library that
//! put the text together become that trap, and what only they use falls to wasm-opt.

use anyhow::{Result, ensure};
use walrus::ir::Value;
use walrus::{ConstExpr, DataId, DataKind, FunctionBuilder, FunctionId, FunctionKind, Module};

/// Functions of the standard library that never return, by the last part of their path.
const PANICKING: [&str; 14] = [
    "assert_failed",
    "capacity_overflow",
    "expect_failed",
    "handle_alloc_error",
    "handle_error",
    "len_mismatch_fail",
    "panic_already_borrowed",
    "panic_already_mutably_borrowed",
    "panic_on_ord_violation",
    "panic_poisoned",
    "rust_begin_unwind",
    "slice_error_fail",
    "slice_index_fail",
    "unwrap_failed",
];

/// Makes every panic of the module the trap that it ends in.
pub fn silence(module: &mut Module) -> Result<()> {
    let silent: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .map(|(id, _)| id)
        .filter(|id| module.funcs.get(*id).name.as_deref().is_some_and(is_silent))
        .collect();
    for id in &silent {
        trap(module, *id);
    }
    let places = forget_places(module);
    ensure!(
        !silent.is_empty() && places > 0,
        "no panic was found: does Rust name its functions in another way?"
    );
    Ok(())
}

/// Whether a function will be a trap, by its name.
pub fn is_silent(name: &str) -> bool {
    is_panic(name) || is_debug(name)
}

/// Whether a function is one of those that a panic begins with.
fn is_panic(name: &str) -> bool {
    let path = without_hashes(name);
    let is_standard = ["core::", "alloc::", "std::", "__rustc::", "<alloc::"]
        .iter()
        .any(|start| path.starts_with(start));
    let end = path.rsplit("::").next().unwrap_or_default();
    path.starts_with("core::panicking::")
        || is_standard && PANICKING.contains(&end)
        // The hook that Yew would set, were there none.
        || path == "console_error_panic_hook::hook"
}

/// Whether a function writes the debug form of a value. Only a panic shows one: `tests/tidy.rs`.
fn is_debug(name: &str) -> bool {
    without_hashes(name).ends_with(" as core::fmt::Debug>::fmt")
}

/// A path without the hashes that tell crates and functions of one name apart: `core[0f1e]::fmt`,
/// `core::fmt::h0123456789abcdef`.
fn without_hashes(name: &str) -> String {
    let mut parts = name.split('[');
    let mut path = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((hash, rest)) if hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                path.push_str(rest);
            }
            _ => {
                path.push('[');
                path.push_str(part);
            }
        }
    }
    match path.rsplit_once("::h") {
        Some((before, hash))
            if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
        {
            before.to_owned()
        }
        _ => path,
    }
}

/// Gives a function a body that traps.
fn trap(module: &mut Module, id: FunctionId) {
    let kind = module.types.get(module.funcs.get(id).ty());
    let (takes, gives) = (kind.params().to_vec(), kind.results().to_vec());
    let mut body = FunctionBuilder::new(&mut module.types, &takes, &gives);
    body.func_body().unreachable();
    let arguments = takes.iter().map(|kind| module.locals.add(*kind)).collect();
    module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(arguments));
}

/// Puts zeros for every place in the source that a panic could name, and for the names of files that
/// only these places refer to. Returns how many there were.
///
/// A place is four numbers: address and length of a file's name, line and column.
fn forget_places(module: &mut Module) -> usize {
    let data: Vec<(DataId, usize, Vec<u8>)> = module
        .data
        .iter()
        .filter_map(|data| match data.kind {
            DataKind::Active {
                offset: ConstExpr::Value(Value::I32(start)),
                ..
            } => Some((data.id(), usize::try_from(start).ok()?, data.value.clone())),
            _ => None,
        })
        .collect();
    let is_file = |address: usize, length: usize| {
        data.iter().any(|(_, start, bytes)| {
            let from = address.checked_sub(*start);
            let name = from.and_then(|from| bytes.get(from..from.checked_add(length)?));
            name.is_some_and(|name| name.ends_with(b".rs") && name.iter().all(u8::is_ascii_graphic))
        })
    };
    let mut forgotten = Vec::new();
    let mut places = 0;
    for (_, start, bytes) in &data {
        let aligned = start.next_multiple_of(4) - start;
        for (place, numbers) in bytes
            .get(aligned..)
            .unwrap_or_default()
            .windows(16)
            .enumerate()
            .step_by(4)
        {
            let number = |place: usize| {
                let bytes = numbers.get(4 * place..4 * place + 4).unwrap_or_default();
                bytes
                    .iter()
                    .rev()
                    .fold(0, |number, byte| number << 8 | usize::from(*byte))
            };
            let (name, length) = (number(0), number(1));
            if (4..300).contains(&length) && number(2) > 0 && number(3) > 0 && is_file(name, length)
            {
                places += 1;
                forgotten.push((start + aligned + place, 16));
                forgotten.push((name, length));
            }
        }
    }
    for (id, start, bytes) in &data {
        for (address, length) in &forgotten {
            if let Some(from) = address.checked_sub(*start)
                && from + length <= bytes.len()
            {
                module.data.get_mut(*id).value[from..from + length].fill(0);
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_that_only_panics_is_known_by_its_path() {
        #[rustfmt::skip]
        let rows = [
            ("core[c5930c85a12de822]::panicking::panic_fmt", true),
            ("core[c5930c85a12de822]::panicking::assert_failed::<usize, usize>", true),
            ("core[c5930c85a12de822]::option::unwrap_failed", true),
            ("core::option::unwrap_failed::h0123456789abcdef", true),
            ("console_error_panic_hook::hook::h0123456789abcdef", true),
            ("std::panicking::set_hook::h0123456789abcdef", false),
            ("<alloc[3ca501edff3f0c7c]::vec::Vec<_, _>>::insert_mut::assert_failed", true),
            ("__rustc[b7974e8690430dd9]::rust_begin_unwind", true),
            ("std[a543996e6e7dbf1e]::panicking::panic_count::increase", false),
            ("matcher::search::unwrap_failed::h0123456789abcdef", false),
            ("core::slice::<impl [T]>::partition_point::h0123456789abcdef", false),
        ];
        for (name, expected) in rows {
            assert_eq!(is_panic(name), expected, "{name}");
        }
        assert!(is_debug(
            "<char as core[c5930c85a12de822]::fmt::Debug>::fmt"
        ));
        assert!(!is_debug(
            "<u16 as core[c5930c85a12de822]::fmt::Display>::fmt"
        ));
    }
}
