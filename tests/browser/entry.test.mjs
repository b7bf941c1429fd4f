// An entry as a page of its own: the results beside it, the way back, its title in view.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { needs } from './browsers.mjs';
import { openPage } from './page.mjs';
import { asRealList, sampleList, serveSite } from './site.mjs';
import { earlierToday, box, know, open, openers, ready, rows, shown, type } from './widget.mjs';

async function start(t, { viewport, change = asRealList } = {}) {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change });
  const opened = await openPage(t, url, viewport && { viewport });
  await ready(opened.page);
  return opened;
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const steps = (page) => page.getByRole('navigation', { name: 'Results' });
const titleOf = (page) => page.locator('sanctions-lookup article .name').first();

/** Waits until the title of an entry has the focus; gives what it says. */
async function title(page, name) {
  const focused = page.locator('sanctions-lookup article .name:focus');
  await (name ? focused.filter({ hasText: name }) : focused).waitFor();
  return titleOf(page).innerText();
}

/** Scrolls on, and waits until the page has come to rest. */
async function scrollTo(page, top) {
  await page.evaluate((y) => scrollTo(0, y), top);
  await page.waitForTimeout(100);
}

test('from an entry a keyboard goes through the results, over pages too, and back to the row of the last', async (t) => {
  const { page } = await start(t, { async change(folder) {
    await asRealList(folder);
    const path = join(folder, 'index.html');
    await writeFile(path, (await readFile(path, 'utf8')).replace('<sanctions-lookup ', '<sanctions-lookup regime="GIM" '));
  } });
  const listed = page.locator('sanctions-lookup .browse .row .name button');
  await listed.nth(9).waitFor();
  const names = await listed.allInnerTexts();
  await listed.nth(8).focus();
  await page.keyboard.press('Enter');
  assert.equal(await title(page), names[8]);
  await steps(page).getByText(/^9 of \d+$/).waitFor();
  await button(page, 'Next').focus();
  await page.keyboard.press('Enter');
  await steps(page).getByText(/^10 of \d+$/).waitFor();
  assert.equal(await title(page, names[9]), names[9]);
  await button(page, 'Next').focus();
  await page.keyboard.press('Enter');
  await steps(page).getByText(/^11 of \d+$/).waitFor();
  const eleventh = await title(page);
  await button(page, 'Previous').focus();
  await page.keyboard.press('Enter');
  await steps(page).getByText(/^10 of \d+$/).waitFor();
  assert.equal(await title(page, names[9]), names[9]);
  await button(page, 'Next').click();
  await steps(page).getByText(/^11 of \d+$/).waitFor();
  assert.equal(await title(page), eleventh);
  await page.goBack();
  // The page of results that the entry is on, and its row.
  await page.locator('sanctions-lookup .paging').getByText(/^Page 2 of/).waitFor();
  await page.locator('sanctions-lookup .row:nth-child(1) .name button:focus').waitFor();
  assert.equal(await listed.first().innerText(), eleventh);
});

test('the first and the last entry have one step, and an entry that was opened alone has none', async (t) => {
  const { page, record } = await start(t);
  await type(page, 'Bregushta');
  await rows(page).nth(1).waitFor();
  await page.locator('.stale').waitFor({ state: 'detached' });
  const count = await rows(page).count();
  await openers(page).first().click();
  await steps(page).getByText(`1 of ${count}`, { exact: true }).waitFor();
  assert.equal(await button(page, 'Previous').count(), 0);
  for (let place = 2; place <= count; place += 1) {
    await button(page, 'Next').click();
    await steps(page).getByText(`${place} of ${count}`, { exact: true }).waitFor();
    await title(page);
  }
  assert.equal(await button(page, 'Next').count(), 0);
  await button(page, 'Back to results').click();
  await page.locator(`sanctions-lookup .row:nth-child(${count}) .name button:focus`).waitFor();
  // To the host it was one entry that was open.
  const told = record.events.map(({ type: word }) => word).filter((word) => /:(open|closed)$/.test(word));
  assert.deepEqual(told, ['sanctions-lookup:open', 'sanctions-lookup:closed']);
  await page.locator('sanctions-lookup').evaluate((lookup) => lookup.open('SAMPLE-RUS9007'));
  await titleOf(page).waitFor();
  assert.equal(await steps(page).count(), 0);
});

for (const [width, height] of [[375, 667], [320, 667], [320, 256]]) {
  test(`at ${width} × ${height} px the heading makes way for what is typed, and comes back`, needs('a window of 320 pixels'), async (t) => {
    const { page } = await start(t, { viewport: { width, height } });
    const header = page.locator('sanctions-lookup .header');
    const high = (await header.boundingBox()).height;
    assert.ok(high > 60, `${high}`);
    await box(page).click();
    await page.keyboard.type('Ilirjan Bregushta');
    await rows(page).first().waitFor();
    assert.ok((await header.boundingBox()).height < 1);
    // Whoever hears the page still has its heading.
    await page.getByRole('heading', { level: 1 }).waitFor();
    const [field, count] = await Promise.all([box(page).boundingBox(), page.locator('sanctions-lookup .status').boundingBox()]);
    assert.ok(count.y >= 0 && count.y + count.height <= height + 1, `the count is at ${count.y} to ${count.y + count.height}`);
    assert.ok(field.y >= 0 && field.y + field.height <= count.y + 1, `the box is at ${field.y}, the count at ${count.y}`);
    await box(page).fill('Ilirjan Bregushta; Qxzvw Kjhgf; holding');
    await page.getByText('Searched one by one').waitFor();
    const isCovered = await box(page).evaluate((node) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      return node.getRootNode().elementFromPoint(x + width / 2, y + height / 2) !== node;
    });
    assert.equal(isCovered, false);
    await box(page).evaluate((node) => node.blur());
    await page.waitForTimeout(600);
    assert.equal((await header.boundingBox()).height, high);
  });
}

for (const [width, height] of [[375, 667], [320, 667], [1280, 720]]) {
  test(`at ${width} × ${height} px the title of an entry stays in view, and covers nothing that has the focus`, width < 500 ? needs('a window of 320 pixels') : {}, async (t) => {
    const { page } = await start(t, { viewport: { width, height } });
    await type(page, 'Ilirjan Bregushta');
    await open(page, 'BREGUSHTA');
    await title(page);
    const end = await page.locator('sanctions-lookup article').evaluate((node) => node.getBoundingClientRect().bottom + scrollY);
    for (const top of [200, end / 2, end - height]) {
      await scrollTo(page, top);
      const place = await titleOf(page).boundingBox();
      assert.ok(place.y >= -1 && place.y + place.height < height / 2, `${top}: ${place.y} to ${place.y + place.height}`);
    }
    // Backwards, where a browser scrolls no further than it must.
    await scrollTo(page, end - height);
    await page.locator('sanctions-lookup .record .actions button').last().focus();
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('Shift+Tab');
      const covered = await page.evaluate(() => {
        const root = document.querySelector('sanctions-lookup').shadowRoot;
        const [focused, name] = [root.activeElement, root.querySelector('article .name')];
        if (!focused?.closest('article') || focused === name) return false;
        return focused.getBoundingClientRect().top < name.getBoundingClientRect().bottom - 1;
      });
      assert.equal(covered, false, `after ${presses + 1} presses`);
    }
  });
}

test('at 320 × 256 px, which is 400 %, an entry opens with its title in view', needs('a window of 320 pixels'), async (t) => {
  const { page } = await start(t, { viewport: { width: 320, height: 256 } });
  await type(page, 'Bregushta');
  await rows(page).nth(1).waitFor();
  await openers(page).nth(1).click();
  await title(page);
  const place = await titleOf(page).boundingBox();
  assert.ok(place.y >= 0 && place.y + place.height <= 256, `${place.y} to ${place.y + place.height}`);
});

test('an empty page has no blank stretch under the hints', async (t) => {
  const { page } = await start(t);
  const gap = await page.evaluate(() => {
    const root = document.querySelector('sanctions-lookup').shadowRoot;
    const last = root.querySelector('.find .tools');
    return root.querySelector('.foot').getBoundingClientRect().top - last.getBoundingClientRect().bottom;
  });
  assert.ok(gap <= 48, `${gap}`);
});

test('Back leads from an entry to the overview at its place, and from there to the search', async (t) => {
  const { page } = await start(t);
  await button(page, 'Overview of the list').click();
  await page.getByRole('heading', { name: 'By date of designation' }).waitFor();
  await button(page, 'Entries').click();
  const entry = page.locator('sanctions-lookup .overview .entry-name button').nth(12);
  await entry.scrollIntoViewIfNeeded();
  const before = await entry.evaluate((node) => node.getBoundingClientRect().top);
  await entry.click();
  await title(page);
  // From its beginning, although its title would be in view at its end, too.
  const top = await page.locator('sanctions-lookup article').evaluate((node) => node.getBoundingClientRect().top);
  assert.ok(top >= -1, `the entry begins at ${top}`);
  await page.goBack();
  await titleOf(page).waitFor({ state: 'detached' });
  await page.locator('sanctions-lookup .overview button:focus').waitFor();
  const after = await entry.evaluate((node) => node.getBoundingClientRect().top);
  assert.ok(Math.abs(before - after) < 2, `${before} and ${after}`);
  await page.goBack();
  await page.getByRole('heading', { name: 'By date of designation' }).waitFor();
  await page.goBack();
  await page.locator('sanctions-lookup .overview').waitFor({ state: 'detached' });
  await box(page).waitFor();
  // And its own button leaves nothing behind in the history.
  await button(page, 'Overview of the list').click();
  await page.getByRole('heading', { name: 'By date of designation' }).waitFor();
  await button(page, 'Close').click();
  await page.locator('sanctions-lookup .overview').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => history.state), null);
});

test('Forward opens again what Back has closed: an entry, the overview, and an entry that was opened there', async (t) => {
  const { page, record } = await start(t);
  const overview = page.locator('sanctions-lookup .overview');
  await type(page, 'Bregushta');
  await rows(page).nth(1).waitFor();
  await open(page, 'Ilirjan BREGUSHTA');
  await page.goBack();
  await titleOf(page).waitFor({ state: 'detached' });
  await page.goForward();
  assert.equal(await title(page), 'Ilirjan BREGUSHTA');
  await page.goBack();
  await page.locator('sanctions-lookup .row .name button:focus').filter({ hasText: 'Ilirjan BREGUSHTA' }).waitFor();
  await button(page, 'Overview of the list').click();
  await page.getByRole('heading', { name: 'By date of designation' }).waitFor();
  await button(page, 'Entries').click();
  const entry = page.locator('sanctions-lookup .overview .entry-name button').nth(12);
  const name = await entry.innerText();
  await entry.click();
  await title(page, name);
  await page.goBack();
  await titleOf(page).waitFor({ state: 'detached' });
  const counts = page.getByRole('heading', { name: 'By date of designation' });
  await page.goBack();
  await counts.waitFor();
  await page.goBack();
  await overview.waitFor({ state: 'detached' });
  await page.goForward();
  await counts.waitFor();
  await page.goForward();
  await page.goForward();
  assert.equal(await title(page, name), name);
  await page.goBack();
  await titleOf(page).waitFor({ state: 'detached' });
  await counts.waitFor();
  await page.goBack();
  await page.goBack();
  await overview.waitFor({ state: 'detached' });
  // Who has left an entry by a new search does not come upon it again.
  await open(page, 'Ilirjan BREGUSHTA');
  await page.evaluate(() => { document.querySelector('sanctions-lookup').search('Amber Quill'); });
  await titleOf(page).waitFor({ state: 'detached' });
  await open(page, 'AMBER QUILL');
  await page.goBack();
  await titleOf(page).waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => history.state), null);
  assert.deepEqual(record.errors, []);
});

test('entries with the same address or owner are named as no more than that, and open', async (t) => {
  const { page, record } = await start(t);
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().waitFor();
  await open(page, 'Ilirjan BREGUSHTA');
  const same = page.locator('sanctions-lookup section').filter({ has: page.getByRole('heading', { name: 'Other entries with the same details' }) });
  assert.match(await same.innerText(), /The list gives the same address for:[^]*SAMPLE-GIM9016[^]*does not show that they have anything to do with each other/);
  assert.doesNotMatch(await same.innerText(), /connected|linked|associated|SAMPLE-GIM9001/i);
  const other = same.getByRole('button');
  const name = await other.innerText();
  await other.focus();
  await page.keyboard.press('Enter');
  assert.equal(await title(page, name), name);
  assert.match(await same.innerText(), /same address for:[^]*SAMPLE-GIM9001/);
  // It is none of the results, so the way back leads to the row that was left.
  await button(page, 'Back to results').click();
  await page.locator('sanctions-lookup .row .name button:focus').filter({ hasText: 'BREGUSHTA' }).waitFor();
  await type(page, 'Amber Quill');
  await rows(page).first().waitFor();
  await open(page, 'AMBER QUILL');
  assert.match(await same.innerText(), /The list names the same owner or parent company for:[^]*SAMPLE-RUS900[78]/);
  assert.deepEqual(record.errors, []);
});

test('an entry is printed by its own button, whatever is open beside it', needs('a colour scheme, forced colours or print'), async (t) => {
  const { page } = await start(t);
  // A browser prints while `print` is called, and says when it has.
  await page.evaluate(() => {
    globalThis.print = () => {};
  });
  const isShown = () => page.evaluate(() => {
    const { shadowRoot } = document.querySelector('sanctions-lookup');
    return ['article', '.files', '.overview', '.check-record'].filter((one) => shadowRoot.querySelector(one)?.checkVisibility());
  });
  await button(page, 'Check a list of names').click();
  await page.getByLabel('Choose a file').waitFor();
  await button(page, 'Overview of the list').click();
  await page.getByRole('heading', { name: 'By date of designation' }).waitFor();
  await type(page, 'Amber Quill');
  await button(page, 'Save this check').click();
  await page.getByText('The record is ready.').waitFor();
  await open(page, 'AMBER QUILL');
  await button(page, 'Print this entry').click();
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await isShown(), ['article']);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('sanctions-lookup .alone').count(), 0);
  await page.getByRole('region', { name: 'Save this check' }).getByRole('button', { name: 'Print' }).click();
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await isShown(), ['.check-record']);
});

test('on paper an entry has no buttons and no way back', needs('a colour scheme, forced colours or print'), async (t) => {
  const { page } = await start(t);
  await type(page, 'Bregushta');
  await rows(page).nth(1).waitFor();
  await openers(page).first().click();
  await steps(page).waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await steps(page).isVisible(), false);
  assert.equal(await page.getByText('Back to results').isVisible(), false);
  assert.equal(await page.locator('sanctions-lookup .record .actions').isVisible(), false);
  assert.ok(await titleOf(page).isVisible());
});

const called = (page, method, text) => page.locator('sanctions-lookup').evaluate((lookup, [name, value]) => lookup[name](value), [method, text]);
const compared = (page) => page.getByRole('table').filter({ hasText: 'The list says' });
const cellsOf = (table) => table.evaluate((node) => [...node.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim())));

test('an entry has what was known beside what the list says, in its copy too; nothing where nothing was given', async (t) => {
  const { page, record } = await start(t);
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => { globalThis.copied = text; };
  });
  await type(page, 'Uladzislau Busloviets');
  await open(page, 'BUSLOVIETS');
  assert.equal(await compared(page).count(), 0);
  await page.goBack();
  await titleOf(page).waitFor({ state: 'detached' });
  await know(page, { born: '1962', country: 'Serbia', sex: 'male' });
  await page.getByText('Nationality differs').first().waitFor();
  const row = await rows(page).first().locator('.agreement').innerText();
  await open(page, 'BUSLOVIETS');
  const cells = await cellsOf(compared(page));
  assert.deepEqual(cells, [
    ['', 'You said', 'The list says'],
    ['Year of birth differs by 1 year', '1962', '6 October 1961'],
    ['Nationality differs', 'Serbia', 'Belarus'],
    ['Sex agrees', 'Male', 'Male'],
  ]);
  // The words are those of the row.
  assert.equal(row, cells.slice(1).map(([words]) => words).join(' · '));
  await button(page, 'Copy as text').click();
  await page.waitForFunction(() => globalThis.copied);
  assert.match(await page.evaluate(() => globalThis.copied), /What you know and what the list says[^]*Nationality differs \| Serbia \| Belarus/);
  await page.goBack();
  await titleOf(page).waitFor({ state: 'detached' });
  // A company has no sex and no date of birth; a fact may stand in the text.
  await type(page, 'Naranj Bagh Money Service');
  await know(page, { country: 'Iran', sex: 'female' });
  await page.getByText('Country agrees').first().waitFor();
  await open(page, 'NARANJ BAGH');
  assert.deepEqual((await cellsOf(compared(page))).slice(1), [['Country agrees', 'Iran', 'Afghanistan\nIran']]);
  assert.deepEqual(record.errors, []);
});

test('on paper an entry is compared too', needs('a colour scheme, forced colours or print'), async (t) => {
  const { page } = await start(t);
  await type(page, 'Uladzislau Busloviets born 6 October 1961');
  await page.getByText('Date of birth agrees').first().waitFor();
  await open(page, 'BUSLOVIETS');
  await page.emulateMedia({ media: 'print' });
  assert.ok(await compared(page).isVisible());
  assert.deepEqual((await cellsOf(compared(page)))[1], ['Date of birth agrees', '6 October 1961', '6 October 1961']);
});

test('what a row says to be missing is missing in its entry, in words', async (t) => {
  const { page } = await start(t);
  for (const [name, due] of [['Aziorny Potash Holding', 'Country'], ['Naranj Bagh Money Service', 'Company registration number']]) {
    await type(page, name);
    await rows(page).first().filter({ hasText: name.toUpperCase() }).waitFor();
    const facts = rows(page).first().locator('.facts');
    await facts.filter({ hasText: 'not on the list' }).waitFor();
    const missing = [...(await facts.innerText()).matchAll(/(?:^|· )([^·]*): not on the list/g)].map(([, label]) => label);
    assert.ok(missing.includes(due), missing.join());
    await open(page, name.toUpperCase());
    await page.getByRole('heading', { name: 'Is it the same?' }).waitFor();
    const entry = await shown(page);
    for (const label of missing) assert.match(entry, new RegExp(`${label}\\s+Not on the list`));
  }
});

test('beside an entry the next name is typed; Back leads to the entry with its own search, and Forward on', async (t) => {
  const { page, record } = await start(t);
  await type(page, 'Bregushta');
  await rows(page).nth(1).waitFor();
  await know(page, { born: '1975' });
  await open(page, 'Ilirjan BREGUSHTA');
  await title(page);
  const before = await cellsOf(compared(page));
  // The box alone: no results and no tools.
  assert.ok(await box(page).isVisible());
  assert.equal(await page.locator('sanctions-lookup .status').isVisible(), false);
  assert.equal(await button(page, 'Overview of the list').isVisible(), false);
  await type(page, 'Amber Quill');
  await openers(page).filter({ hasText: 'AMBER QUILL' }).waitFor();
  assert.equal(await titleOf(page).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement?.id), 'query', 'whoever types goes on typing');
  await open(page, 'AMBER QUILL');
  await page.goBack();
  await titleOf(page).waitFor({ state: 'detached' });
  await page.goBack();
  assert.equal(await title(page), 'Ilirjan BREGUSHTA');
  assert.equal(await box(page).inputValue(), 'Bregushta');
  await compared(page).waitFor();
  assert.deepEqual(await cellsOf(compared(page)), before);
  await page.goBack();
  await titleOf(page).waitFor({ state: 'detached' });
  await page.locator('sanctions-lookup .row .name button:focus').filter({ hasText: 'Ilirjan BREGUSHTA' }).waitFor();
  assert.equal(await page.getByLabel('Date or year of birth').inputValue(), '1975');
  await page.goForward();
  assert.equal(await title(page), 'Ilirjan BREGUSHTA');
  await page.goForward();
  await openers(page).filter({ hasText: 'AMBER QUILL' }).waitFor();
  assert.equal(await box(page).inputValue(), 'Amber Quill');
  // The same name again leads to its results.
  await open(page, 'AMBER QUILL');
  await title(page);
  await box(page).focus();
  await page.keyboard.press('Enter');
  await page.locator('sanctions-lookup .status:focus').waitFor();
  assert.equal(await titleOf(page).count(), 0);
  // Escape begins again.
  await open(page, 'AMBER QUILL');
  await title(page);
  await box(page).press('Escape');
  await titleOf(page).waitFor({ state: 'detached' });
  assert.equal(await box(page).inputValue(), '');
  assert.deepEqual(record.errors, []);
});

for (const [width, height] of [[320, 667], [320, 256]]) {
  test(`at ${width} × ${height} px the box beside an entry takes the next name, and nothing runs over`, needs('a window of 320 pixels'), async (t) => {
    const { page } = await start(t, { viewport: { width, height } });
    await type(page, 'Bregushta');
    await rows(page).nth(1).waitFor();
    await know(page, { born: '1975', country: 'Albania', sex: 'male' });
    await open(page, 'Ilirjan BREGUSHTA');
    await title(page);
    await compared(page).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const place = await titleOf(page).boundingBox();
    assert.ok(place.y >= 0 && place.y + place.height <= height, `${place.y} to ${place.y + place.height}`);
    await page.keyboard.press('Shift+Tab');
    await type(page, 'Amber Quill');
    await openers(page).filter({ hasText: 'AMBER QUILL' }).waitFor();
    const field = await box(page).boundingBox();
    assert.ok(field.y >= 0 && field.y + field.height <= height, `${field.y}`);
  });
}

test('Back leads from an entry of the same address to the entry before it, and the way back to the results', async (t) => {
  const { page } = await start(t);
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().waitFor();
  await open(page, 'Ilirjan BREGUSHTA');
  const other = page.locator('sanctions-lookup section').filter({ hasText: 'The list gives the same address for:' }).getByRole('button');
  const name = await other.innerText();
  await other.click();
  await title(page, name);
  await page.goBack();
  assert.equal(await title(page, 'Ilirjan BREGUSHTA'), 'Ilirjan BREGUSHTA');
  await page.goForward();
  await title(page, name);
  await button(page, 'Back to results').click();
  await titleOf(page).waitFor({ state: 'detached' });
  await page.locator('sanctions-lookup .row .name button:focus').filter({ hasText: 'BREGUSHTA' }).waitFor();
  assert.equal(await page.evaluate(() => history.state), null);
});

test('a page that is loaded again beside an open entry has no step back that leads nowhere', async (t) => {
  const { page } = await start(t);
  await type(page, 'Bregushta');
  await rows(page).nth(1).waitFor();
  await open(page, 'Ilirjan BREGUSHTA');
  await title(page);
  assert.equal(await page.evaluate(() => history.state), 1);
  await page.reload();
  await ready(page);
  await page.waitForFunction(() => history.state === null);
  // What was open is in no memory, so Forward leads nowhere either.
  await page.goForward();
  await page.waitForFunction(() => history.state === null);
  assert.equal(await titleOf(page).count(), 0);
  await type(page, 'Amber Quill');
  await open(page, 'AMBER QUILL');
  await page.goBack();
  await titleOf(page).waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => history.state), null);
});

test('the overview is again what it was when Forward leads to it, its entries too', async (t) => {
  const { page } = await start(t);
  await button(page, 'Overview of the list').click();
  await page.getByRole('heading', { name: 'By date of designation' }).waitFor();
  const regime = page.getByLabel('Regime', { exact: true });
  await regime.selectOption({ index: 2 });
  const chosen = () => regime.evaluate((node) => node.selectedOptions[0].text);
  const words = await chosen();
  await button(page, 'Entries').click();
  const entries = page.locator('sanctions-lookup .overview .entries .id');
  await entries.first().waitFor();
  const ids = await entries.allInnerTexts();
  await page.goBack();
  await page.getByRole('heading', { name: 'By date of designation' }).waitFor();
  await page.goBack();
  await page.locator('sanctions-lookup .overview').waitFor({ state: 'detached' });
  await page.goForward();
  await page.getByRole('heading', { name: 'By date of designation' }).waitFor();
  assert.equal(await chosen(), words);
  await page.goForward();
  await entries.first().waitFor();
  assert.deepEqual(await entries.allInnerTexts(), ids);
});

test('the way back says where it leads', async (t) => {
  const { page } = await start(t);
  await called(page, 'open', 'SAMPLE-RUS9007');
  await title(page);
  await button(page, 'Back to the search').click();
  await titleOf(page).waitFor({ state: 'detached' });
  await button(page, 'Overview of the list').click();
  await button(page, 'Entries').click();
  await page.locator('sanctions-lookup .overview .entry-name button').first().click();
  await title(page);
  await page.locator('sanctions-lookup .record').getByRole('button', { name: 'Back to the overview' }).click();
  await titleOf(page).waitFor({ state: 'detached' });
  await page.locator('sanctions-lookup .overview button:focus').waitFor();
});

test('the focus goes back to the button of the host that opened an entry, else to the box', async (t) => {
  const { page } = await start(t);
  await page.evaluate(() => {
    const opener = document.createElement('button');
    opener.id = 'opener';
    opener.onclick = () => document.querySelector('sanctions-lookup').open('SAMPLE-RUS9007');
    document.body.prepend(opener);
    opener.focus();
  });
  await page.keyboard.press('Enter');
  await title(page);
  await page.goBack();
  await page.locator('#opener:focus').waitFor();
  await page.evaluate(() => document.activeElement.blur());
  await called(page, 'open', 'SAMPLE-RUS9007');
  await title(page);
  await page.goBack();
  await page.locator('sanctions-lookup #query:focus').waitFor();
});

test('an entry that no list has is said, with the focus', async (t) => {
  const { page, record } = await start(t);
  await called(page, 'open', 'NOPE1');
  const said = page.locator('sanctions-lookup .record [role=alert]:focus');
  await said.waitFor();
  assert.equal(await said.innerText(), 'This list has no entry NOPE1.');
  assert.deepEqual(record.errors, []);
});

test('whoever turns a page hears which it is', async (t) => {
  const { page } = await start(t, { async change(folder) {
    await asRealList(folder);
    const path = join(folder, 'index.html');
    await writeFile(path, (await readFile(path, 'utf8')).replace('<sanctions-lookup ', '<sanctions-lookup regime="GIM" '));
  } });
  await page.locator('sanctions-lookup .browse .row').first().waitFor();
  const status = page.locator('sanctions-lookup .status');
  assert.equal(await status.innerText(), '');
  await button(page, 'Next').click();
  const focused = page.locator('sanctions-lookup .status:focus');
  await focused.filter({ hasText: /^Page 2 of \d+, \d+ entries$/ }).waitFor();
  await button(page, 'Previous').click();
  await focused.filter({ hasText: /^Page 1 of \d+, \d+ entries$/ }).waitFor();
});
