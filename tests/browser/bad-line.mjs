// Measures how long somebody on a bad line waits, in Chromium, over one list, and prints seconds as
// JSON: until the box can be typed in, until the first answer stands there, until an opened entry
// does, and the first answer of a second visit.
//
//     node tests/browser/bad-line.mjs LIST.csv
//
// The line stands between browser and server: every request waits two seconds for its first byte, and
// all answers together get 51 KB/s (slow 3G). A browser's own slow line leaves out what workers load.

import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchBrowser } from './browsers.mjs';
import { serveSite } from './site.mjs';
import { median } from './times.mjs';
import { box, rows } from './widget.mjs';

const LATENCY_MS = 2_000;
const BYTES_PER_SECOND = 51_000;
/** How late a busy machine may be without the line becoming slower. */
const LATE_MS = 200;
/** What passes the line at once. */
const PIECE = 1_024;
const VISITS = 3;

const cleanups = [];
const run = { after: (cleanup) => cleanups.unshift(cleanup) };
try {
  const [id] = (await readFile(process.argv[2], 'utf8')).match(/\b(SAMPLE-)?[A-Z]{3}\d{4}\b/);
  const site = await serveSite(run);
  const url = await serveSlowly(run, new URL(site.url));
  const browser = await launchBrowser(run);
  const visits = [];
  for (let visit = 0; visit < VISITS; visit += 1) visits.push(await measure(browser, url, id));
  const of = (name) => median(visits.map((visit) => visit[name]));
  console.log(JSON.stringify({ box_s: of('box'), answer_s: of('answer'), record_s: of('record'), second_visit_s: of('second') }));
} finally {
  for (const cleanup of cleanups) await cleanup();
}

async function measure(browser, url, id) {
  const context = await browser.newContext();
  const first = await visit(context, url, id);
  await rows(first.page).first().getByRole('heading').getByRole('button').click();
  await first.page.getByRole('article').waitFor();
  const record = first.since();
  const second = await visit(context, url, id);
  await context.close();
  return { box: first.box, answer: first.answer, record, second: second.answer };
}

/** Opens the page and types at once: an ID of the list, which finds its entry whichever list it is. */
async function visit(context, url, id) {
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const start = performance.now();
  const since = () => (performance.now() - start) / 1_000;
  await page.goto(url, { waitUntil: 'commit' });
  await box(page).waitFor();
  const atBox = since();
  await box(page).fill(id);
  await rows(page).first().waitFor();
  return { page, since, box: atBox, answer: since() };
}

/** The site behind a line of such a kind. Gives its address. */
async function serveSlowly(t, upstream) {
  let free = 0;
  const pass = (piece) => {
    free = Math.max(free, performance.now() - LATE_MS) + (piece.length / BYTES_PER_SECOND) * 1_000;
    return sleep(free - performance.now());
  };
  const server = http.createServer(async (request, response) => {
    await sleep(LATENCY_MS);
    const { method, headers, url } = request;
    const asked = http.request(new URL(url, upstream), { method, headers: { ...headers, host: upstream.host } });
    asked.once('error', () => response.destroy());
    asked.end();
    asked.once('response', (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      pipeline(answer, async function* slow(chunks) {
        for await (const chunk of chunks) {
          for (let at = 0; at < chunk.length; at += PIECE) {
            const piece = chunk.subarray(at, at + PIECE);
            await pass(piece);
            yield piece;
          }
        }
      }, response).catch(() => response.destroy());
    });
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}${upstream.pathname}`;
}
