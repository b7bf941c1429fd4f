// The element's script owns the life of the app: whatever ends the app, the content of the element
// is shown again, the host is told, and no answer stays beside a query that it does not belong to.

import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { needs } from './browsers.mjs';
import { openPage, until } from './page.mjs';
import { asRealList, sampleList, serveSite } from './site.mjs';
import { earlierToday, announced, box, open, ready, rows, shown, type } from './widget.mjs';

const nobody = 'Qxzvw Kjhgf';
const listed = 'Hemin Khoshkany';
const verdict = /nothing like/i;

const fallback = '<p>Use the <a href="https://search-uk-sanctions-list.service.gov.uk/" rel="noreferrer noopener">official search</a>.</p>';
const element = `<sanctions-lookup data="./data/manifest.json">${fallback}</sanctions-lookup>`;

/** Opens a page of a host with the element in it; `script` runs before ours, `change` alters the files. */
async function openHost(t, { body = element, script = '', change } = {}) {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: async (folder) => {
    await asRealList(folder);
    await change?.(folder);
    await writeFile(join(folder, 'host.js'), script);
    await writeFile(join(folder, 'host.html'), `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><script src="./host.js"></script><script type="module" src="./sanctions-lookup.js"></script></head><body>${body}</body></html>`);
  } });
  return openPage(t, `${url}host.html`);
}

/** Opens it with the verdict on the page that nothing was found. */
async function openWithVerdict(t, options) {
  const opened = await openHost(t, options);
  await ready(opened.page);
  await type(opened.page, nobody);
  // Both on the page and for a screen reader, who is told last.
  await announced(opened.page).filter({ hasText: verdict }).waitFor();
  return opened;
}

/** Waits until the content of the element is all that is shown, and the host is told. */
async function expectFallback({ page, record }) {
  await page.getByText('official search').filter({ visible: true }).first().waitFor();
  await until(page, () => record.events.some(({ type }) => type === 'sanctions-lookup:error'));
  assert.doesNotMatch(await shown(page), verdict);
  assert.deepEqual(record.errors, []);
}

const types = (page, letters) => page.evaluate((letters) => {
  const field = document.querySelector('sanctions-lookup').shadowRoot.querySelector('#query');
  field.value = letters;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}, letters);

const faults = [
  ['replaces Window, as MooTools does', () => { window.Window = function () {}; }],
  ['replaces the way to make elements', () => { document.createElement = () => { throw new Error('of the host'); }; document.createElementNS = document.createElement; document.createTextNode = document.createElement; }],
  ['replaces microtasks and promises', () => { window.queueMicrotask = () => {}; Promise.prototype.then = () => {}; }],
];

for (const [what, act] of faults) {
  test(`when a script of the page ${what}, no answer outlives its question`, async (t) => {
    const opened = await openWithVerdict(t);
    const { page } = opened;
    // In one task of the page, since what drives the browser needs promises too.
    await page.evaluate(`setTimeout(() => {
      const { then } = Promise.prototype;
      (${act})();
      const root = document.querySelector('sanctions-lookup').shadowRoot;
      const field = root.querySelector('#query');
      field.value = '${listed}';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      window.left = [...root.children].map((child) => child.innerText).join();
      setTimeout(() => { Promise.prototype.then = then; }, 100);
    }, 50)`);
    await page.waitForTimeout(300);
    assert.doesNotMatch(await page.evaluate(() => window.left), verdict);
    // WebKit goes on where a script that it has compiled no longer looks for what was replaced.
    const ends = () => page.evaluate(() => {
      const { shadowRoot } = document.querySelector('sanctions-lookup');
      return (shadowRoot.querySelector('.row') && 'answer') ?? (shadowRoot.querySelector('.widget') ? '' : 'fallback');
    });
    let end = '';
    for (let tries = 0; tries < 100 && end === ''; tries += 1) {
      await page.waitForTimeout(50);
      end = await ends();
    }
    if (end === 'answer') assert.match(await shown(page), /KHOSHKANY/);
    else await expectFallback(opened);
    assert.doesNotMatch(await shown(page), verdict);
  });
}

test('when a script replaces Window before ours runs, the content of the element is shown', async (t) => {
  await expectFallback(await openHost(t, { script: 'window.Window = function () {};' }));
});

test('the answer is gone as soon as a letter is typed, before the app hears of it', async (t) => {
  const { page } = await openWithVerdict(t);
  const left = await page.evaluate((letters) => {
    const root = document.querySelector('sanctions-lookup').shadowRoot;
    const field = root.querySelector('#query');
    field.value = letters;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    return root.querySelector('.widget').innerText;
  }, listed);
  assert.doesNotMatch(left, verdict);
  await rows(page).first().filter({ hasText: 'KHOSHKANY' }).waitFor();
});

test('an app that no longer draws is noticed without a letter typed', async (t) => {
  const opened = await openHost(t);
  await ready(opened.page);
  await opened.page.evaluate(() => { document.createTextNode = () => { throw new Error('of the host'); }; window.queueMicrotask = () => {}; });
  await expectFallback(opened);
});

test('an app that has stopped never draws again, and its workers end', needs('workers, one by one'), async (t) => {
  const opened = await openWithVerdict(t);
  const { page } = opened;
  const closed = new Promise((resolve) => page.workers()[0].once('close', resolve));
  await page.evaluate(() => { window.Window = function () {}; });
  await types(page, listed);
  await expectFallback(opened);
  await closed;
});

test('a name that is filled in with a change event alone, or with none, is searched', async (t) => {
  const { page } = await openWithVerdict(t);
  const fill = (name, isTold) => page.evaluate(([name, isTold]) => {
    const field = document.querySelector('sanctions-lookup').shadowRoot.querySelector('#query');
    field.value = name;
    if (isTold) field.dispatchEvent(new Event('change', { bubbles: true }));
  }, [name, isTold]);
  await fill(listed, true);
  await rows(page).first().filter({ hasText: 'KHOSHKANY' }).waitFor();
  await fill('Ilirjan Bregushta', false);
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
});

test('a change event after typing leaves the page of results that is shown', async (t) => {
  const { page } = await openWithVerdict(t);
  await type(page, listed);
  await rows(page).first().waitFor();
  await box(page).evaluate((field) => field.dispatchEvent(new Event('change', { bubbles: true })));
  await page.waitForTimeout(100);
  await rows(page).first().filter({ hasText: 'KHOSHKANY' }).waitFor();
});

const cut = (bytes) => bytes.subarray(0, bytes.length >> 1);
const page404 = () => Buffer.from('<!doctype html><title>Not found</title><p>Sign in to the network.</p>');
const wrongs = [['cut off', cut], ['a page', page404], ['compressed twice', (bytes) => gzipSync(bytes)], ['empty', () => Buffer.alloc(0)]];
const parts = [
  ['the stylesheet', /^sanctions-lookup\.\w+\.css$/],
  ['the texts', /^texts-en\./],
  ['the app’s script', /^app\..*js$/],
  ['the app’s wasm', /^app\..*wasm$/],
];
const spoil = (pattern, wrong) => async (folder) => {
  const path = join(folder, (await readdir(folder)).find((name) => pattern.test(name)));
  await writeFile(path, wrong(await readFile(path)));
};

for (const [part, pattern] of parts) {
  for (const [how, wrong] of wrongs) {
    test(`when ${part} is ${how}, the content of the element is shown`, async (t) => {
      const { page, record } = await openHost(t, { change: spoil(pattern, wrong) });
      // A script that cannot be read never defines the element.
      const isDefined = !part.includes('script');
      if (isDefined) await until(page, () => record.events.some(({ type }) => type === 'sanctions-lookup:error'));
      else await page.waitForTimeout(500);
      await page.getByText('official search').filter({ visible: true }).first().waitFor();
      assert.doesNotMatch(await page.evaluate(() => document.querySelector('sanctions-lookup').shadowRoot?.textContent ?? ''), /Search/);
    });
  }
}

test('texts that end in the middle of the last line are not used', async (t) => {
  const { page, record } = await openHost(t, { change: spoil(/^texts-en\./, (bytes) => bytes.subarray(0, -9)) });
  await until(page, () => record.events.some(({ type }) => type === 'sanctions-lookup:error'));
});

for (const [part, pattern] of [['script', /^engine\..*js$/], ['wasm', /^engine\..*wasm$/]]) {
  for (const [how, wrong] of wrongs.slice(0, 3)) {
    test(`when the engine’s ${part} is ${how}, the page says so, with the official search`, async (t) => {
      const { page } = await openHost(t, { change: spoil(pattern, wrong) });
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
      await page.getByRole('button', { name: 'Try again' }).waitFor();
      await page.getByRole('link', { name: /official search/i }).filter({ visible: true }).first().waitFor();
    });
  }
}

for (const [part, pattern] of [['the stylesheet', '**/sanctions-lookup.*.css'], ['the texts', '**/texts-en*'], ['the app', '**/app.*.wasm']]) {
  test(`${part} that could not be loaded is loaded again when the element is used again`, async (t) => {
    const { page, record } = await openPage(t, 'about:blank');
    let fails = true;
    await page.context().route(pattern, (route) => (fails ? route.fulfill({ status: 503 }) : route.continue()));
    const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: (folder) => writeFile(
      join(folder, 'host.html'), `<!doctype html><html lang="en"><head><title>Host</title><script type="module" src="./sanctions-lookup.js"></script></head><body>${element}</body></html>`,
    ) });
    await page.goto(`${url}host.html`);
    await until(page, () => record.events.some(({ type }) => type === 'sanctions-lookup:error'));
    fails = false;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await ready(page);
  });
}

const openAtOnce = "customElements.whenDefined('sanctions-lookup').then(() => document.querySelector('sanctions-lookup').open('SAMPLE-RUS9007'));";

/** Opens a page that opens an entry at once, with an answer of ours to who asks for its texts. */
async function openEntryPage(t, answer) {
  const { page, record } = await openPage(t, 'about:blank');
  await page.context().route('**/texts-en-later*', answer);
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: async (folder) => {
    await writeFile(join(folder, 'host.js'), openAtOnce);
    await writeFile(join(folder, 'host.html'), `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><script type="module" src="./sanctions-lookup.js"></script></head><body>${element}<script src="./host.js"></script></body></html>`);
  } });
  await page.goto(`${url}host.html`);
  return { page, record };
}

test('an entry that is opened before its texts are there waits for them, and then is whole', async (t) => {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  const { page, record } = await openEntryPage(t, async (route) => {
    await released;
    await route.continue();
  });
  await page.getByText('Opening the entry…').waitFor();
  await until(page, () => record.events.some(({ type }) => type === 'sanctions-lookup:ready'));
  // Long enough for the entry itself to come.
  await page.waitForTimeout(500);
  const before = await shown(page);
  assert.match(before, /Opening the entry…/);
  assert.doesNotMatch(before, /AMBER QUILL|Is it the same|could not be opened/);
  assert.ok(!record.events.some(({ type }) => type === 'sanctions-lookup:open'));
  release();
  await page.getByRole('heading', { name: 'AMBER QUILL' }).waitFor();
  const after = await shown(page);
  assert.match(after, /Stop\. Do not berth/);
  assert.match(after, /Compare the IMO number first/);
  assert.doesNotMatch(after, /Opening the entry/);
  assert.ok(record.events.some(({ type }) => type === 'sanctions-lookup:open'));
  assert.deepEqual(record.errors, []);
});

test('texts of an entry that could not be loaded are loaded again when an entry is opened', async (t) => {
  let fails = true;
  const { page } = await openEntryPage(t, (route) => (fails ? route.fulfill({ status: 503 }) : route.continue()));
  await page.getByText('This entry could not be opened.').waitFor();
  await page.getByRole('link', { name: /official search/i }).filter({ visible: true }).first().waitFor();
  await page.getByRole('button', { name: 'Back to the search' }).click();
  // The search does without them.
  await type(page, listed);
  await rows(page).first().waitFor();
  await page.getByText('Names are shared: a name alone does not show').waitFor();
  assert.equal(await page.getByText('What to do now').count(), 0);
  fails = false;
  await type(page, `${listed} `);
  await page.getByText(/A person with .+ is on a sanctions list\./).waitFor();
  await page.getByText('What to do now').waitFor();
  await open(page, 'KHOSHKANY');
  assert.match(await shown(page), /Stop\. Do not pay/);
});

test('an open entry changes its language as a whole', async (t) => {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  const { page } = await openEntryPage(t, (route) => route.continue());
  await page.context().route('**/texts-fr-later*', async (route) => {
    await released;
    await route.continue();
  });
  const node = page.locator('sanctions-lookup');
  await page.getByRole('heading', { name: 'AMBER QUILL' }).waitFor();
  await node.evaluate((lookup) => lookup.setAttribute('lang', 'fr'));
  await page.waitForTimeout(300);
  assert.match(await shown(page), /Back to the search[^]*AMBER QUILL[^]*Stop\. Do not berth/);
  release();
  await page.locator('.widget[lang=fr]').waitFor();
  assert.match(await shown(page), /AMBER QUILL[^]*Stop\. Do not berth/);
  assert.doesNotMatch(await shown(page), /Back to the search/);
});

test('who has gone on to the way back while an entry loads stays there', async (t) => {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  const { page } = await openEntryPage(t, async (route) => {
    await released;
    await route.continue();
  });
  await page.getByText('Opening the entry…').waitFor();
  await page.getByRole('button', { name: /back to the search/i }).first().focus();
  release();
  await page.getByRole('heading', { name: 'AMBER QUILL' }).waitFor();
  await page.waitForTimeout(200);
  await page.locator('sanctions-lookup .back button:focus').press('Enter');
  await box(page).waitFor();
});

test('an error of the host in a listener of ours, or beside it, does not end the app', async (t) => {
  const { page } = await openHost(t, { script: `
    addEventListener('sanctions-lookup:ready', () => { throw new Error('of the host'); });
    addEventListener('focusin', () => { throw new Error('of the host'); });
    Promise.reject(new Error('of the host'));` });
  await ready(page);
  await type(page, listed);
  await rows(page).first().filter({ hasText: 'KHOSHKANY' }).waitFor();
  await box(page).press('Enter');
  await page.waitForTimeout(300);
  await rows(page).first().filter({ hasText: 'KHOSHKANY' }).waitFor();
});

test('an element that is removed and added leaves no listener and no node behind', needs('nodes and listeners, counted'), async (t) => {
  const { page } = await openHost(t);
  await ready(page);
  const client = await page.context().newCDPSession(page);
  const turn = async (times) => {
    for (let n = 0; n < times; n += 1) {
      await page.evaluate(() => { window.kept = document.querySelector('sanctions-lookup'); window.kept.remove(); });
      await page.waitForTimeout(50);
      await page.evaluate(() => document.body.append(window.kept));
      await ready(page);
    }
  };
  const count = async () => {
    for (let n = 0; n < 4; n += 1) {
      await client.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(200);
    }
    const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
    return { nodes, jsEventListeners };
  };
  await turn(2);
  const before = await count();
  await turn(5);
  const after = await count();
  assert.ok(after.jsEventListeners <= before.jsEventListeners, `${before.jsEventListeners} listeners, then ${after.jsEventListeners}`);
  assert.ok(after.nodes <= before.nodes + 20, `${before.nodes} nodes, then ${after.nodes}`);
});
