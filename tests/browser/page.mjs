// A page in a browser, and a record of all that it does where others could see it.

import assert from 'node:assert/strict';
import { after } from 'node:test';
import { launchBrowser, name } from './browsers.mjs';

// The tests of a file share a browser; a script has one for each page.
let shared;
const isTest = process.argv[1].endsWith('.test.mjs');
if (isTest) after(async () => (await shared)?.close());

/**
 * Opens an address with storage of its own for as long as `t` runs; `options` are those of
 * Playwright's `newContext` (viewport, colour scheme, `javaScriptEnabled` …).
 *
 * Gives `{ page, record }`, where `record` holds, in the order in which they came:
 *
 * - `requests`: `{ method, url, body }` of page and worker
 * - `console`: `{ type, text }`
 * - `errors`: uncaught errors and unhandled rejections, as text
 * - `violations`: what the content security policy blocked
 * - `storage`: calls that store something, as `name(arguments)`: local and session storage,
 *   cookies, IndexedDB, caches, BroadcastChannel, window.name
 * - `history`: calls that change the address or the history, with the state as JSON
 * - `addresses`: where the page went, fragments included
 * - `events`: `{ type, detail }` of every event that a script dispatched
 * - `titles`: every title of the document
 */
export async function openPage(t, url, options = {}) {
  const browser = await (isTest ? (shared ??= launchBrowser()) : launchBrowser(t));
  const context = await browser.newContext(options);
  t.after(() => context.close());
  const page = await context.newPage();
  // Everything here is on this machine: what takes longer does not come.
  page.setDefaultTimeout(30_000);
  const record = {
    requests: [], console: [], errors: [], violations: [], storage: [], history: [], addresses: [], events: [], titles: [],
  };
  if (name === 'webkit') context.watch(record, watchPage);
  else await recordPage(context, page, record);
  await page.goto(url);
  return { page, record };
}

/** Waits until something holds of what was recorded; what a page does is told a moment later. */
export async function until(page, holds) {
  for (let tries = 0; tries < 100 && !holds(); tries += 1) await page.waitForTimeout(50);
  assert.ok(holds(), String(holds));
}

/** What the page has stored by now in any way that outlives it; `{}` when nothing. */
export async function readStorage(page) {
  const found = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookie: document.cookie,
    name: window.name,
    databases: await indexedDB.databases(),
    caches: (await globalThis.caches?.keys()) ?? [],
    workers: ((await navigator.serviceWorker?.getRegistrations()) ?? []).map(({ scope }) => scope),
  }));
  return Object.fromEntries(Object.entries(found).filter(([, value]) => Object.keys(value).length > 0));
}

async function recordPage(context, page, record) {
  context.on('request', (request) => {
    record.requests.push({ method: request.method(), url: request.url(), body: request.postData() });
  });
  page.on('websocket', (socket) => {
    record.requests.push({ method: 'WEBSOCKET', url: socket.url(), body: null });
  });
  page.on('console', (message) => record.console.push({ type: message.type(), text: message.text() }));
  page.on('pageerror', (error) => {
    // Firefox tells here what a policy blocks too, which stands in `violations`.
    if (!String(error).startsWith('Content-Security-Policy:')) record.errors.push(String(error));
  });
  page.on('framenavigated', (frame) => record.addresses.push(frame.url()));
  await page.exposeBinding('recordForTest', (_, kind, what) => record[kind].push(what));
  await page.addInitScript(watchPage);
}

/** Runs in the page before any of its scripts. */
function watchPage() {
  const tell = globalThis.recordForTest;
  const text = (value) => {
    try {
      return typeof value === 'string' ? value : JSON.stringify(value) ?? String(value);
    } catch {
      return String(value);
    }
  };
  const watchCall = (kind, object, name, label = name) => {
    const original = object[name];
    object[name] = function (...args) {
      tell(kind, `${label}(${args.map(text).join(', ')})`);
      return original.apply(this, args);
    };
  };
  const watchSetter = (kind, object, name, label = name) => {
    const property = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, {
      ...property,
      set(value) {
        tell(kind, `${label} = ${text(value)}`);
        property.set.call(this, value);
      },
    });
  };
  watchCall('storage', Storage.prototype, 'setItem');
  watchCall('storage', IDBFactory.prototype, 'open', 'indexedDB.open');
  watchCall('storage', BroadcastChannel.prototype, 'postMessage', 'BroadcastChannel.postMessage');
  watchSetter('storage', Document.prototype, 'cookie');
  watchSetter('storage', window, 'name', 'window.name');
  if (globalThis.CacheStorage) watchCall('storage', CacheStorage.prototype, 'open', 'caches.open');
  if (globalThis.CookieStore) watchCall('storage', CookieStore.prototype, 'set', 'cookieStore.set');
  watchCall('history', History.prototype, 'pushState');
  watchCall('history', History.prototype, 'replaceState');

  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (event) {
    tell('events', { type: event.type, detail: text(event.detail) });
    return dispatch.call(this, event);
  };
  document.addEventListener('securitypolicyviolation', (event) => {
    tell('violations', `${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`.trim());
  });
  addEventListener('DOMContentLoaded', () => {
    const note = () => tell('titles', document.title);
    note();
    new MutationObserver(note).observe(document.head, { subtree: true, childList: true, characterData: true });
  });
}
