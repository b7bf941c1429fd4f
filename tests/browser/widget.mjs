// What a person finds on the page, by its role and words, as assistive technology does.

import assert from 'node:assert/strict';

/** The search box. */
export const box = (page) => page.getByRole('searchbox', { name: /name, or a document/i });

/** The rows of the results. */
export const rows = (page) => page.getByRole('list', { name: /results/i }).getByRole('listitem');

/** The rows of less similar names, which a wider search adds. */
export const lessSimilar = (page) => page.getByRole('list', { name: 'Less similar names' }).getByRole('listitem');

/** The buttons that open a record, one a row. */
export const openers = (page) => rows(page).getByRole('heading').getByRole('button');

/** What the page says to a screen reader. */
export const announced = (page) => page.getByRole('status');

/** Waits until the lists are loaded and checked. */
export async function ready(page) {
  await page.getByText(/· published/).first().waitFor();
}

/** Types a query as a person does, key by key. */
export async function type(page, text) {
  await box(page).click();
  await write(box(page), text);
}

async function write(field, text) {
  await field.fill('');
  await field.pressSequentially(text);
}

/** Says what is known beside the name, as a person does who then leaves the field. */
export async function know(page, { born, country, sex }) {
  const field = page.getByLabel('Date or year of birth');
  if (!(await field.isVisible())) await page.getByText(/Add what you know|What you know/).click();
  if (born !== undefined) await write(field, born);
  if (country !== undefined) await write(page.getByLabel('Nationality'), country);
  if (sex !== undefined) await page.getByLabel('Sex').selectOption(sex);
  await page.keyboard.press('Tab');
}

/** Asks for less similar names too, and waits for them. */
export async function widen(page) {
  await page.getByRole('button', { name: 'Search wider' }).click();
  await lessSimilar(page).first().waitFor();
}

/** Opens the record of the first row that names `name`. */
export async function open(page, name) {
  await openers(page).filter({ hasText: name }).first().click();
  await page.getByRole('heading', { name: 'Is it the same?' }).waitFor();
}

/** All that the widget shows, as a reader would see it. */
export function shown(page) {
  return page.locator('sanctions-lookup').first().evaluate((element) => [...element.shadowRoot.children].map((child) => child.innerText).join('\n'));
}

/** Waits for the result of the check of a file. Engines start for each check, which on a busy machine takes some browsers long. */
export async function finished(page) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await page.getByRole('heading', { name: 'Result' }).waitFor();
    } catch (error) {
      if (tries === 3) throw new Error(`${error.message}: ${await shown(page)}`);
    }
  }
}

/** Fails when the page says that nothing was found, in the words kept for that. */
export async function expectNoVerdict(page) {
  const text = await shown(page);
  assert.doesNotMatch(text, /was found among/i);
  assert.doesNotMatch(text, /no match/i);
}

const DAY = 86_400_000;
/** An hour ago, or at midnight where that was yesterday: the page says a date of another day otherwise. */
export const earlierToday = () => new Date(Math.max(Date.now() - 3_600_000, new Date().setHours(0, 0, 0, 0)));
/** Too long ago to rely on a list. */
export const threeDaysAgo = () => new Date(Date.now() - 3 * DAY);
