// Measures the page in Chromium slowed to a cheap phone, over one list, and prints the figures as
// JSON: the longest tasks of the main thread while the page loads and while somebody types, how
// soon the page shows something, and how soon what is typed.
//
//     node tests/browser/phone.mjs LIST.csv
//
// Chromium slows the main thread alone; a worker runs at its own speed. Tasks are told twice: how
// long they took, and how long the processor worked for them, which other programs change less.

import { setTimeout as sleep } from 'node:timers/promises';
import { launchBrowser } from './browsers.mjs';
import { audit } from './lighthouse.mjs';
import { serveSite } from './site.mjs';
import { median, spread } from './times.mjs';

const SLOWER = 4;
const LOADS = 5;
const QUERIES = ['Ilirjan Breguszta', 'Amber Quill', 'Всеволод Зимородков', 'Mohamed Ahmed', 'holding company'];
const KEY_MS = 120;
/** Shorter events are not told. */
const SHORTEST_MS = 16;
const TASKS = 'disabled-by-default-devtools.timeline';

const cleanups = [];
const run = { after: (cleanup) => cleanups.unshift(cleanup) };
try {
  const { url } = await serveSite(run, { list: process.argv[2], checkedAt: new Date() });
  const browser = await launchBrowser(run);
  const loads = [];
  for (let load = 0; load < LOADS; load += 1) loads.push(await measure(browser, url));
  const all = (name) => loads.map((load) => load[name]);
  const tasks = (name) => ({ ms: median(all(name).map(({ ms }) => ms)), busy_ms: median(all(name).map(({ busy }) => busy)) });
  const { scores, metrics } = await audit(url, ['performance']);
  console.log(JSON.stringify({
    slower: SLOWER,
    first_paint_ms: median(all('firstPaint')),
    wasm_ms: median(all('wasm')),
    ready_ms: median(all('ready')),
    longest_task_loading: tasks('loading'),
    longest_task_typing: tasks('typing'),
    input_to_paint_ms: spread(all('inputs').flat()),
    shift: Math.max(...all('shift')),
    lighthouse_performance: scores.performance,
    lighthouse: metrics,
  }));
} finally {
  for (const cleanup of cleanups) await cleanup();
}

async function measure(browser, url) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.addInitScript(watch, SHORTEST_MS);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  // What Playwright asks the page for is work of the page too, so nothing is asked meanwhile.
  const isReady = page.waitForEvent('console', (message) => message.text() === 'ready');
  const loading = await findLongestTask(browser, page, async () => {
    await page.goto(url);
    await isReady;
    await sleep(1000);
  });
  const loaded = await page.evaluate(() => globalThis.takeFigures());
  await page.getByRole('searchbox').focus();
  const typing = await findLongestTask(browser, page, async () => {
    for (const query of QUERIES) {
      await page.keyboard.press('Control+A');
      await page.keyboard.type(query, { delay: KEY_MS });
    }
    await sleep(500);
  });
  const { inputs } = await page.evaluate(() => globalThis.takeFigures());
  await context.close();
  const letters = QUERIES.join('').length;
  return { ...loaded, loading, typing, inputs: [...inputs, ...Array(Math.max(0, letters - inputs.length)).fill(SHORTEST_MS)] };
}

/** The longest task of the page's main thread while something happens, in ms. */
async function findLongestTask(browser, page, act) {
  await browser.startTracing(page, { categories: [TASKS] });
  await act();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const isMain = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && isMain.has(`${pid} ${tid}`));
  const longest = (time) => Math.max(...tasks.map((task) => task[time] ?? 0)) / 1000;
  return { ms: longest('dur'), busy: longest('tdur') };
}

/** Runs in the page before any of its scripts. */
function watch(shortest) {
  let inputs = [];
  let shift = 0;
  let ready;
  addEventListener('sanctions-lookup:ready', () => {
    ready = performance.now();
    console.debug('ready');
  });
  const observe = (type, note, options) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...options });
  observe('layout-shift', ({ value, hadRecentInput }) => { if (!hadRecentInput) shift += value; });
  observe('event', ({ name, duration }) => { if (name === 'input') inputs.push(duration); }, { durationThreshold: shortest });
  globalThis.takeFigures = () => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const wasm = performance.getEntriesByType('resource').find(({ name }) => /app\.\w+\.wasm$/.test(name));
    const figures = { inputs, shift, ready, firstPaint: paint?.startTime, wasm: wasm?.responseEnd };
    [inputs, shift] = [[], 0];
    return figures;
  };
}
