// A page translator puts its own elements in place of the text on the page. People who need one may
// use it, and every answer is still the answer to what stands in the box.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.mjs';
import { asRealList, sampleList, serveSite } from './site.mjs';
import { earlierToday, know, openers, ready, rows, type } from './widget.mjs';

const nobody = 'Qxzvw Kjhgf';

/**
 * Runs in the page: translates as Chromium's translator does, every text into capital letters. It
 * gathers text nodes, and puts `<font>` elements in their place `delay` milliseconds later, also
 * where the text has changed by then. It does so again whenever the page changes.
 */
function translate(delay) {
  const root = document.querySelector('sanctions-lookup').shadowRoot;
  const isKept = (node) => node.parentElement?.closest('[translate=no], font, style, script, option');
  const swap = (node, words) => {
    if (!node.parentNode) return;
    const font = document.createElement('font');
    font.dir = 'auto';
    font.append(Object.assign(document.createElement('font'), { textContent: words }));
    node.replaceWith(font);
  };
  const pass = () => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.data.trim() && !isKept(node)) found.push([node, node.data.toUpperCase()]);
    }
    const act = () => found.forEach(([node, words]) => swap(node, words));
    if (delay > 0) setTimeout(act, delay);
    else act();
  };
  pass();
  window.translating = new MutationObserver((records) => {
    if (records.some(({ addedNodes, type }) => type === 'characterData' || [...addedNodes].some((node) => node.nodeName !== 'FONT'))) pass();
  });
  window.translating.observe(root, { subtree: true, childList: true, characterData: true });
}

/** What the page says of the search now, in small letters: in the count, the rows and all else below the box. */
const said = (page) => page.locator('sanctions-lookup').evaluate((element) => {
  const parts = [...element.shadowRoot.querySelectorAll('form.search ~ *, .record, .unseen, .note, .sample')];
  return parts.map((part) => part.textContent).join('\n').toLowerCase();
});

async function openTranslated(t, delay) {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const opened = await openPage(t, url);
  const { page } = opened;
  await ready(page);
  await type(page, nobody);
  await page.getByText(/nothing like/i).first().waitFor();
  await page.evaluate(translate, delay);
  await page.getByText(/WAS FOUND AMONG/).first().waitFor();
  return opened;
}

for (const delay of [0, 30, 400]) {
  test(`under a translator that takes ${delay} ms, every answer is that of what stands in the box`, async (t) => {
    const { page, record } = await openTranslated(t, delay);
    const write = async (text) => {
      await page.getByRole('searchbox').fill('');
      await page.getByRole('searchbox').pressSequentially(text);
    };
    const settles = () => page.waitForTimeout(delay + 500);
    assert.ok((await said(page)).includes(`nothing like “${nobody.toLowerCase()}” was found among`), await said(page));

    await write('Hemin Khoshkany');
    await page.locator('sanctions-lookup .row').first().filter({ hasText: 'KHOSHKANY' }).waitFor();
    await settles();
    let text = await said(page);
    assert.doesNotMatch(text, /nothing like/);
    assert.match(text, /1 very similar name/);
    assert.equal(await page.getByRole('searchbox').inputValue(), 'Hemin Khoshkany');

    // Letter by letter, as a person types, with the translator at work all the time.
    await write(nobody);
    await page.getByText(/WAS FOUND AMONG/).first().waitFor();
    await settles();
    text = await said(page);
    assert.ok(text.includes(`nothing like “${nobody.toLowerCase()}” was found among`), text);
    assert.doesNotMatch(text, /\d (very )?similar name|khoshkany/);

    await write('Amber Quill');
    await page.locator('sanctions-lookup .row').first().filter({ hasText: 'AMBER QUILL' }).waitFor();
    await page.locator('sanctions-lookup .row').first().locator('h2 button, h3 button').first().click();
    await page.locator('sanctions-lookup article').waitFor();
    await settles();
    assert.match(await said(page), /amber quill/);
    await page.locator('sanctions-lookup .back button').click();
    await page.locator('sanctions-lookup .row').first().waitFor();
    await settles();
    assert.match(await said(page), /1 same name/);
    await page.getByRole('searchbox').press('Escape');
    await settles();
    assert.doesNotMatch(await said(page), /same name|nothing like|amber quill/);
    assert.deepEqual(record.errors, []);
  });
}

test('the box keeps its focus, its letters and the fields beside it while a page is translated', async (t) => {
  const { page } = await openTranslated(t, 0);
  // Another name forgets what was known, so it comes first.
  await page.getByRole('searchbox').fill('');
  await page.getByRole('searchbox').pressSequentially('He');
  await page.locator('sanctions-lookup .known summary').click();
  await page.locator('sanctions-lookup #born').pressSequentially('12/03/1971');
  await page.locator('sanctions-lookup #born').press('Tab');
  await page.getByText('READ AS 12 MARCH 1971', { exact: true }).first().waitFor();
  await page.getByRole('searchbox').evaluate((field) => {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  for (const key of [...'min']) await page.keyboard.press(key);
  await page.waitForTimeout(300);
  // The focus has stayed: these letters go where the others went.
  for (const key of [...'Kho']) await page.keyboard.press(key);
  await page.waitForTimeout(300);
  assert.equal(await page.getByRole('searchbox').inputValue(), 'HeminKho');
  assert.equal(await page.locator('sanctions-lookup #born').inputValue(), '12/03/1971');
  assert.match(await page.locator('sanctions-lookup .known summary').textContent(), /1971/);
});

test('a text that something else writes over is drawn anew with the next answer', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, 'Hemin Khoshkany');
  await rows(page).first().waitFor();
  await page.evaluate(() => {
    const root = document.querySelector('sanctions-lookup').shadowRoot;
    root.querySelector('.status').textContent = 'Of somebody else';
    root.querySelector('.results').remove();
    root.querySelector('.foot').replaceChildren();
  });
  await type(page, 'Amber Quill');
  await rows(page).first().filter({ hasText: 'AMBER QUILL' }).waitFor();
  assert.doesNotMatch(await said(page), /somebody else|khoshkany/);
  await page.getByText('About this list', { exact: true }).first().waitFor();
});

test('names and what was typed are never translated', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  const loose = (words) => page.evaluate((words) => {
    const root = document.querySelector('sanctions-lookup').shadowRoot;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // Reasons are sentences of the list, which may be read in another language.
      const isLoose = !node.parentElement.closest('[translate=no], p.value');
      if (isLoose && words.some((word) => node.data.toLowerCase().includes(word))) found.push(node.parentElement.outerHTML);
    }
    return found;
  }, words);
  await type(page, nobody);
  await page.getByText(/nothing like/i).first().waitFor();
  assert.deepEqual(await loose(['qxzvw', 'kjhgf']), []);
  await know(page, { born: '1971', country: 'Quillmouth' });
  await type(page, 'Ilirjan Breguszta');
  await openers(page).first().waitFor();
  assert.deepEqual(await loose(['ilirjan', 'bregus', 'quillmouth']), []);
  await openers(page).first().click();
  await page.locator('article').waitFor();
  assert.deepEqual(await loose(['ilirjan']), []);
});
