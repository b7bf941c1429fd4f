// Filters narrow down what is shown, and hide no name that is the same or very similar.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listOfKinds } from './hostile-list.mjs';
import { openPage } from './page.mjs';
import { asRealList, serveSite } from './site.mjs';
import { earlierToday, announced, box, ready, rows, shown, type } from './widget.mjs';

/** A page that has found one same name, three very similar and five similar ones. */
async function found(t, options, query = 'Talo Kestrun') {
  const list = await listOfKinds(t);
  const { url } = await serveSite(t, { list, checkedAt: earlierToday(), change: asRealList });
  const { page, record } = await openPage(t, url, options);
  await ready(page);
  // Dates come with the details of the list.
  await page.waitForLoadState('networkidle');
  await type(page, query);
  await rows(page).nth(2).waitFor();
  await page.locator('.stale').waitFor({ state: 'detached' });
  return { page, record };
}

const wide = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 375, height: 667 } };
const filter = (page, name) => page.getByRole('checkbox', { name });
const count = (page, text) => page.locator('.status').filter({ hasText: text }).waitFor();
const outside = (page) => page.getByRole('list', { name: /outside your filters/i }).getByRole('listitem');

test('filters show what they let through, count by band what they hide, and hide no near name', async (t) => {
  const { page, record } = await found(t, wide);
  await count(page, '1 same name · 3 very similar names · 5 similar names');
  assert.equal(await rows(page).count(), 9);
  for (const group of ['Regime', 'Measure', 'Country or nationality', 'Put on the list between']) {
    await page.getByRole('group', { name: group }).waitFor();
  }
  // One kind and one list are nothing to choose from.
  assert.equal(await page.getByRole('group', { name: 'Kind' }).count(), 0);
  await filter(page, /Afghanistan.* \(2\)/).click();
  await page.getByText('Hidden by filters: 3 similar names').first().waitFor();
  await count(page, '1 same name · 3 very similar names · 2 similar names');
  assert.equal(await rows(page).count(), 2);
  assert.equal(await outside(page).count(), 4);
  // The box keeps the focus and its mark; a screen reader is told once.
  assert.equal(await filter(page, /Afghanistan/).evaluate((node) => node.getRootNode().activeElement === node && node.checked), true);
  await announced(page).filter({ hasText: '2 similar names. Hidden by filters: 3 similar names' }).waitFor();
  // No further name of the regime is of Chad.
  assert.equal(await filter(page, /Chad \(0\)/).isDisabled(), true);
  await filter(page, /Peru \(1\)/).click();
  await page.getByText('Hidden by filters: 4 similar names').first().waitFor();
  await page.getByRole('button', { name: 'Show them' }).click();
  await count(page, '5 similar names');
  assert.equal(await rows(page).count(), 9);
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0);
  assert.deepEqual(record.errors, []);
});

test('a range of days is a filter', async (t) => {
  const { page } = await found(t, wide);
  await page.getByLabel('First day').fill('2026-01-01');
  await page.getByText(/Hidden by filters: \d similar names/).first().waitFor();
  await page.getByLabel('Last day').fill('2026-01-31');
  await page.getByText('Hidden by filters: 5 similar names').first().waitFor();
  await rows(page).first().waitFor({ state: 'detached' });
  assert.equal(await outside(page).count(), 4);
  assert.doesNotMatch(await shown(page), /was found among/);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await rows(page).nth(8).waitFor();
  assert.equal(await page.getByLabel('First day').inputValue(), '');
});

test('on a phone one press opens each tool of a page that was just opened', async (t) => {
  const { url } = await serveSite(t, { checkedAt: earlierToday(), change: asRealList });
  for (const [tool, title] of [
    ['Check a list of names', 'Check a list of names'],
    ['Check a record', 'Check a record'],
    ['Overview of the list', 'Overview of the list'],
  ]) {
    const { page } = await openPage(t, url, { viewport: { width: 390, height: 844 } });
    await ready(page);
    // The box had the focus when the page came; whoever presses elsewhere has scrolled first.
    await page.evaluate(() => document.activeElement?.blur());
    await page.waitForTimeout(600);
    const button = page.getByRole('button', { name: tool });
    const { x, y, width, height } = await button.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.waitForTimeout(60);
    await page.mouse.up();
    await page.getByRole('heading', { name: title }).waitFor();
  }
});

test('on a phone one button opens the filters, and all of it works by keyboard', async (t) => {
  const { page } = await found(t, phone);
  assert.equal(await filter(page, /Mali/).isVisible(), false);
  const button = page.getByRole('button', { name: 'Narrow down' });
  await button.focus();
  await page.keyboard.press('Enter');
  await filter(page, /Mali/).waitFor();
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.getByText(/Hidden by filters/).first().waitFor();
  assert.equal(await page.getByRole('checkbox', { checked: true }).evaluate((node) => node.getRootNode().activeElement === node), true);
  await page.getByRole('button', { name: 'Clear all' }).press('Enter');
  await rows(page).nth(8).waitFor();
  await button.press('Enter');
  await filter(page, /Mali/).waitFor({ state: 'hidden' });
});

test('filters hold while a name is corrected, and end with the next person', async (t) => {
  const { page } = await found(t, wide);
  await filter(page, /Afghanistan/).click();
  await page.getByText('Hidden by filters').first().waitFor();
  await box(page).press('End');
  await box(page).press('Backspace');
  await box(page).pressSequentially('m');
  await page.getByText('Hidden by filters').first().waitFor();
  assert.equal(await filter(page, /Afghanistan/).isChecked(), true);
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  assert.doesNotMatch(await shown(page), /Hidden by filters|Outside your filters/);
});
