// Letters that are typed into the fields of the element are for those fields: a hotkey library of
// the page neither takes them nor learns of them. Escape, Tab and chords are the page's as well.

import assert from 'node:assert/strict';
import { copyFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPage } from './page.mjs';
import { sampleList, serveSite } from './site.mjs';
import { earlierToday, box, know, ready, rows, type } from './widget.mjs';

const require = createRequire(import.meta.url);

/** Each binds every letter of the name, Backspace, Escape and a chord, in fields too, and keeps the letters for itself. */
const keys = [...'ilrjanbegusht'];
const libraries = {
  'hotkeys-js': ['dist/hotkeys-js.umd.cjs', `
    const take = (event) => { heard.push(event.key); if (event.key.length === 1 && !event.ctrlKey) event.preventDefault(); };
    hotkeys.filter = () => true;
    hotkeys('${[...keys, 'backspace', 'esc', 'ctrl+b'].join()}', take);
    hotkeys('${keys.join()}', { capture: true }, take);`],
  mousetrap: ['mousetrap.js', `
    const take = (event) => { heard.push(event.key); if (event.key.length === 1 && !event.ctrlKey) event.preventDefault(); };
    Mousetrap.prototype.stopCallback = () => false;
    Mousetrap.bind(${JSON.stringify([...keys, 'backspace', 'esc', 'ctrl+b'])}, take);`],
  tinykeys: ['dist/tinykeys.umd.js', `
    const take = (event) => { heard.push(event.key); if (event.key.length === 1 && !event.ctrlKey) event.preventDefault(); };
    tinykeys.tinykeys(window, Object.fromEntries(${JSON.stringify([...keys, 'Backspace', 'Escape', 'Control+b'])}.map((key) => [key, take])));`],
};

for (const [library, [path, script]] of Object.entries(libraries)) {
  test(`${library} takes no letter out of a name, and hears Escape and chords`, async (t) => {
    const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: async (folder) => {
      const entry = require.resolve(library);
      await copyFile(join(entry.slice(0, entry.indexOf(join('node_modules', library))), 'node_modules', library, path), join(folder, 'library.js'));
      await writeFile(join(folder, 'host.js'), `window.heard = []; ${script}`);
      await writeFile(join(folder, 'host.html'), '<!doctype html><html lang="en"><head><title>Host</title><script type="module" src="./sanctions-lookup.js"></script><script src="./library.js" defer></script><script src="./host.js" defer></script></head><body><sanctions-lookup data="./data/manifest.json"></sanctions-lookup><input aria-label="Of the host"></body></html>');
    } });
    const { page, record } = await openPage(t, `${url}host.html`);
    await ready(page);
    await type(page, 'ilirjan bregushta');
    assert.equal(await box(page).inputValue(), 'ilirjan bregushta');
    await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
    await know(page, { country: 'albania' });
    assert.equal(await page.getByLabel('Nationality').inputValue(), 'albania');
    await box(page).press('End');
    await box(page).press('Backspace');
    assert.equal(await box(page).inputValue(), 'ilirjan bregusht');
    assert.deepEqual(await page.evaluate(() => window.heard), []);
    // The same letters anywhere else are the page's own.
    await page.locator('summary').first().focus();
    await page.keyboard.press('b');
    assert.ok((await page.evaluate(() => window.heard)).includes('b'));
    await page.evaluate(() => { window.heard = []; });
    await box(page).press('Control+b');
    await box(page).press('Escape');
    const heard = await page.evaluate(() => window.heard.splice(0));
    assert.ok(heard.includes('b'), heard.join());
    assert.ok(heard.includes('Escape'), heard.join());
    assert.equal(await box(page).inputValue(), '');
    assert.deepEqual(record.errors, []);
  });
}

test('no listener of the page hears a letter that is typed, at any stage of the event', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const { page } = await openPage(t, url);
  await ready(page);
  await page.evaluate(() => {
    window.heard = [];
    const element = document.querySelector('sanctions-lookup');
    for (const target of [window, document, document.body, element]) {
      for (const kind of ['keydown', 'keypress', 'keyup']) {
        for (const capture of [true, false]) target.addEventListener(kind, ({ key }) => window.heard.push(key), capture);
      }
    }
  });
  await type(page, 'Ilirjan Bregushta');
  await box(page).press('Enter');
  await page.locator('sanctions-lookup :focus').filter({ hasText: '1 same name' }).waitFor();
  // The focus is on the count when Enter is let go.
  assert.deepEqual((await page.evaluate(() => window.heard)).filter((key) => key !== 'Enter'), []);
  await box(page).press('Tab');
  assert.ok((await page.evaluate(() => window.heard)).includes('Tab'));
});
