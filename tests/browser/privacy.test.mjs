// Nothing that a person types or opens leaves the page, by whatever way.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { has } from './browsers.mjs';
import { openPage, readStorage } from './page.mjs';
import { sampleList, serveSite } from './site.mjs';
import { earlierToday, announced, box, know, open, ready, rows, type, widen } from './widget.mjs';

test('nothing typed or opened leaves the page', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const { page, record } = await openPage(t, url);
  await ready(page);
  // Details may still be on their way; what is requested from here on is the fault.
  await type(page, 'Ilirjan Breguzhta');
  await rows(page).first().waitFor();
  await open(page, 'BREGUSHTA');
  const before = record.requests.length;
  await page.getByRole('button', { name: /back to results/i }).first().click();

  await type(page, 'qxzvw kjhgf');
  await announced(page).filter({ hasText: /nothing/i }).waitFor();
  await type(page, '1234567');
  await type(page, 'Ilirjan Breguzhta');
  await know(page, { born: 'zwölfter März', country: 'Qwertyland', sex: 'Female' });
  await page.getByText('Not understood').first().waitFor();
  await know(page, { born: '11/12/1943' });
  await rows(page).first().getByText('Year of birth differs').waitFor();
  await page.getByLabel('Nationality').press('Enter');
  await widen(page);
  await rows(page).first().locator('summary').click();
  await type(page, 'Al-Zahrawani');
  await rows(page).first().waitFor();
  await box(page).press('Enter');
  await open(page, 'ZAHRAWANI');
  await page.goBack();
  await rows(page).first().waitFor();
  for (const name of ['What to do now', 'What this search misses', 'About this list']) {
    await page.getByText(name, { exact: true }).first().click();
  }
  await box(page).press('Escape');
  if (has(t, 'a colour scheme, forced colours or print')) {
    await page.emulateMedia({ media: 'print' });
    await page.emulateMedia({ media: 'screen' });
  }

  assert.equal(record.requests.length, before, JSON.stringify(record.requests.slice(before)));
  assert.deepEqual(record.storage, []);
  assert.deepEqual(record.console, []);
  assert.deepEqual(record.errors, []);
  assert.deepEqual(record.violations, []);
  // A history entry is a counter at the same address; every other trace must not depend on
  // what was typed.
  const everything = JSON.stringify(record);
  assert.doesNotMatch(everything, /bregu|zahrawani|qxzvw|1234567|qwerty|zwölf|1943|female|SAMPLE-|GIM9/i);
  assert.ok(record.addresses.every((address) => address === url), record.addresses.join(' '));
  // That of the file, and that with the name of the list.
  assert.deepEqual([...new Set(record.titles)], ['Search sanctions lists', 'Search the UK Sanctions List']);
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual(await readStorage(page), {});
  assert.equal(await page.evaluate(() => location.hash + location.search), '');
});

test('the same searches make the same requests whatever is typed', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const traces = [];
  // The first visit fills the cache of a browser that keeps one over visits.
  for (const [query, born] of [['Amber Quill', 'soon'], ['Hemin Khoshkany', '1970'], ['Amber Quill', 'soon']]) {
    const { page, record } = await openPage(t, url);
    await ready(page);
    await type(page, query);
    await rows(page).first().waitFor();
    await know(page, { born, country: born });
    await page.getByRole('button', { name: 'Search wider' }).click();
    await page.getByRole('button', { name: 'Leave out less similar names' }).waitFor();
    await open(page, query.split(' ')[1].toUpperCase());
    traces.push({
      requests: record.requests.map(({ method, url, body }) => `${method} ${url} ${body}`).sort(),
      history: record.history,
      console: record.console,
      events: record.events,
      titles: record.titles,
    });
  }
  assert.deepEqual(traces[1], traces[2]);
});

test('the fields ask the browser to keep nothing of them', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const { page } = await openPage(t, url);
  await ready(page);
  const fields = await page.locator('sanctions-lookup').evaluate((element) =>
    [...element.shadowRoot.querySelectorAll('input, select')].map((node) => ({
      id: node.id, name: node.name, autocomplete: node.autocomplete, spellcheck: node.type === 'select-one' || node.spellcheck,
      completes: node.type === 'select-one' ? null : node.getAttribute('autocorrect'),
    })));
  assert.deepEqual(fields.map(({ id }) => id), ['query', 'born', 'country', 'sex']);
  for (const { id, name, autocomplete, spellcheck, completes } of fields) {
    assert.equal(name, '', id);
    assert.equal(autocomplete, 'off', id);
    if (id !== 'sex') {
      assert.equal(spellcheck, false, id);
      assert.equal(completes, 'off', id);
    }
  }
});

test('official links go out only when they are clicked, and say nothing about where from', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const { page } = await openPage(t, url);
  await ready(page);
  const links = page.locator('a[href^="https://"]');
  const all = await links.evaluateAll((nodes) => nodes.map((node) => ({ href: node.href, rel: node.rel })));
  assert.ok(all.length > 0);
  for (const { href, rel } of all) {
    assert.match(rel, /noreferrer/, href);
    assert.match(rel, /noopener/, href);
  }
  assert.equal(await page.locator('link[rel=prefetch], link[rel=preconnect], link[rel=dns-prefetch]').count(), 0);
});
