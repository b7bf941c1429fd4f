// SQLite in wasm: its full-text index over trigrams.

import start from '@sqlite.org/sqlite-wasm';

export const library = '@sqlite.org/sqlite-wasm';
export const settings = "FTS5 with tokenize = 'trigram'; names with any trigram of the query, by bm25";

let module;

/** In bytes, which Chromium does not count among the buffers. */
export const wasmMemory = () => module.wasm.memory.buffer.byteLength;

export async function build(names, limit) {
  module = await start();
  const database = new module.oo1.DB(':memory:');
  database.exec("CREATE VIRTUAL TABLE names USING fts5(name, tokenize = 'trigram')");
  database.transaction(() => {
    const insert = database.prepare('INSERT INTO names(rowid, name) VALUES (?, ?)');
    names.forEach((name, place) => insert.bind([place, name]).stepReset());
    insert.finalize();
  });
  const select = database.prepare('SELECT rowid FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?');
  return (query) => {
    const letters = [...query.replaceAll('"', '')];
    const trigrams = letters.slice(2).map((_, at) => `"${letters.slice(at, at + 3).join('')}"`);
    select.bind([trigrams.join(' OR '), limit]);
    const found = [];
    while (select.step()) found.push(select.get(0));
    select.reset();
    return found;
  };
}
