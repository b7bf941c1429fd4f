// An inverted index of the beginnings of simplified words.

import { Charset, Index } from 'flexsearch';

export const library = 'flexsearch';
export const settings = "tokenize: 'forward', encoder: LatinAdvanced, suggest: true, as its chapter on fuzzy search names them";

export function build(names, limit) {
  const index = new Index({ tokenize: 'forward', encoder: Charset.LatinAdvanced });
  names.forEach((name, place) => index.add(place, name));
  return (query) => index.search(query, { limit, suggest: true });
}
