// The panels beside the search speak the language of the page: no sentence in them is English but those that are
// marked so, because nobody has reviewed their translation or because they are the list's.

import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { findAccessibilityFaults, findHtmlFaults } from './checks.mjs';
import { give } from './files.mjs';
import { openPage } from './page.mjs';
import { asRealList, sampleList, serveSite } from './site.mjs';
import { earlierToday } from './widget.mjs';

const languages = [
  { lang: 'ar', dir: 'rtl', check: 'التحقق من قائمة أسماء', overview: 'نظرة عامة على القائمة', checked: '3 صفوف' },
  { lang: 'cy', dir: 'ltr', check: 'Gwirio rhestr o enwau', overview: 'Trosolwg o’r rhestr', checked: '3 rhes' },
  { lang: 'fr', dir: 'ltr', check: 'Vérifier une liste de noms', overview: 'Vue d’ensemble de la liste', checked: '3 lignes' },
];

const customers = ['name,country\nIlirian Bregusta,Albania\nQxzvw Kjhgf,\nA,France\n'];

/** Opens a page in a language; `change` alters its folder further. */
async function openIn(t, { lang, dir }, change = () => {}) {
  const { url, folder } = await serveSite(t, {
    list: sampleList,
    checkedAt: earlierToday(),
    async change(folder) {
      await asRealList(folder);
      const path = join(folder, 'index.html');
      const html = await readFile(path, 'utf8');
      await writeFile(path, html.replace('<html lang="en">', `<html lang="${lang}" dir="${dir}">`).replace('<sanctions-lookup ', `<sanctions-lookup lang="${lang}" `));
      await change(folder);
    },
  });
  const { page, record } = await openPage(t, url);
  return { page, record, folder };
}

/** The sentences of the panels in a language, in their forms. */
async function sentences(folder, lang) {
  const name = (await readdir(folder)).find((name) => name.startsWith(`texts-${lang}-panels.`) && name.endsWith('.txt'));
  return (await readFile(join(folder, name), 'utf8')).split(/[\n\t]/).filter(Boolean);
}

/** The texts of the open panel, labels with them, that are said to be in its language. */
const texts = (page) => page.locator('.panel').evaluate((panel) => {
  const isOwn = (node) => node.closest('[lang]') === panel && !node.closest('[translate=no]');
  const found = [...panel.querySelectorAll('[aria-label]'), panel].filter(isOwn).map((node) => node.ariaLabel);
  const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (isOwn(node.parentElement)) found.push(node.data.trim());
  }
  return found.filter(Boolean);
});

/** Ends where the panel says something in English and does not mark it. */
async function assertSpeaks(page, folder, { lang, dir }, step) {
  const panel = await page.locator('.panel').evaluate((panel) => ({ lang: panel.lang, dir: getComputedStyle(panel).direction }));
  assert.deepEqual(panel, { lang, dir });
  const own = new Set(await sentences(folder, lang));
  const english = (await sentences(folder, 'en')).filter((sentence) => !own.has(sentence));
  const parts = english.flatMap((sentence) => sentence.split(/\{\d\}/)).filter((part) => part.trim().length > 12);
  for (const text of await texts(page)) {
    const said = english.find((sentence) => sentence === text) ?? parts.find((part) => text.includes(part));
    assert.equal(said, undefined, `${step}: ${text}`);
    assert.doesNotMatch(text, /\b(the|and|is|was|were|which|with|list|names|rows|file)\b/i, step);
  }
}

for (const language of languages) {
  const { lang } = language;

  test(`the check of a file speaks ${lang}`, async (t) => {
    const { page, record, folder } = await openIn(t, language);
    await page.getByRole('button', { name: language.check, exact: true }).click();
    await page.locator('.panel .choose').waitFor();
    await assertSpeaks(page, folder, language, 'a file is chosen');
    assert.deepEqual(await findAccessibilityFaults(page), []);
    await give(page, ['name,country\n"Ilirian" Bregusta,Albania\n']);
    await page.locator('.panel .problem').waitFor();
    await assertSpeaks(page, folder, language, 'a file is refused');
    assert.match(await page.locator('.panel .problem [lang=en]').innerText(), /^line 2, column/, 'what its reader says');
    await give(page, customers);
    await page.locator('.panel .columns').waitFor();
    await assertSpeaks(page, folder, language, 'the columns');
    await page.locator('.panel .columns .primary').click();
    await page.locator('.panel .summary').waitFor();
    await assertSpeaks(page, folder, language, 'the result');
    assert.ok((await page.locator('.panel .summary').innerText()).includes(language.checked));
    // It is about people, and nobody has reviewed the language.
    assert.match(await page.locator('.panel .summary p[lang=en][dir=ltr]').innerText(), /^People share names\./);
    assert.ok(await page.locator('.panel .file-row .hits .row').count() > 0);
    assert.deepEqual(await findAccessibilityFaults(page), []);
    assert.deepEqual(await findHtmlFaults(page), []);
    assert.deepEqual(record.errors, []);
  });

  test(`the overview speaks ${lang}`, async (t) => {
    const { page, record, folder } = await openIn(t, language);
    await page.getByRole('button', { name: language.overview, exact: true }).click();
    await page.locator('.panel .history').waitFor();
    await assertSpeaks(page, folder, language, 'the counts');
    assert.ok(await page.locator('.panel option[lang=en]').count() > 0, 'names of regimes are the list’s');
    assert.deepEqual(await findAccessibilityFaults(page), []);
    await page.locator('.panel .bars .link').first().click();
    await page.locator('.panel .entries').waitFor();
    await assertSpeaks(page, folder, language, 'the entries');
    assert.deepEqual(await findHtmlFaults(page), []);
    assert.deepEqual(record.errors, []);
  });
}

test('without its texts a panel is not opened, and the page says so in its language', async (t) => {
  const { page } = await openIn(t, languages[2]);
  await page.context().route('**/texts-fr-panels*', (route) => route.fulfill({ status: 404 }));
  await page.getByRole('button', { name: languages[2].check, exact: true }).click();
  await page.getByText('La vérification ne peut pas être chargée').waitFor();
  await page.getByRole('button', { name: languages[2].overview, exact: true }).click();
  await page.getByText('La vue d’ensemble ne peut pas être chargée').waitFor();
  assert.equal(await page.locator('.panel').count(), 0);
  await page.context().unroute('**/texts-fr-panels*');
  await page.getByRole('button', { name: languages[2].check, exact: true }).click();
  await page.locator('.panel .choose').waitFor();
});
