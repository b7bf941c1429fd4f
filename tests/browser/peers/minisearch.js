// An inverted index over a prefix tree of the words.

import MiniSearch from 'minisearch';

export const library = 'minisearch';
export const settings = 'prefix: true, fuzzy: 0.2, as in its README';

export function build(names, limit) {
  const index = new MiniSearch({ fields: ['name'], searchOptions: { prefix: true, fuzzy: 0.2 } });
  index.addAll(names.map((name, id) => ({ id, name })));
  return (query) => index.search(query).slice(0, limit).map(({ id }) => id);
}
