// No index: one regular expression a query, run over every name.

import uFuzzy from '@leeoniya/ufuzzy';

export const library = '@leeoniya/ufuzzy';
export const settings = 'intraMode: 1, for one slip in each word; words in any order; nothing to build';

export function build(names, limit) {
  const fuzzy = new uFuzzy({ intraMode: 1 });
  return (query) => {
    const [found, info, order] = fuzzy.search(names, query, 1);
    // It ranks no more than a thousand; what is more stays in the order of the names.
    return order ? order.slice(0, limit).map((place) => info.idx[place]) : (found ?? []).slice(0, limit);
  };
}
