// Lighthouse on an address, with its own settings of a phone.

import { readFile } from 'node:fs/promises';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

/** Scores of 100 by category, and what lowers them or stands beside them, one line a fault. */
export async function audit(url, onlyCategories) {
  const chrome = await launch({
    chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    chromeFlags: JSON.parse(await readFile(new URL('./chromium-flags.json', import.meta.url), 'utf8')),
  });
  try {
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories, logLevel: 'error' });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const categories = Object.entries(lhr.categories);
    const weighed = categories.flatMap(([, { auditRefs }]) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id));
    return {
      scores: Object.fromEntries(categories.map(([id, { score }]) => [id, Math.round(score * 100)])),
      faults: weighed.map((id) => lhr.audits[id]).filter(({ score }) => score !== null && score < 1)
        .map(({ id, title, displayValue, details }) => `${id}: ${title} ${displayValue ?? ''} ${JSON.stringify(details?.items?.slice(0, 3))}`),
      metrics: Object.fromEntries(['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index']
        .flatMap((id) => (lhr.audits[id] ? [[id, lhr.audits[id].numericValue]] : []))),
    };
  } finally {
    chrome.kill();
  }
}
