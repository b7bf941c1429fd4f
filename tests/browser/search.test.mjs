// What a person types, and what comes back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.mjs';
import { sampleList, serveSite } from './site.mjs';
import { anHourAgo, announced, box, open, openers, ready, rows, type } from './widget.mjs';

async function sample(t, options) {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: anHourAgo() });
  const { page, record } = await openPage(t, url, options);
  await ready(page);
  return { page, record };
}

const found = [
  ['another case and order', 'breGUSHTA ilirjan', 'Ilirjan BREGUSHTA', 'Same name'],
  ['marks left out', 'Durad Cebicanin', 'Đurađ ĆEBIĆANIN', 'name'],
  ['a slip', 'Hemin Sarbast Khoshkani', 'Hemin Sarbast KHOSHKANY', 'similar name'],
  ['a misspelling', 'Ilirjan Breguszta', 'Ilirjan BREGUSHTA', 'similar name'],
  ['a particle joined', 'Alzahrawani Exchange', 'AL-ZAHRAWANI EXCHANGE', 'Same name'],
  ['a whole pasted line', 'BREGUSHTA, Ilirjan', 'Ilirjan BREGUSHTA', 'Same name'],
  ['an ID of the list', 'SAMPLE-GIM9001', 'Ilirjan BREGUSHTA', 'Same number'],
];

for (const [what, query, name, band] of found) {
  test(`finds ${what}: ${query}`, async (t) => {
    const { page } = await sample(t);
    await type(page, query);
    const first = rows(page).first();
    await first.filter({ hasText: name }).waitFor();
    assert.match(await first.innerText(), new RegExp(band, 'i'));
  });
}

test('a row says band, name, kind, facts, why listed, why matched and ID, in this order', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Ilirjan Breguszta');
  const text = await rows(page).first().innerText();
  const places = ['similar name', 'Ilirjan BREGUSHTA', 'Person', 'Born', 'People smuggling and trafficking regime', 'Breguszta', 'SAMPLE-GIM9001'].map((part) => text.indexOf(part));
  assert.ok(places.every((place) => place >= 0), `${places}: ${text}`);
  assert.deepEqual(places, [...places].sort((a, b) => a - b), text);
});

test('the words that met are marked', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Ilirjan Breguszta');
  const marks = await rows(page).first().locator('mark').allInnerTexts();
  assert.deepEqual(marks, ['Ilirjan', 'BREGUSHTA']);
});

test('the count is announced once, after a pause', async (t) => {
  const { page } = await sample(t);
  await announced(page).evaluate((node) => {
    window.said = [];
    new MutationObserver(() => window.said.push(node.textContent)).observe(node, { childList: true, characterData: true, subtree: true });
  });
  await type(page, 'Hemin Sarbast Khoshkany');
  await announced(page).filter({ hasText: /name/ }).waitFor();
  const said = await page.evaluate(() => window.said.filter((text) => text !== ''));
  assert.equal(said.length, 1, JSON.stringify(said));
});

test('Enter and the button move a screen reader to the count', async (t) => {
  const { page } = await sample(t);
  for (const go of [() => box(page).press('Enter'), () => page.getByRole('button', { name: 'Search', exact: true }).click()]) {
    await type(page, 'Hemin Khoshkany');
    await rows(page).first().waitFor();
    await go();
    await page.locator('sanctions-lookup :focus:not(input):not(button)').filter({ hasText: /name/ }).waitFor();
  }
});

test('Escape clears the box and the results', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Hemin Khoshkany');
  await rows(page).first().waitFor();
  await box(page).press('Escape');
  assert.equal(await box(page).inputValue(), '');
  await rows(page).first().waitFor({ state: 'detached' });
});

test('a record opens and closes by keyboard, and closing gives the focus back', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Ilirjan Bregushta');
  await openers(page).first().waitFor();
  await openers(page).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Is it the same?' }).waitFor();
  await page.getByRole('button', { name: /back to results/i }).first().focus();
  await page.keyboard.press('Enter');
  await page.locator('sanctions-lookup button:focus').filter({ hasText: 'BREGUSHTA' }).waitFor();
});

test('Back closes a record on the stand-alone page, at the same address', async (t) => {
  const { page } = await sample(t);
  const address = page.url();
  await type(page, 'Ilirjan Bregushta');
  await open(page, 'BREGUSHTA');
  assert.equal(page.url(), address);
  await page.goBack();
  await rows(page).first().waitFor();
  assert.equal(page.url(), address);
});

test('a record shows names in other scripts with their language and direction', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Yasir bin Ghanim al-Zahrawani');
  await open(page, 'ZAHRAWANI');
  const arabic = page.locator('[lang|=ar]').first();
  await arabic.waitFor();
  assert.match(await arabic.innerText(), /\p{Script=Arabic}/u);
  const direction = await arabic.evaluate((node) => getComputedStyle(node).direction);
  assert.equal(direction, 'rtl');
});

test('an old answer never overwrites a new one', async (t) => {
  const { page } = await sample(t);
  // Keys come faster than answers; what stands in the end belongs to the last key.
  await box(page).click();
  await box(page).pressSequentially('Hemin Khoshkany', { delay: 0 });
  await box(page).fill('Amber Quill');
  await rows(page).first().filter({ hasText: 'AMBER QUILL' }).waitFor();
  await announced(page).filter({ hasText: /name/ }).waitFor();
  assert.match(await rows(page).first().innerText(), /AMBER QUILL/);
});

test('every example of the empty page finds what it promises', async (t) => {
  const { page } = await sample(t);
  const examples = page.getByRole('button').filter({ hasNotText: 'Search' });
  const count = await examples.count();
  assert.equal(count, 3);
  for (let place = 0; place < count; place += 1) {
    await examples.nth(place).click();
    await rows(page).first().waitFor();
    await box(page).press('Escape');
  }
});

test('once the list is loaded, everything works without a network', async (t) => {
  const { page } = await sample(t);
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await type(page, 'Ilirjan Breguszta');
  await open(page, 'BREGUSHTA');
  await page.getByRole('heading', { name: 'Why they are listed' }).waitFor();
  await page.getByRole('button', { name: /back to results/i }).first().click();
  await type(page, 'Amber Quill');
  await rows(page).first().filter({ hasText: 'AMBER QUILL' }).waitFor();
});
