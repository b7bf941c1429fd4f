// Measures other search libraries over the names of a list in one Chromium, each in a browser of
// its own, and prints the figures as JSON.
//
//     node tests/browser/peers.mjs NAMES.tsv
//
// The names are as `uk_csv scale` writes them. Each file of `peers/` is one library: what it
// imports is what a page would load, and its `build(names, limit)` gives a function from a query
// to the places of names, best first. Memory is what Chromium counts of script and of buffers
// after a garbage collection, from before the names are there to after the build, and all of wasm's.

import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { launchBrowser } from './browsers.mjs';
import { misspell, readNames } from './peers-slips.mjs';
import { root, serveFolder } from './site.mjs';
import { spread } from './times.mjs';

/** Names asked for: enough for ten designations, each listed under several. */
const LIMIT = 50;

/** A library that takes longer for all queries is asked no more of them. */
const PATIENCE_MS = 60_000;

const require = createRequire(import.meta.url);
const wasm = require.resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm');
const peers = join(root, 'tests/browser/peers');
const cleanups = [];
const run = { after: (cleanup) => cleanups.unshift(cleanup) };
try {
  const names = await readNames(process.argv[2]);
  const queries = misspell(names);
  const folder = await mkdtemp(join(tmpdir(), 'peers-'));
  run.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Peers</title>');
  await writeFile(join(folder, 'names.json'), JSON.stringify(names.map(({ name }) => name)));
  await copyFile(wasm, join(folder, 'sqlite3.wasm'));
  const url = await serveFolder(run, folder);
  const report = [];
  for (const file of await readdir(peers)) {
    const { name } = parse(file);
    const script = await bundle(join(peers, file), join(folder, file));
    const bytes = [script, ...(name === 'sqlite' ? [await readFile(wasm)] : [])];
    const measured = await measure(url, file, queries.map(({ query }) => query));
    const found = measured.answers.filter((places, number) => {
      const ids = new Set(places.map((place) => names[place].id));
      return [...ids].slice(0, 10).includes(queries[number].id);
    });
    const { version } = JSON.parse(await readFile(join(root, 'node_modules', measured.library, 'package.json'), 'utf8'));
    report.push({
      library: measured.library,
      version,
      settings: measured.settings,
      build_ms: measured.build_ms,
      searches: measured.times.length,
      search_ms: spread(measured.times),
      recall_at_10: found.length / measured.answers.length,
      memory_bytes: measured.memory_bytes,
      gzip_bytes: bytes.reduce((sum, part) => sum + gzipSync(part, { level: 9 }).length, 0),
    });
  }
  console.log(JSON.stringify(report));
} finally {
  for (const cleanup of cleanups) await cleanup();
}

/** Writes a library with what it imports as one file; gives its text. */
async function bundle(file, outfile) {
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    legalComments: 'none',
    logLevel: 'error',
  });
  return readFile(outfile);
}

async function measure(url, file, queries) {
  const cleanups = [];
  const browser = await launchBrowser({ after: (cleanup) => cleanups.push(cleanup) });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const session = await page.context().newCDPSession(page);
    const memory = async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
      return usedSize + backingStorageSize;
    };
    const library = await page.evaluate(async (file) => {
      globalThis.peer = await import(`./${file}`);
      return { library: globalThis.peer.library, settings: globalThis.peer.settings };
    }, file);
    const before = await memory();
    const build_ms = await page.evaluate(async (limit) => {
      const names = await (await fetch('names.json')).json();
      const start = performance.now();
      globalThis.search = await globalThis.peer.build(names, limit);
      return performance.now() - start;
    }, LIMIT);
    const wasm = await page.evaluate(() => globalThis.peer.wasmMemory?.() ?? 0);
    const memory_bytes = (await memory()) - before + wasm;
    const searches = await page.evaluate(([queries, patience]) => {
      const started = performance.now();
      const [times, answers] = [[], []];
      for (const query of queries) {
        const start = performance.now();
        answers.push(globalThis.search(query));
        times.push(performance.now() - start);
        if (performance.now() - started > patience) break;
      }
      return { times, answers };
    }, [queries, PATIENCE_MS]);
    return { ...library, build_ms, memory_bytes, ...searches };
  } finally {
    for (const cleanup of cleanups) await cleanup();
  }
}
