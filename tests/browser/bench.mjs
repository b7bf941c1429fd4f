// Measures page and search in Chromium over one list, and prints the figures as JSON.
//
//     node tests/browser/bench.mjs LIST.csv
//
// The engine's messages are `postcard` bytes: their first byte is the place of the message in
// the `Request` or `Reply` of src/engine/protocol.rs.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './page.mjs';
import { root, serveSite } from './site.mjs';

const SEARCH = 1;
const READY = 1;
const COMPLETE = 2;
const LOADS = 5;
const SEARCHES = 1000;

const cleanups = [];
const run = { after: (cleanup) => cleanups.unshift(cleanup) };
try {
  const site = await serveSite(run, { list: process.argv[2], checkedAt: new Date() });
  const browser = await launchBrowser(run);
  const loads = [];
  let page;
  for (let load = 0; load < LOADS; load += 1) {
    await page?.context().close();
    // A new context has an empty cache.
    page = await (await browser.newContext()).newPage();
    loads.push(await measureLoad(page, site.url));
  }
  const search = await measureSearches(page, await readQueries());
  console.log(JSON.stringify({
    ready_ms: median(loads.map((load) => load.ready)),
    complete_ms: median(loads.map((load) => load.complete)),
    ...search,
  }));
} finally {
  for (const cleanup of cleanups) await cleanup();
}

async function measureLoad(page, url) {
  await page.addInitScript(watchReplies, [READY, COMPLETE]);
  await page.route('**/engine.*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${watchEngine})(${SEARCH});\n${await response.text()}` });
  });
  await page.goto(url);
  return page.evaluate(() => globalThis.loadTimes);
}

async function measureSearches(page, queries) {
  const input = page.getByRole('searchbox').or(page.getByRole('combobox')).first();
  const [engine] = page.workers();
  for (const query of queries) {
    const answered = engine.evaluate(() => globalThis.nextSearch());
    await input.fill(query);
    await answered;
  }
  const { times, memory } = await engine.evaluate(() => ({
    times: globalThis.searchTimes,
    memory: globalThis.engineMemory.buffer.byteLength,
  }));
  times.sort((a, b) => a - b);
  const percentile = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return {
    searches: times.length,
    search_ms: { p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99), max: times.at(-1) },
    engine_memory_bytes: memory,
  };
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1];
}

/** Misspelt listed names and names of people who are not listed, in turn. */
async function readQueries() {
  const column = async (file, place) => {
    const text = await readFile(join(root, '../shared/cases', file), 'utf8');
    const rows = text.trim().split('\n').slice(1).map((row) => row.split(',')[place]);
    return rows.filter((name) => name && !name.includes('"'));
  };
  const listed = await column('uk_variations.csv', 1);
  const unlisted = await column('unlisted_people.csv', 1);
  const queries = Array.from({ length: SEARCHES }, (_, place) => {
    const names = place % 2 === 0 ? listed : unlisted;
    return names[Math.floor((place * names.length) / SEARCHES)];
  });
  // The page does not search again for what it has just searched for.
  return queries.filter((query, place) => query !== queries[place - 1]);
}

/** Runs in the page: when the engine said that it is ready, in ms since the page was asked for. */
function watchReplies([ready, complete]) {
  const times = {};
  globalThis.loadTimes = new Promise((resolve) => {
    globalThis.MessageChannel = class extends MessageChannel {
      constructor() {
        super();
        this.port1.addEventListener('message', ({ data }) => {
          const [reply] = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0);
          if (reply === ready) times.ready ??= performance.now();
          if (reply === complete) resolve({ ...times, complete: performance.now() });
        });
      }
    };
  });
}

/** Runs in the worker before the engine: how long each search takes, from reading to answering. */
function watchEngine(search) {
  globalThis.searchTimes = [];
  let started;
  let announce = () => {};
  globalThis.nextSearch = () => new Promise((resolve) => {
    announce = resolve;
  });
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  Object.defineProperty(MessageEvent.prototype, 'data', {
    ...data,
    get() {
      const message = data.get.call(this);
      if (ArrayBuffer.isView(message) && message[0] === search) started ??= performance.now();
      return message;
    },
  });
  const answer = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (...message) {
    if (started !== undefined) {
      globalThis.searchTimes.push(performance.now() - started);
      started = undefined;
      announce();
    }
    return answer.apply(this, message);
  };
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...source) => {
    const result = await instantiate(...source);
    globalThis.engineMemory = result.instance.exports.memory;
    return result;
  };
}
