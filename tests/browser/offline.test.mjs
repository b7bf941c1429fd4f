// A list that a person keeps on the device: nothing before the button is pressed, a search without
// the server after it, nothing left when it is forgotten.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { test } from 'node:test';
import { needs } from './browsers.mjs';
import { changeManifest, readManifest } from './manifest.mjs';
import { openPage, readStorage, until } from './page.mjs';
import { asRealList, damage, packPath, sampleList, serveSite } from './site.mjs';
import { announced, earlierToday, expectNoVerdict, openers, ready, rows, type } from './widget.mjs';

const keep = (page) => page.getByRole('button', { name: 'Keep the list on this device' });
const forget = (page) => page.getByRole('button', { name: 'Forget it' });

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json' };

/**
 * Serves a site whose page offers to keep the list, from an origin of its own, with a server that
 * can be stopped, or with `isSilent` take requests and answer none: to a service worker the browser's
 * own "offline" does not always reach.
 *
 * `headers` go out with every file; `change(folder)` alters the files first.
 */
async function serve(t, { headers = {}, change = () => {} } = {}) {
  const { folder } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), async change(copy) {
    await asRealList(copy);
    const page = join(copy, 'index.html');
    const html = await readFile(page, 'utf8');
    await writeFile(page, html.replace(' standalone>', ' standalone offline>'));
    await change(copy);
  } });
  const asked = [];
  const site = { folder, asked, isSilent: false };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    asked.push(pathname);
    if (site.isSilent || site.silentPath === pathname) return;
    const path = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const content = await readFile(path).catch(() => undefined);
    response.writeHead(content ? 200 : 404, {
      'cache-control': 'no-store',
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self';
        worker-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';
        require-trusted-types-for 'script'; trusted-types sanctions-lookup`.replaceAll(/\s+/g, ' '),
      ...headers,
    }).end(request.method === 'HEAD' ? undefined : content);
  });
  const start = (port) => new Promise((resolve) => { server.listen(port, 'localhost', resolve); });
  await start(0);
  const { port } = server.address();
  const stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  t.after(() => server.listening && stop());
  return Object.assign(site, { url: `http://localhost:${port}/`, stop, start: () => start(port) });
}

async function search(page) {
  await type(page, 'Ilirjan Breguszta');
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
}

async function keepList(page) {
  await keep(page).click();
  await page.getByText(/The list is kept on this device \(\d+ MB\)\./).first().waitFor();
}

/**
 * Comes again, from another page: WebKitGTK 2.50 shows what a page has stored as empty to the one that
 * is loaded next in its place.
 */
async function visit(page, url) {
  await page.goto('about:blank');
  await page.goto(url);
}

/** Waits until `check` no longer throws. */
async function eventually(page, check) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await check().then(() => true, () => false)) return;
    await page.waitForTimeout(50);
  }
  await check();
}

/** The addresses of all that is kept. */
const keptFiles = (page) => page.evaluate(async () => {
  const files = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) files.push(new URL(url).pathname);
  }
  return files.sort();
});

/** Gives the built files other content and so other names, as the next build would. */
async function deployNewBuild(folder) {
  const names = await readdir(folder);
  const old = names.find((name) => /^texts-en\..*txt$/.test(name));
  const text = await readFile(join(folder, old), 'utf8');
  const content = text.replace('Search the {', 'Search the newest {');
  const name = `texts-en.${createHash('sha256').update(content).digest('hex').slice(0, 16)}.txt`;
  await rm(join(folder, old));
  await writeFile(join(folder, name), content);
  const entry = join(folder, 'sanctions-lookup.js');
  await writeFile(entry, (await readFile(entry, 'utf8')).replaceAll(old, name));
  return { old: `/${old}`, name: `/${name}` };
}

test('nothing is stored before the button is pressed', async (t) => {
  const { url } = await serve(t);
  const { page, record } = await openPage(t, url);
  await ready(page);
  await keep(page).waitFor();
  await search(page);
  assert.deepEqual(await readStorage(page), {});
  assert.deepEqual(record.storage, []);
  assert.deepEqual(record.console, []);
});

test('without the attribute there is no button, and nothing of it is loaded', async (t) => {
  const { url, asked } = await serve(t, { change: async (folder) => {
    const page = join(folder, 'index.html');
    await writeFile(page, (await readFile(page, 'utf8')).replace(' offline>', '>'));
  } });
  const { page } = await openPage(t, url);
  await ready(page);
  assert.equal(await keep(page).count(), 0);
  assert.deepEqual(asked.filter((path) => path.includes('offline')), []);
});

test('a list that is kept is searched without the server, and nothing typed is stored', async (t) => {
  const { url, stop, start } = await serve(t);
  const { page, record } = await openPage(t, url);
  await ready(page);
  await keep(page).focus();
  await page.keyboard.press('Enter');
  await announced(page).filter({ hasText: 'The list is kept on this device' }).waitFor();
  await forget(page).waitFor();
  const focused = await page.locator('sanctions-lookup').evaluate((element) => element.shadowRoot.activeElement.textContent);
  assert.equal(focused, 'Forget it');
  assert.deepEqual(record.violations, []);
  await stop();
  await visit(page, url);
  await ready(page);
  await search(page);
  assert.equal(await page.evaluate(async () => (await fetch(document.querySelector('link[rel=icon]').href)).status), 200);
  await openers(page).first().click();
  await page.getByRole('heading', { name: 'Is it the same?' }).waitFor();
  await forget(page).waitFor();
  assert.doesNotMatch((await keptFiles(page)).join(), /bregu|ilir/i);
  assert.deepEqual(record.errors, []);
  await start();
  await visit(page, url);
  await ready(page);
  await forget(page).click();
  await page.getByText('The list is no longer kept on this device.').first().waitFor();
  assert.deepEqual(await readStorage(page), {});
});

test('a server that answers nothing is waited for once, not for every file', async (t) => {
  const site = await serve(t);
  const { page } = await openPage(t, site.url);
  await ready(page);
  await keepList(page);
  site.isSilent = true;
  const before = site.asked.length;
  await visit(page, site.url);
  await ready(page);
  await search(page);
  const asked = site.asked.slice(before);
  assert.ok(asked.includes('/'));
  assert.deepEqual(asked.filter((path) => /(page\.css|sanctions-lookup\.js|manifest\.(json|bin))$/.test(path)), []);
});

test('it is forgotten without the server too, and can be kept again', async (t) => {
  const { url, stop, start } = await serve(t);
  const { page } = await openPage(t, url);
  await ready(page);
  await keepList(page);
  await stop();
  await visit(page, url);
  await ready(page);
  await forget(page).click();
  await page.getByText('The list is no longer kept on this device.').first().waitFor();
  assert.deepEqual(await readStorage(page), {});
  await keep(page).click();
  await page.getByText('The list is not kept: it could not be loaded whole.').first().waitFor();
  assert.deepEqual(await readStorage(page), {});
  await start();
  await keepList(page);
});

test('a list that is kept gives no verdict after its time', needs('another time of day'), async (t) => {
  const { url, stop } = await serve(t);
  const { page } = await openPage(t, url);
  await ready(page);
  await keepList(page);
  await stop();
  await page.clock.setFixedTime(new Date(Date.now() + 3 * 86_400_000));
  await visit(page, url);
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  await type(page, 'Qxzvw Kjhgf');
  await page.getByText('too old to say that “').first().waitFor();
  await expectNoVerdict(page);
});

for (const [what, change] of [
  ['a pack that is missing', async (folder) => rm(await packPath(folder, 'details'))],
  ['a pack that is damaged', async (folder) => damage(await packPath(folder, 'details'))],
  ['a file of the program that is damaged', async (folder) => {
    const texts = (await readdir(folder)).find((name) => name.startsWith('texts-fr'));
    await damage(join(folder, texts));
  }],
]) {
  test(`with ${what} nothing is kept, and the page says so`, async (t) => {
    const { url } = await serve(t, { change });
    const { page } = await openPage(t, url);
    await keep(page).click();
    await page.getByText('The list is not kept: it could not be loaded whole.').first().waitFor();
    assert.deepEqual(await readStorage(page), {});
    assert.ok(await keep(page).isVisible());
  });
}

test('where there is no room nothing is kept, and the page says so', needs('a device without room'), async (t) => {
  const { url } = await serve(t);
  const { page } = await openPage(t, url);
  await ready(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(url).origin, quotaSize: 100_000 });
  await keep(page).click();
  await page.getByText('The list is not kept: there is not enough space on this device.').first().waitFor();
  assert.deepEqual(await readStorage(page), {});
});

test('a new build takes the place of the old one, whole', async (t) => {
  const { url, folder, stop } = await serve(t);
  const { page } = await openPage(t, url);
  await ready(page);
  await keepList(page);
  const before = await keptFiles(page);
  const { old, name } = await deployNewBuild(folder);
  assert.ok(before.includes(old));
  await visit(page, url);
  await page.getByRole('heading', { name: 'Search the newest UK Sanctions List' }).waitFor();
  const expected = before.map((path) => (path === old ? name : path)).sort();
  await eventually(page, async () => assert.deepEqual(await keptFiles(page), expected));
  await stop();
  await visit(page, url);
  await page.getByRole('heading', { name: 'Search the newest UK Sanctions List' }).waitFor();
  await ready(page);
  await search(page);
});

test('a new build that is not there whole leaves the old one', async (t) => {
  const { url, folder, stop } = await serve(t);
  const { page } = await openPage(t, url);
  await ready(page);
  await keepList(page);
  const before = await keptFiles(page);
  const { name } = await deployNewBuild(folder);
  await rm(join(folder, name));
  await visit(page, url);
  await page.getByText('Official search').first().waitFor();
  await stop();
  await visit(page, url);
  await ready(page);
  await search(page);
  assert.deepEqual(await keptFiles(page), before);
});

for (const [what, field, earlier] of [
  ['checked before', 'checked_at', '2001-01-01T00:00:00Z'],
  ['published before', 'published', '2001-01-01'],
  ['of unknown age', 'checked_at', null],
]) {
  test(`a list that was ${what} never takes the place of the one that is kept`, async (t) => {
    const { url, folder, stop } = await serve(t);
    const { page } = await openPage(t, url);
    await ready(page);
    await keepList(page);
    const kept = await readManifest(folder);
    await changeManifest(folder, ({ lists }) => { lists[0][field] = earlier; });
    await visit(page, url);
    await page.getByText(/The list is kept on this device/).first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(1_000);
    const found = await page.evaluate(async () => {
      const manifests = [];
      for (const name of await caches.keys()) manifests.push(await (await (await caches.open(name)).match(name.split(' ')[2])).json());
      return manifests.map(({ lists }) => lists[0]);
    });
    assert.deepEqual(found, [kept.lists[0]]);
    await stop();
    await visit(page, url);
    await ready(page);
    await search(page);
  });
}

test('the service worker answers for no other manifest of the site', async (t) => {
  const site = await serve(t);
  const { url, asked } = site;
  const { page } = await openPage(t, url);
  await ready(page);
  await keepList(page);
  await visit(page, url);
  await ready(page);
  // Another manifest.json that is slow says nothing about the network of ours.
  site.silentPath = '/other/manifest.json';
  await page.evaluate(() => { fetch('./other/manifest.json').catch(() => {}); });
  await page.waitForTimeout(6_000);
  asked.splice(0);
  for (const file of ['manifest.json', 'manifest.bin']) {
    await page.evaluate((file) => fetch(`./data/${file}`).then((response) => response.text()), file);
  }
  assert.deepEqual(asked, ['/data/manifest.json', '/data/manifest.bin']);
});

test('what was left half stored counts for nothing, and is removed', async (t) => {
  const { url } = await serve(t);
  const { page } = await openPage(t, url);
  await ready(page);
  await keepList(page);
  await page.evaluate(async () => {
    const [name] = await caches.keys();
    const copy = await caches.open(name);
    const manifest = name.split(' ')[2];
    const long = await caches.open(name.replace(/\d+$/, '1'));
    await long.put(location.href, new Response('half'));
    await copy.delete(manifest);
  });
  await visit(page, url);
  await ready(page);
  await eventually(page, async () => assert.equal((await readStorage(page)).caches.length, 1));
  await keepList(page);
  const { caches } = await readStorage(page);
  assert.equal(caches.length, 1);
  const files = await keptFiles(page);
  for (const name of ['manifest.json', 'manifest.bin']) assert.ok(files.includes(`/data/${name}`), name);
});

test('two manifests of different builds are not kept as one list', async (t) => {
  const { url, folder } = await serve(t);
  const { page } = await openPage(t, url);
  await ready(page);
  // As a server gives them that is halfway through an upload.
  const manifest = await readManifest(folder);
  manifest.lists[0].checked_at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  await writeFile(join(folder, 'data/manifest.json'), JSON.stringify(manifest));
  await keep(page).click();
  await page.getByText('The list is not kept').first().waitFor();
  assert.deepEqual((await readStorage(page)).caches, undefined);
});

test('two elements share a copy', async (t) => {
  const { url, stop } = await serve(t, { change: async (folder) => {
    const page = join(folder, 'index.html');
    const html = await readFile(page, 'utf8');
    await writeFile(page, html.replace('</main>', '<sanctions-lookup data="./data/manifest.json" offline></sanctions-lookup></main>'));
  } });
  const { page } = await openPage(t, url);
  const [first, second] = [page.locator('sanctions-lookup').nth(0), page.locator('sanctions-lookup').nth(1)];
  await ready(first);
  await ready(second);
  await keepList(first);
  await forget(second).waitFor();
  assert.equal((await readStorage(page)).caches.length, 1);
  await stop();
  await visit(page, url);
  await ready(second);
  await forget(second).click();
  await keep(first).waitFor();
  assert.deepEqual(await readStorage(page), {});
});

test('data from another origin are kept as well, and by the name manifest.json alone', async (t) => {
  const data = await serve(t, { headers: { 'access-control-allow-origin': '*' } });
  const { url, stop } = await serve(t, {
    headers: { 'content-security-policy': `script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ${data.url}` },
    change: async (copy) => {
      const page = join(copy, 'index.html');
      await writeFile(page, (await readFile(page, 'utf8')).replace('./data/', `${data.url}data/`));
    },
  });
  const { page, record } = await openPage(t, url);
  await ready(page);
  await keepList(page);
  await stop();
  await data.stop();
  await visit(page, url);
  await ready(page);
  await search(page);
  await data.start();
  await cp(join(data.folder, 'data/manifest.json'), join(data.folder, 'data/list.json'));
  await page.locator('sanctions-lookup').evaluate((element, data) => element.setAttribute('data', data), `${data.url}data/list.json`);
  await until(page, () => record.console.some(({ text }) => text.includes('data is not called manifest.json')));
  assert.equal(await keep(page).count() + await forget(page).count(), 0);
});

const hostPage = (address) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
  <link rel="icon" href="${address}/icon.svg"><script type="module" src="${address}/sanctions-lookup.js"></script></head>
  <body><sanctions-lookup data="${address}/data/manifest.json" offline></sanctions-lookup></body></html>`;

/** Puts the built files into a folder of a host whose page stands above it. */
async function moveBelow(folder, name) {
  const entries = await readdir(folder);
  await mkdir(join(folder, name));
  for (const entry of entries) {
    await cp(join(folder, entry), join(folder, name, entry), { recursive: true });
    // The project's server wants the page that it knows.
    if (entry !== 'index.html') await rm(join(folder, entry), { recursive: true });
  }
  await writeFile(join(folder, 'host.html'), hostPage(`./${name}`));
}

test('a page that the service worker cannot reach has no button, and the console says what is missing', async (t) => {
  const { url } = await serve(t, { change: (folder) => moveBelow(folder, 'lookup') });
  const { page, record } = await openPage(t, `${url}host.html`);
  await ready(page);
  await until(page, () => record.console.length > 0);
  assert.equal(await keep(page).count(), 0);
  assert.equal(record.console.length, 1);
  assert.match(record.console[0].text, /cannot be kept.*not below \/lookup\/.*Service-Worker-Allowed: \/$/);
  await search(page);
});

test('with Service-Worker-Allowed a host’s page keeps the list, and stays its own', async (t) => {
  const { url, asked } = await serve(t, {
    headers: { 'service-worker-allowed': '/' },
    change: (folder) => moveBelow(folder, 'lookup'),
  });
  const { page } = await openPage(t, `${url}host.html`);
  await ready(page);
  await keepList(page);
  assert.ok((await keptFiles(page)).every((path) => path.startsWith('/lookup/')));
  const before = asked.length;
  await visit(page, `${url}host.html`);
  await forget(page).waitFor();
  await search(page);
  assert.ok(asked.slice(before).includes('/host.html'));
  assert.deepEqual(asked.slice(before).filter((path) => /wasm$|pack$/.test(path)), []);
});

test('a page that has a service worker of its own keeps that one, and the console says so', async (t) => {
  const { url } = await serve(t, {
    // A policy without Trusted Types, so that the page may register it.
    headers: { 'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'" },
    change: (folder) => writeFile(join(folder, 'own.js'), 'onfetch = () => {};'),
  });
  const { page, record } = await openPage(t, url);
  await keep(page).waitFor();
  await page.evaluate(() => navigator.serviceWorker.register('./own.js').then(() => navigator.serviceWorker.ready).then(() => {}));
  await visit(page, url);
  await until(page, () => record.console.some(({ text }) => text.includes('own.js')));
  await ready(page);
  assert.equal(await keep(page).count(), 0);
});

test('without a service worker beside the element the console says so', async (t) => {
  const { url } = await serve(t, { change: (folder) => rm(join(folder, 'sanctions-lookup-offline.js')) });
  const { page, record } = await openPage(t, url);
  await ready(page);
  await until(page, () => record.console.some(({ text }) => text.includes('there is no http')));
  assert.equal(await keep(page).count(), 0);
});

test('the frame keeps the list and itself, whatever its settings are', needs('what stands in a frame'), async (t) => {
  const { url, stop } = await serve(t, { change: async (folder) => {
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    await writeFile(join(folder, 'embed.html'), html.replace(' standalone', ''));
    await writeFile(join(folder, 'around.html'), '<!doctype html><html lang="en"><title>Host</title><iframe src="./embed.html?theme=dark" title="Search"></iframe>');
  } });
  const { page } = await openPage(t, `${url}around.html`);
  const frame = page.frameLocator('iframe');
  await ready(frame);
  await keepList(frame);
  await stop();
  await visit(page, `${url}embed.html?theme=light`);
  await ready(page);
  await search(page);
});

test('a check is saved without the server, too', async (t) => {
  const { url, stop } = await serve(t);
  const { page, record } = await openPage(t, url);
  await ready(page);
  await keepList(page);
  await stop();
  await visit(page, url);
  await ready(page);
  await search(page);
  await page.getByRole('button', { name: 'Save this check' }).click();
  await page.getByText('The record is ready.').waitFor();
  await page.getByRole('heading', { name: 'Check record' }).waitFor();
  assert.deepEqual(record.violations, []);
});

test('the check of a file and the overview open without the server, in each language', async (t) => {
  const { url, stop } = await serve(t);
  const { page, record } = await openPage(t, url);
  await ready(page);
  await keepList(page);
  const kept = await keptFiles(page);
  for (const lang of ['ar', 'cy', 'en', 'fr']) assert.ok(kept.some((path) => path.includes(`/texts-${lang}-panels.`)), lang);
  await stop();
  await visit(page, url);
  await ready(page);
  await page.locator('sanctions-lookup').evaluate((element) => { element.lang = 'cy'; });
  await page.getByRole('button', { name: 'Gwirio rhestr o enwau' }).click();
  await page.getByLabel('Dewiswch ffeil').waitFor();
  await page.getByRole('button', { name: 'Trosolwg o’r rhestr' }).click();
  await page.getByRole('heading', { name: 'Yn ôl dyddiad rhestru' }).waitFor();
  assert.deepEqual(record.violations, []);
});
