//! Finds what nothing refers to once panics are silent (`panics.rs`), and takes it out: the texts and tables
//! that only a panic shows, and the functions that only the table of functions holds on to.
//!
//! A linker drops what nothing refers to, but it knows nothing of panics that are silenced later, and
//! wasm-opt no longer knows where a datum ends. So the linker leaves its relocations in the module
//! (`--emit-relocs`): which function and which datum refers to which.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, ElementItems, ElementKind, FunctionBuilder, Module};
use wasmparser::{
    ElementItems as ReadItems, ExternalKind, KnownCustom, Linking, Operator, Parser, Payload,
    RelocationEntry, RelocationType, SymbolInfo, TypeRef,
};

/// What a module holds that nothing refers to.
pub struct Unused {
    /// Addresses.
    data: Vec<Range<usize>>,
    /// Places in the table of functions, of all that it has at first.
    slots: BTreeSet<u32>,
}

/// A function by its index, or a datum by its symbol.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Function(u32),
    Data(u32),
}

/// A datum: where it is in memory.
type Symbols = BTreeMap<u32, Range<usize>>;

/// What a linked module says of itself.
#[derive(Default)]
struct Linked {
    imported: u32,
    /// Where the bodies of functions are in the file.
    bodies: Vec<Range<usize>>,
    code_start: usize,
    data_start: usize,
    /// Where segments are in the file and in memory.
    segments: Vec<(Range<usize>, usize)>,
    /// What each slot of the table of functions has.
    slots: BTreeMap<u32, u32>,
    roots: BTreeSet<Node>,
    /// Functions by their symbols, and the names of each.
    functions: BTreeMap<u32, u32>,
    names: BTreeMap<u32, Vec<String>>,
    data: Symbols,
    code_relocations: Vec<RelocationEntry>,
    data_relocations: Vec<RelocationEntry>,
}

impl Unused {
    /// Reads a module that was linked with its relocations. `is_silent` says of a function's name whether it
    /// will have no body.
    pub fn find(wasm: &[u8], is_silent: impl Fn(&str) -> bool) -> Result<Self> {
        Ok(Self::of(&Linked::read(wasm)?, is_silent))
    }

    fn of(linked: &Linked, is_silent: impl Fn(&str) -> bool) -> Self {
        // A function of several names may be silenced by one of them or not.
        let is_silent = |function: u32| {
            let names = linked.names.get(&function);
            names.is_some_and(|names| names.iter().all(|name| is_silent(name)))
        };
        // For each node what it refers to, and whether that is by the table of functions.
        let mut references: BTreeMap<Node, Vec<(Node, bool)>> = BTreeMap::new();
        let mut reached = linked.roots.clone();
        let mut held = BTreeSet::new();
        for (relocation, is_code) in linked.relocations() {
            let Some(target) = linked.target(relocation) else {
                continue;
            };
            let is_by_table = matches!(
                relocation.ty,
                RelocationType::TableIndexSleb | RelocationType::TableIndexI32
            );
            let sources = linked.sources(relocation, is_code);
            for source in &sources {
                if !matches!(source, Node::Function(function) if is_silent(*function)) {
                    references
                        .entry(*source)
                        .or_default()
                        .push((target, is_by_table));
                }
            }
            // What belongs to nothing is there for a reason that is not known here.
            if sources.is_empty() {
                reached.insert(target);
                if let (Node::Function(function), true) = (target, is_by_table) {
                    held.insert(function);
                }
            }
        }
        let mut open: Vec<Node> = reached.iter().copied().collect();
        while let Some(node) = open.pop() {
            for (target, is_by_table) in references.get(&node).into_iter().flatten() {
                if let (Node::Function(function), true) = (target, is_by_table) {
                    held.insert(*function);
                }
                if reached.insert(*target) {
                    open.push(*target);
                }
            }
        }
        let slots = linked
            .slots
            .iter()
            .filter(|(_, function)| !held.contains(function));
        Self {
            data: linked.data_without(&reached),
            slots: slots.map(|(slot, _)| *slot).collect(),
        }
    }

    /// Puts zeros for such data and a trap for such functions, and takes the relocations out.
    pub fn remove(&self, module: &mut Module) {
        for name in ["linking", "reloc.CODE", "reloc.DATA"] {
            module.customs.remove_raw(name);
        }
        let segments: Vec<_> = module.data.iter().map(|data| data.id()).collect();
        for segment in segments {
            let data = module.data.get_mut(segment);
            let DataKind::Active {
                offset: ConstExpr::Value(Value::I32(start)),
                ..
            } = data.kind
            else {
                continue;
            };
            let start = start as usize;
            for range in &self.data {
                let from = range.start.checked_sub(start);
                let bytes = from.and_then(|from| data.value.get_mut(from..from + range.len()));
                if let Some(bytes) = bytes {
                    bytes.fill(0);
                }
            }
        }
        let mut body = FunctionBuilder::new(&mut module.types, &[], &[]);
        body.func_body().unreachable();
        let trap = body.finish(Vec::new(), &mut module.funcs);
        for element in module.elements.iter_mut() {
            if let ElementKind::Active {
                offset: ConstExpr::Value(Value::I32(start)),
                ..
            } = element.kind
                && let ElementItems::Functions(functions) = &mut element.items
            {
                for (slot, function) in (start as u32..).zip(functions) {
                    if self.slots.contains(&slot) {
                        *function = trap;
                    }
                }
            }
        }
    }
}

impl Linked {
    fn read(wasm: &[u8]) -> Result<Self> {
        let mut linked = Self::default();
        let mut symbols = Vec::new();
        let place = |part: &[u8]| part.as_ptr() as usize - wasm.as_ptr() as usize;
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        linked.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            linked.roots.insert(Node::Function(export.index));
                        }
                    }
                }
                Payload::StartSection { func, .. } => {
                    linked.roots.insert(Node::Function(func));
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let element = element?;
                        let wasmparser::ElementKind::Active { offset_expr, .. } = element.kind
                        else {
                            continue;
                        };
                        let start = constant(&offset_expr)?;
                        if let ReadItems::Functions(functions) = element.items {
                            for (slot, function) in (start..).zip(functions) {
                                linked.slots.insert(slot, function?);
                            }
                        }
                    }
                }
                Payload::CodeSectionStart { range, .. } => linked.code_start = range.start,
                Payload::CodeSectionEntry(body) => linked.bodies.push(body.range()),
                Payload::DataSection(segments) => {
                    linked.data_start = segments.range().start;
                    for segment in segments {
                        let segment = segment?;
                        let wasmparser::DataKind::Active { offset_expr, .. } = segment.kind else {
                            continue;
                        };
                        let start = place(segment.data);
                        let range = start..start + segment.data.len();
                        linked
                            .segments
                            .push((range, constant(&offset_expr)? as usize));
                    }
                }
                Payload::CustomSection(section) => match (section.name(), section.as_known()) {
                    ("reloc.CODE", KnownCustom::Reloc(relocations)) => {
                        let entries = relocations.entries().into_iter();
                        linked.code_relocations = entries.collect::<Result<_, _>>()?;
                    }
                    ("reloc.DATA", KnownCustom::Reloc(relocations)) => {
                        let entries = relocations.entries().into_iter();
                        linked.data_relocations = entries.collect::<Result<_, _>>()?;
                    }
                    (_, KnownCustom::Linking(sections)) => {
                        for section in sections {
                            if let Linking::SymbolTable(table) = section? {
                                symbols = table.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        ensure!(
            !symbols.is_empty() && !linked.code_relocations.is_empty(),
            "the module has no relocations: did the linker get --emit-relocs?"
        );
        for (number, symbol) in (0..).zip(symbols) {
            match symbol {
                SymbolInfo::Func { index, name, .. } => {
                    linked.functions.insert(number, index);
                    if let Some(name) = name {
                        let name = rustc_demangle::demangle(name).to_string();
                        linked.names.entry(index).or_default().push(name);
                    }
                }
                SymbolInfo::Data {
                    symbol: Some(datum),
                    ..
                } => {
                    let segment = linked.segments.get(datum.index as usize);
                    let (_, address) = segment.context("a datum outside of the segments")?;
                    let start = address + datum.offset as usize;
                    linked
                        .data
                        .insert(number, start..start + datum.size as usize);
                }
                _ => {}
            }
        }
        Ok(linked)
    }

    /// All relocations, and whether each is in code.
    fn relocations(&self) -> impl Iterator<Item = (&RelocationEntry, bool)> {
        let code = self.code_relocations.iter().map(|one| (one, true));
        code.chain(self.data_relocations.iter().map(|one| (one, false)))
    }

    /// What a relocation refers to.
    fn target(&self, relocation: &RelocationEntry) -> Option<Node> {
        use RelocationType as Type;
        match relocation.ty {
            Type::FunctionIndexLeb | Type::TableIndexSleb | Type::TableIndexI32 => {
                let function = self.functions.get(&relocation.index)?;
                Some(Node::Function(*function))
            }
            Type::MemoryAddrLeb | Type::MemoryAddrSleb | Type::MemoryAddrI32 => {
                Some(Node::Data(relocation.index))
            }
            _ => None,
        }
    }

    /// The function or the data that a relocation is in.
    fn sources(&self, relocation: &RelocationEntry, is_code: bool) -> Vec<Node> {
        let offset = relocation.offset as usize;
        if is_code {
            let place = self.code_start + offset;
            let body = self.bodies.partition_point(|body| body.end <= place);
            let is_inside = self
                .bodies
                .get(body)
                .is_some_and(|body| body.contains(&place));
            let function = self.imported + body as u32;
            return is_inside
                .then_some(Node::Function(function))
                .into_iter()
                .collect();
        }
        let place = self.data_start + offset;
        let segment = self.segments.iter().find(|(file, _)| file.contains(&place));
        let address = segment.map(|(file, start)| start + place - file.start);
        let around = |range: &Range<usize>| address.is_some_and(|address| range.contains(&address));
        let data = self.data.iter().filter(|(_, range)| around(range));
        data.map(|(symbol, _)| Node::Data(*symbol)).collect()
    }

    /// The addresses of data outside of these nodes. Data may overlap: what one of these nodes has remains.
    fn data_without(&self, reached: &BTreeSet<Node>) -> Vec<Range<usize>> {
        let (mut unused, mut used) = (BTreeSet::new(), BTreeSet::new());
        for (symbol, range) in &self.data {
            let is_used = reached.contains(&Node::Data(*symbol));
            let places = if is_used { &mut used } else { &mut unused };
            places.extend(range.clone());
        }
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for place in unused.difference(&used) {
            match ranges.last_mut() {
                Some(range) if range.end == *place => range.end += 1,
                _ => ranges.push(*place..place + 1),
            }
        }
        ranges
    }
}

/// The number that an expression is.
fn constant(expression: &wasmparser::ConstExpr<'_>) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value as u32),
        other => anyhow::bail!("an address that is no number: {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relocation(ty: RelocationType, offset: u32, index: u32) -> RelocationEntry {
        RelocationEntry {
            ty,
            offset,
            index,
            addend: 0,
        }
    }

    #[test]
    fn what_only_a_silent_function_refers_to_is_unused() {
        use RelocationType::{FunctionIndexLeb, MemoryAddrI32, MemoryAddrSleb, TableIndexSleb};
        // Functions 1 to 4 of ten bytes each after an imported one; symbols 1 to 4 are theirs. Data at 1000,
        // 1010, 1020 and, inside the last, 1025.
        let mut linked = Linked {
            imported: 1,
            bodies: (0..4).map(|number| number * 10..number * 10 + 10).collect(),
            data_start: 100,
            segments: vec![(100..140, 1000)],
            slots: BTreeMap::from([(1, 3), (2, 4)]),
            roots: BTreeSet::from([Node::Function(1)]),
            functions: (1..5).map(|number| (number, number)).collect(),
            names: BTreeMap::from([(2, vec!["silent".to_owned()])]),
            data: BTreeMap::from([
                (10, 1000..1010),
                (11, 1010..1020),
                (12, 1020..1030),
                (13, 1025..1030),
            ]),
            ..Linked::default()
        };
        linked.code_relocations = vec![
            // The root calls the silent function, has the first datum and a pointer to function 3.
            relocation(FunctionIndexLeb, 1, 2),
            relocation(MemoryAddrSleb, 3, 10),
            relocation(TableIndexSleb, 5, 3),
            // The silent function has the second and third datum and a pointer to function 4.
            relocation(MemoryAddrSleb, 11, 11),
            relocation(MemoryAddrSleb, 13, 12),
            relocation(TableIndexSleb, 15, 4),
        ];
        // The first datum points into the third one.
        linked.data_relocations = vec![relocation(MemoryAddrI32, 4, 13)];
        let find = |linked: &Linked, name: &'static str| {
            let unused = Unused::of(linked, |one| one == name);
            let data = unused.data.iter().map(|range| (range.start, range.end));
            (data.collect::<Vec<_>>(), Vec::from_iter(unused.slots))
        };
        assert_eq!(find(&linked, "silent"), (vec![(1010, 1025)], vec![2]));
        assert_eq!(find(&linked, "another"), (vec![], vec![]));
        // A pointer that is in no datum that is known keeps what it points to.
        linked
            .data_relocations
            .push(relocation(MemoryAddrI32, 35, 11));
        assert_eq!(find(&linked, "silent"), (vec![(1020, 1025)], vec![2]));
    }
}
