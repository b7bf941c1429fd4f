//! The designations that pass the filters, in the order of their names, without a query.

use core::cmp::Reverse;
use std::collections::BinaryHeap;

use names::Words;
use pack::{Designation, SearchPack};
use record::PartRole;

use crate::index::Index;
use crate::options::Options;

/// Designations that pass the filters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browsed {
    /// How many there are.
    pub total: usize,
    /// The requested page of them, by offset and limit: index of the list, and of the designation in
    /// it.
    pub designations: Vec<(usize, usize)>,
}

impl Index {
    /// Lists the designations that pass the filters by family name, then by the rest of the name.
    ///
    /// Normalises all of their names at every call, and sorts up to the end of the requested page:
    /// `n log n` at most.
    #[must_use]
    pub fn browse(&self, options: &Options) -> Browsed {
        browse(core::iter::once((0, self.pack())), options)
    }

    /// Whether a designation of the list is under the regime with this code, which may name its list
    /// (`uk:GIM`).
    #[must_use]
    pub fn has_regime(&self, code: &str) -> bool {
        let under = Options {
            regime: Some(code.to_owned()),
            ..Options::default()
        };
        let mut designations = self.pack().designations();
        designations.any(|one| under.pass(one))
    }
}

/// Lists the designations of these packs that pass the filters.
pub(crate) fn browse<'pack>(
    packs: impl Iterator<Item = (usize, &'pack SearchPack)>,
    options: &Options,
) -> Browsed {
    let mut names = Vec::new();
    for (list, pack) in packs {
        for designation in pack.designations().filter(|one| options.pass(*one)) {
            let name = sort_name(designation);
            names.push(Reverse((name, (list, designation.place()))));
        }
    }
    let total = names.len();
    let mut names = BinaryHeap::from(names);
    let in_order = core::iter::from_fn(|| names.pop());
    let wanted = in_order.skip(options.offset).take(options.limit);
    Browsed {
        total,
        designations: wanted.map(|Reverse((_, place))| place).collect(),
    }
}

/// The sort key of a designation: its normalised primary name, family name first.
fn sort_name(designation: Designation<'_>) -> String {
    let mut text = String::new();
    for is_family in [true, false] {
        for (role, part) in designation
            .primary_name()
            .iter()
            .flat_map(|name| name.parts())
        {
            if (role == PartRole::Family) == is_family {
                text.push_str(part);
                text.push(' ');
            }
        }
    }
    let words = Words::read(&text);
    let mut sorted = String::new();
    for word in words.iter() {
        sorted.push_str(word);
        sorted.push(' ');
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Kind, Name, NamePart, NameType, Record, Regime};

    #[test]
    fn what_the_filters_let_through_comes_by_family_name() {
        let person = |id: &str, given: &str, family: &str, regime: &str| {
            let mut one = Record::new("uk", id, Kind::Individual);
            one.names.push(Name::new(
                NameType::Primary,
                [
                    NamePart::new(PartRole::Given, given),
                    NamePart::new(PartRole::Family, family),
                ],
            ));
            one.regimes.push(Regime {
                code: regime.to_owned(),
                name: regime.to_owned(),
            });
            one
        };
        let records = [
            person("SAMPLE-GIM1", "Bela", "ZORN", "GIM"),
            person("SAMPLE-GIM2", "Zita", "ÅBERT", "GIM"),
            person("SAMPLE-GIM3", "Ana", "ZORN", "GIM"),
            person("SAMPLE-RUS1", "Ana", "ALM", "RUS"),
        ];
        let packs = pack::encode("uk", &records).unwrap();
        let index = Index::build(SearchPack::decode(&packs.search).unwrap());
        let mut options = Options {
            regime: Some("GIM".to_owned()),
            ..Options::default()
        };
        let all = index.browse(&options);
        assert_eq!(
            (all.total, all.designations),
            (3, vec![(0, 1), (0, 2), (0, 0)])
        );
        (options.offset, options.limit) = (1, 1);
        let page = index.browse(&options);
        assert_eq!((page.total, page.designations), (3, vec![(0, 2)]));
        assert!(index.has_regime("RUS") && !index.has_regime("XYZ"));
    }
}
