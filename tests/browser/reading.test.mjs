// What was understood of a text, its names one by one, what is too common to be a result, and what is
// said while somebody types.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeListWithMany } from './hostile-list.mjs';
import { openPage } from './page.mjs';
import { asRealList, sampleList, serveSite } from './site.mjs';
import { earlierToday, announced, box, expectNoVerdict, know, open, ready, rows, shown, type } from './widget.mjs';

/** A page with a list that may be relied on. */
async function start(t) {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const { page, record } = await openPage(t, url);
  await ready(page);
  return { page, record };
}

/** The entries that are too common to be results. */
const suppressed = (page) => page.getByRole('list', { name: /among other names/ }).getByRole('listitem');

test('what was understood stands above the results and is heard once', async (t) => {
  const { page } = await start(t);
  await type(page, 'Mr Ilirjan Bregushta 14/8/1984');
  const reading = 'Searched: Ilirjan Bregushta · born 14 August 1984 · set aside: “Mr”';
  await page.getByText(reading).first().waitFor();
  const row = rows(page).first();
  await row.getByText('Date of birth agrees (14 August 1984 in your search)').waitFor();
  const heard = announced(page).filter({ hasText: reading });
  await heard.waitFor();
  assert.match(await heard.innerText(), / “Mr”\. \d+ same name/);
  // Enter moves to the count, which is read with what was understood.
  await box(page).press('Enter');
  await page.locator('sanctions-lookup :focus.status').filter({ hasText: reading }).waitFor();
});

test('a date of birth in its field goes before one in the text, which is then set aside', async (t) => {
  const { page } = await start(t);
  await type(page, 'Ilirjan Bregushta 14/8/1984');
  await page.getByText('born 14 August 1984').first().waitFor();
  await know(page, { born: '1970' });
  await rows(page).first().getByText('Year of birth differs by 14 years', { exact: true }).waitFor();
  await page.getByText('Searched: Ilirjan Bregushta · set aside: “14/8/1984”').first().waitFor();
});

test('a name alone is searched without a word about it', async (t) => {
  const { page } = await start(t);
  await type(page, 'BREGUSHTA, Ilirjan');
  await rows(page).first().waitFor();
  assert.doesNotMatch(await shown(page), /Searched|set aside|Read as/);
});

test('several names are answered one by one, and rows say which they are for', async (t) => {
  const { page } = await start(t);
  await type(page, 'Ilirjan Bregushta; Qxzvw Kjhgf; holding');
  await box(page).press('Enter');
  const read = page.locator('.read').filter({ hasText: 'too common' });
  await read.waitFor();
  const [how, first, second, third] = (await read.evaluate((node) => node.textContent)).split('\n');
  // Points, for those who hear the lines.
  assert.equal(how, 'Searched one by one.');
  assert.match(first, /^Ilirjan Bregushta: \d+ entr(y|ies)\.$/);
  assert.equal(second, 'Qxzvw Kjhgf: nothing found.');
  assert.equal(third, 'holding: too common, 2 entries.');
  await rows(page).first().getByText('for “Ilirjan Bregushta”').waitFor();
  await expectNoVerdict(page);
});

test('a number among several names is never said to be nowhere', async (t) => {
  const { page } = await start(t);
  await type(page, 'Qxzvw Kjhgf; SAMPLE-GIM9001');
  await box(page).press('Enter');
  await rows(page).first().filter({ hasText: 'Same number' }).waitFor();
  assert.doesNotMatch(await page.locator('.read').innerText(), /SAMPLE-GIM9001: nothing found/);
});

test('entries that are too common are shown by keyboard, open as others do, and are hidden again', async (t) => {
  const { page } = await start(t);
  await type(page, 'holding');
  await box(page).press('Enter');
  const button = page.getByRole('button', { name: 'Show all 2 entries with this name among others' });
  await button.focus();
  await page.keyboard.press('Enter');
  await suppressed(page).nth(1).waitFor();
  await announced(page).filter({ hasText: '2 of 2 shown' }).waitFor();
  const hide = page.getByRole('button', { name: 'Hide these entries' });
  // The button keeps the focus, and says what it does now.
  await page.locator('sanctions-lookup button:focus').filter({ hasText: 'Hide these entries' }).waitFor();
  await page.getByText('The name alone identifies no one.').waitFor();
  await suppressed(page).first().getByText('This name among others').waitFor();
  assert.equal(await rows(page).count(), 0);
  await expectNoVerdict(page);
  const entry = suppressed(page).getByRole('heading').getByRole('button').first();
  await entry.click();
  await page.getByRole('heading', { name: 'Is it the same?' }).waitFor();
  await page.getByRole('button', { name: /back to the search/i }).first().click();
  await suppressed(page).nth(1).waitFor();
  await hide.click();
  await suppressed(page).first().waitFor({ state: 'detached' });
  await button.click();
  await suppressed(page).first().waitFor();
  // They belong to what was typed.
  await type(page, 'Hemin Khoshkany');
  await rows(page).first().waitFor();
  await suppressed(page).first().waitFor({ state: 'detached' });
});

test('many entries that are too common come fifty at a time, and the focus goes to the first of the next', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'many-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const list = await writeListWithMany(folder, 'holding', 60);
  const { url } = await serveSite(t, { list, checkedAt: earlierToday() });
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, 'holding');
  await page.getByRole('button', { name: 'Show all 62 entries' }).click();
  await announced(page).filter({ hasText: '50 of 62 shown' }).waitFor();
  assert.equal(await suppressed(page).count(), 50);
  await page.getByRole('button', { name: 'Show more' }).press('Enter');
  await announced(page).filter({ hasText: '62 of 62 shown' }).waitFor();
  assert.equal(await suppressed(page).count(), 62);
  const next = await suppressed(page).nth(50).getByRole('button').innerText();
  await page.locator('sanctions-lookup button:focus').filter({ hasText: next }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Show more' }).count(), 0);
});

test('an unfinished word has no verdict, and the place of the status keeps its height', async (t) => {
  const { page } = await start(t);
  await page.locator('sanctions-lookup').evaluate((element) => {
    window.seen = [];
    window.pauses = 0;
    let last;
    addEventListener('input', ({ timeStamp }) => {
      if (timeStamp - last > 700) window.pauses += 1;
      last = timeStamp;
    });
    const look = () => {
      const status = element.shadowRoot.querySelector('.status');
      window.seen.push({ text: status.innerText, height: status.getBoundingClientRect().height });
    };
    new MutationObserver(look).observe(element.shadowRoot, { childList: true, characterData: true, subtree: true });
  });
  await box(page).click();
  await box(page).pressSequentially('Ilirjan Qxzvwkj', { delay: 60 });
  const { seen, pauses } = await page.evaluate(() => ({ seen: window.seen, pauses: window.pauses }));
  const verdict = page.getByText(/nothing like .* was found among/i);
  // A machine that is slow types slowly, too.
  if (pauses === 0) {
    // After the space “Ilirjan” is a word of its own, and may have a verdict until the next letter.
    const said = seen.map(({ text }) => text).filter((text) => /nothing|at least|not enough/i.test(text));
    assert.ok(said.every((text) => text.includes('Ilirjan ”') || text.includes('not enough')), said.join('\n'));
    assert.equal(new Set(seen.map(({ height }) => height)).size, 1, JSON.stringify(seen));
  }
  await verdict.waitFor();
  // Once the box is left, and once a word has ended, there is nothing to wait for.
  for (const end of ['Tab', 'Space', 'Enter']) {
    await type(page, 'Qxzvw Kjhgf');
    await box(page).press(end);
    await verdict.waitFor({ timeout: 900 });
  }
});
