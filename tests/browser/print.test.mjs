// What stands on paper and in a copy, which somebody reads on another day and without the page.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { name as browser, needs } from './browsers.mjs';
import { listOfKinds } from './hostile-list.mjs';
import { openPage } from './page.mjs';
import { asRealList, sampleList, serveSite } from './site.mjs';
import { earlierToday, open, openers, ready, rows, type } from './widget.mjs';

const onPaper = needs('a colour scheme, forced colours or print');
const button = (page, name) => page.getByRole('button', { name, exact: true });

/** All text that can be seen; what is hidden as a whole gives all of its text otherwise. */
const shown = (page) => page.evaluate(() => [...document.querySelector('sanctions-lookup').shadowRoot.children]
  .filter((child) => child.checkVisibility()).map((child) => child.innerText).join('\n'));

/** The page with these attributes, whose `print` is only counted. */
async function start(t, attributes = '', { list = sampleList } = {}) {
  const { url } = await serveSite(t, { list, checkedAt: earlierToday(), async change(folder) {
    await asRealList(folder);
    const path = join(folder, 'index.html');
    await writeFile(path, (await readFile(path, 'utf8')).replace('<sanctions-lookup ', `<sanctions-lookup ${attributes} `));
  } });
  const { page, record } = await openPage(t, url);
  await ready(page);
  await page.evaluate(() => {
    globalThis.printed = 0;
    globalThis.print = () => { globalThis.printed += 1; };
  });
  return { page, record };
}

/** Presses a button that prints, and waits until it has. */
async function print(page, name) {
  const before = await page.evaluate(() => globalThis.printed);
  await button(page, name).click();
  await page.waitForFunction((count) => globalThis.printed > count, before);
}

/** What is on paper: all text of the page, and the names of the rows. */
async function paper(page) {
  await page.emulateMedia({ media: 'print' });
  const text = await shown(page);
  const names = await page.locator('sanctions-lookup .results .row .name').evaluateAll((all) =>
    all.filter((one) => one.checkVisibility()).map((one) => one.innerText.trim()));
  await page.emulateMedia({ media: 'screen' });
  return { text, names };
}

/** What is on the screen: the rows, what has the focus, and how far the page is scrolled. */
const screen = (page) => page.evaluate(() => {
  const { shadowRoot } = document.querySelector('sanctions-lookup');
  const names = [...shadowRoot.querySelectorAll('.row .name')].filter((one) => one.checkVisibility());
  return [...names.map((one) => one.innerText), shadowRoot.activeElement?.innerText, scrollY];
});

for (const [what, attributes, ask, all] of [
  ['a regime', 'regime="GIM"', async () => {}, /^(\d+) entries/m],
  ['a search', '', (page) => page.evaluate(() => document.querySelector('sanctions-lookup').search(
    'Ilirjan Bregushta; Yasir Al-Zahrawani; Faraj Bu-Jraydawi; Durad Cebicanin; Razvan Cojocaret; Osasogie Ehigiatorhue; Zhenlu Ouyang; Zmaray Guldarakhel; Filmon Hagdu; Gocha Lashkhareli; Amber Quill; Paper Owl',
  )), /Page 1 of \d/],
]) {
  test(`all results of ${what} are printed by the page’s button, and the page is as before`, onPaper, async (t) => {
    const { page, record } = await start(t, attributes);
    await ask(page);
    const next = page.locator('sanctions-lookup button.next');
    await next.waitFor();
    assert.match(await shown(page), all);
    const pages = Number((await shown(page)).match(/Page 1 of (\d+)/)[1]);
    // The browser's own command prints the page that is there, and says so.
    const part = await paper(page);
    assert.equal(part.names.length, 10);
    const [, count] = part.text.match(/Printed: 1 to 10 of (\d+)\. To print more of them, press “Print this page” below them/);
    assert.equal(Math.ceil(count / 10), pages);
    assert.doesNotMatch(part.text, /Page 1 of/);
    await button(page, 'Print this page').focus();
    const before = await screen(page);
    await print(page, 'Print this page');
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.deepEqual(await screen(page), before);
    const whole = await paper(page);
    assert.equal(whole.names.length, Number(count));
    assert.deepEqual(whole.names.slice(0, 10), part.names);
    assert.doesNotMatch(whole.text, /Printed:/);
    // Another page is another answer.
    await next.click();
    await page.getByText(/^Page 2 of \d+$/).waitFor();
    assert.match((await paper(page)).text, /Printed: 11 to \d+ of/);
    assert.deepEqual(record.errors, []);
  });
}

test('what filters hide no near name of is printed with its heading, and results of one page without a count', onPaper, async (t) => {
  const { page } = await start(t, '', { list: await listOfKinds(t) });
  await page.setViewportSize({ width: 1280, height: 900 });
  await type(page, 'Talo Kestrun');
  await page.getByRole('checkbox', { name: /Afghanistan.* \(2\)/ }).click();
  await page.getByText('Hidden by filters: 3 similar names').first().waitFor();
  await print(page, 'Print this page');
  const { text, names } = await paper(page);
  assert.equal(names.length, 6);
  assert.match(text, /outside your filters/i);
  assert.match(text, /Hidden by filters: 3 similar names/);
  assert.doesNotMatch(text, /Printed:|Print this page/);
});

test('paper has dates and nothing to press', onPaper, async (t) => {
  const { page } = await start(t, 'languages="en fr" overview');
  assert.match(await shown(page), /last checked for changes today, /);
  for (const [query, waits] of [['Ilirjan Bregushta', () => rows(page).first().waitFor()], ['Qxzvw Kjhgf', () => page.getByText(/was found among/).first().waitFor()]]) {
    await type(page, query);
    await waits();
    const { text } = await paper(page);
    assert.match(text, /last checked for changes \d+ \w+ \d{4}, \d\d:\d\d/);
    assert.doesNotMatch(text, /today|Print this page|Français/, query);
  }
});

test('a copied entry has dates, addresses, and each label beside its values', async (t) => {
  const { page } = await start(t);
  await type(page, 'Ilirjan Bregushta');
  await open(page, 'Ilirjan BREGUSHTA');
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
      writeText: async (text) => { globalThis.copied = text; },
    } });
  });
  await button(page, 'Copy as text').click();
  await page.getByText('Copied.').first().waitFor();
  const copied = await page.evaluate(() => globalThis.copied);
  const entry = page.locator('sanctions-lookup article');
  const fields = await entry.locator('.fields > div').evaluateAll((all) => all.map((one) =>
    [one.querySelector('dt').innerText, one.querySelectorAll('dd li').length, one.querySelector('dd').innerText]));
  assert.ok(fields.length > 5);
  for (const [label, several, value] of fields) {
    const first = value.split('\n')[0];
    assert.ok(copied.includes(`\n${label}: ${first}`), `${label}: ${first}`);
    if (several > 1) assert.ok(copied.includes(`\n${label}: ${value.trim().replace(/\s*\n\s*/g, '; ')}\n`), label);
  }
  for (const [words, address] of await entry.locator('[href^="http"]').evaluateAll((all) => all.map((one) => [one.innerText, one.href]))) {
    assert.ok(copied.includes(`${words} (${address})`), words);
  }
  assert.doesNotMatch(copied, /today|Who else to check|\n\n\n|\0/);
  assert.match(copied, /last checked for changes \d+ \w+ \d{4}, \d\d:\d\d[^\n]*\nCopied on/);
});

test('the printed overview has every row, and says which months it shows', onPaper, async (t) => {
  const { page } = await start(t, 'overview');
  await button(page, 'Overview of the list').click();
  await page.getByRole('heading', { name: 'By date of designation' }).waitFor();
  const visible = (name) => page.getByRole('table', { name }).evaluate((table) => [...table.tBodies[0].rows].filter((row) => row.checkVisibility()).length);
  const more = page.getByRole('button', { name: /^Show all \d+$/ }).first();
  const all = Number((await more.innerText()).match(/\d+/)[0]);
  const table = /By country|By regime/;
  const names = await page.getByRole('table').evaluateAll((tables) => tables.map((one) => one.ariaLabel));
  const cut = [];
  for (const name of names.filter((name) => table.test(name))) if ((await visible(name)) <= 11) cut.push(name);
  await page.emulateMedia({ media: 'print' });
  const counts = await Promise.all(cut.map(visible));
  assert.ok(counts.some((count) => count === all || count === all + 1), `${counts} of ${all}`);
  const text = await shown(page);
  assert.match(text, /Period: The last 12 months/);
  assert.doesNotMatch(text, /Show all|About this list|Copied\./);
  await page.emulateMedia({ media: 'screen' });
  await page.getByLabel('Period').selectOption('years');
  await page.getByText('Period: Every year').waitFor({ state: 'attached' });
  // With a search above it, both are printed.
  await type(page, 'Ilirjan Bregushta');
  await openers(page).first().waitFor();
  const { text: both } = await paper(page);
  assert.match(both, /BREGUSHTA[^]*By date of designation/);
});

test('all entries of the overview are printed by its button', onPaper, async (t) => {
  const { page } = await start(t, 'overview');
  await button(page, 'Overview of the list').click();
  await page.getByRole('heading', { name: 'By date of designation' }).waitFor();
  const all = Number(await page.getByRole('table', { name: 'Entries' }).locator('td').first().innerText());
  assert.ok(all > 50);
  await button(page, 'Entries').click();
  await page.getByText('Page 1 of 2').waitFor();
  const listed = () => page.locator('sanctions-lookup .overview .entries > li').evaluateAll((rows) => rows.filter((row) => row.checkVisibility()).length);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await listed(), 50);
  assert.match(await shown(page), new RegExp(`Printed: 1 to 50 of ${all}\\. To print more of them, press “Print”`));
  await page.emulateMedia({ media: 'screen' });
  await print(page, 'Print');
  assert.equal(await listed(), 50);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await listed(), all);
  assert.doesNotMatch(await shown(page), /Printed:|Page 1 of/);
});

test('the overview leaves no sheet of A4 half empty', { skip: browser !== 'chromium' && 'only Chromium prints from outside' }, async (t) => {
  const { page } = await start(t, 'overview');
  await button(page, 'Overview of the list').click();
  await page.getByRole('heading', { name: 'By date of designation' }).waitFor();
  const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g).length;
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: 'print' });
  const height = await page.locator('sanctions-lookup').evaluate((element) => element.scrollHeight || element.getBoundingClientRect().height);
  assert.ok(sheets <= Math.ceil((height * 1.1) / 1123), `${sheets} sheets for ${height} px`);
});
