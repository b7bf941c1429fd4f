//! Orders the functions of a module so that similar ones are neighbours: a repetition compresses to
//! fewer bytes the nearer it is. A function is called by its place among them all; wasm-opt, which moves them,
//! takes the order from their names.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use walrus::Module;

/// Gives every function of a module a name, in the order that they are to stand in.
pub fn name_by_similarity(mut wasm: Vec<u8>) -> Result<Vec<u8>> {
    let module = Module::from_buffer(&wasm)?;
    let section = code(&wasm).context("a module without code")?;
    let mut functions = Vec::new();
    for (_, function) in module.funcs.iter_local() {
        // Counted from where the section begins.
        let place = function.original_range.clone();
        let code = place.and_then(|place| section.get(place));
        functions.push(code.context("a function without code")?);
    }
    let imported = module.funcs.iter().count() - functions.len();
    let mut places = vec![0; functions.len()];
    for (place, function) in order(&functions).into_iter().enumerate() {
        places[function] = place;
    }

    let mut names = number(places.len());
    for (function, place) in places.iter().enumerate() {
        names.extend(number(imported + function));
        names.extend(sized(format!("{place:06}").into_bytes()));
    }
    // A section of the kind that is named, for names; in it, those of functions.
    let section = [sized(b"name".to_vec()), vec![1], sized(names)].concat();
    wasm.push(0);
    wasm.extend(sized(section));
    Ok(wasm)
}

/// The section that holds the code of the functions.
fn code(wasm: &[u8]) -> Option<&[u8]> {
    const CODE: u8 = 10;
    let mut rest = wasm.get(b"\0asm\x01\0\0\0".len()..)?;
    loop {
        let (kind, after) = rest.split_first()?;
        let end = after.iter().position(|byte| *byte < 0x80)?;
        let (length, after) = after.split_at(end + 1);
        let length = length.iter().rev();
        let length = length.fold(0, |length, byte| length << 7 | usize::from(byte & 0x7f));
        let (section, after) = after.split_at_checked(length)?;
        if *kind == CODE {
            return Some(section);
        }
        rest = after;
    }
}

/// As far back as gzip looks for a repetition, in bytes.
const WINDOW: usize = 1 << 15;
/// At this distance in bytes a repetition counts half, by trial: the further away, the longer is its address.
const HALF: usize = 500;

/// Each function is followed by the one that repeats most of what is before it: of all its runs of four bytes the
/// share that has been, where a near one counts more than a distant one.
fn order(functions: &[&[u8]]) -> Vec<usize> {
    let mut numbers: BTreeMap<&[u8], usize> = BTreeMap::new();
    let runs: Vec<Vec<usize>> = functions
        .iter()
        .map(|code| {
            let number = |run| {
                let next = numbers.len();
                *numbers.entry(run).or_insert(next)
            };
            code.windows(4).map(number).collect()
        })
        .collect();
    let distinct: Vec<Vec<usize>> = runs
        .iter()
        .map(|runs| {
            let distinct: BTreeSet<usize> = runs.iter().copied().collect();
            distinct.into_iter().collect()
        })
        .collect();
    // Where each run has been last.
    let mut places: Vec<Option<usize>> = vec![None; numbers.len()];
    let mut end = 0;
    let mut left: Vec<usize> = (0..functions.len()).collect();
    // The largest is first: no function is before it.
    left.sort_by_key(|function| functions[*function].len());
    let mut next = left.pop();
    left.sort_unstable();
    let mut order = Vec::new();
    while let Some(function) = next {
        order.push(function);
        for run in &runs[function] {
            places[*run] = Some(end);
            end += 1;
        }
        let repeats = |function: &usize| {
            let runs = &distinct[*function];
            let distances = runs.iter().filter_map(|run| Some(end - places[*run]?));
            let near = distances.filter(|distance| *distance < WINDOW);
            let sum: usize = near
                .map(|distance| 1_000_000 * HALF / (HALF + distance))
                .sum();
            sum / runs.len().max(1)
        };
        let place = (0..left.len()).max_by_key(|place| repeats(&left[*place]));
        next = place.map(|place| left.remove(place));
    }
    order
}

/// Bytes behind their number.
fn sized(bytes: Vec<u8>) -> Vec<u8> {
    [number(bytes.len()), bytes].concat()
}

/// A number as a module writes it: seven bits a byte, the lowest first.
fn number(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

#[cfg(test)]
mod tests {
    use super::{number, order};

    #[test]
    fn similar_functions_are_neighbours() {
        let functions: [&[u8]; 5] = [
            b"one way of it",
            b"quite other code",
            b"one way of them",
            b"",
            b"quite other codes, and more",
        ];
        assert_eq!(order(&functions)[..2], [4, 1]);
        let places: Vec<usize> = order(&functions);
        let place = |function| places.iter().position(|one| *one == function);
        assert_eq!(places.len(), functions.len());
        assert_eq!(
            place(0)
                .zip(place(2))
                .map(|(one, other)| one.abs_diff(other)),
            Some(1)
        );
        assert_eq!(order(&[]), [0; 0]);
    }

    #[test]
    fn a_number_is_written_in_groups_of_seven_bits() {
        assert_eq!(number(0), [0]);
        assert_eq!(number(127), [127]);
        assert_eq!(number(128), [0x80, 1]);
        assert_eq!(number(624_485), [0xe5, 0x8e, 0x26]);
    }
}
