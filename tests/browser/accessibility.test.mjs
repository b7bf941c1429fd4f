// Every state of the page against axe, in light and dark, its HTML against html-validate, its
// layout at 320 pixels, which is also that of 1280 pixels at 400 %, and with widely set text. Then
// what a person does without a mouse.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { has, needs } from './browsers.mjs';
import { findAccessibilityFaults, findHtmlFaults } from './checks.mjs';
import { openPage } from './page.mjs';
import { serveState, states } from './states.mjs';
import { announced, box, openers, ready, shown } from './widget.mjs';

for (const state of states) {
  test(`${state.name}: no fault that axe or html-validate knows, and none when it is narrow`, async (t) => {
    const url = await serveState(t, state);
    const { page, record } = await openPage(t, 'about:blank');
    await state.show(page, url);
    assert.deepEqual(record.violations, [], 'the strict policy');
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
    await spaceText(page);
    assert.deepEqual(await findWider(page), [], 'sideways scrolling of widely set text');
    assert.deepEqual(await findLost(page), [], 'widely set and narrow');
    await page.setViewportSize({ width: 1280, height: 720 });
    assert.deepEqual(await findLost(page), [], 'widely set');
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

/** Sets text as widely as a reader may ask for by WCAG 1.4.12. */
function spaceText(page) {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-block-end: 2em !important; }`);
    for (const root of [document, ...[...document.querySelectorAll('sanctions-lookup')].map((element) => element.shadowRoot)]) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }
  });
}

/** Text that is cut off, comes out of its box, or lies on other text. */
function findLost(page) {
  return page.locator('sanctions-lookup').evaluate((element) => {
    // On a small screen the heading makes way for the search and for an entry.
    const header = element.shadowRoot.querySelector('.header');
    const isFolded = (node) => header?.clientHeight === 0 && header.contains(node);
    const all = [...element.shadowRoot.querySelectorAll('*')].filter((node) => node.checkVisibility() && !isFolded(node) && !node.matches('.unseen, .unseen *, input, select, option'));
    const cut = all.filter((node) => {
      const { display, overflowY } = getComputedStyle(node);
      return display !== 'inline' && node.clientWidth > 0
        && (node.scrollWidth > node.clientWidth + 1 || (overflowY !== 'visible' && node.scrollHeight > node.clientHeight + 1));
    });
    // The count and the title of an entry stay in view: what is under them comes out when the page is scrolled.
    const isOver = (node) => getComputedStyle(node.closest('.status, .record .name') ?? node).position === 'sticky';
    const lines = all.filter((node) => !isOver(node)).flatMap((node) => [...node.childNodes].filter(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim()).flatMap((text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return [...range.getClientRects()].map((box) => ({ text: text.data, box }));
    }));
    const meet = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
      && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
    const covered = lines.filter(({ box }, place) => lines.slice(place + 1).some((other) => meet(box, other.box)));
    return [...cut.map((node) => node.outerHTML.slice(0, 160)), ...covered.map(({ text }) => text)];
  });
}

for (const name of ['results', 'person', 'something known', 'about a regime, page 2', 'too old']) {
  test(`${name}: everything that acts is reached by keyboard alone, shows it, and is not covered`, async (t) => {
    const state = states.find((state) => state.name === name);
    const url = await serveState(t, state);
    const { page } = await openPage(t, 'about:blank');
    await state.show(page, url);
    const actors = await page.locator('sanctions-lookup').evaluate((element) => [...element.shadowRoot.querySelectorAll('a[href], button, input, select, summary')].filter((node) => node.checkVisibility()).length);
    // From the top: browsers remember where the focus was, and not all go round within the page.
    await page.evaluate(() => {
      document.body.tabIndex = -1;
      document.body.focus();
    });
    const reached = new Set();
    for (let step = 0; step < actors + 5; step += 1) {
      await page.keyboard.press('Tab');
      const look = () => page.evaluate(() => {
        const node = document.querySelector('sanctions-lookup').shadowRoot.activeElement;
        if (!node) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(node);
        const [{ left, top, width, height }] = node.getClientRects();
        const uppermost = node.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
        return {
          what: node.outerHTML,
          ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
          seen: node.contains(uppermost),
        };
      });
      let now = await look();
      // What is focused comes into sight a moment later in some browsers.
      for (let tries = 0; tries < 20 && now && !now.seen; tries += 1) {
        await page.waitForTimeout(50);
        now = await look();
      }
      if (now) {
        reached.add(now.what);
        assert.ok(now.ring, `no focus ring: ${now.what.slice(0, 200)}`);
        assert.ok(now.seen, `covered, or out of sight: ${now.what.slice(0, 200)}`);
      }
    }
    assert.ok(reached.size >= actors - 1, `${reached.size} of ${actors}`);
  });
}

test('the keyboard goes from the box to what is known, to the results, to a wider search', async (t) => {
  const state = states.find(({ name }) => name === 'something known');
  const url = await serveState(t, state);
  const { page } = await openPage(t, 'about:blank');
  await state.show(page, url);
  await page.getByRole('searchbox').focus();
  const reached = [];
  for (let step = 0; step < 10; step += 1) {
    reached.push(await page.evaluate(() => {
      const node = document.querySelector('sanctions-lookup').shadowRoot.activeElement;
      return node.id || node.innerText.replace(/[:;].*/s, '').trim();
    }));
    await page.keyboard.press('Tab');
  }
  assert.deepEqual(reached, ['query', 'Search', 'What you know', 'born', 'country', 'sex', 'What to do now', 'Ilirjan BREGUSHTA', 'Like its main name', 'Search wider']);
});

/** What has the focus, by its first words. */
function focused(page) {
  return page.evaluate(() => {
    const node = document.querySelector('sanctions-lookup').shadowRoot.activeElement;
    return node && (node.id || node.innerText.split('\n')[0].trim());
  });
}

/** Presses Tab until it is on what says `words`. */
async function tabTo(page, words) {
  for (let step = 0; step < 60; step += 1) {
    if (words.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not reach ${words}`);
}

/** Waits until the focus is on what says `words`: it moves once the page has changed. */
async function expectFocus(page, words) {
  for (let tries = 0; tries < 100 && !words.test(await focused(page)); tries += 1) await page.waitForTimeout(50);
  assert.match(String(await focused(page)), words);
}

test('a whole visit by keyboard: the focus is where it belongs after every step, and nothing is said twice', async (t) => {
  const url = await serveState(t, states.find(({ name }) => name === 'about a regime'));
  const { page } = await openPage(t, url);
  await ready(page);
  await announced(page).evaluate((node) => {
    window.said = [];
    new MutationObserver(() => window.said.push(node.textContent)).observe(node, { childList: true, characterData: true, subtree: true });
  });
  // The list of the page, a page on and back.
  await tabTo(page, /^Next/);
  await page.keyboard.press('Enter');
  await expectFocus(page, /^Page 2 of 3, \d+ entries$/);
  await tabTo(page, /Previous/);
  await page.keyboard.press('Enter');
  await page.getByText('Page 1 of 3').first().waitFor();
  // A search, what is known, a result, its record, and back.
  await box(page).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'born');
  await page.getByLabel('Date or year of birth').pressSequentially('1984');
  await box(page).pressSequentially('Ilirjan Breguszta');
  await page.keyboard.press('Enter');
  await expectFocus(page, /similar name/);
  await page.keyboard.press('Tab');
  await expectFocus(page, /^What to do now$/);
  await page.keyboard.press('Tab');
  await expectFocus(page, /Ilirjan BREGUSHTA/);
  await page.keyboard.press('Enter');
  await expectFocus(page, /^Ilirjan BREGUSHTA$/);
  await page.getByRole('heading', { name: 'Is it the same?' }).waitFor();
  // The way back stands before the title that has the focus.
  await page.keyboard.press('Shift+Tab');
  await expectFocus(page, /Back to results/);
  await page.keyboard.press('Enter');
  await openers(page).first().waitFor();
  await expectFocus(page, /Ilirjan BREGUSHTA/);
  // Wider, and back.
  await tabTo(page, /^Search wider/);
  await page.keyboard.press('Enter');
  await expectFocus(page, /less similar/);
  await tabTo(page, /^Leave out/);
  await page.keyboard.press('Enter');
  // The count of the wider search has these words too, and the focus goes to the next one.
  await page.getByRole('button', { name: /^Search wider/ }).waitFor();
  await expectFocus(page, /similar name/);
  // What the page is not about.
  await box(page).fill('Zimorodkov');
  await page.getByRole('button', { name: 'Show it' }).waitFor();
  await tabTo(page, /^Show it/);
  await page.keyboard.press('Enter');
  await expectFocus(page, /1 similar name/);
  const said = (await page.evaluate(() => window.said)).filter((text) => text !== '');
  assert.equal(new Set(said).size, said.length, said.join('\n'));
});

test('whoever wants less motion gets none', needs('a colour scheme, forced colours or print'), async (t) => {
  const state = states.find(({ name }) => name === 'results');
  const url = await serveState(t, state);
  const { page } = await openPage(t, 'about:blank', { reducedMotion: 'reduce' });
  await state.show(page, url);
  const moving = await page.locator('sanctions-lookup').evaluate((element) => [...element.shadowRoot.querySelectorAll('*')].filter((node) => {
    const { animationName, transitionDuration, transitionDelay, scrollBehavior } = getComputedStyle(node);
    return animationName !== 'none' || transitionDuration !== '0s' || transitionDelay !== '0s' || scrollBehavior !== 'auto';
  }).map((node) => node.outerHTML.slice(0, 120)));
  assert.deepEqual(moving, []);
});

test('a search prints as a page that says list, date, last checked, hash, version, addresses, time and what was searched', needs('a colour scheme, forced colours or print'), async (t) => {
  const state = states.find(({ name }) => name === 'results');
  const url = await serveState(t, state);
  const { page } = await openPage(t, 'about:blank');
  await state.show(page, url);
  await page.emulateMedia({ media: 'print' });
  const text = await shown(page);
  for (const part of [/published 2 November 2026/, /last checked/, /Searched for “Ilirjan Breguszta” on \d+ \w+ \d{4}, \d\d:\d\d\sUTC/, /BREGUSHTA/, /[0-9a-f]{64}/, /Version of this search\s+\d+\.\d+\.\d+/]) {
    assert.match(text, part);
  }
  const licence = page.locator('sanctions-lookup .footer a').first();
  assert.match(await licence.evaluate((link) => getComputedStyle(link, '::after').content), /https:/);
  assert.equal(await page.getByRole('button', { name: 'Search', exact: true }).count(), 0);
});

for (const name of ['results', 'date not understood', 'about a regime', 'person']) {
  test(`${name}: forced colours keep marks, buttons, fields and the focus to be seen`, needs('a colour scheme, forced colours or print'), async (t) => {
    const state = states.find((state) => state.name === name);
    const url = await serveState(t, state);
    const { page } = await openPage(t, 'about:blank', { forcedColors: 'active' });
    await state.show(page, url);
    const unseen = await page.locator('sanctions-lookup').evaluate((element) => {
      const ground = getComputedStyle(document.body).backgroundColor;
      const clear = 'rgba(0, 0, 0, 0)';
      const isUnseen = (node) => {
        const style = getComputedStyle(node);
        const paper = style.backgroundColor === clear ? ground : style.backgroundColor;
        if (style.color === paper) return true;
        if (node.matches('mark')) return paper === ground;
        const hasBorder = style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) >= 1 && style.borderTopColor !== ground;
        return !(hasBorder || style.textDecorationLine === 'underline' || node.matches('summary'));
      };
      const parts = [...element.shadowRoot.querySelectorAll('mark, button, input, select, summary, a[href]')].filter((node) => node.checkVisibility());
      return [parts.length, ...parts.filter(isUnseen).map((node) => node.outerHTML.slice(0, 120))];
    });
    assert.ok(unseen[0] > 4 && unseen.length === 1, unseen.join('\n'));
    await page.locator('body').press('Home');
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(() => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.querySelector('sanctions-lookup').shadowRoot.activeElement);
      return [outlineStyle, parseFloat(outlineWidth) >= 2, outlineColor !== getComputedStyle(document.body).backgroundColor];
    });
    assert.deepEqual(ring, ['solid', true, true]);
  });
}
