// The element inside somebody else's page.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { has, needs } from './browsers.mjs';
import { openPage, until } from './page.mjs';
import { root, sampleList, serveSite } from './site.mjs';
import { anHourAgo, box, openers, ready, rows, type } from './widget.mjs';

const fallback = '<p id="fallback">Use the <a href="https://search-uk-sanctions-list.service.gov.uk/" rel="noreferrer noopener">official search</a>.</p>';

/** Serves a page of a host with this body, beside the built files. */
async function host(t, body, { head = '', list = sampleList } = {}) {
  const { url, folder } = await serveSite(t, { list, checkedAt: anHourAgo(), change: (copy) => writeFile(
    join(copy, 'host.html'),
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>${head}<script type="module" src="./sanctions-lookup.js"></script></head><body>${body}</body></html>`,
  ) });
  return { url: `${url}host.html`, folder };
}

const element = (attributes = '') => `<sanctions-lookup data="./data/manifest.json"${attributes}>${fallback}</sanctions-lookup>`;

test('the five lines of the README work on a page with a strict policy', async (t) => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const lines = readme.match(/```html\n([\s\S]*?)```/)[1].trim();
  assert.ok(lines.split('\n').length <= 5, lines);
  const { url } = await serveSite(t, { list: sampleList, checkedAt: anHourAgo(), change: (copy) => writeFile(
    join(copy, 'host.html'), `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title></head><body>${lines}</body></html>`,
  ) });
  const { page, record } = await openPage(t, `${url}host.html`);
  await ready(page);
  await type(page, 'Ilirjan Breguszta');
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  assert.deepEqual(record.violations, []);
  assert.deepEqual(record.errors, []);
});

test('two widgets on a page do not meet, and share one worker', async (t) => {
  const { url } = await host(t, `${element()}${element()}`);
  const { page, record } = await openPage(t, url);
  const [first, second] = [page.locator('sanctions-lookup').nth(0), page.locator('sanctions-lookup').nth(1)];
  await ready(first);
  await ready(second);
  await type(first, 'Ilirjan Bregushta');
  await rows(first).first().waitFor();
  assert.equal(await box(second).inputValue(), '');
  assert.equal(await rows(second).count(), 0);
  await type(second, 'Amber Quill');
  await rows(second).first().filter({ hasText: 'AMBER QUILL' }).waitFor();
  await rows(first).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  if (has(t, 'workers, one by one')) assert.equal(page.workers().length, 1);
  assert.equal(record.requests.filter(({ url }) => url.endsWith('.pack')).length, 2);
  const global = await page.evaluate(() => ({
    ids: document.querySelectorAll('[id]:not(#fallback)').length,
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
  }));
  assert.deepEqual(global, { ids: 0, sheets: 0 });
});

test('an element that is moved works on; one that is removed lets go of its worker', needs('workers, one by one'), async (t) => {
  const { url } = await host(t, `<div id="here">${element()}</div><div id="there"></div>`);
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().waitFor();
  await page.evaluate(() => there.append(document.querySelector('sanctions-lookup')));
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  await type(page, 'Amber Quill');
  await rows(page).first().filter({ hasText: 'AMBER QUILL' }).waitFor();
  const worker = page.workers()[0];
  const closed = new Promise((resolve) => worker.once('close', resolve));
  await page.evaluate(() => { window.kept = document.querySelector('sanctions-lookup'); window.kept.remove(); });
  await closed;
  await page.evaluate(() => here.append(window.kept));
  await ready(page);
  await type(page, 'Amber Quill');
  await rows(page).first().filter({ hasText: 'AMBER QUILL' }).waitFor();
});

test('the history of a host stays untouched; the record has its own way back', async (t) => {
  const { url } = await host(t, element());
  const { page, record } = await openPage(t, url);
  await ready(page);
  await type(page, 'Ilirjan Bregushta');
  await openers(page).first().click();
  await page.getByRole('button', { name: /back to results/i }).first().click();
  await rows(page).first().waitFor();
  assert.deepEqual(record.history, []);
});

test('without JavaScript the ordinary HTML stands', needs('a page without scripts'), async (t) => {
  const { url } = await host(t, element());
  const { page } = await openPage(t, url, { javaScriptEnabled: false });
  assert.ok(await page.getByText('official search').isVisible());
});

test('the stand-alone page is of use without JavaScript', needs('a page without scripts'), async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: anHourAgo() });
  const { page } = await openPage(t, url, { javaScriptEnabled: false });
  assert.ok(await page.getByRole('heading').first().isVisible());
  assert.ok((await page.getByRole('link').count()) >= 2);
});

const refusals = [
  ['a policy that forbids scripts', "script-src 'none'"],
  ['a policy that forbids wasm', "script-src 'self'"],
  ['a policy that forbids workers', "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'"],
  ['a policy that forbids fetching', "connect-src 'none'; script-src 'self' 'wasm-unsafe-eval'"],
];
for (const [what, policy] of refusals) {
  test(`under ${what} the page is left with something of use`, async (t) => {
    const { url } = await host(t, element(), { head: `<meta http-equiv="content-security-policy" content="${policy}">` });
    const { page, record } = await openPage(t, url);
    // Either the ordinary HTML stands, or the app says that there is a problem.
    await page.getByText(/official search|there is a problem/i).filter({ visible: true }).first().waitFor();
    // The policy was at work; WebKit says so of wasm in an error alone.
    await until(page, () => record.violations.length > 0 || record.console.some(({ text }) => /Content Security Policy/.test(text)));
    assert.deepEqual(record.errors, []);
  });
}

test('when the wasm cannot be loaded the ordinary HTML stands', async (t) => {
  const { url } = await host(t, element());
  const { page, record } = await openPage(t, 'about:blank');
  await page.context().route('**/*.wasm', (route) => route.abort());
  await page.goto(url);
  await until(page, () => record.console.length > 0);
  assert.ok(await page.getByText('official search').isVisible());
});

test('an element speaks the language of its attribute, and loads no other', async (t) => {
  const { url } = await host(t, element(' lang="cy-GB"'));
  const { page, record } = await openPage(t, url);
  await page.getByRole('heading', { name: 'Chwilio Rhestr Sancsiynau’r DU' }).waitFor();
  assert.deepEqual(record.requests.map(({ url }) => url.match(/texts-(\w+)/)?.[1]).filter(Boolean), ['cy']);
  // Nobody has reviewed it, so what it says of the law and of people is English, and marked so.
  const stop = page.locator('.foot li[lang=en][dir=ltr]').first();
  assert.match(await stop.textContent(), /If a result looks like yours, open it\./);
  assert.deepEqual(await page.locator('.widget').evaluate(({ lang, dir }) => ({ lang, dir })), { lang: 'cy', dir: 'ltr' });
  await page.locator('sanctions-lookup').evaluate((node) => node.setAttribute('lang', 'ar'));
  await page.getByRole('heading', { name: 'البحث في قائمة العقوبات البريطانية' }).waitFor();
  assert.equal(await page.locator('.widget').evaluate((node) => getComputedStyle(node).direction), 'rtl');
  await page.locator('sanctions-lookup').evaluate((node) => node.setAttribute('dir', 'ltr'));
  await page.locator('.widget:not([dir])').waitFor();
  assert.equal(await page.locator('.widget').evaluate((node) => getComputedStyle(node).direction), 'ltr');
  assert.deepEqual(record.errors, []);
});

test('a language that is not there is English, with a warning', async (t) => {
  const { url } = await host(t, element(' lang="tlh"'));
  const { page, record } = await openPage(t, url);
  await ready(page);
  const warnings = record.console.filter(({ type }) => type === 'warning').map(({ text }) => text);
  assert.deepEqual(warnings, ['<sanctions-lookup> has no texts in lang="tlh", so it speaks English']);
});

test('when the texts cannot be loaded the ordinary HTML stands, and the console says why', async (t) => {
  const { url } = await host(t, element(' lang="fr"'));
  const { page, record } = await openPage(t, 'about:blank');
  await page.context().route('**/texts-fr*', (route) => route.fulfill({ status: 404 }));
  await page.goto(url);
  const why = has(t, 'the words of an error in the console') ? /cannot run here.*texts-fr.*404/ : /cannot run here/;
  await until(page, () => record.console.some(({ text }) => why.test(text)));
  assert.ok(await page.getByText('official search').isVisible());
});

test('wrong attributes are said in the element’s place', async (t) => {
  const { url } = await host(t, `<sanctions-lookup heading="9" data="./data/manifest.json">${fallback}</sanctions-lookup>`);
  const { page } = await openPage(t, url);
  await page.getByText(/heading/i).first().waitFor();
  assert.ok(await page.getByText('official search').isVisible());
});
