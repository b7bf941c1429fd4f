// Bitap, word by word, over every name.

import Fuse from 'fuse.js';

export const library = 'fuse.js';
export const settings = 'useTokenSearch: true, as its README advises for several words with slips';

export function build(names, limit) {
  const index = new Fuse(names, { useTokenSearch: true });
  return (query) => index.search(query, { limit }).map(({ refIndex }) => refIndex);
}
