// Nothing is waited for without a limit, and no answer is older than the list may be.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { appendFile, readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { name } from './browsers.mjs';
import { openPage } from './page.mjs';
import { asRealList, sampleList, serveSite } from './site.mjs';
import { earlierToday, expectNoVerdict, openers, ready, rows, shown, type } from './widget.mjs';

const nobody = 'Qxzvw Kjhgf';
const verdict = /nothing like .* was found among/i;
const HOUR = 3_600_000;

const enginePath = async (folder) => join(folder, (await readdir(folder)).find((name) => /^engine\..*js$/.test(name)));

/** Waits until the page says that there is a problem, with a way to try again and the official search. */
async function expectProblem(page, milliseconds) {
  await page.waitForTimeout(milliseconds);
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await page.getByRole('link', { name: /official search/i }).filter({ visible: true }).first().waitFor();
  await expectNoVerdict(page);
}

// Each waits for most of its time, so they wait together: WebKit has one page at a time, and Firefox opens none
// while it closes another.
describe('waiting', { concurrency: name === 'chromium' ? 4 : 1 }, () => {
  test('a worker that ends without a word is noticed with the next search', async (t) => {
    const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: async (folder) => {
      await asRealList(folder);
      await appendFile(await enginePath(folder), "new BroadcastChannel('test').onmessage = () => close();");
    } });
    const { page } = await openPage(t, url);
    await ready(page);
    await type(page, nobody);
    await page.getByText(verdict).first().waitFor();
    await page.evaluate(() => new BroadcastChannel('test').postMessage('end'));
    await page.waitForTimeout(200);
    await type(page, 'Hemin Khoshkany');
    await expectNoVerdict(page);
    await expectProblem(page, 15_000);
    await page.getByRole('button', { name: 'Try again' }).click();
    await rows(page).first().filter({ hasText: 'KHOSHKANY' }).waitFor();
  });

  test('a worker that never begins is said', async (t) => {
    const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: async (folder) => {
      await writeFile(await enginePath(folder), '// Nothing.');
    } });
    const { page } = await openPage(t, url);
    await type(page, 'Hemin Khoshkany');
    await expectProblem(page, 30_000);
  });

  test('a record that never comes is said, and trying again brings it', async (t) => {
    const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
    const { page } = await openPage(t, 'about:blank');
    let stalls = true;
    await page.context().route('**/uk-details*', (route) => (stalls ? undefined : route.continue()));
    await page.goto(url);
    await ready(page);
    await type(page, 'Hemin Khoshkany');
    await openers(page).first().click();
    await expectProblem(page, 15_000);
    stalls = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await openers(page).first().click();
    await page.getByRole('heading', { name: 'Is it the same?' }).waitFor();
  });

  /** Sets the clock of the page, as it stands after a device has slept: no timer has run. */
  const setClock = (page, milliseconds) => page.evaluate((shift) => {
    const Real = globalThis.RealDate ??= Date;
    globalThis.Date = class extends Real {
      constructor(...given) {
        super(...(given.length > 0 ? given : [Real.now() + shift]));
      }

      static now() {
        return Real.now() + shift;
      }
    };
  }, milliseconds);

  async function openWithVerdict(t, checkedAt) {
    const { url } = await serveSite(t, { list: sampleList, checkedAt, change: asRealList });
    const { page } = await openPage(t, url);
    await ready(page);
    await type(page, nobody);
    await page.getByText(verdict).first().waitFor();
    return page;
  }

  for (const [what, target, kind] of [
    ['focused', 'window', 'focus'],
    ['restored', 'window', 'pageshow'],
    ['seen again', 'document', 'visibilitychange'],
  ]) {
    test(`a page that is ${what} after its list has become too old shows no verdict`, async (t) => {
      const page = await openWithVerdict(t, new Date());
      await setClock(page, 49 * HOUR);
      await page.evaluate(([target, kind]) => globalThis[target].dispatchEvent(new Event(kind, { bubbles: true })), [target, kind]);
      await page.waitForTimeout(100);
      assert.match(await shown(page), /too old to say that a name is not on it/);
      await expectNoVerdict(page);
    });
  }

  test('a device that wakes without telling the page is noticed within seconds', async (t) => {
    const page = await openWithVerdict(t, new Date());
    await setClock(page, 49 * HOUR);
    await page.waitForTimeout(5_500);
    assert.match(await shown(page), /too old to say that a name is not on it/);
    await expectNoVerdict(page);
  });

  test('a verdict ends at the moment at which the list becomes too old', async (t) => {
    const ends = Math.ceil(Date.now() / 1_000) * 1_000 + 25_000;
    const page = await openWithVerdict(t, new Date(ends - 48 * HOUR));
    await page.waitForTimeout(ends - 1_000 - Date.now());
    assert.match(await shown(page), verdict);
    // It may be relied on until the second is over.
    await page.waitForTimeout(ends + 1_800 - Date.now());
    await expectNoVerdict(page);
  });

  /** Serves a folder with these headers beside its manifest; gives its address. */
  async function serveWith(t, folder, headers) {
    const types = { html: 'text/html', js: 'text/javascript', wasm: 'application/wasm', css: 'text/css' };
    const server = createServer(async (request, response) => {
      const path = new URL(request.url, 'http://localhost').pathname;
      const file = await readFile(join(folder, path)).catch(() => undefined);
      response.sendDate = false;
      const others = path.endsWith('manifest.bin') ? headers : {};
      response.writeHead(file ? 200 : 404, { 'content-type': types[path.split('.').at(-1)] ?? 'application/octet-stream', ...others });
      response.end(file);
    });
    t.after(() => server.close());
    await once(server.listen(0, 'localhost'), 'listening');
    return `http://localhost:${server.address().port}/`;
  }

  const at = (milliseconds) => new Date(Date.now() + milliseconds).toUTCString();
  for (const [what, headers, isSaid] of [
    ['two hours ahead of the server', { date: at(-2 * HOUR) }, true],
    ['two hours behind the server', { date: at(2 * HOUR) }, true],
    ['half an hour ahead of the server', { date: at(-HOUR / 2) }, false],
    ['that of an answer which a cache has kept for three hours', { date: at(-3 * HOUR), age: '10800' }, false],
    ['the only one there is', {}, false],
  ]) {
    test(`a device’s clock that is ${what} is ${isSaid ? '' : 'not '}said`, async (t) => {
      const { folder } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
      const { page } = await openPage(t, `${await serveWith(t, folder, headers)}index.html`);
      await ready(page);
      await type(page, 'Hemin Khoshkany');
      await rows(page).first().waitFor();
      assert.equal((await shown(page)).includes('differ by more than an hour'), isSaid);
    });
  }
});

test('the page asks for the first files before its script does, and for none twice', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const { page, record } = await openPage(t, url);
  await ready(page);
  await type(page, 'Amber Quill');
  await rows(page).first().waitFor();
  const names = record.requests.map(({ url }) => new URL(url).pathname).filter((name) => !name.endsWith('.ico'));
  assert.deepEqual(names.filter((name, place) => names.indexOf(name) !== place), []);
  const asked = (name) => names.findIndex((one) => name.test(one));
  // The engine's script is the first that nothing in the page's HTML names.
  for (const name of [/app\..*wasm/, /texts-en\.[^-]*txt/, /manifest\.bin/]) assert.ok(asked(name) >= 0 && asked(name) < asked(/engine\..*\.js/), names.join(' '));
});
