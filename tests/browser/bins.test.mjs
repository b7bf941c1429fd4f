// What each wasm file gives to JavaScript, and what it weighs. An export in the library instead of
// in src/bin would bring the page's code into the engine and the other way round.

import assert from 'node:assert/strict';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder } from './site.mjs';

// Kilobytes of the gzip form, somewhat above what `cargo xtask build` shows: a jump fails, a
// sentence more does not.
const bins = [
  { name: 'app', exports: ['mount', 'mounted_call', 'mounted_destroy', 'mounted_keep', 'mounted_update'], most: 109.3 },
  { name: 'engine', exports: ['serve'], most: 158.5 },
  { name: 'files', exports: ['open_panel', 'opened_decided', 'opened_destroy', 'opened_give', 'opened_learn', 'opened_recorded', 'read_file'], most: 195 },
  { name: 'overview', exports: ['load_lists', 'open_panel', 'opened_copied', 'opened_destroy'], most: 94.5 },
  // With the search of the engine, and JSON: loaded when a person wants a record.
  { name: 'record', exports: ['decisions', 'hash_of_record', 'open_lists', 'record_file', 'record_name', 'test_search', 'verify_record'], most: 396 },
  // With a library for workbooks: loaded when a person wants the result of a file as XLSX.
  // Its `indexmap` has a text of its own for a wrong index.
  { name: 'xlsx', exports: ['write_workbook'], most: 221, says: ['index out of bounds'] },
];

// A table that only the OFAC method reads.
const [, ofacOnly] = (await readFile(new URL('../../crates/matcher/src/ofac.rs', import.meta.url), 'utf8'))
  .match(/DIGITS: &\[u8; 26\] = b"(.{26})"/);

for (const { name, exports, most, says = [] } of bins) {
  test(`${name}.wasm gives JavaScript ${exports.join(' and ')}, and weighs at most ${most} KB`, async () => {
    const file = (await readdir(folder)).find((file) => file.startsWith(`${name}.`) && file.endsWith('.wasm'));
    const bytes = await readFile(join(folder, file));
    const own = WebAssembly.Module.exports(new WebAssembly.Module(bytes))
      .map((given) => given.name)
      // What wasm-bindgen needs for itself.
      .filter((given) => !/^(memory|main|_)/.test(given));
    assert.deepEqual(own.sort(), exports);
    assert.ok(!bytes.includes(ofacOnly), 'the OFAC method is for the command line');
    for (const text of ['RefCell already', 'is not a char boundary', 'index out of bounds']) {
      assert.ok(says.includes(text) || !bytes.includes(text), `what a panic would say: ${text}`);
    }
    const kilobytes = (await stat(join(folder, `${file}.gz`))).size / 1000;
    assert.ok(kilobytes <= most, `${kilobytes} KB`);
  });
}
