// What is handed to others, used as they would: the npm package in a page that Vite builds and
// serves, the zip unpacked, the entry with its integrity.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { build, createServer } from 'vite';
import { needs } from './browsers.mjs';
import { openPage } from './page.mjs';
import { folder, root, sampleList, server, serveFolder, serveSite } from './site.mjs';
import { earlierToday, ready, rows, type } from './widget.mjs';

const run = promisify(execFile);
const version = (await readFile(join(root, 'Cargo.toml'), 'utf8')).match(/^version = "(.+)"$/m)[1];

let printed, tarball, zip;
async function pack() {
  const { stdout } = await run(server, ['build', '--npm', '--zip', '--dist', folder], { cwd: root });
  printed = stdout.trim().split('\n');
  [tarball, zip] = ['.tgz', '.zip'].map((ending) => resolve(root, printed.find((line) => line.endsWith(ending))));
}
before(pack);

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const provenance = async (path) => JSON.parse(await readFile(join(path, 'PROVENANCE.json'), 'utf8'));

async function temporary(t) {
  const path = await mkdtemp(join(tmpdir(), 'package-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** The files of a zip, by what its directory says of them. */
function* unzip(bytes) {
  const end = bytes.length - 22;
  assert.equal(bytes.readUInt32LE(end), 0x06054b50, 'a zip without a comment');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    yield [bytes.toString('utf8', at + 46, at + 46 + name), inflateRawSync(bytes.subarray(start, start + size))];
    at += 46 + name + extra + comment;
  }
}

/** Fails unless the folder holds what its provenance describes, unchanged, and nothing else. */
async function expectDescribed(path) {
  const { files, commit, tools } = await provenance(path);
  const there = await readdir(path);
  assert.deepEqual(there.filter((name) => !['PROVENANCE.json', 'SHA256SUMS'].includes(name)).sort(), Object.keys(files).sort());
  for (const [name, { sha256: expected, from, by }] of Object.entries(files)) {
    assert.equal(sha256(await readFile(join(path, name))), expected, name);
    for (const source of from) await readdir(root).then((top) => assert.ok(top.includes(source.split('/')[0]), source));
    for (const tool of by) assert.match(tools[tool], /^\d+\.\d+/, tool);
  }
  assert.match(commit, /^[0-9a-f]{40}(-dirty)?$/);
}

test('the packages have the same bytes each time, and those of their checksums', async () => {
  const first = await Promise.all([readFile(tarball), readFile(zip)]);
  await pack();
  assert.deepEqual(await Promise.all([readFile(tarball), readFile(zip)]), first);
  const sums = await readFile(join(dirname(zip), 'SHA256SUMS'), 'utf8');
  assert.deepEqual(sums.trim().split('\n').map((line) => line.split('  ')[0]), first.map(sha256));
});

test('the zip holds the site without a list, with checksums that hold', async (t) => {
  const path = await temporary(t);
  const inside = join(path, 'sanctions-lookup');
  for (const [name, content] of unzip(await readFile(zip))) {
    const [top, file] = name.split('/');
    assert.equal(top, `sanctions-lookup-${version}`);
    await mkdir(inside, { recursive: true });
    await writeFile(join(inside, file), content);
  }
  await expectDescribed(inside);
  await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: inside });
  const licences = await readFile(join(inside, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  assert.match(licences, /^yew \d[^]*Permission is hereby granted/m);
  // What only builds, and macros, reach nobody.
  assert.doesNotMatch(licences, /^(syn|wasm-bindgen-macro|wasm-bindgen-cli-support|walrus) \d/m);
  assert.ok(!(await readdir(inside)).includes('data'));

  // A list beside it, and it is a site; the page around it is that of its README.
  const { folder: site } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  await cp(join(site, 'data'), join(inside, 'data'), { recursive: true });
  const [, lines] = (await readFile(join(inside, 'README.md'), 'utf8')).match(/```html\n([^]*?)```/);
  await writeFile(join(path, 'index.html'), `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title></head><body>${lines}</body></html>`);
  const url = await serveFolder(t, path);
  for (const address of [url, `${url}sanctions-lookup/`, `${url}sanctions-lookup/embed.html`]) {
    const { page, record } = await openPage(t, address);
    await search(page);
    assert.deepEqual(record.errors, []);
    assert.deepEqual(record.violations, []);
  }
});

async function search(page) {
  await ready(page);
  await type(page, 'Ilirjan Breguszta');
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  // The stylesheet came through as it is.
  const rules = await page.locator('sanctions-lookup').evaluate((element) =>
    element.shadowRoot.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules]).length);
  assert.ok(rules > 20, `${rules} rules`);
}

/** A third-party page that installs the package and imports it. */
async function makeVitePage(t) {
  const path = await temporary(t);
  await writeFile(join(path, 'package.json'), '{ "name": "page", "private": true, "type": "module" }');
  await writeFile(join(path, 'index.html'), `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>
    <script type="module" src="/main.js"></script></head>
    <body><sanctions-lookup data="./data/manifest.json"><p>The ordinary HTML</p></sanctions-lookup></body></html>`);
  await writeFile(join(path, 'main.js'), "import 'sanctions-lookup';\n");
  await run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball], { cwd: path });
  await expectDescribed(join(path, 'node_modules/sanctions-lookup'));
  const { folder: site } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  await mkdir(join(path, 'public'));
  await cp(join(site, 'data'), join(path, 'public/data'), { recursive: true });
  return path;
}

test('a page that Vite builds searches under the strict policy', async (t) => {
  const path = await makeVitePage(t);
  await build({ root: path, configFile: false, logLevel: 'warn' });
  const { page, record } = await openPage(t, await serveFolder(t, join(path, 'dist')));
  await search(page);
  assert.deepEqual(record.violations, []);
  assert.deepEqual(record.errors, []);
});

// Vite's own script comes from the page's origin, so the strict policy holds here too, as long as
// the page imports no stylesheet: Vite would put that into a <style>.
for (const exclude of [[], ['sanctions-lookup']]) test(`a page that Vite serves while it is written searches (left as it is: ${exclude})`, needs('a page of Vite’s development server'), async (t) => {
  const path = await makeVitePage(t);
  const { headers } = await fetch(await serveFolder(t, folder));
  const vite = await createServer({
    root: path, configFile: false, logLevel: 'warn', optimizeDeps: { exclude },
    server: { host: '127.0.0.1', port: 0, headers: { 'content-security-policy': headers.get('content-security-policy') } },
  });
  t.after(() => vite.close());
  await vite.listen();
  const { page, record } = await openPage(t, `http://127.0.0.1:${vite.httpServer.address().port}/`);
  await search(page);
  assert.deepEqual(record.violations, []);
  assert.deepEqual(record.errors, []);
});

test('the entry loads with the integrity that the build prints, and with a changed byte it does not', async (t) => {
  const [integrity] = printed.join('\n').match(/sha384-\S+/);
  assert.equal((await provenance(folder)).files['sanctions-lookup.js'].integrity, integrity);
  for (const changed of [false, true]) {
    const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: async (copy) => {
      const page = await readFile(join(copy, 'index.html'), 'utf8');
      await writeFile(join(copy, 'index.html'), page.replace('src="./sanctions-lookup.js"', `$& integrity="${integrity}"`));
      // A byte that changes nothing else: space behind the last line.
      if (changed) await writeFile(join(copy, 'sanctions-lookup.js'), '\n', { flag: 'a' });
    } });
    const { page } = await openPage(t, url);
    if (changed) {
      assert.equal(await page.evaluate(() => Boolean(customElements.get('sanctions-lookup'))), false);
      assert.ok(await page.getByText('Official search').isVisible());
    } else {
      await search(page);
    }
  }
});

test('TypeScript knows the element, its methods, events and attributes', async (t) => {
  const path = await temporary(t);
  await mkdir(join(path, 'node_modules'));
  await cp(join(dirname(tarball), 'npm'), join(path, 'node_modules/sanctions-lookup'), { recursive: true });
  await writeFile(join(path, 'page.ts'), `
    import 'sanctions-lookup';
    import 'sanctions-lookup/embed-host.js';
    import type { SanctionsLookupAttributes } from 'sanctions-lookup';

    const lookup = document.createElement('sanctions-lookup');
    lookup.search('a name');
    lookup.open('GIM9001');
    lookup.clear();
    // @ts-expect-error
    lookup.search();
    // @ts-expect-error
    lookup.find('a name');
    lookup.addEventListener('sanctions-lookup:ready', (event) => event.type);
    document.addEventListener('sanctions-lookup:open', (event) => event.target);
    // @ts-expect-error
    document.addEventListener('sanctions-lookup:open', (event) => event.detail);

    export const right: SanctionsLookupAttributes = { data: './manifest.json', kind: 'ship', 'heading-level': 3 };
    // @ts-expect-error
    export const wrong: SanctionsLookupAttributes = { data: './manifest.json', kind: 'boat' };
    // @ts-expect-error
    export const without: SanctionsLookupAttributes = { lang: 'cy' };
  `);
  const types = await readFile(join(root, 'static/sanctions-lookup.d.ts'), 'utf8');
  const settings = (await readFile(join(root, 'static/embed.js'), 'utf8')).match(/SETTINGS = \[(.*)\]/)[1];
  for (const name of settings.matchAll(/[a-z-]+/g)) assert.match(types, new RegExp(`^  '?${name}'?\\?: `, 'm'));
  const options = ['--noEmit', '--strict', '--module', 'esnext', '--target', 'es2022', '--lib', 'es2022,dom', '--moduleResolution', 'bundler'];
  await run(join(root, 'node_modules/.bin/tsc'), [...options, 'page.ts'], { cwd: path }).catch(({ stdout }) => assert.fail(stdout));
});
