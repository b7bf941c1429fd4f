// Measures the check of a file in Chromium, and prints it as JSON.
//
//     node tests/browser/files-bench.mjs LIST.csv [ROWS [SECONDS]]
//
// `rows_a_second` counts from the lists being loaded, `checked_ms` from the press of the button. After SECONDS the check is
// cancelled. The memory is that of the page's process with all its workers (resident, of the system), when the panel
// is open, when the check begins to search, and at its largest after that. Of a whole check the result is saved as CSV and,
// where that is offered, as XLSX: how long that takes, and the memory before and at its largest.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from './browsers.mjs';
import { button } from './files.mjs';
import { serveSite } from './site.mjs';
import { ready } from './widget.mjs';

const ROWS = 10_000;
// Milliseconds between two of the `steps`.
const STEP = 5_000;

const [list, rows = ROWS, seconds = 600] = process.argv.slice(2);
const cleanups = [];
const run = { after: (cleanup) => cleanups.unshift(cleanup) };

/** Megabytes of the process that a page and its workers run in: the largest of the browser's. */
async function memory(session) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const sizes = await Promise.all(processInfo.filter(({ type }) => type === 'renderer').map(async ({ id }) => {
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
    return Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024;
  }));
  return Math.round(Math.max(...sizes));
}

/** Writes a file of invented people: two names, a date of birth and a reference each. */
async function writePeople(path) {
  const parts = ['bel', 'cor', 'dan', 'fen', 'gor', 'hal', 'jor', 'kel', 'lum', 'mar', 'nor', 'pel', 'quin', 'ros', 'sel', 'tam', 'vor', 'wen', 'yar', 'zel'];
  let seed = 7;
  const next = (most) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % most;
  };
  const name = () => Array.from({ length: 2 + next(2) }, () => parts[next(parts.length)]).join('');
  const line = (_, row) => `${name()} ${name()},${1940 + next(65)},${row}\n`;
  await writeFile(path, `name,born,ref\n${Array.from({ length: Number(rows) }, line).join('')}`);
}

const progress = (page) => page.evaluate(() => {
  const text = document.querySelector('sanctions-lookup').shadowRoot.querySelector('.files').innerText;
  const number = (match) => Number(match?.[1].replaceAll(',', '') ?? 0);
  return { done: number(text.match(/([\d,]+) of [\d,]+ rows/)), hits: number(text.match(/, ([\d,]+) with names/)), isDone: /^Result$/m.test(text) };
});

try {
  const site = await serveSite(run, { list, checkedAt: new Date() });
  const browser = await launchBrowser(run);
  const session = await browser.newBrowserCDPSession();
  const page = await browser.newPage();
  await page.goto(site.url);
  await ready(page);
  await button(page, 'Check a list of names').click();
  await page.getByLabel('Choose a file').waitFor();
  const opened = await memory(session);
  // From the disk, as a person gives one: text that is made in the page would count as memory of the check.
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  await writePeople(join(folder, 'bench.csv'));
  await page.getByLabel('Choose a file').setInputFiles(join(folder, 'bench.csv'));
  const start = button(page, /^Check [\d,]+ rows/);
  await start.waitFor();
  await start.click();
  const pressed = Date.now();
  let [begun, first, searching, largest, done] = [0, 0, 0, 0, 0];
  const steps = [];
  for (;;) {
    const now = await progress(page);
    if (now.isDone) break;
    done = now.done || done;
    if (!begun && done > 0) {
      [begun, first, searching] = [Date.now(), done, await memory(session)];
    }
    if (begun) {
      const size = await memory(session);
      largest = Math.max(largest, size);
      if (Date.now() - begun > steps.length * STEP) steps.push({ rows: done, hits: now.hits, mb: size });
    }
    if (Date.now() - pressed > seconds * 1000) break;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  const ended = Date.now();
  const { isDone } = await progress(page);
  const answered = isDone ? Number(rows) : done;
  const saved = {};
  for (const form of isDone ? ['CSV', 'XLSX'] : []) {
    const press = button(page, `Download the result as ${form}`);
    if (await press.count() === 0) continue;
    const before = await memory(session);
    const began = Date.now();
    let most = before;
    let isSaved = false;
    await press.click();
    const saving = page.getByText(`The result was saved as ${form}`).first().waitFor({ timeout: seconds * 1000 });
    saving.finally(() => { isSaved = true; });
    while (!isSaved) {
      most = Math.max(most, await memory(session));
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    await saving;
    saved[form] = { ms: Date.now() - began, before, most };
  }
  console.log(JSON.stringify({
    rows: Number(rows), answered,
    checked_ms: isDone ? ended - pressed : undefined,
    lists_ms: begun - pressed,
    rows_a_second: Math.round(((answered - first) * 1000) / (ended - begun)),
    memory_mb: { opened, searching, largest, growth: largest - opened },
    steps, saved,
  }));
} finally {
  for (const cleanup of cleanups) await cleanup();
}
