// Several lists on one page: each is loaded, searched, grows old and fails on its own, and whatever is
// said of an entry names its list.

import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { changeManifest } from './manifest.mjs';
import { openPage, until } from './page.mjs';
import { addList, asRealList, damage, packPath, sampleList, serveSite } from './site.mjs';
import { earlierToday, expectNoVerdict, open, openers, ready, rows, shown, threeDaysAgo, type } from './widget.mjs';

const somebody = 'Hemin Khoshkany';
const nobody = 'Qxzvw Kjhgf';
const first = 'UK Sanctions List';
const second = 'Second Test List';

// One party on both lists.
const somebodyOnBoth = 'Zmaray Guldarakhel';
const idOnBoth = 'SAMPLE-GIM9008';

/** The place of a designation in the pack of the sample list, which is in the order of the IDs. */
async function placeOf(id) {
  const ids = (await readFile(sampleList, 'utf8')).match(/SAMPLE-\w+/g);
  return [...new Set(ids)].sort().indexOf(id);
}

/** A site with two lists; `change(folder)` is done to it, `entry` alters what the manifest says of the second. */
async function twoLists(t, { change = () => {}, entry, attributes } = {}) {
  return serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: async (folder) => {
    await asRealList(folder);
    await addList(folder, 'un', second, entry, [await placeOf(idOnBoth)]);
    await change(folder);
    if (attributes !== undefined) {
      // The record of WebKit begins in the head.
      const page = `<!doctype html><html lang="en"><head><title>Test</title><script type="module" src="sanctions-lookup.js"></script></head><sanctions-lookup data="data/manifest.json"${attributes}></sanctions-lookup>`;
      await writeFile(join(folder, 'index.html'), page);
    }
  } });
}

test('every row, record and sentence names its list', async (t) => {
  const { url } = await twoLists(t);
  const { page, record } = await openPage(t, url);
  await ready(page);
  await page.getByRole('heading', { name: 'Search sanctions lists' }).waitFor();
  await type(page, somebody);
  await rows(page).nth(1).waitFor();
  const texts = await rows(page).allInnerTexts();
  assert.ok(texts.some((text) => text.includes(`${first} · SAMPLE-`)), texts[0]);
  assert.ok(texts.some((text) => text.includes(`${second} · SAMPLE-`)), texts[1]);
  await openers(page).nth(texts.findIndex((text) => text.includes(second))).click();
  await page.getByRole('heading', { name: 'Is it the same?' }).waitFor();
  assert.match(await page.locator('article .kind').innerText(), new RegExp(`· ${second}$`));
  await page.getByRole('button', { name: 'Back to results' }).click();
  await type(page, nobody);
  await page.getByText(/was found among .*UK Sanctions List published .* and .*Second Test List published/).waitFor();
  assert.deepEqual(record.errors, []);
});

test('a party on two lists is one row that names both, and opens with each list apart', async (t) => {
  const { url } = await twoLists(t);
  const { page, record } = await openPage(t, url);
  await ready(page);
  await type(page, somebodyOnBoth);
  const row = rows(page).filter({ hasText: 'GULDARAKHEL' });
  await row.first().waitFor();
  assert.equal(await row.count(), 1);
  const text = await row.innerText();
  assert.match(text, new RegExp(`On ${first} and ${second}`));
  for (const list of [first, second]) assert.ok(text.includes(`${list} · SAMPLE-GIM9008`), text);
  assert.equal(await openers(page).filter({ hasText: 'GULDARAKHEL' }).count(), 1);

  await openers(page).filter({ hasText: 'GULDARAKHEL' }).click();
  const articles = page.locator('sanctions-lookup article');
  await articles.nth(1).waitFor();
  assert.equal(await articles.count(), 2);
  for (const [place, list] of [first, second].entries()) {
    await page.getByRole('heading', { name: list, exact: true }).waitFor();
    assert.match(await articles.nth(place).locator('.kind').innerText(), new RegExp(`· ${list}$`));
  }
  assert.match(await page.evaluate(() => document.querySelector('sanctions-lookup').shadowRoot.activeElement.innerText), /GULDARAKHEL/);
  // From the other listing the entry opens with that list first.
  await page.getByRole('button', { name: 'Back to results' }).click();
  await row.getByRole('button', { name: /GULDARAKHEL/ }).nth(1).click();
  await articles.nth(1).waitFor();
  assert.match(await articles.first().locator('.kind').innerText(), new RegExp(`· ${second}$`));
  assert.deepEqual(record.errors, []);
});

test('where the manifest does not say what is one party, each listing is a row of its own', async (t) => {
  const { url } = await twoLists(t, { change: (folder) => changeManifest(folder, (manifest) => { manifest.parties = []; }) });
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, somebodyOnBoth);
  const row = rows(page).filter({ hasText: 'GULDARAKHEL' });
  await row.nth(1).waitFor();
  assert.equal(await row.count(), 2);
  const texts = await row.allInnerTexts();
  for (const list of [first, second]) assert.ok(texts.some((text) => text.includes(`${list} · SAMPLE-GIM9008`)), texts.join());
});

test('a party of which one list is gone is the row of the other', async (t) => {
  const { url } = await twoLists(t, { change: async (folder) => rm(await packPath(folder, 'search', 1)) });
  const { page } = await openPage(t, url);
  await page.getByText('This list was not searched').waitFor();
  await type(page, somebodyOnBoth);
  await rows(page).filter({ hasText: 'GULDARAKHEL' }).first().waitFor();
  assert.ok(!(await rows(page).allInnerTexts()).join().includes(`On ${first}`));
});

test('with one list nothing names it in a row', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, somebody);
  await rows(page).first().waitFor();
  assert.ok(!(await rows(page).allInnerTexts()).join().includes(first));
});

for (const [what, breaks] of [
  ['the search pack of the second list is damaged', async (folder) => damage(await packPath(folder, 'search', 1))],
  ['the search pack of the first list is damaged', async (folder) => damage(await packPath(folder, 'search', 0))],
  ['the search pack of the second list is missing', async (folder) => rm(await packPath(folder, 'search', 1))],
  ['the details pack of the second list is damaged', async (folder) => damage(await packPath(folder, 'details', 1))],
]) {
  test(`when ${what}, the other list answers, and nothing reads as "nothing found"`, async (t) => {
    const { url } = await twoLists(t, { change: breaks });
    const { page, record } = await openPage(t, url);
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    const [broken, whole] = what.includes('first') ? [first, second] : [second, first];
    await page.getByText('This list was not searched').waitFor();
    await type(page, somebody);
    await rows(page).filter({ hasText: `${whole} · ` }).first().waitFor();
    assert.ok(!(await rows(page).allInnerTexts()).join().includes(`${broken} · `));
    await open(page, 'KHOSHKANY');
    await page.getByRole('button', { name: 'Back to results' }).click();
    await type(page, nobody);
    await page.getByText(new RegExp(`No result can be given for .*${broken}`)).waitFor();
    await expectNoVerdict(page);
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    assert.deepEqual(record.errors, []);
  });
}

test('one expired list says so, keeps its hits and withholds the verdict', async (t) => {
  const { url } = await twoLists(t, { entry: (list) => { list.checked_at = threeDaysAgo().toISOString().replace(/\.\d+/, ''); } });
  const { page } = await openPage(t, url);
  await ready(page);
  await page.getByText('This list was last checked on').waitFor();
  await type(page, somebody);
  await rows(page).filter({ hasText: `${second} · ` }).first().waitFor();
  await type(page, nobody);
  await page.getByText(new RegExp(`No result can be given for .*${second}`)).waitFor();
  await expectNoVerdict(page);
  assert.ok(!(await page.getByText(/No result can be given for/).innerText()).includes(first));
});

test('a list that is slow holds up no other, and no verdict comes before it', async (t) => {
  const { url } = await twoLists(t);
  const { page } = await openPage(t, 'about:blank');
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.context().route('**/un-search*.pack', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(url);
  await page.getByText('This list is still loading').waitFor();
  await type(page, somebody);
  await rows(page).first().waitFor();
  await open(page, 'KHOSHKANY');
  await page.getByRole('button', { name: 'Back to results' }).click();
  await type(page, nobody);
  await page.waitForTimeout(1_500);
  await expectNoVerdict(page);
  assert.match(await shown(page), /Loading the list/);
  release();
  await page.getByText(/was found among/).waitFor();
  await type(page, somebody);
  await rows(page).filter({ hasText: `${second} · ` }).first().waitFor();
});

test('where the age of the lists is not known, nothing reads as a full "nothing found"', async (t) => {
  const { url } = await twoLists(t, { change: (folder) => changeManifest(folder, ({ lists }) => {
    for (const list of lists) list.checked_at = list.valid_until = null;
  }) });
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, nobody);
  await page.getByText(new RegExp(`it is not known how recent or how complete every list is: ${first} and ${second}`)).first().waitFor();
  await expectNoVerdict(page);
  assert.doesNotMatch(await shown(page), /in this file/);
});

test('an ID may name its list, and must where several lists have it', async (t) => {
  const { url } = await twoLists(t);
  const { page } = await openPage(t, url);
  await ready(page);
  const open = (id) => page.locator('sanctions-lookup').evaluate((element, own) => element.open(own), id);
  await open('un:SAMPLE-RUS9007');
  await page.locator('article .kind').filter({ hasText: second }).waitFor();
  await open('SAMPLE-RUS9007');
  await page.getByText(`Several lists have an entry with this ID: ${first} and ${second}`).waitFor();
  await page.getByRole('button', { name: 'Back to the search' }).click();
  await type(page, 'un:SAMPLE-RUS9007');
  await rows(page).first().waitFor();
  assert.equal(await rows(page).count(), 1);
  assert.match(await rows(page).first().innerText(), new RegExp(second));
});

test('a regime may name its list, and must where several lists have it', async (t) => {
  const { url } = await twoLists(t, { attributes: ' regime="un:GIM"' });
  const { page } = await openPage(t, url);
  await page.getByRole('heading', { name: /Irregular Migration/ }).waitFor();
  const listed = (await page.locator('sanctions-lookup .browse li.row').allInnerTexts()).join('\n');
  assert.ok(listed.includes(second) && !listed.includes(first), listed);

  const { url: other } = await twoLists(t, { attributes: ' regime="GIM"' });
  const { page: ambiguous, record } = await openPage(t, other);
  await ready(ambiguous);
  await type(ambiguous, somebody);
  await until(ambiguous, () => record.console.some(({ text }) => text.includes('a regime of several lists (uk, un)')));
  await rows(ambiguous).nth(1).waitFor();
});
