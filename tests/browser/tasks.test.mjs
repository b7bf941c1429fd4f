// What three kinds of users come to do, from start to end and by keyboard alone, with their steps counted;
// and what a screen reader has to say on the way, as files beside this one that have been read aloud.
//
// `SPOKEN=write` writes those files again from the page.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { name } from './browsers.mjs';
import { openPage } from './page.mjs';
import { asRealList, root, sampleList, serveSite } from './site.mjs';
import { serveState, states } from './states.mjs';
import { box, earlierToday, finished, openers, ready, rows, threeDaysAgo } from './widget.mjs';

/** Counts what a person does. */
function counter() {
  const steps = [];
  const act = async (step, does) => {
    steps.push(step);
    await does();
  };
  return { steps, act };
}

/** Goes on with Tab until this has the focus, as somebody does who has no pointer. */
async function reach(page, locator, most = 40) {
  for (let presses = 0; presses < most; presses += 1) {
    if (await locator.first().evaluate((node) => node.getRootNode().activeElement === node)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`not reached by keyboard: ${locator}`);
}

test('somebody with a payment to make types, reads, opens and prints in four steps', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  await page.evaluate(() => { globalThis.print = () => { globalThis.printed = document.title; }; });
  const { steps, act } = counter();
  await act('types the name', async () => {
    await reach(page, box(page));
    await box(page).pressSequentially('Ilirjan Bregushta');
    await rows(page).first().waitFor();
  });
  await act('reads what it means, and what to do', async () => {
    await page.getByText('A person with the same name is on a sanctions list.').first().waitFor();
    await page.getByText(/before you pay or agree anything/).first().waitFor();
  });
  await act('opens the entry', async () => {
    await reach(page, openers(page));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Is it the same?' }).waitFor();
  });
  await act('prints it', async () => {
    await reach(page, page.getByRole('button', { name: 'Print this entry' }));
    await page.keyboard.press('Enter');
  });
  assert.notEqual(await page.evaluate(() => globalThis.printed), undefined);
  assert.ok(steps.length <= 4, steps.join(', '));
});

test('an exporter pastes the customers, checks them and has the result in four steps', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  const press = async (name) => {
    await reach(page, page.getByRole('button', { name }));
    await page.keyboard.press('Enter');
  };
  const { steps, act } = counter();
  await act('asks for the check of a list', () => press('Check a list of names'));
  await act('pastes the names', async () => {
    const field = page.getByRole('textbox', { name: /paste/i });
    await field.waitFor();
    await reach(page, field);
    await field.fill('Ilirjan Breguzhta\nNobody Whatsoever\n');
    await press(/^(Use|Read|Show)/);
  });
  await act('starts', () => press(/^Check [\d,]+ rows?/));
  await act('reads the result', () => finished(page));
  await page.getByText(/Row 1: Ilirjan Breguzhta/).first().waitFor();
  assert.ok(steps.length <= 4, steps.join(', '));
});

test('a web developer pastes five lines, and hears of the list, an entry and its end', async (t) => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const lines = readme.match(/```html\n([\s\S]*?)```/)[1].trim();
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: (copy) => writeFile(
    join(copy, 'host.html'), `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title></head><body><main><h1>Host</h1>${lines}</main></body></html>`,
  ) });
  const { page, record } = await openPage(t, `${url}host.html`);
  const { steps, act } = counter();
  await act('pastes the lines', () => ready(page));
  await act('fits the heading', async () => {
    await page.locator('sanctions-lookup').evaluate((node) => node.setAttribute('heading-level', '2'));
    await page.getByRole('heading', { name: 'Search the UK Sanctions List', level: 2 }).waitFor();
  });
  await act('tries a search', async () => {
    await page.locator('sanctions-lookup').evaluate((node) => node.search('Amber Quill'));
    await openers(page).first().press('Enter');
    await page.getByRole('heading', { name: 'Is it the same?' }).waitFor();
    await page.getByRole('button', { name: /back to results/i }).first().press('Enter');
    await rows(page).first().waitFor();
  });
  const told = record.events.map(({ type }) => type).filter((type) => type.startsWith('sanctions-lookup:'));
  assert.deepEqual(told, ['sanctions-lookup:ready', 'sanctions-lookup:open', 'sanctions-lookup:closed']);
  assert.ok(steps.length <= 3, steps.join(', '));
});

/** What a screen reader gets of the page: roles, names and texts, in their order. */
async function spoken(page) {
  const tree = await page.locator('sanctions-lookup').ariaSnapshot();
  // The hour at which the list of the test was checked, and the day of one that is too old.
  const day = threeDaysAgo().toLocaleDateString('en-GB', { dateStyle: 'long' });
  return `${tree.replace(/\d\d:\d\d\sUTC([+−][\d:]+)?/g, 'HH:MM').replaceAll(day, 'DAY')}\n`;
}

const read = ['empty', 'one result', 'something known', 'none', 'too common', 'several names', 'number', 'too old, none', 'list missing', 'person', 'ship'];
for (const state of states.filter((state) => read.includes(state.name))) {
  test(`what a screen reader says: ${state.name}`, { skip: name !== 'chromium' && 'the tree is made of the same page in each' }, async (t) => {
    const { page } = await openPage(t, 'about:blank');
    await state.show(page, await serveState(t, state));
    // The announcement waits until nothing changes.
    await page.waitForTimeout(1_000);
    const file = new URL(`./spoken/${state.name.replaceAll(/[^a-z]+/g, '-')}.yml`, import.meta.url);
    const found = await spoken(page);
    if (process.env.SPOKEN === 'write') await writeFile(file, found);
    assert.equal(found, await readFile(file, 'utf8'));
  });
}
