// Measures how much longer several lists take than the first of them alone, in Chromium, and prints it as JSON.
//
//     node tests/browser/lists-bench.mjs LIST.csv CODE=FILE...
//
// Both sites are loaded in turn, so that other programs slow them down in the same way.

import { launchBrowser } from './browsers.mjs';
import { measureLoad, measureSearches, readQueries } from './engine-times.mjs';
import { serveSite } from './site.mjs';
import { median } from './times.mjs';

const LOADS = 7;

const [list, ...others] = process.argv.slice(2);
const cleanups = [];
const run = { after: (cleanup) => cleanups.unshift(cleanup) };
try {
  const sites = [];
  for (const beside of [[], others]) {
    sites.push({ loads: [], ...await serveSite(run, { list, others: beside, checkedAt: new Date() }) });
  }
  const browser = await launchBrowser(run);
  for (let load = 0; load < LOADS; load += 1) {
    for (const site of sites) {
      await site.page?.context().close();
      site.page = await (await browser.newContext()).newPage();
      site.loads.push(await measureLoad(site.page, site.url));
    }
  }
  const queries = await readQueries();
  for (const site of sites) {
    const { search_ms: times } = await measureSearches(site.page, queries);
    const middle = (name) => median(site.loads.map((load) => load[name]));
    site.figures = {
      first_ready_ms: middle('ready'), all_ready_ms: middle('allReady'), complete_ms: middle('complete'),
      search_p50_ms: times.p50, search_p95_ms: times.p95,
    };
  }
  const [alone, several] = sites.map(({ figures }) => figures);
  const ratios = Object.entries(several).map(([name, time]) => [name.replace('_ms', '_ratio'), time / alone[name]]);
  console.log(JSON.stringify({ alone, several, ...Object.fromEntries(ratios) }));
} finally {
  for (const cleanup of cleanups) await cleanup();
}
