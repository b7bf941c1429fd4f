// A file of names is checked in the page: every row comes out with one outcome, whatever is in the file
// gets a sentence, and nothing of it leaves the page.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { has, needs } from './browsers.mjs';
import { findAccessibilityFaults, findHtmlFaults } from './checks.mjs';
import { button, cells, check, download, give, heading, openFiles } from './files.mjs';
import { openPage, readStorage, until } from './page.mjs';
import { addList, asRealList, builder, sampleList, serveSite } from './site.mjs';
import { earlierToday, finished, ready, shown } from './widget.mjs';

test('a check that cannot be loaded says so beside its button, and opens when it can', async (t) => {
  const { url, folder } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  const wasm = join(folder, (await readdir(folder)).find((name) => /^files\..*\.wasm$/.test(name)));
  await rename(wasm, `${wasm}.away`);
  await button(page, 'Check a list of names').click();
  await page.getByText('The check cannot be loaded.').waitFor();
  await rename(`${wasm}.away`, wasm);
  await button(page, 'Check a list of names').click();
  await page.getByLabel('Choose a file').waitFor();
  await page.getByText('The check cannot be loaded.').waitFor({ state: 'detached' });
});

const asksBeforeLeaving = (page) => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));

test('a file is chosen, its columns are shown and corrected, and every row comes out with its outcome', async (t) => {
  const { page, record } = await openFiles(t);
  assert.equal(await asksBeforeLeaving(page), false);
  await give(page, ['Ref;Full name;DOB;Note\r\n1;Ilirjan Breguzhta;14/03/1984;=1+1\r\n2;Nobody Whatsoever;1980;\r\n3;;;\r\n4;Amber Quill;soon;x\r\n']);
  await heading(page, 'Is this the right table?').waitFor();
  const text = await shown(page);
  assert.match(text, /customers\.csv: 4 rows/);
  assert.equal(await page.getByLabel('What column 2 holds').evaluate((node) => node.value), 'name');
  assert.equal(await page.getByLabel('What column 3 holds').evaluate((node) => node.value), 'born');
  // What goes into a record is shown as that.
  assert.equal(await page.getByLabel('What column 1 holds').evaluate((node) => node.value), 'reference');
  assert.match(text, /Your reference stands in a check record and in decisions/);
  assert.doesNotMatch(text, /Numbers are not searched/);
  await page.getByLabel('What column 2 holds').selectOption('Not used');
  await button(page, 'Check 4 rows').click();
  await page.getByText('No column is marked as a name').first().waitFor();
  await page.getByLabel('What column 2 holds').selectOption('Name');
  await button(page, 'Check 4 rows').click();
  await finished(page);
  const result = await shown(page);
  assert.match(result, /Names like those listed were found\s+2/);
  assert.match(result, /No listed name like this was found\s+1/);
  assert.match(result, /Could not be searched[^\n]*\s+1/);
  assert.match(result, /sex was not understood, and was not compared: 1/);
  assert.match(result, /Row 1: Ilirjan Breguzhta/);
  assert.equal(await asksBeforeLeaving(page), true);
  const { name, header, rows } = await download(page);
  assert.equal(name, 'checked-names.csv');
  assert.deepEqual(header.slice(-4), ['Ref', 'Full name', 'DOB', 'Note']);
  const at = (row, column) => row[header.indexOf(column)];
  assert.deepEqual(rows.map((row) => [at(row, 'row'), at(row, 'outcome')]), [
    ['1', 'hits'], ['2', 'nothing-found'], ['3', 'not-searched'], ['4', 'hits'],
  ]);
  assert.equal(at(rows[0], 'Note'), "'=1+1");
  assert.equal(at(rows[0], 'details'), 'date of birth agrees');
  assert.equal(await asksBeforeLeaving(page), false);
  assert.deepEqual(record.violations, []);
  assert.deepEqual(record.errors, []);
});

test('the check is loaded when it is asked for, and ends with its button', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const { page, record } = await openPage(t, url);
  await ready(page);
  const loaded = () => record.requests.filter(({ url }) => /\/files\./.test(url)).length;
  assert.equal(loaded(), 0);
  await button(page, 'Check a list of names').click();
  await page.getByLabel('Choose a file').waitFor();
  await until(page, () => loaded() === 3);
  await button(page, 'Close').click();
  await page.getByLabel('Choose a file').waitFor({ state: 'detached' });
  await button(page, 'Check a list of names').click();
  await page.getByLabel('Choose a file').waitFor();
  assert.equal(loaded(), 3);
});

test('pasted names are checked, rows are filtered, and a hit opens its entry', async (t) => {
  const { page } = await openFiles(t);
  // As an insertion does; keys cannot type a line break in every browser.
  await page.evaluate((text) => {
    document.querySelector('sanctions-lookup').shadowRoot.querySelector('textarea').value = text;
  }, 'Ilirjan Breguzhta\nAmber Quill\nQxzvw Kjhgf; Amber Quill');
  await button(page, 'Use the pasted rows').click();
  await page.getByLabel('Separator').selectOption('None: each line is one name');
  await button(page, 'Check 3 rows').click();
  await finished(page);
  assert.match(await shown(page), /Rows: 3, worst first/);
  await page.getByLabel('Find in these rows').pressSequentially('brEGU');
  await page.getByText('Rows: 1, worst first').first().waitFor();
  await heading(page, /BREGUSHTA/).getByRole('button').click();
  await heading(page, 'Is it the same?').waitFor();
  assert.match(await shown(page), /Rows: 1, worst first/, 'the result stays');
  await button(page, 'Back to the check of names').click();
  await heading(page, 'Is it the same?').waitFor({ state: 'detached' });
  await page.locator('sanctions-lookup .files button:focus').filter({ hasText: 'BREGUSHTA' }).waitFor();
});

test('a file that cannot be checked gets a sentence that says what to do', async (t) => {
  const { page, record } = await openFiles(t);
  const long = 'x'.repeat(1 << 16);
  for (const [parts, sentence, options] of [
    [[''], 'The file is empty'],
    [['\r\n \r\n'.replace(' ', '')], 'The file is empty'],
    [['%PDF-1.7'], 'This is a PDF'],
    [[[0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]], 'This file holds no text'],
    [['name,born\nOrsek,1970\nTestanov\n'], 'line 3, column 9: the row has 1 cell'],
    [['Report\nof 2026\nby us\nname,born\nOrsek,1970\n'], /line 4, .*remove the lines above the one that does/],
    [['<html><body><table><tr><td>name</td></tr></table>'], 'it is a web page (HTML), whatever its name', { name: 'customers.xls' }],
    [['<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>'], 'in the XML of Excel 2003'],
    [['{\\rtf1\\ansi Orsek\\par}'], 'it is a document (RTF)'],
    [['[{"name": "Orsek"}]'], 'it is JSON'],
    [['{"name": "Orsek"}\n{"name": "Testanov"}\n'], 'with one object on each line'],
    [['name\n"Orsek\n'], 'never closed'],
    [['name\n"', long], 'longer than 16 MB', { times: 300 }],
    [['a', ','.repeat(1 << 16)], 'more than 16384 cells', { times: 16 }],
    [['name\n', long], 'more than 256 MB', { times: 5000 }],
  ]) {
    await give(page, parts, options);
    await page.getByText(sentence).first().waitFor();
  }
  // One without a row below its header checks nobody.
  await give(page, ['Name,Born\n']);
  await button(page, 'Check 0 rows').click();
  await page.getByText('The file has no row below its header, so nobody would be checked.').waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Result', exact: true }).count(), 0);
  await button(page, 'Choose another file').click();
  await page.getByLabel('Choose a file').waitFor();
  // Of several files that are dropped none is taken unsaid.
  await page.evaluate(() => {
    const data = new DataTransfer();
    for (const name of ['one.csv', 'two.csv']) data.items.add(new File(['name\nAmber Quill\n'], name));
    const panel = document.querySelector('sanctions-lookup').shadowRoot.querySelector('.files');
    panel.dispatchEvent(new DragEvent('drop', { bubbles: true, composed: true, cancelable: true, dataTransfer: data }));
  });
  await page.getByText('One file is checked at a time, so none of these was taken.').waitFor();
  // How a faulty file was read can be corrected.
  await give(page, ['a\nb,c\n']);
  await page.getByText('line 2, column 3').first().waitFor();
  assert.equal(await page.getByLabel('Separator').evaluate((node) => node.value), 'comma');
  await page.getByLabel('Separator').selectOption('None: each line is one name');
  await button(page, 'Check 2 rows').waitFor();
  await button(page, 'Choose another file').click();
  await page.getByLabel('Choose a file').waitFor();
  // The tab lives, and the next file is an ordinary one.
  await check(page, ['name\nAmber Quill\n']);
  assert.match(await shown(page), /Same name\s+1/);
  assert.deepEqual(record.errors, []);
});

test('what the list does not have is said once, and no field is filled in or kept by the browser', async (t) => {
  const { page } = await openFiles(t);
  const unkept = { autocomplete: 'off', spellcheck: 'false', writingsuggestions: 'false', 'data-1p-ignore': '', 'data-lpignore': 'true', 'data-bwignore': '', 'data-form-type': 'other' };
  const attributes = (label) => page.getByLabel(label).evaluate((field, names) => Object.fromEntries(names.map((name) => [name, field.getAttribute(name)])), Object.keys(unkept));
  assert.deepEqual(await attributes('Or paste names'), unkept);
  await check(page, ['name,born\nHemin Khoshkany,1970\n']);
  assert.deepEqual(await attributes('Find in these rows'), unkept);
  const text = await shown(page);
  assert.equal(text.match(/of birth: not on the list/g)?.length, 1, text);
});

test('rows that can hardly be searched are told and none is lost', async (t) => {
  const { page } = await openFiles(t);
  await check(page, [`name,ref\n${'Amber Quill '.repeat(450)},1\n,2\n`]);
  assert.match(await shown(page), /Could not be searched[^\n]*\s+2/);
  assert.equal((await download(page)).rows.length, 2);
  await button(page, 'Forget this file').click();
  await check(page, ['name,ref\n,1\n,2\n']);
  assert.match(await shown(page), /No row has a name/);
  await button(page, 'Forget this file').click();
  await button(page, 'Forget it').click();
  await give(page, ['123456\n654321\n']);
  await page.getByLabel('What column 1 holds').selectOption('Name');
  await button(page, 'Check 2 rows').click();
  await finished(page);
  assert.match(await shown(page), /All names are numbers/);
});

/** What has the focus. */
const focused = (page) => page.evaluate(() => document.querySelector('sanctions-lookup').shadowRoot.activeElement?.textContent ?? '');

const question = /not downloaded\. Forget it all the same\?/;

test('a result that was not downloaded is lost only after a question', async (t) => {
  const { page } = await openFiles(t);
  const file = ['name\nAmber Quill\n'];
  const drop = () => page.evaluate(([text]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'other.csv'));
    const panel = document.querySelector('sanctions-lookup').shadowRoot.querySelector('.files');
    panel.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, composed: true, cancelable: true }));
  }, file);
  const press = (name) => () => button(page, name).click();
  await check(page, file);
  const ways = [press('Forget this file'), press('Close'), drop];
  for (const [place, lose] of ways.entries()) {
    await lose();
    await page.getByText(question).waitFor();
    assert.match(await focused(page), question);
    if (place === 0) assert.deepEqual([await findAccessibilityFaults(page), await findHtmlFaults(page)], [[], []]);
    if (place === 1) await page.keyboard.press('Escape');
    else await button(page, 'Keep it').click();
    await page.getByText(question).waitFor({ state: 'detached' });
    assert.equal(await focused(page), 'Result');
  }
  await drop();
  await button(page, 'Forget it').click();
  await button(page, 'Check 1 row').click();
  await finished(page);
  await button(page, 'Forget this file').click();
  await button(page, 'Forget it').click();
  assert.equal(await page.getByLabel('Or paste names').evaluate((node) => node.getRootNode().activeElement === node), true);
  // One that was downloaded is lost without.
  await check(page, file);
  await download(page);
  await drop();
  await button(page, 'Check 1 row').click();
  await finished(page);
  await button(page, 'Close').click();
  await button(page, 'Forget it').click();
  await page.locator('sanctions-lookup .files').waitFor({ state: 'detached' });
  assert.match(await focused(page), /Check a list of names/);
});

test('what is in the box for text stays there when it, or a file, is refused', async (t) => {
  const { page } = await openFiles(t);
  const field = page.getByLabel('Or paste names');
  const put = (text) => field.evaluate((node, text) => { node.value = text; }, text);
  const text = 'name,born\n"Amber Quill,1980\n';
  await put(text);
  await button(page, 'Use the pasted rows').click();
  await page.getByText('never closed').first().waitFor();
  assert.equal(await field.inputValue(), text);
  // Also when it is read in another way, and with what was changed in between.
  await put(`${text}"`);
  await page.getByLabel('Separator').selectOption('Semicolon');
  await page.getByText('never closed').first().waitFor();
  assert.equal(await field.inputValue(), `${text}"`);
  await give(page, ['%PDF-1.7']);
  await page.getByText('This is a PDF').first().waitFor();
  assert.equal(await field.inputValue(), `${text}"`);
  await put('Amber Quill\n');
  await button(page, 'Use the pasted rows').click();
  await button(page, 'Check 1 row').waitFor();
  await button(page, 'Choose another file').click();
  assert.equal(await field.inputValue(), '');
});

test('a filter is announced once, when nobody types any more, and says the rows that are shown', async (t) => {
  const { page } = await openFiles(t);
  await check(page, ['name\nIlirjan Breguzhta\nAmber Quill\nQxzvw Kjhgf; Zzyzx Qwrtp\n\nx\n']);
  const said = () => page.evaluate(() => globalThis.said);
  await page.evaluate(() => {
    const status = document.querySelector('sanctions-lookup').shadowRoot.querySelector('.files [role=status]');
    globalThis.said = [];
    new MutationObserver(() => { if (status.textContent) globalThis.said.push(status.textContent); }).observe(status, { subtree: true, childList: true, characterData: true });
  });
  await page.getByLabel('Find in these rows').pressSequentially('bregu');
  await page.waitForFunction(() => globalThis.said.length > 0);
  await page.waitForTimeout(300);
  assert.deepEqual(await said(), ['Rows: 1, worst first']);
  await page.getByLabel('Find in these rows').fill('nobody');
  await page.waitForFunction(() => globalThis.said.length > 1);
  assert.equal((await said())[1], 'No row fits these filters.');
  await page.getByLabel('Find in these rows').fill('');
  const count = async () => Number((await page.getByText(/^Rows: \d+, worst first$/).first().textContent()).match(/\d+/));
  // Every row is shown by some filter, and none by two.
  const all = await count();
  assert.equal(all, await page.locator('sanctions-lookup .file-row').count());
  let sum = 0;
  const field = page.getByLabel('Outcome', { exact: true });
  for (const outcome of await field.evaluate((node) => [...node.options].map(({ value }) => value).filter(Boolean))) {
    await field.selectOption(outcome);
    sum += await page.locator('sanctions-lookup .file-row').count();
  }
  assert.equal(sum, all);
});

test('it is said from which row the rows are counted', async (t) => {
  const { page } = await openFiles(t);
  const words = 'Row 1 is the first row below the header.';
  await check(page, ['name\nNobody Whatsoever\nAmber Quill\n']);
  assert.match(await shown(page), new RegExp(`${words}[^]*Row 2: Amber Quill`));
  const { header, rows } = await download(page);
  assert.deepEqual(rows.map((row) => [row[header.indexOf('row')], row[header.indexOf('query')]]), [['1', 'Nobody Whatsoever'], ['2', 'Amber Quill']]);
  await button(page, 'Save this check').click();
  await page.getByText('The record is ready.').waitFor();
  // At the result, at the decisions and on the record that is printed.
  assert.equal(await page.getByText(words).count(), 3);
  await button(page, 'Forget this file').click();
  await check(page, ['Nobody Whatsoever\nAmber Quill\n']);
  assert.match(await shown(page), /Row 2: Amber Quill/);
  assert.equal(await page.getByText(words).count(), 0);
});

test('on a phone each step begins at the top of the window, and nothing jumps for who has it in view', async (t) => {
  const { page } = await openFiles(t, { options: { viewport: { width: 375, height: 667 } } });
  await page.setViewportSize({ width: 375, height: 667 });
  const isAtTop = async (name) => {
    const title = heading(page, name);
    await title.waitFor();
    const top = await title.evaluate((node) => node.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 667 / 3, `${name}: ${top}`);
  };
  await button(page, 'Close').click();
  await button(page, 'Check a list of names').click();
  await page.getByLabel('Choose a file').waitFor();
  await isAtTop('Check a list of names');
  await give(page, ['name\nAmber Quill\n']);
  await isAtTop('Is this the right table?');
  await button(page, 'Check 1 row').click();
  await isAtTop('Result');
  await page.setViewportSize({ width: 1280, height: 3000 });
  await page.evaluate(() => scrollTo(0, 0));
  await button(page, 'Forget this file').click();
  await page.getByText(question).waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0);
});

test('a column that looks like names is named by its header, and one without a header by its number', async (t) => {
  const { page } = await openFiles(t);
  await give(page, ['Name;Broker\nQwortle Ltd;Amber Quill\n']);
  await page.getByText('These columns look like names too, and are not searched: Broker. Say above them').waitFor();
  await page.getByLabel('The first row names the columns').click();
  await page.getByText('are not searched: Column 2. Say above them').waitFor();
});

test('numbers that are not searched are said to be so, and are searched once their column is marked as a name', async (t) => {
  const { page } = await openFiles(t);
  await give(page, ['Full name;Passport\nAmber Quill;123456789\n']);
  await heading(page, 'Is this the right table?').waitFor();
  const role = page.getByLabel('What column 2 holds');
  assert.equal(await role.evaluate((node) => node.value), 'number');
  await page.getByText('Numbers are not searched in a column marked as a number.').waitFor();
  await role.selectOption('Name');
  await page.getByText('Numbers are not searched').waitFor({ state: 'detached' });
  await button(page, 'Check 1 row').click();
  await finished(page);
  assert.match(await shown(page), /Row 1: Amber Quill; 123456789/);
});

test('a check is paused, goes on, and is cancelled: rows that were not reached say so', async (t) => {
  const { page } = await openFiles(t);
  const rows = Array.from({ length: 40_000 }, (_, row) => `Person Number${row} Qxzvw`).join('\n');
  await give(page, [`name\n${rows}\n`]);
  await button(page, /^Check 40,000 rows/).click();
  await button(page, 'Pause').click();
  await button(page, 'Go on').click();
  await button(page, 'Cancel').click();
  await finished(page);
  const text = await shown(page);
  assert.match(text, /Rows that were not reached: [\d,]+/);
  assert.match(text, /it cannot be saved as a check record, which is of all rows/);
  const { header, rows: out } = await download(page);
  assert.equal(out.length, 40_000);
  const outcomes = new Set(out.map((row) => row[header.indexOf('outcome')]));
  assert.ok(outcomes.has('not-reached'), [...outcomes].join());
  assert.ok(out.every((row, place) => row[0] === String(place + 1)));
});

test('the result is that of the command line, row by row', async (t) => {
  const { page, folder } = await openFiles(t);
  const lines = ['name,born', 'Ilirjan Breguzhta,1984', 'Amber Quill,', 'Nobody Whatsoever,1970', 'Hemin Khoshkany; Amber Quill; Qxzvw Kjhgf,', 'Al-Zahrawani,1960', ','];
  const input = join(folder, 'names.csv');
  const output = join(folder, 'screened.csv');
  await writeFile(input, lines.join('\n'));
  await promisify(execFile)(builder, ['screen', join(folder, 'data'), '--input', input, '--column', 'name', '--born', 'born', '--keep', 'all', '--out', output]);
  await check(page, [lines.join('\n')]);
  const ours = await download(page);
  const theirs = (await readFile(output, 'utf8')).trim().split(/\r?\n/).map(cells);
  assert.deepEqual([ours.header, ...ours.rows], theirs);
});

test('a list that cannot be relied on gives no row "nothing found"', async (t) => {
  const { page } = await openFiles(t, { change: null });
  await check(page, ['name\nNobody Whatsoever\nAmber Quill\n']);
  const text = await shown(page);
  assert.match(text, /cannot be relied on to say that a name is not on them/);
  assert.doesNotMatch(text, /No listed name like this was found/);
  const { header, rows } = await download(page);
  assert.deepEqual(rows.map((row) => row[header.indexOf('outcome')]), ['no-verdict', 'hits']);
});

test('a list that was not searched is said to be that, in the result and in its cells', async (t) => {
  const { page } = await openFiles(t, {
    change: async (folder) => {
      await asRealList(folder);
      await addList(folder, 'xx', 'Second list', ({ packs }) => { packs[0].sha256 = '0'.repeat(64); });
    },
  });
  await check(page, ['name\nNobody Whatsoever\n']);
  const text = await shown(page);
  assert.match(text, /These lists could not be loaded and were not searched: Second list\./);
  assert.doesNotMatch(text, /cannot be relied on to say/);
  const { header, rows: [row] } = await download(page);
  assert.equal(row[header.indexOf('outcome')], 'no-verdict');
  assert.match(row[header.indexOf('checked_at')], /^[^|]+\|$/);
});

test('nothing of a file leaves the page, and nothing stays of one that is forgotten', async (t) => {
  const traces = [];
  for (const [name, words] of [['Ilirjan Breguzhta', 'Zwoelfter'], ['Amber Quill', 'Qwertyland']]) {
    const { page, record, url } = await openFiles(t);
    // Listeners of the page that were not there before the element was.
    await page.evaluate(() => {
      globalThis.heard = [];
      for (const type of ['drop', 'dragover', 'paste', 'copy', 'keydown', 'input', 'beforeinput']) {
        document.addEventListener(type, (event) => globalThis.heard.push(event.type), true);
      }
    });
    const field = page.getByLabel('Or paste names');
    await field.pressSequentially('qxzvw');
    await page.evaluate((text) => {
      const panel = document.querySelector('sanctions-lookup').shadowRoot.querySelector('textarea');
      for (const type of ['dragover', 'drop']) {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], 'secret-name.csv'));
        panel.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }));
      }
    }, `name,born,note\n${name},1943,${words}\n`);
    await button(page, 'Check 1 row').click();
    await finished(page);
    assert.deepEqual(await page.evaluate(() => globalThis.heard), []);
    await download(page);
    await button(page, 'Forget this file').click();
    await page.getByLabel('Choose a file').waitFor();
    const everything = JSON.stringify(record);
    assert.doesNotMatch(everything, /bregu|quill|qxzvw|1943|zwoelf|qwerty|secret-name|SAMPLE-/i);
    assert.doesNotMatch(await shown(page), /Breguzhta|Quill|1943|Zwoelf|Qwerty|secret/);
    assert.deepEqual([record.storage, record.console, record.errors, record.violations], [[], [], [], []]);
    assert.deepEqual(await page.context().cookies(), []);
    assert.deepEqual(await readStorage(page), {});
    traces.push({
      // How often is for the browser's cache to say.
      requests: [...new Set(record.requests.map(({ method, url: to, body }) => `${method} ${to.replace(url, '')} ${body}`))].sort(),
      history: record.history, events: record.events.map(({ type }) => type).filter((type) => !/drag|drop|change/.test(type)), titles: record.titles,
    });
  }
  assert.deepEqual(traces[0], traces[1]);
});

test('every step is accessible, also when it is narrow', async (t) => {
  const { page } = await openFiles(t);
  const look = async (step) => {
    assert.deepEqual(await findAccessibilityFaults(page), [], step);
    if (has(t, 'a colour scheme, forced colours or print')) {
      await page.emulateMedia({ colorScheme: 'dark' });
      assert.deepEqual(await findAccessibilityFaults(page), [], `${step}, dark`);
      await page.emulateMedia({ colorScheme: 'light' });
    }
    assert.deepEqual(await findHtmlFaults(page), [], step);
    await page.setViewportSize({ width: 320, height: 640 });
    const [client, scroll] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
    assert.ok(scroll <= client, `${step}: ${scroll} in ${client}`);
    await page.setViewportSize({ width: 1280, height: 720 });
  };
  await look('choose');
  await give(page, [`name,born,country,note\nIlirjan Breguzhta,1984,Albania,${'long '.repeat(40)}\nAl-Zahrawani,,,\n,,,\n`]);
  await heading(page, 'Is this the right table?').waitFor();
  await look('columns');
  await button(page, 'Check 3 rows').click();
  await finished(page);
  await look('result');
});

test('a keyboard is enough, and the focus goes with the steps', needs('workers, one by one'), async (t) => {
  const { page } = await openFiles(t);
  await page.getByLabel('Or paste names').press('Tab');
  await page.getByLabel('Or paste names').fill('Amber Quill');
  await button(page, 'Use the pasted rows').press('Enter');
  await heading(page, 'Is this the right table?').waitFor();
  assert.match(await focused(page), /Is this the right table/);
  await button(page, 'Check 1 row').press('Enter');
  await finished(page);
  assert.match(await focused(page), /^Result$/);
  await button(page, 'Close').press('Enter');
  await button(page, 'Forget it').press('Enter');
  await button(page, 'Close').waitFor({ state: 'detached' });
  assert.match(await focused(page), /Check a list of names/);
});
