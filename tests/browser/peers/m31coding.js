// A suffix array and sorted n-grams.

import { Query, SearcherFactory } from '@m31coding/fuzzy-search';

export const library = '@m31coding/fuzzy-search';
export const settings = 'the default searcher of its README';

export function build(names, limit) {
  const searcher = SearcherFactory.createDefaultSearcher();
  searcher.indexEntities([...names.keys()], (place) => place, (place) => [names[place]]);
  return (query) => searcher.getMatches(new Query(query, limit)).matches.map(({ entity }) => entity);
}
