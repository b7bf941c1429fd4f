// The overview of a list: counted, browsed, cited, saved.

import assert from 'node:assert/strict';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { has } from './browsers.mjs';
import { findAccessibilityFaults, findHtmlFaults } from './checks.mjs';
import { changeManifest } from './manifest.mjs';
import { openPage, until } from './page.mjs';
import { asRealList, damage, packPath, sampleList, serveSite } from './site.mjs';
import { earlierToday, box, ready } from './widget.mjs';

const button = (page, name) => page.getByRole('button', { name });
const heading = (page, name) => page.getByRole('heading', { name });

async function openSite(t, { path = '', change = asRealList, options } = {}) {
  const { url, folder } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change });
  const { page, record } = await openPage(t, url + path, options);
  await ready(page);
  return { page, record, folder };
}

/** Opens the page, and in it the overview, by keyboard. */
async function openOverview(t, options) {
  const opened = await openSite(t, options);
  await button(opened.page, 'Overview of the list').focus();
  await opened.page.keyboard.press('Enter');
  await heading(opened.page, 'By date of designation').waitFor();
  return opened;
}

/** What has the focus. */
const focused = (page) => page.evaluate(() => document.activeElement.shadowRoot.activeElement.nodeName);

/** The rows of a table by its name: words and number. */
const rowsOf = (page, name) => page.getByRole('table', { name }).evaluate((table) =>
  [...table.tBodies[0].rows].map((row) => [row.cells[0].innerText.trim(), Number(row.cells[1].innerText.replaceAll(',', ''))]));

/** The cells of a line of CSV in which no cell has a line break. */
const cells = (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);

/** Saves the counts; gives the lines below the header as objects. */
async function download(page) {
  await page.evaluate(() => {
    URL.createObjectURL = (blob) => {
      globalThis.saved = blob.text();
      return '#';
    };
    HTMLAnchorElement.prototype.click = () => {};
  });
  await button(page, 'Download the counts (CSV)').click();
  await page.waitForFunction(() => globalThis.saved);
  const text = await page.evaluate(() => globalThis.saved);
  const [head, ...lines] = text.trim().split('\r\n').map((line) => cells(line.replace(/^\ufeff/, '')));
  return lines.map((line) => Object.fromEntries(head.map((name, place) => [name, line[place]])));
}

test('who types a name while the overview loads goes on typing', async (t) => {
  const { page } = await openSite(t);
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await page.context().route('**/overview*.wasm', async (route) => {
    await released;
    await route.continue();
  });
  await button(page, 'Overview of the list').click();
  await box(page).focus();
  release();
  await heading(page, 'By date of designation').waitFor();
  await page.waitForTimeout(200);
  assert.equal(await focused(page), 'INPUT');
});

test('the tables are those of the file that is saved, and are accessible', async (t) => {
  const { page } = await openOverview(t);
  assert.match(await focused(page), /^H\d$/);
  assert.deepEqual(await findAccessibilityFaults(page), []);
  assert.deepEqual(await findHtmlFaults(page), []);
  const more = button(page, /^Show all \d+$/);
  for (let left = await more.count(); left > 0; left -= 1) await more.first().click();
  await page.getByLabel('Period').selectOption('years');
  const lines = await download(page);
  const group = (name) => lines.filter((line) => line.group === name);
  const counts = (name, words = ({ value }) => value) => group(name).map((line) => [words(line), Number(line.designations)]);
  const isThere = ([, count]) => count > 0;
  const none = (words) => ({ value }) => value || words;
  const years = counts('year', ({ code }) => code).reverse();
  const undated = group('month').filter(({ code }) => code === '').map((line) => ['No date to the month on the list', Number(line.designations)]);
  assert.deepEqual(await rowsOf(page, 'By date of designation'), [...years, ...undated.filter(isThere)]);
  assert.deepEqual(await rowsOf(page, 'By regime'), counts('regime'));
  assert.deepEqual(await rowsOf(page, 'By country or nationality'), counts('country', none('No country on the list')).filter(isThere));
  assert.deepEqual(await rowsOf(page, 'By measure'), counts('measure', none('No measure on the list')).filter(isThere));
  const kinds = await rowsOf(page, 'By kind');
  assert.deepEqual(kinds.map(([, count]) => count), counts('kind').map(([, count]) => count));
  const [[, total], [, added], [, amended]] = await rowsOf(page, 'Entries');
  assert.deepEqual([total, added, amended], ['total', 'added', 'amended'].map((name) => counts(name)[0][1]));
  assert.ok(lines.every(({ source_sha256, published }) => /^[0-9a-f]{64}$/.test(source_sha256) && published === '2026-11-02'));
  const months = counts('month', ({ code }) => code).reduce((sum, [, count]) => sum + count, 0);
  assert.equal(months, total);
});

test('the citation names the list, its date and its file, and is copied', async (t) => {
  const { page } = await openOverview(t);
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => { globalThis.copied = text; };
  });
  await button(page, 'Copy the citation').click();
  await page.getByText('Copied.').first().waitFor();
  const copied = await page.evaluate(() => globalThis.copied);
  assert.match(copied, /^UK Sanctions List \(.+\), published 2 November 2026, last checked for changes .+\sUTC, https:.+; SHA-256 of the list’s file: [0-9a-f]{64}\.$/);
  assert.ok(await page.getByText(copied).isVisible());
  // What is narrowed says so, also on paper and where it is cited.
  const regime = page.getByLabel('Regime', { exact: true });
  await regime.selectOption({ index: 1 });
  const name = await regime.evaluate((node) => node.selectedOptions[0].text);
  await heading(page, `UK Sanctions List · ${name}`).waitFor();
  assert.ok((await page.locator('.citation').innerText()).endsWith(` Counted of it: ${name}.`));
});

test('each count leads to its entries, which open, and the address never changes', async (t) => {
  const { page, record } = await openOverview(t);
  const [country, count] = (await rowsOf(page, 'By country or nationality'))[0];
  await page.getByRole('table', { name: 'By country or nationality' }).getByRole('button', { name: country, exact: true }).click();
  await heading(page, `${country}: ${count}`).waitFor();
  const entries = page.locator('.entries > li');
  assert.equal(await entries.count(), Math.min(count, 50));
  assert.deepEqual(await findAccessibilityFaults(page), []);
  await page.getByLabel('Order').selectOption('name');
  const family = (text) => text.split(' ').find((word) => word === word.toUpperCase());
  const names = (await page.locator('.entry-name').allInnerTexts()).map((name) => name.trim());
  assert.ok(names.length > 1 && names.every(family), names.join());
  await page.getByLabel('Regime', { exact: true }).focus();
  await page.getByLabel('Regime', { exact: true }).selectOption({ index: 1 });
  await heading(page, new RegExp(`· ${country}: \\d+$`)).waitFor();
  assert.equal(await focused(page), 'SELECT', 'a choice keeps the focus');
  assert.equal(await page.getByLabel('Country or nationality', { exact: true }).evaluate((node) => node.selectedOptions[0].text), country);
  await button(page, 'Back to the overview').click();
  await heading(page, 'By date of designation').waitFor();
  assert.equal(await page.getByLabel('Country or nationality', { exact: true }).evaluate((node) => node.selectedOptions[0].text), 'All');
  await button(page, 'Entries').click();
  await heading(page, /^All entries: \d+$/).waitFor();
  await button(page, 'Next').click();
  await page.getByText('Page 2 of').first().waitFor();
  const name = (await page.locator('.entry-name').first().innerText()).trim();
  await page.locator('.entry-name button').first().click();
  await heading(page, 'Is it the same?').waitFor();
  assert.ok(await page.getByText(name).first().isVisible());
  assert.ok(record.addresses.every((address) => !address.includes('#')), record.addresses.join());
  assert.deepEqual(record.errors, []);
});

test('a link leads to the entries of a regime', async (t) => {
  const { page } = await openSite(t, { path: '#overview&regime=GIM&show=entries' });
  await heading(page, /^People smuggling.*: \d+$/).waitFor();
  const all = await page.locator('.entries .id').allInnerTexts();
  assert.ok(all.length > 0 && all.every((id) => id.includes('GIM')), all.join());
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => { globalThis.copied = text; };
  });
  await button(page, 'Copy a link to this view').click();
  await page.waitForFunction(() => globalThis.copied);
  assert.match(await page.evaluate(() => globalThis.copied), /#overview&list=uk&regime=GIM&show=entries$/);
});

test('Back goes one step: from an entry to those that are listed, to the counts, to the search', async (t) => {
  const { page, record } = await openOverview(t);
  const overview = page.locator('sanctions-lookup .overview');
  const counts = heading(page, 'By date of designation');
  const listed = heading(page, /^All entries: \d+$/);
  await button(page, 'Entries').click();
  await listed.waitFor();
  await page.locator('.entry-name button').first().click();
  await heading(page, 'Is it the same?').waitFor();
  await page.goBack();
  await heading(page, 'Is it the same?').waitFor({ state: 'detached' });
  await listed.waitFor();
  await page.goBack();
  await counts.waitFor();
  await page.goForward();
  await listed.waitFor();
  // Its own way back is the same step.
  await button(page, 'Back to the overview').click();
  await counts.waitFor();
  await page.goBack();
  await overview.waitFor({ state: 'detached' });
  // Closed from the entries, it leaves nothing behind.
  await button(page, 'Overview of the list').click();
  await button(page, 'Entries').click();
  await listed.waitFor();
  await button(page, 'Close').click();
  await overview.waitFor({ state: 'detached' });
  await page.waitForFunction(() => history.state === null);
  // No state says which entries were listed.
  assert.deepEqual([...new Set(record.history.map((call) => call.split(/[(,]/)[1]))].sort(), ['1', 'overview', 'overview-entries']);
  assert.deepEqual(record.errors, []);
});

test('Back leads from what a link named back to the counts, and a page that is loaded again begins with them', async (t) => {
  const { page } = await openSite(t, { path: '#overview&regime=GIM' });
  const counts = heading(page, 'By date of designation');
  await counts.waitFor();
  await button(page, 'Entries').click();
  await heading(page, /^People smuggling.*: \d+$/).waitFor();
  await page.goBack();
  await counts.waitFor();
  await button(page, 'Entries').click();
  await heading(page, /^People smuggling.*: \d+$/).waitFor();
  await page.reload();
  await counts.waitFor();
  await button(page, 'Entries').click();
  await heading(page, /^People smuggling.*: \d+$/).waitFor();
  await page.goBack();
  await counts.waitFor();
});

/** The text of an element that is not seen. */
const textOf = (page, selector) => page.evaluate((selector) => document.querySelector('sanctions-lookup').shadowRoot.querySelector(selector)?.textContent, selector);

test('a choice is announced, with what it counts', async (t) => {
  const { page } = await openOverview(t);
  const regime = page.getByLabel('Regime', { exact: true });
  await regime.selectOption({ index: 1 });
  const name = await regime.evaluate((node) => node.selectedOptions[0].text);
  await heading(page, `UK Sanctions List · ${name}`).waitFor();
  const said = await textOf(page, '.overview [role=status]');
  assert.ok(said.startsWith(`${name}: `) && /: \d+$/.test(said), said);
});

test('the order of the entries is on paper', async (t) => {
  const { page } = await openOverview(t);
  await button(page, 'Entries').click();
  const line = page.getByText('Order: By name', { exact: true });
  await page.getByLabel('Order').selectOption('name');
  await page.waitForFunction(() => document.querySelector('sanctions-lookup').shadowRoot.querySelector('.overview .paper').textContent === 'Order: By name');
  assert.equal(await line.isVisible(), false);
  if (!has(t, 'a colour scheme, forced colours or print')) return;
  await page.emulateMedia({ media: 'print' });
  assert.equal(await line.isVisible(), true);
  assert.equal(await page.getByLabel('Order').isVisible(), false);
});

test('what cannot be loaded is said: the program beside its button, a list in the overview', async (t) => {
  const { page, folder } = await openSite(t);
  const wasm = join(folder, (await readdir(folder)).find((name) => /^overview\..*\.wasm$/.test(name)));
  await rename(wasm, `${wasm}.away`);
  await button(page, 'Overview of the list').click();
  await page.getByText('The overview cannot be loaded.').waitFor();
  await rename(`${wasm}.away`, wasm);
  await damage(await packPath(folder, 'details'));
  // What the browser kept would be taken.
  const client = await page.context().newCDPSession?.(page).catch(() => undefined);
  await client?.send('Network.clearBrowserCache');
  await button(page, 'Overview of the list').click();
  await page.getByText(client ? 'The list cannot be loaded, so nothing can be counted.' : /By date of designation|The list cannot be loaded/).first().waitFor();
  await page.getByText('The overview cannot be loaded.').waitFor({ state: 'detached' });
});

test('how many entries were removed is a number of the whole list, where the builder knows it', async (t) => {
  const { page } = await openOverview(t, {
    change: (folder) => changeManifest(folder, ({ lists }) => {
      Object.assign(lists[0], { sample: false, before: { published: '2026-10-26', removed: 3 } });
    }),
  });
  const words = 'Entries of the edition of 26 October 2026 that are no longer on the list';
  assert.deepEqual((await rowsOf(page, 'Entries')).at(-1), [words, 3]);
  assert.equal(await button(page, words).count(), 0);
  const removed = (await download(page)).filter(({ group }) => group === 'removed');
  assert.deepEqual(removed.map(({ code, designations }) => [code, designations]), [['2026-10-26', '3']]);
  // Which ones they were is not known, so neither is how many of them were under a regime.
  await page.getByLabel('Regime', { exact: true }).selectOption({ index: 1 });
  await page.getByText(words).waitFor({ state: 'detached' });
});

test('the sample list says so, and a page without the attribute offers nothing', async (t) => {
  const { page, record } = await openOverview(t, { change: async () => {} });
  await page.getByText('every name and every number on it is invented').waitFor();
  assert.match(await page.locator('.citation').innerText(), /^Sample list, every name invented\. /);
  await page.evaluate(() => document.querySelector('sanctions-lookup').removeAttribute('overview'));
  await heading(page, 'By date of designation').waitFor({ state: 'detached' });
  await button(page, 'Overview of the list').waitFor({ state: 'detached' });
  await until(page, () => record.requests.every(({ method }) => method === 'GET'));
});
