// Queries with typing errors, made from listed names: the same in every run.

import { readFile } from 'node:fs/promises';

const QUERIES = 250;

/** From query to query, so that the first few come from the whole list too. */
const STEP = 101;

/** A letter's neighbour on the keyboard stands beside it. */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

const slips = {
  leaveOut: (letters, at) => letters.splice(at, 1),
  double: (letters, at) => letters.splice(at, 0, letters[at]),
  swap: (letters, at) => letters.splice(at, 2, ...letters.slice(at, at + 2).reverse()),
  neighbour: (letters, at) => {
    const row = rows.find((row) => row.includes(letters[at]));
    const place = row.indexOf(letters[at]);
    letters[at] = row[place + 1] ?? row[place - 1];
  },
};

/** Every `{ id, name }` of a `.tsv` that `uk_csv scale` wrote. */
export async function readNames(file) {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => {
    const [id, name] = line.split('\t');
    return { id, name };
  });
}

/**
 * `{ id, query }` of names spread over the list, of two words and ten letters at least: one slip
 * in every other name, two in the rest. Shorter names say too little to be found with a slip.
 */
export function misspell(names) {
  const long = names.filter(({ name }) => /^[a-z]+( [a-z-]+)+$/i.test(name) && name.length > 10);
  const random = randomNumbers();
  return Array.from({ length: QUERIES }, (_, number) => {
    const { id, name } = long[Math.floor((((number * STEP) % QUERIES) * long.length) / QUERIES)];
    const letters = [...name.toLowerCase()];
    for (let slip = 0; slip <= number % 2; slip += 1) {
      // Two different letters, so that a swap is one.
      const places = [...letters.keys()].filter((at) => /([a-z])(?!\1)[a-z]/.test(letters.slice(at, at + 2).join('')));
      const at = places[random(places.length)];
      Object.values(slips)[random(4)](letters, at);
    }
    return { id, query: letters.join('') };
  });
}

/** Whole numbers below a limit. */
function randomNumbers() {
  let state = 1;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
