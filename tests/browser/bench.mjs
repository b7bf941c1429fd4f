// Measures page and search in Chromium over one list, and prints the figures as JSON.
//
//     node tests/browser/bench.mjs LIST.csv [NAMES.tsv]
//
// `typed_ms` is taken while the page is typed into and draws what was found, `search_ms` when the
// same queries are asked once more, one right after another, as other libraries are asked. With the
// list's names, as `uk_csv scale` writes them, the queries are names with slips, and how many of
// their designations are found is counted.

import { launchBrowser } from './browsers.mjs';
import { measureLoad, measureSearches, readQueries } from './engine-times.mjs';
import { misspell, readNames } from './peers-slips.mjs';
import { serveSite } from './site.mjs';
import { median } from './times.mjs';

const LOADS = 5;

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
  const names = process.argv[3];
  const search = await measureSearches(page, names ? misspell(await readNames(names)) : await readQueries());
  console.log(JSON.stringify({
    ready_ms: median(loads.map((load) => load.ready)),
    complete_ms: median(loads.map((load) => load.complete)),
    build_ms: median(loads.map((load) => load.build)),
    ...search,
  }));
} finally {
  for (const cleanup of cleanups) await cleanup();
}
