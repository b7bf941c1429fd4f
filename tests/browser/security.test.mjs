// What somebody who writes the list, or another script of the page, cannot make the page do.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, after, test } from 'node:test';
import { has } from './browsers.mjs';
import { asRead, attacks, writeHostileList, writeListWith } from './hostile-list.mjs';
import { openPage } from './page.mjs';
import { changeManifest } from './manifest.mjs';
import { builder, sampleList, serveSite } from './site.mjs';
import { earlierToday, box, ready, rows, type } from './widget.mjs';

let folder;
let hostile;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  hostile = await writeHostileList(folder);
});
after(() => rm(folder, { recursive: true }));

/** Opens the page over a list in which every field carries an attack. */
async function openHostile(t, change) {
  const { url } = await serveSite(t, { list: hostile.path, checkedAt: earlierToday(), change });
  const opened = await openPage(t, url);
  await ready(opened.page);
  return { ...opened, url };
}

/** What stands in the element that only HTML from a list could have put there. */
function findForeign(page) {
  return page.locator('sanctions-lookup').evaluate((element) => {
    const own = new Set(['A', 'ARTICLE', 'BDI', 'BUTTON', 'CODE', 'DD', 'DETAILS', 'DIV', 'DL', 'DT', 'FIELDSET', 'FOOTER', 'FORM', 'H1', 'H2', 'H3',
      'H4', 'HEADER', 'INPUT', 'LABEL', 'LEGEND', 'LI', 'MARK', 'NAV', 'OL', 'OPTION', 'P', 'SECTION', 'SELECT', 'SLOT', 'SPAN', 'STRONG', 'SUMMARY', 'UL']);
    // The page's own sentences name it; no list can.
    const ownMail = new Set(['mailto:ofsi@hmtreasury.gov.uk']);
    const all = [...element.shadowRoot.querySelectorAll('*')];
    return all.filter((node) => !own.has(node.nodeName)
      || [...node.attributes].some(({ name }) => /^on|^style$|^src|^action$|^formaction$/.test(name))
      || (node.nodeName === 'A' && !((/^https?:$/.test(node.protocol) || ownMail.has(node.href)) && node.rel === 'noreferrer noopener')))
      .map((node) => node.outerHTML.slice(0, 200));
  });
}

/** Text that turns the direction round and stands in no element that keeps it to itself. */
function findLoose(page) {
  return page.locator('sanctions-lookup').evaluate((element) => {
    const keepsApart = (node) => /isolate|plaintext/.test(getComputedStyle(node).unicodeBidi);
    const found = [];
    const walker = document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      if (!/[\u202A-\u202E\u2066-\u2069]/.test(text.data)) continue;
      let node = text.parentElement;
      // A block keeps apart what stands in it from what stands around it.
      while (!keepsApart(node) && node.textContent === text.data && getComputedStyle(node).display === 'inline') node = node.parentElement;
      if (!keepsApart(node) && node.textContent !== text.data) found.push(node.outerHTML.slice(0, 300));
    }
    return found;
  });
}

/** Fails when what came with the list did more than be shown. */
async function expectTextAlone({ page, record, url }) {
  assert.deepEqual(await findForeign(page), []);
  assert.deepEqual(await findLoose(page), []);
  const foreign = record.requests.map((request) => request.url).filter((address) => !/^(data\/[\w.-]+|[\w.-]+\.(js|wasm|css|txt|svg)|)$/.test(address.slice(url.length)) || !address.startsWith(url));
  assert.deepEqual(foreign, []);
  assert.deepEqual(record.violations, []);
  assert.deepEqual(record.errors, []);
  assert.deepEqual(record.console, []);
}

const textOf = (page, css) => page.locator('sanctions-lookup').evaluate((element, css) => element.shadowRoot.querySelector(css).textContent, css);

test('rows of a hostile list are text, on the screen, on paper and copied', async (t) => {
  const opened = await openHostile(t);
  const { page } = opened;
  for (const { id, number, attack } of hostile.entries) {
    await box(page).fill(number);
    await rows(page).filter({ hasText: id }).waitFor();
    const times = (await textOf(page, '.results')).split(asRead(attack)).length - 1;
    assert.ok(times >= 4, `${attack.slice(0, 60)} stands there ${times} times`);
    await expectTextAlone(opened);
  }
  const copied = await page.locator('sanctions-lookup').evaluate((element) => {
    const list = element.shadowRoot.querySelector('.results ol');
    getSelection().selectAllChildren(list);
    const data = new DataTransfer();
    list.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true, composed: true }));
    return [...data.types];
  });
  assert.ok(copied.every((kind) => kind === 'text/plain'), copied.join());
  if (has(t, 'a colour scheme, forced colours or print')) await page.emulateMedia({ media: 'print' });
  await expectTextAlone(opened);
});

test('every record of a hostile list is text', async (t) => {
  const opened = await openHostile(t);
  const { page } = opened;
  for (const { id, attack } of hostile.entries) {
    await page.locator('sanctions-lookup').evaluate((element, id) => element.open(id), id);
    await page.locator('article').filter({ hasText: id }).waitFor();
    const text = await textOf(page, 'article');
    const times = text.split(asRead(attack)).length - 1;
    assert.ok(times > 20, `${attack.slice(0, 60)} stands there ${times} times`);
    await expectTextAlone(opened);
  }
});

test('what is typed is text, and so is what met it', async (t) => {
  const opened = await openHostile(t);
  const { page } = opened;
  let met = 0;
  for (const attack of Object.values(attacks)) {
    await box(page).fill('');
    await rows(page).first().waitFor({ state: 'detached' });
    await box(page).fill(`Ilirjan Bregushta ${attack.slice(0, 80)}`);
    await rows(page).first().waitFor();
    met += await page.locator('sanctions-lookup mark').count();
    const evidence = rows(page).first().locator('summary');
    if ((await evidence.count()) > 0) await evidence.click();
    await expectTextAlone(opened);
  }
  assert.ok(met > 20, `${met}`);
});

test('a hostile manifest is text, and links nowhere but to http and https', async (t) => {
  const fields = ['title', 'publisher', 'licence', 'licence_url', 'source_url', 'source_sha256'];
  for (const attack of Object.values(attacks)) {
    const opened = await openHostile(t, async (copy) => {
      await changeManifest(copy, ({ lists: [list] }) => {
        for (const field of fields) list[field] = attack;
        list.regimes[attack] = 1;
        list.warnings[attack] = 1;
      });
    });
    await opened.page.getByText('About this list', { exact: true }).first().click();
    assert.ok((await textOf(opened.page, '.foot')).includes(attack));
    await type(opened.page, 'Amber Quill');
    await rows(opened.page).first().waitFor();
    await expectTextAlone(opened);
  }
});

const refused = [
  ['a NUL character', '\0', /NUL character/],
  ['a field of more than a megabyte', 'Z'.repeat(1_100_000), /more than 1 MB/],
];
for (const [what, text, why] of refused) {
  test(`${what} makes the builder refuse the list, and say why`, async () => {
    const list = await writeListWith(folder, text);
    const { status, stderr } = spawnSync(builder, ['build', '--list', `uk=${list}`, '--out', join(folder, 'packs'), '--allow-small'], { encoding: 'utf8' });
    assert.notEqual(status, 0);
    assert.match(stderr, why);
    assert.match(stderr, /line 3/);
    await assert.rejects(readdir(join(folder, 'packs')));
  });
}

test('the stand-alone page shows its icon, and nothing of it is blocked', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const { page, record } = await openPage(t, url);
  await ready(page);
  const type = await page.evaluate(async () => {
    const { href } = document.querySelector('link[rel=icon]');
    const icon = new Image();
    icon.src = href;
    await icon.decode();
    return (await fetch(href)).headers.get('content-type');
  });
  assert.equal(type, 'image/svg+xml');
  assert.deepEqual(record.violations, []);
  assert.deepEqual(record.console, []);
});

/** Serves the page with a script that keeps the policies which others make, and gives what it tells. */
async function openWatched(t) {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: async (copy) => {
    await writeFile(join(copy, 'watch.js'), `
      const create = TrustedTypePolicyFactory.prototype.createPolicy;
      TrustedTypePolicyFactory.prototype.createPolicy = function (...given) { return window.stolen = create.apply(this, given); };`);
    const page = join(copy, 'index.html');
    await writeFile(page, (await readFile(page, 'utf8')).replace('<script', '<script src="./watch.js"></script><script'));
  } });
  const opened = await openPage(t, url);
  await ready(opened.page);
  return { ...opened, url };
}

test('the Trusted Types policy admits no address but its own, and nobody can make another', async (t) => {
  const { page, url } = await openWatched(t);
  if (!(await page.evaluate(() => Boolean(globalThis.trustedTypes)))) {
    t.skip('this browser has no Trusted Types');
    return;
  }
  const app = (await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))).find((name) => /app\.\w+\.js/.test(name));
  assert.ok(app, 'the page loads its scripts by name');
  const outcome = await page.evaluate(([url, app]) => {
    const refuses = (act) => {
      try {
        act();
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    };
    const addresses = [`${url}sanctions-lookup.js`, app, 'data:text/javascript,', 'blob:none', 'javascript:1', 'https://x.example/engine.js', 'engine.js', '', `${app}?`];
    return {
      addresses: addresses.filter((address) => !refuses(() => window.stolen.createScriptURL(address))),
      html: refuses(() => window.stolen.createHTML('<b>')),
      script: refuses(() => window.stolen.createScript('1')),
      others: ['sanctions-lookup', 'default', 'other'].filter((name) => !refuses(() => trustedTypes.createPolicy(name, {}))),
      sinks: Object.entries({
        innerHTML: () => { document.createElement('div').innerHTML = '<b>'; },
        worker: () => new Worker(app),
        script: () => { document.createElement('script').src = app; },
        eval: () => setTimeout('1'),
      }).filter(([, act]) => !refuses(act)).map(([name]) => name),
    };
  }, [url, app]);
  assert.deepEqual(outcome, { addresses: [], html: true, script: true, others: [], sinks: [] });
});
