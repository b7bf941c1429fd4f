// Every state of the page against axe, in light and dark, its HTML against html-validate, and its
// layout at 320 pixels, which is also that of 1280 pixels at 400 %.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { has, needs } from './browsers.mjs';
import { findAccessibilityFaults, findHtmlFaults } from './checks.mjs';
import { openPage } from './page.mjs';
import { serveState, states } from './states.mjs';
import { shown } from './widget.mjs';

for (const state of states) {
  test(`${state.name}: no fault that axe or html-validate knows, and none when it is narrow`, async (t) => {
    const url = await serveState(t, state);
    const { page, record } = await openPage(t, 'about:blank');
    await state.show(page, url);
    assert.deepEqual(await findAccessibilityFaults(page), []);
    if (has(t, 'a colour scheme, forced colours or print')) {
      await page.emulateMedia({ colorScheme: 'dark' });
      assert.deepEqual(await findAccessibilityFaults(page), [], 'dark');
    }
    assert.deepEqual(await findHtmlFaults(page), []);
    // Where it has not, as narrow as it gets.
    has(t, 'a window of 320 pixels');
    await page.setViewportSize({ width: 320, height: 640 });
    assert.deepEqual(await findWider(page), [], 'sideways scrolling');
    assert.deepEqual(await findSmallTargets(page), [], 'smaller than 24 pixels');
    assert.deepEqual(record.errors.filter((error) => !error.includes(state.error ?? '\0')), []);
  });
}

/** What makes the page scroll sideways. */
function findWider(page) {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const all = [...document.querySelectorAll('sanctions-lookup')].flatMap((element) => [...(element.shadowRoot ?? element).querySelectorAll('*')]);
    return [`${scrollWidth} in ${clientWidth}`, ...all.filter((node) => node.scrollWidth > clientWidth).map((node) => node.outerHTML.slice(0, 120))];
  });
}

/** What acts and is smaller than 24 pixels in a direction. */
function findSmallTargets(page) {
  return page.locator('sanctions-lookup').evaluate((element) => [...element.shadowRoot.querySelectorAll('button, summary, input, select')]
    .filter((node) => node.checkVisibility())
    .filter((node) => { const { width, height } = node.getBoundingClientRect(); return width < 24 || height < 24; })
    .map((node) => node.outerHTML.slice(0, 120)));
}

test('the page is whole by keyboard alone: everything that acts can be reached and shows it', async (t) => {
  const state = states.find(({ name }) => name === 'results');
  const url = await serveState(t, state);
  const { page } = await openPage(t, 'about:blank');
  await state.show(page, url);
  const actors = await page.locator('sanctions-lookup').evaluate((element) => [...element.shadowRoot.querySelectorAll('a[href], button, input, select, summary')].filter((node) => node.checkVisibility()).length);
  await page.locator('body').press('Home');
  const reached = new Set();
  for (let step = 0; step < actors + 5; step += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(() => {
      const node = document.querySelector('sanctions-lookup').shadowRoot.activeElement;
      if (!node) return null;
      const style = getComputedStyle(node);
      return { what: node.outerHTML, ring: style.outlineStyle !== 'none' || style.boxShadow !== 'none' };
    });
    if (now) {
      reached.add(now.what);
      assert.ok(now.ring, `no focus ring: ${now.what.slice(0, 200)}`);
    }
  }
  assert.ok(reached.size >= actors - 1, `${reached.size} of ${actors}`);
});

test('the keyboard goes from the box to what is known, to the results, to a wider search', async (t) => {
  const state = states.find(({ name }) => name === 'something known');
  const url = await serveState(t, state);
  const { page } = await openPage(t, 'about:blank');
  await state.show(page, url);
  await page.getByRole('searchbox').focus();
  const reached = [];
  for (let step = 0; step < 9; step += 1) {
    reached.push(await page.evaluate(() => {
      const node = document.querySelector('sanctions-lookup').shadowRoot.activeElement;
      return node.id || node.innerText.replace(/[:;].*/s, '').trim();
    }));
    await page.keyboard.press('Tab');
  }
  assert.deepEqual(reached, ['query', 'Search', 'What you know', 'born', 'country', 'sex', 'Ilirjan BREGUSHTA', 'Like its primary name', 'Search wider']);
});

test('a search prints as a page that says list, date, last checked, time and what was searched', needs('a colour scheme, forced colours or print'), async (t) => {
  const state = states.find(({ name }) => name === 'results');
  const url = await serveState(t, state);
  const { page } = await openPage(t, 'about:blank');
  await state.show(page, url);
  await page.emulateMedia({ media: 'print' });
  const text = await shown(page);
  for (const part of [/published 2 November 2026/, /last checked/, /Searched for “Ilirjan Breguszta” on \d+ \w+ \d{4}, \d\d:\d\d/, /BREGUSHTA/]) {
    assert.match(text, part);
  }
  assert.equal(await page.getByRole('button', { name: 'Search', exact: true }).count(), 0);
});

test('forced colours keep marks and buttons to be seen', needs('a colour scheme, forced colours or print'), async (t) => {
  const state = states.find(({ name }) => name === 'results');
  const url = await serveState(t, state);
  const { page } = await openPage(t, 'about:blank', { forcedColors: 'active' });
  await state.show(page, url);
  const mark = await page.locator('sanctions-lookup mark').first().evaluate((node) => getComputedStyle(node).backgroundColor);
  const plain = await page.locator('body').evaluate((node) => getComputedStyle(node).backgroundColor);
  assert.notEqual(mark, plain);
  const button = await page.getByRole('button', { name: 'Search', exact: true }).evaluate((node) => {
    const { color, backgroundColor } = getComputedStyle(node);
    return { color, backgroundColor };
  });
  assert.notEqual(button.color, button.backgroundColor);
});
