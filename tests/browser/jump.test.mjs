// What stays on the page while somebody types stays where it is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needs } from './browsers.mjs';
import { has } from './browsers.mjs';
import { listOfKinds } from './hostile-list.mjs';
import { openPage } from './page.mjs';
import { asRealList, serveSite } from './site.mjs';
import { earlierToday, box, ready } from './widget.mjs';

/** Most pixels that an element may move from one answer to the next. */
const MOST = 8;

/**
 * Where what stays is: the box, the count, and the rows by their place, each with its top and left side. What
 * follows the rows moves with their number, and that is no jump.
 */
const places = (page) => page.evaluate(() => {
  const root = document.querySelector('sanctions-lookup').shadowRoot;
  const place = (name, node) => {
    const { top, left, height } = node.getBoundingClientRect();
    return height === 0 ? [] : [[name, { top: top + scrollY, left }]];
  };
  const first = root.querySelector('.results ol > .row');
  return Object.fromEntries([
    ...['header', '.search', '.box', '.status'].flatMap((name) => [...root.querySelectorAll(name)].slice(0, 1).flatMap((node) => place(name, node))),
    ...(first ? place('the first row', first) : []),
  ]);
});

for (const [name, query] of [['a name of many', 'Talo Kestrun'], ['a name of one', 'Ilirjan Bregushta'], ['a number', 'IMO 3170026']]) {
  for (const width of [1280, 768, 375, 320]) {
    test(`nothing jumps while ${name} is typed at ${width} px`, needs('layout shifts'), async (t) => {
      const list = await listOfKinds(t);
      const { url } = await serveSite(t, { list, checkedAt: earlierToday(), change: asRealList });
      const { page } = await openPage(t, url, { viewport: { width, height: 800 } });
      await ready(page);
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => {
        globalThis.shifts = [];
        new PerformanceObserver((entries) => {
          for (const { value, hadRecentInput, sources } of entries.getEntries()) {
            // What a key brings about is looked at by its place: rows come and go, and what follows them moves.
            if (!hadRecentInput) globalThis.shifts.push({ value, what: sources.map(({ node }) => node?.parentElement?.className).join() });
          }
        }).observe({ type: 'layout-shift' });
      });
      await box(page).click();
      let before = await places(page);
      const jumps = [];
      for (const letter of query) {
        await page.keyboard.press(letter);
        await page.waitForTimeout(120);
        await page.locator('.stale').waitFor({ state: 'detached' });
        const now = await places(page);
        for (const [what, { top, left }] of Object.entries(now)) {
          const old = before[what];
          if (old && (Math.abs(old.top - top) > MOST || Math.abs(old.left - left) > MOST)) {
            jumps.push(`${await box(page).inputValue()}: ${what} from ${old.top} to ${top}`);
          }
        }
        before = { ...before, ...now };
      }
      assert.deepEqual(jumps, []);
      // The pause after the last letter, in which the answer becomes final.
      await page.waitForTimeout(1500);
      const shifts = await page.evaluate(() => globalThis.shifts);
      const sum = shifts.reduce((all, { value }) => all + value, 0);
      assert.ok(sum <= 0.02, `${sum}: ${JSON.stringify(shifts)}`);
    });
  }
}
