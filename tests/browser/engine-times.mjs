// How long the engine takes to load and to search, taken in the page and in its worker.
//
// The engine's messages are `postcard` bytes: their first byte is the place of the message in
// the `Request` or `Reply` of src/engine/protocol.rs.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './site.mjs';
import { spread } from './times.mjs';

const SEARCH = 1;
const READY = 1;
const COMPLETE = 2;
const SEARCHES = 1000;

/** Loads a page in an empty context: when the first list and all lists are ready, and when all is here, in ms. */
export async function measureLoad(page, url) {
  await page.addInitScript(watchReplies, [READY, COMPLETE]);
  await page.route('**/engine.*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${watchEngine})(${[SEARCH, READY]});\n${await response.text()}` });
  });
  await page.goto(url);
  const times = await page.evaluate(() => globalThis.loadTimes);
  return { ...times, build: await page.workers()[0].evaluate(() => globalThis.buildTime) };
}

/** Searches for each query as somebody types it, then for all again in a row. */
export async function measureSearches(page, queries) {
  const input = page.getByRole('searchbox').or(page.getByRole('combobox')).first();
  const [engine] = page.workers();
  let found = 0;
  for (const { query, id } of queries) {
    const answered = engine.evaluate(() => globalThis.nextSearch());
    await input.fill(query);
    const answer = await answered;
    // An answer holds ten designations at most, each with its ID after that one's length.
    if (id && answer.includes(String.fromCharCode(id.length) + id)) found += 1;
  }
  const { typed, times, ...memory } = await engine.evaluate(() => ({
    typed: globalThis.searchTimes.splice(0),
    times: globalThis.searchAgain(),
    memory_bytes: globalThis.readyMemory,
    engine_memory_bytes: globalThis.engineMemory.buffer.byteLength,
  }));
  return {
    searches: times.length,
    search_ms: spread(times),
    typed_ms: spread(typed),
    recall_at_10: queries[0].id ? found / queries.length : undefined,
    ...memory,
  };
}

/** Misspelt listed names and names of people who are not listed, in turn. */
export async function readQueries() {
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
  return queries.filter((query, place) => query !== queries[place - 1]).map((query) => ({ query }));
}

/** Runs in the page: when the engine said that a list is ready, in ms since the page was asked for. */
function watchReplies([ready, complete]) {
  const times = {};
  globalThis.loadTimes = new Promise((resolve) => {
    globalThis.MessageChannel = class extends MessageChannel {
      constructor() {
        super();
        this.port1.addEventListener('message', ({ data }) => {
          const [reply] = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0);
          if (reply === ready) {
            times.allReady = performance.now();
            times.ready ??= times.allReady;
          }
          if (reply === complete) resolve({ ...times, complete: performance.now() });
        });
      }
    };
  });
}

/**
 * Runs in the worker before the engine: how long it takes from the last byte of the names to being
 * ready, how long each search takes, from reading to answering, and what it answers.
 */
function watchEngine(search, ready) {
  globalThis.searchTimes = [];
  let started;
  let loaded;
  let announce = () => {};
  globalThis.nextSearch = () => new Promise((resolve) => {
    announce = resolve;
  });
  const asked = [];
  globalThis.searchAgain = () => {
    for (const { port, message } of asked.splice(0)) {
      port.dispatchEvent(new MessageEvent('message', { data: message }));
    }
    return globalThis.searchTimes;
  };
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  Object.defineProperty(MessageEvent.prototype, 'data', {
    ...data,
    get() {
      const message = data.get.call(this);
      if (ArrayBuffer.isView(message) && message[0] === search) {
        if (this.isTrusted) asked.push({ port: this.currentTarget, message: message.slice() });
        started ??= performance.now();
      }
      return message;
    },
  });
  const answer = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (...message) {
    const now = performance.now();
    if (started !== undefined) {
      globalThis.searchTimes.push(now - started);
      started = undefined;
      announce(new TextDecoder('latin1').decode(message[0]));
    } else if (message[0][0] === ready) {
      globalThis.buildTime = now - loaded;
      globalThis.readyMemory = globalThis.engineMemory.buffer.byteLength;
    }
    return answer.apply(this, message);
  };
  const read = ReadableStreamDefaultReader.prototype.read;
  ReadableStreamDefaultReader.prototype.read = async function () {
    const part = await read.call(this);
    loaded = performance.now();
    return part;
  };
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...source) => {
    const result = await instantiate(...source);
    globalThis.engineMemory = result.instance.exports.memory;
    return result;
  };
}
