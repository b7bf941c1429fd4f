// The element inside somebody else's page.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { has, needs } from './browsers.mjs';
import { openPage, until } from './page.mjs';
import { root, sampleList, serveSite } from './site.mjs';
import { earlierToday, box, openers, ready, rows, type } from './widget.mjs';

const fallback = '<p id="fallback">Use the <a href="https://search-uk-sanctions-list.service.gov.uk/" rel="noreferrer noopener">official search</a>.</p>';

/** Serves a page of a host with this body, beside the built files. */
async function host(t, body, { head = '', list = sampleList } = {}) {
  const { url, folder } = await serveSite(t, { list, checkedAt: earlierToday(), change: (copy) => writeFile(
    join(copy, 'host.html'),
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>${head}<script type="module" src="./sanctions-lookup.js"></script></head><body>${body}</body></html>`,
  ) });
  return { url: `${url}host.html`, folder };
}

const element = (attributes = '') => `<sanctions-lookup data="./data/manifest.json"${attributes}>${fallback}</sanctions-lookup>`;

test('the five lines of the README work on a page with the policy of the README', async (t) => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const lines = readme.match(/```html\n([\s\S]*?)```/)[1].trim();
  assert.ok(lines.split('\n').length <= 5, lines);
  const policy = readme.match(/```text\n(default-src[\s\S]*?)```/)[1].replace(/\s+/g, ' ');
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: (copy) => writeFile(
    join(copy, 'host.html'), `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy}"><title>Host</title></head><body>${lines}</body></html>`,
  ) });
  const { page, record } = await openPage(t, `${url}host.html`);
  await ready(page);
  await type(page, 'Ilirjan Breguszta');
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  // Some browsers ask for an icon of the page's own, which is not the element's matter.
  assert.deepEqual(record.violations.filter((one) => !one.endsWith('/favicon.ico')), []);
  assert.deepEqual(record.errors, []);
});

test('the element has a width in every box that a host may put it in', async (t) => {
  const hosts = [
    ['a block', ''],
    ['a block beside margins of its own', 'padding: 0 20px'],
    ['a column that centres', 'display: flex; flex-direction: column; align-items: center'],
    ['a row', 'display: flex'],
    ['a row that does not stretch', 'display: flex; align-items: start; justify-content: center'],
    ['a grid that centres', 'display: grid; justify-items: center'],
    ['a grid of two columns', 'display: grid; grid-template-columns: 1fr 1fr'],
    ['a table', 'display: table'],
    ['a float', 'float: left'],
    ['an inline block', 'display: inline-block'],
    ['its own width', 'inline-size: fit-content'],
  ];
  const { url } = await host(t, hosts.map(([, style]) => `<div style="${style}">${element()}</div>`).join('<p style="clear: both">'), { head: '<meta name="viewport" content="width=device-width">' });
  const { page } = await openPage(t, url);
  for (const width of [1200, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await ready(page.locator('sanctions-lookup').last());
    const widths = await page.evaluate(() => [...document.querySelectorAll('sanctions-lookup')].map((one) => Math.round(one.getBoundingClientRect().width)));
    const least = width === 320 ? 140 : 590;
    widths.forEach((own, place) => assert.ok(own >= Math.min(least, hosts[place][0] === 'a grid of two columns' ? 140 : least), `${hosts[place][0]} at ${width}: ${own}`));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `at ${width} the page is wider than the window`);
  }
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
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
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
  await page.getByRole('heading', { name: 'Chwilio’r rhestr UK Sanctions List' }).waitFor();
  await until(page, () => record.requests.some(({ url }) => url.includes('texts-cy-later.')));
  assert.deepEqual(record.requests.map(({ url }) => url.match(/texts-([\w-]+)/)?.[1]).filter(Boolean), ['cy', 'cy-later']);
  // Nobody has reviewed it, so what it says of the law and of people is English, and marked so.
  const stop = page.locator('.foot li[lang=en][dir=ltr]').first();
  assert.match(await stop.textContent(), /Names written in a way this search does not find/);
  assert.deepEqual(await page.locator('.widget').evaluate(({ lang, dir }) => ({ lang, dir })), { lang: 'cy', dir: 'ltr' });
  await page.locator('sanctions-lookup').evaluate((node) => node.setAttribute('lang', 'ar'));
  await page.getByRole('heading', { name: 'البحث في القائمة: UK Sanctions List' }).waitFor();
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
  assert.deepEqual(warnings, ['<sanctions-lookup>: there are no texts in the language that lang= names, so it speaks English']);
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

test('an attribute that cannot be used is left out, with one warning', async (t) => {
  const wrong = ' heading-level="9" theme="pink" kind="person" search-on="never" dir="up" list="uk zz" regime="NONE"';
  const { url } = await host(t, element(wrong));
  const { page, record } = await openPage(t, url);
  await ready(page);
  await page.getByRole('heading', { name: 'Search the UK Sanctions List', level: 2 }).waitFor();
  const warnings = () => record.console.filter(({ type }) => type === 'warning').map(({ text }) => text);
  await until(page, () => warnings().length === 7);
  for (const name of ['heading-level', 'theme', 'kind', 'search-on', 'dir', 'list', 'regime']) {
    assert.equal(warnings().filter((text) => text.includes(`${name}=`)).length, 1, name);
  }
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().waitFor();
  assert.equal(warnings().length, 7);
});

test('a problem with the tool can be reported where the host says so, and only there', async (t) => {
  for (const [report, address] of [
    ['', undefined],
    [' report="mailto:help@host.example"', 'mailto:help@host.example'],
    [' report="https://host.example/help?from=search"', 'https://host.example/help?from=search'],
    [' report="javascript:alert(1)"', undefined],
  ]) {
    const { url } = await host(t, element(report));
    const { page, record } = await openPage(t, url);
    await ready(page);
    // With the texts that are loaded later.
    await page.getByText('Words used here').waitFor();
    const link = page.getByRole('link', { name: 'Report a problem with this tool' });
    assert.equal(await link.count(), address ? 1 : 0, report);
    if (address) {
      assert.equal(await link.getAttribute('href'), address);
      assert.match(await link.getAttribute('rel'), /noreferrer/);
    }
    const warnings = record.console.filter(({ text }) => text.includes('report='));
    assert.equal(warnings.length, report.includes('javascript') ? 1 : 0, report);
  }
});

test('without an address of a list the ordinary HTML stands, and the console says why', async (t) => {
  const { url } = await host(t, `<sanctions-lookup>${fallback}</sanctions-lookup><sanctions-lookup data="file:///list">${fallback}</sanctions-lookup>`);
  const { page, record } = await openPage(t, url);
  await until(page, () => record.console.filter(({ text }) => text.includes('cannot run here')).length === 2);
  assert.equal(await page.getByText('official search').filter({ visible: true }).count(), 2);
});

test('attributes apply at once and leave what was typed', async (t) => {
  const { url } = await host(t, element());
  const { page, record } = await openPage(t, url);
  await ready(page);
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().waitFor();
  const set = (name, value) => page.locator('sanctions-lookup').evaluate((node, [name, value]) => node.setAttribute(name, value), [name, value]);
  await set('heading-level', '3');
  await page.getByRole('heading', { name: 'Search the UK Sanctions List', level: 3 }).waitFor();
  await set('theme', 'dark');
  assert.equal(await page.locator('sanctions-lookup').evaluate((node) => getComputedStyle(node).colorScheme), 'dark');
  await set('regime', 'RUS');
  await page.getByRole('heading', { name: 'Not under this regime:' }).waitFor();
  assert.equal(await box(page).inputValue(), 'Ilirjan Bregushta');
  await set('lang', 'fr');
  await page.getByRole('heading', { name: 'Rechercher', level: 3 }).waitFor();
  assert.equal(await page.getByRole('searchbox').inputValue(), 'Ilirjan Bregushta');
  await set('data', './elsewhere/manifest.json');
  await page.getByRole('alert').first().waitFor();
  await set('data', './data/manifest.json');
  await page.getByRole('heading', { name: /Hors de ce régime/ }).waitFor();
  assert.deepEqual(record.errors, []);
});

test('a page with a heading of its own needs none of ours, and names the search', async (t) => {
  const { url } = await host(t, `<h2>Check a payee</h2>${element(' heading-level="none" label="Check a payee"')}${element()}`);
  const { page } = await openPage(t, url);
  const [first, second] = [page.locator('sanctions-lookup').nth(0), page.locator('sanctions-lookup').nth(1)];
  await ready(first);
  await ready(second);
  assert.equal(await first.getByRole('heading', { level: 1 }).count() + await first.getByRole('heading', { level: 2 }).count(), 0);
  const landmarks = await page.evaluate(() => [...document.querySelectorAll('sanctions-lookup')].map((element) => ({
    names: [...element.shadowRoot.querySelectorAll('[role=search]')].map((form) => form.ariaLabel),
    // Outside <main> each would be a landmark of the page.
    others: element.shadowRoot.querySelectorAll('header, footer, main, nav, aside, section:not([aria-label], [aria-labelledby]) [role]').length,
  })));
  assert.deepEqual(landmarks, [
    { names: ['Check a payee'], others: 0 },
    { names: ['Search the UK Sanctions List'], others: 0 },
  ]);
});

test('where the host allows it a person chooses the language, and goes on with what was typed', async (t) => {
  const { url } = await host(t, element(' languages="en cy tlh"'));
  const { page, record } = await openPage(t, url);
  await ready(page);
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().waitFor();
  const names = () => page.evaluate(() => [...document.querySelector('sanctions-lookup').shadowRoot.querySelectorAll('.languages button')].map((button) => [button.textContent, button.lang, button.ariaCurrent]));
  assert.deepEqual(await names(), [['English', 'en', 'true'], ['Cymraeg', 'cy', null]]);
  await page.getByRole('button', { name: 'Cymraeg' }).press('Enter');
  await page.getByRole('heading', { name: 'Chwilio’r rhestr UK Sanctions List' }).waitFor();
  assert.deepEqual(await names(), [['English', 'en', null], ['Cymraeg', 'cy', 'true']]);
  assert.equal(await page.evaluate(() => document.querySelector('sanctions-lookup').shadowRoot.activeElement?.textContent), 'Cymraeg');
  assert.equal(await page.getByRole('searchbox').inputValue(), 'Ilirjan Bregushta');
  assert.equal(record.console.filter(({ text }) => text.includes('languages=')).length, 1);
  assert.deepEqual(record.errors, []);
});

test('what a host says to its own text does not reach ours; its font and size do', async (t) => {
  const harm = 'white-space: nowrap; text-transform: uppercase; user-select: none; letter-spacing: 9px; word-spacing: 9px; text-indent: 9px';
  const { url } = await host(t, element());
  const { page } = await openPage(t, url);
  await ready(page);
  await page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, `html { font-size: 62.5% } body { font: italic 1.6rem Georgia; ${harm} } * { ${harm} }`);
  const found = (name) => page.evaluate((name) => {
    const look = getComputedStyle(document.querySelector('sanctions-lookup').shadowRoot.querySelector('.privacy'));
    return name.map((one) => look[one]);
  }, name);
  const rules = ['fontSize', 'fontFamily', 'fontStyle', 'whiteSpace', 'textTransform', 'letterSpacing', 'wordSpacing', 'textIndent'];
  assert.deepEqual(await found(rules), ['16px', 'Georgia', 'normal', 'normal', 'none', 'normal', '0px', '0px']);
  await page.evaluate(() => { document.body.style.fontSize = '1rem'; });
  assert.deepEqual(await found(['fontSize']), ['14px']);
});

test('a page that loads the script twice runs it once', async (t) => {
  const { url } = await host(t, `${element()}<script type="module" src="./sanctions-lookup.js?again"></script>`);
  const { page, record } = await openPage(t, url);
  await ready(page);
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  await until(page, () => record.console.some(({ text }) => text.includes('loads its script twice')));
  assert.deepEqual(record.errors, []);
});

test('a page whose policy refuses the name of ours is left with something of use', async (t) => {
  const policy = "require-trusted-types-for 'script'; trusted-types another";
  const { url } = await host(t, element(), { head: `<meta http-equiv="content-security-policy" content="${policy}">` });
  const { page, record } = await openPage(t, url);
  if (!(await page.evaluate(() => 'trustedTypes' in window))) return t.skip('this browser has no Trusted Types');
  await page.getByText(/official search|there is a problem/i).filter({ visible: true }).first().waitFor();
  await until(page, () => record.console.some(({ text }) => text.includes('refuses the Trusted Types policy')));
  assert.deepEqual(record.errors, []);
});

test('in a frame made of its words, and in another document, the element runs or leaves the ordinary HTML', needs('a frame'), async (t) => {
  const words = `<script type="module" src="./sanctions-lookup.js"></script>${element()}`.replaceAll('"', '&quot;');
  const { url } = await host(t, `<div id="here">${element()}</div><iframe id="made" title="made" width="700" height="700" srcdoc="${words}"></iframe><iframe id="other" title="other" src="about:blank"></iframe>`);
  const { page, record } = await openPage(t, url);
  const made = page.frameLocator('#made');
  await made.getByText(/· published/).first().waitFor();
  await ready(page);
  await page.evaluate(() => document.querySelector('#other').contentDocument.body.append(document.querySelector('#here sanctions-lookup')));
  // Its sheet belongs to the first document, so it may not be used there.
  await page.frameLocator('#other').getByText('official search').waitFor();
  await page.evaluate(() => document.querySelector('#here').append(document.querySelector('#other').contentDocument.querySelector('sanctions-lookup')));
  await ready(page);
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  assert.deepEqual(record.errors, []);
});

test('a page about a regime lists it, searches everything, and shows the rest when asked', async (t) => {
  const { url } = await host(t, element(' regime="GIM"'));
  const { page } = await openPage(t, url);
  await ready(page);
  await page.getByRole('heading', { name: 'People smuggling and trafficking regime' }).waitFor();
  const listed = page.locator('.browse li');
  await listed.first().waitFor();
  const ids = await page.evaluate(() => [...document.querySelector('sanctions-lookup').shadowRoot.querySelectorAll('.browse .id')].map((node) => node.textContent));
  assert.ok(ids.length > 0 && ids.every((id) => id.startsWith('SAMPLE-GIM')), ids.join());
  assert.equal(await listed.locator('.band').count(), 0);
  // The same name is never hidden.
  await type(page, 'Amber Quill');
  await page.getByRole('list', { name: 'Not under this regime:' }).getByText('AMBER QUILL').first().waitFor();
  assert.equal(await page.getByRole('button', { name: /^Show (it|them)$/ }).count(), 0);
  // A similar one is counted.
  await type(page, 'Zimorodkov');
  await page.getByText('Not shown, because this page is about something else: 1 similar name').first().waitFor();
  assert.equal(await rows(page).count(), 0);
  await page.getByRole('button', { name: 'Show it' }).click();
  await rows(page).first().filter({ hasText: 'ZIMORODKOV' }).waitFor();
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  await box(page).press('Escape');
  await page.getByRole('heading', { name: 'People smuggling and trafficking regime' }).waitFor();
  await listed.first().getByRole('button').click();
  await page.getByRole('heading', { name: 'Is it the same?' }).waitFor();
  await page.getByRole('button', { name: /back to results/i }).first().click();
  await listed.first().waitFor();
});

test('where a search waits for the button, letters alone find nothing and leave nothing standing', async (t) => {
  const { url } = await host(t, element(' search-on="submit"'));
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, 'Ilirjan Bregushta');
  await page.waitForTimeout(500);
  assert.equal(await rows(page).count(), 0);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  await box(page).press('x');
  assert.equal(await rows(page).count(), 0);
});

test('the host can search, open and clear, and is told nothing of it', async (t) => {
  const { url } = await host(t, element());
  const { page, record } = await openPage(t, url);
  const call = (method, text) => page.locator('sanctions-lookup').evaluate((node, [method, text]) => node[method](text), [method, text]);
  // Before the list is there, too.
  await page.evaluate(() => customElements.whenDefined('sanctions-lookup').then(() => true));
  await call('search', 'Ilirjan Bregushta');
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  assert.equal(await box(page).inputValue(), 'Ilirjan Bregushta');
  await call('open', 'SAMPLE-RUS9007');
  await page.getByRole('heading', { name: 'AMBER QUILL' }).waitFor();
  await call('clear');
  assert.equal(await box(page).inputValue(), '');
  await call('open', 'no such entry');
  await page.getByText('This list has no entry no such entry.').first().waitFor();
  const own = record.events.filter(({ type }) => type.startsWith('sanctions-lookup:'));
  assert.deepEqual(own, [
    { type: 'sanctions-lookup:ready', detail: 'null' },
    { type: 'sanctions-lookup:open', detail: 'null' },
    { type: 'sanctions-lookup:closed', detail: 'null' },
  ]);
});

test('the types name every attribute, method and event of the element, and no other', async (t) => {
  const types = ts.createSourceFile('', await readFile(join(root, 'static/sanctions-lookup.d.ts'), 'utf8'), ts.ScriptTarget.Latest);
  const declared = types.statements.flatMap((one) => [one, ...(one.body?.statements ?? [])]);
  const named = (type) => declared.find((one) => one.name?.text === type).members.map(({ name }) => name.text).sort();

  const { url } = await host(t, element());
  const { page, record } = await openPage(t, url);
  await ready(page);
  const own = await page.evaluate(() => {
    const { observedAttributes, prototype } = customElements.get('sanctions-lookup');
    return { attributes: observedAttributes, inside: Object.getOwnPropertyNames(prototype) };
  });
  assert.deepEqual(named('SanctionsLookupAttributes'), own.attributes.sort());
  const methods = own.inside.filter((name) => name !== 'constructor' && !name.endsWith('Callback'));
  assert.deepEqual(named('SanctionsLookupElement'), methods.sort());

  const node = page.locator('sanctions-lookup');
  await node.evaluate((lookup) => lookup.open('SAMPLE-RUS9007'));
  await page.getByRole('heading', { name: 'AMBER QUILL' }).waitFor();
  await node.evaluate((lookup) => lookup.clear());
  await node.evaluate((lookup) => lookup.setAttribute('data', './elsewhere/manifest.json'));
  const told = () => new Set(record.events.map(({ type }) => type).filter((type) => type.startsWith('sanctions-lookup:')));
  await until(page, () => told().has('sanctions-lookup:error'));
  assert.deepEqual(named('GlobalEventHandlersEventMap'), [...told()].sort());
});

test('a list that cannot be loaded is an event for the host', async (t) => {
  const { url } = await host(t, `<sanctions-lookup data="./elsewhere/manifest.json">${fallback}</sanctions-lookup>`);
  const { page, record } = await openPage(t, url);
  await until(page, () => record.events.some(({ type }) => type === 'sanctions-lookup:error'));
});

test('the host’s own notice stands in place of ours', async (t) => {
  const { url } = await host(t, `${element()}<sanctions-lookup data="./data/manifest.json">${fallback}<span slot="notice">Run by the town of Quillmouth.</span></sanctions-lookup>`);
  const { page } = await openPage(t, url);
  const [first, second] = [page.locator('sanctions-lookup').nth(0), page.locator('sanctions-lookup').nth(1)];
  await ready(first);
  await ready(second);
  const notices = await page.evaluate(() => [...document.querySelectorAll('sanctions-lookup')].map((element) => {
    const slot = element.shadowRoot.querySelector('slot[name=notice]');
    return slot.assignedNodes({ flatten: true }).map((node) => node.textContent).join();
  }));
  assert.deepEqual(notices, ['Not an official service.', 'Run by the town of Quillmouth.']);
});

test('a host reaches the parts that it may restyle', async (t) => {
  const { url } = await host(t, element());
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().waitFor();
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    const parts = ['box', 'button', 'row', 'foot', 'record'].map((part) => `sanctions-lookup::part(${part})`);
    sheet.replaceSync(`${parts.join()} { outline: 5px solid }`);
    document.adoptedStyleSheets = [sheet];
  });
  const restyled = async (locator) => assert.equal(await locator.first().evaluate((node) => getComputedStyle(node).outlineWidth), '5px');
  await restyled(box(page));
  await restyled(page.getByRole('button', { name: 'Search', exact: true }));
  await restyled(rows(page));
  await restyled(page.locator('.foot'));
  await openers(page).first().click();
  await restyled(page.locator('.record'));
});

test('a lazy element loads nothing until it is nearly seen', async (t) => {
  const { url } = await host(t, `${'<p>Words of the host.</p>'.repeat(300)}${element(' loading="lazy"')}`);
  const { page, record } = await openPage(t, url);
  await page.waitForTimeout(500);
  const loaded = () => record.requests.filter(({ url }) => /\.(wasm|pack|txt|css)$|manifest/.test(url)).length;
  assert.equal(loaded(), 0);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await ready(page);
  assert.ok(loaded() > 0);
});

/** Serves a folder to pages of every origin, with no policy of its own; gives its address. */
async function serveToAll(t, folder) {
  const types = { html: 'text/html', js: 'text/javascript', wasm: 'application/wasm', css: 'text/css' };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const file = await readFile(join(folder, path)).catch(() => undefined);
    response.writeHead(file ? 200 : 404, {
      'access-control-allow-origin': '*',
      'content-type': types[path.split('.').at(-1)] ?? 'application/octet-stream',
    });
    response.end(file);
  });
  t.after(() => server.close());
  await once(server.listen(0, 'localhost'), 'listening');
  return `http://localhost:${server.address().port}/`;
}

test('code from another origin leaves the ordinary HTML, and the console says what to do', async (t) => {
  const { folder } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const code = await serveToAll(t, folder);
  await writeFile(join(folder, 'host.html'), `<!doctype html><title>Host</title><script type="module" src="${code}sanctions-lookup.js"></script>${element()}`);
  const { page, record } = await openPage(t, `${await serveToAll(t, folder)}host.html`);
  const why = has(t, 'the words of an error in the console') ? /cannot run here.*put the files there, or use the frame/ : /cannot run here/;
  if (has(t, 'what a script from elsewhere writes to the console')) {
    await until(page, () => record.console.some(({ text }) => why.test(text)));
  }
  assert.ok(await page.getByText('official search').isVisible());
});

test('the list may be on another origin', async (t) => {
  const { folder } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const data = await serveToAll(t, folder);
  await writeFile(join(folder, 'host.html'), `<!doctype html><title>Host</title><script type="module" src="./sanctions-lookup.js"></script><sanctions-lookup data="${data}data/manifest.json">${fallback}</sanctions-lookup>`);
  const { page, record } = await openPage(t, `${await serveToAll(t, folder)}host.html`);
  await ready(page);
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  assert.deepEqual(record.errors, []);
});
