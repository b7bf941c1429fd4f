// The frame, embed.html, in a page of another origin that runs no script of ours but its own copy
// of embed-host.js.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { needs } from './browsers.mjs';
import { findAccessibilityFaults, findHtmlFaults } from './checks.mjs';
import { openPage, until } from './page.mjs';
import { root, sampleList, serveSite } from './site.mjs';
import { earlierToday, box, openers, ready, rows, type } from './widget.mjs';

const hostScript = await readFile(join(root, 'static/embed-host.js'), 'utf8');

/** The frame as the documents give it to a host, and the script that may stand behind it. */
const readme = await readFile(join(root, 'static/package/README.md'), 'utf8');
const [, written, script] = readme.match(/(<iframe[^]*?<\/iframe>)\n(<script.*<\/script>)/);
const frame = (address) => written.replace(/src="[^"]*"/, `src="${address}"`);

/**
 * Serves the site, and a host's page with this body on another origin, under a strict policy that
 * lets it frame both. `body(site)` makes the body. Gives the addresses of both.
 */
async function serveHost(t, body) {
  const { url: site } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const pages = {
    '/': ['text/html', `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title></head><body><main>${body(site)}</main></body></html>`],
    '/embed-host.js': ['text/javascript', hostScript],
    '/official': ['text/html', '<!doctype html><title>Official</title><p>The official page</p>'],
    '/shout': ['text/html', '<!doctype html><title>Shout</title><script>parent.postMessage({ type: "sanctions-lookup:height", height: 3000 }, "*")</script>'],
  };
  const server = createServer(({ url }, response) => {
    const [mime, text] = pages[url] ?? ['text/plain', ''];
    response.writeHead(pages[url] ? 200 : 404, { 'content-type': mime });
    response.end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close() && server.closeAllConnections());
  const host = `http://127.0.0.1:${server.address().port}/`;
  pages['/'][1] = pages['/'][1].replace('<meta charset="utf-8">', `$&<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'self'; frame-src ${site} ${host}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'">`);
  return { site, host };
}

const inFrame = (page) => page.frameLocator('iframe').first();
const heightOf = (page) => page.locator('iframe').first().evaluate((node) => node.clientHeight);
const scrolls = (page) => page.frames()[1].evaluate(() => document.documentElement.scrollHeight > innerHeight);

/** Waits until the frame is as high as this, or as what it shows. */
async function untilHeight(page, wanted) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (wanted === undefined ? !(await scrolls(page)) : (await heightOf(page)) === wanted) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`the frame is ${await heightOf(page)} high${wanted === undefined ? ' and scrolls' : ''}`);
}

test('a person searches in a sandboxed frame with strict policies on both sides', needs('a frame', 'a click or a key in a frame of another origin'), async (t) => {
  const { host } = await serveHost(t, (site) => frame(`${site}embed.html`) + script);
  const { page, record } = await openPage(t, host);
  await ready(inFrame(page));
  await type(inFrame(page), 'Ilirjan Breguszta');
  await box(inFrame(page)).press('Enter');
  await rows(inFrame(page)).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  await openers(inFrame(page)).first().click();
  await inFrame(page).getByRole('heading', { name: 'Is it the same?' }).waitFor();
  assert.deepEqual(record.violations, []);
  assert.deepEqual(record.errors, []);
  assert.deepEqual(record.console, []);
  assert.deepEqual(record.history, []);
  assert.ok(record.addresses.every((address) => !/bregu/i.test(address)));
});

test('an official link opens beside the host’s page, and free of the sandbox', needs('a frame', 'a click or a key in a frame of another origin'), async (t) => {
  const { host } = await serveHost(t, (site) => frame(`${site}embed.html`) + script);
  const { page } = await openPage(t, host);
  await ready(inFrame(page));
  await inFrame(page).getByText('About this list', { exact: true }).click();
  const link = inFrame(page).locator('a[href^="https://"]:visible').first();
  // Nothing of the tests leaves this machine.
  await link.evaluate((node, address) => { node.href = address; }, `${host}official`);
  const opened = page.context().waitForEvent('page');
  await inFrame(page).locator('a[href$="/official"]').click();
  const official = await opened;
  await official.getByText('The official page').waitFor();
  // What the sandbox forbids.
  official.on('dialog', (dialog) => dialog.accept());
  assert.equal(await official.evaluate(() => confirm()), true);
  assert.equal(await official.evaluate(() => document.referrer), '');
  assert.equal(page.url(), host);
  assert.equal(page.frames().length, 2);
});

for (const policy of ['strict-origin', 'no-referrer']) test(`the frame is as high as what it shows, in steps that do not tell one record from another (${policy})`, needs('a frame', 'a click or a key in a frame of another origin'), async (t) => {
  const { host } = await serveHost(t, (site) => script + frame(`${site}embed.html`).replace('strict-origin', policy));
  const { page } = await openPage(t, host);
  await ready(inFrame(page));
  await untilHeight(page);
  const before = await heightOf(page);
  await type(inFrame(page), 'Ilirjan Breguszta');
  await openers(inFrame(page)).first().click();
  await inFrame(page).getByRole('heading', { name: 'Is it the same?' }).waitFor();
  await untilHeight(page);
  const after = await heightOf(page);
  assert.ok(after > before, `${before} → ${after}`);
  assert.deepEqual([before % 64, after % 64], [0, 0]);
});

test('the host’s script works as a module too, and when it comes after the frame', needs('a frame', 'a page without its policy'), async (t) => {
  assert.ok(hostScript.length < 1000, `embed-host.js has ${hostScript.length} bytes`);
  const { host } = await serveHost(t, (site) => frame(`${site}embed.html`));
  // So that the test may add a script.
  const { page } = await openPage(t, host, { bypassCSP: true });
  await ready(inFrame(page));
  assert.equal(await heightOf(page), 640);
  await page.addScriptTag({ url: '/embed-host.js', type: 'module' });
  await untilHeight(page);
  assert.notEqual(await heightOf(page), 640);
});

test('a height is taken only from the frame’s own window and origin, and within limits', needs('a frame'), async (t) => {
  const { site, host } = await serveHost(t, (site) => script + frame(`${site}embed.html`));
  const { page } = await openPage(t, host);
  await ready(inFrame(page));
  await untilHeight(page);
  const height = await heightOf(page);
  const say = (frame, height) => frame.evaluate((height) => parent.postMessage({ type: 'sanctions-lookup:height', height }, '*'), height);

  // Another window: the host's page itself, and a second frame of the same origin.
  await say(page.mainFrame(), 3000);
  await page.evaluate((address) => new Promise((loaded) => {
    const other = document.createElement('iframe');
    other.src = address;
    other.onload = loaded;
    document.body.append(other);
  }), `${site}embed.html`);
  const [, first, other] = page.frames();
  await say(other, 3000);
  // What comes later is dealt with later: once this is obeyed, the others were not.
  await say(first, 900);
  await untilHeight(page, 900);

  for (const nonsense of ['3000', NaN, Infinity, null, { valueOf: 3000 }]) await say(first, nonsense);
  await say(first, 1e9);
  await untilHeight(page, 20_000);
  await say(first, -5);
  await untilHeight(page, 200);

  // Another origin in the same window.
  await say(first, height);
  await untilHeight(page, height);
  const heard = page.evaluate(() => new Promise((resolve) => {
    addEventListener('message', ({ data }) => data.height === 3000 && resolve());
  }));
  await first.evaluate((address) => { location.href = address; }, `${host}shout`);
  await heard;
  assert.equal(await heightOf(page), height);
});

test('what is not a setting in the frame’s address is left out, and not repeated', needs('a frame'), async (t) => {
  const { site, host } = await serveHost(t, (site) => script
    + frame(`${site}embed.html?lang=cy&theme=dark&search=Ilirjan+Bregushta&q=Ilirjan&Bregushta&data=https%3A%2F%2Fexample.org%2Fmanifest.json&onclick=alert(1)&standalone`));
  const { page, record } = await openPage(t, host);
  await inFrame(page).getByText(/· cyhoeddwyd/i).or(inFrame(page).getByRole('searchbox')).first().waitFor();
  const frameOfSite = page.frames()[1];
  assert.deepEqual(await frameOfSite.locator('sanctions-lookup').evaluate((element) =>
    Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))), {
    data: './data/manifest.json', lang: 'cy', theme: 'dark',
  });
  assert.equal(await frameOfSite.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
  assert.equal(await inFrame(page).getByRole('searchbox').inputValue(), '');
  const ours = record.console.filter(({ text }) => text.includes('embed.html'));
  assert.deepEqual(ours.map(({ type }) => type), ['warning']);
  assert.match(ours[0].text, /Settings are dir, heading-level,/);
  assert.doesNotMatch(JSON.stringify(record.console), /bregu|ilirjan|example\.org/i);
  const elsewhere = record.requests.filter(({ url }) => !url.startsWith(site) && !url.startsWith(host));
  assert.deepEqual(elsewhere, []);
});

test('a frame of the host’s own origin complains', needs('a frame', 'a page without its policy'), async (t) => {
  const { url } = await serveSite(t);
  // The policy of the served page allows no frames.
  const { page, record } = await openPage(t, url, { bypassCSP: true });
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('iframe'), { src: './embed.html' })));
  await inFrame(page).getByRole('searchbox').waitFor();
  const errors = record.console.filter(({ type, text }) => type === 'error' && text.includes('embed.html')).map(({ text }) => text);
  assert.equal(errors.length, 1, errors.join('\n'));
  assert.match(errors[0], /own origin.*protects nothing.*host name of its own/);
});

test('the frame may be framed and is not for search engines; the page is the other way round', async (t) => {
  const { url } = await serveSite(t);
  for (const [path, mayBeFramed] of [['embed.html', true], ['index.html', false], ['', false]]) {
    const answer = await fetch(url + path);
    assert.equal(!answer.headers.get('content-security-policy').includes("frame-ancestors 'none'"), mayBeFramed, path);
    assert.equal((await answer.text()).includes('<meta name="robots" content="noindex">'), mayBeFramed, path);
  }
});

test('the frame by itself is valid and accessible, before and after the search runs', async (t) => {
  for (const runs of [false, true]) {
    const change = (copy) => runs || rm(join(copy, 'sanctions-lookup.js'));
    const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change });
    const { page } = await openPage(t, `${url}embed.html`);
    await (runs ? ready(page) : page.getByText('Official search').first().waitFor());
    assert.deepEqual(await findHtmlFaults(page), []);
    const faults = await findAccessibilityFaults(page);
    // Headings and landmarks are those of the page around it.
    assert.deepEqual(faults.filter((fault) => !/^(page-has-heading-one|landmark-one-main|region):/.test(fault)), []);
  }
});

test('no value of the address of a frame is repeated on the console', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const name = 'Ilirjan Bregushta';
  const settings = ['dir', 'heading-level', 'kind', 'lang', 'list', 'regime', 'search-on', 'theme', 'query'];
  const address = `${url}embed.html?${new URLSearchParams(settings.map((setting) => [setting, name]))}`;
  const { page, record } = await openPage(t, address);
  await ready(page);
  await until(page, () => record.console.length >= settings.length);
  const text = record.console.map(({ text }) => text).join('\n');
  assert.doesNotMatch(text, /Ilirjan|Bregushta/i);
  for (const setting of settings.slice(0, -1)) assert.ok(text.includes(`${setting}=`), `${setting}: ${text}`);
});
