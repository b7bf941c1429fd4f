// The result of a checked file as XLSX: its cells are those of the command line, whatever is in the file; what a sheet
// cannot hold gets a sentence, and the CSV is still there.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { needs } from './browsers.mjs';
import { findAccessibilityFaults } from './checks.mjs';
import { button, cells, check, download, downloadWorkbook, give, openFiles } from './files.mjs';
import { finished, shown } from './widget.mjs';
import { builder } from './site.mjs';
import { cellsOf, unpacked } from './workbooks.mjs';

const run = promisify(execFile);
const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;
const asText = (rows) => rows.map((row) => row.map(quoted).join(',')).join('\r\n');

const NAMES = ['Ilirjan Breguzhta', '=Amber Quill', 'Nobody Whatsoever', 'Hemin Khoshkany; Amber Quill; Qxzvw Kjhgf', '', 'Al-Zahrawani', '王', 'SAMPLE-0001'];
const HOSTILE = ['=1+1', '0123', 'a\u0001\u001Fb', '+44 20', 'TRUE', '1e5', '_x0041_', 'line\nbreak <&> "x"', ' 7 ', '-1', '2026-11-27', '\u202Ex'];
const BORN = ['1984', '14/03/1984', '12 March 1971', '', '1960', '', '', ''];

for (const [settings, withBorn] of [['names alone', false], ['names and dates of birth', true]]) {
  test(`with ${settings} the cells are those of the command line`, async (t) => {
    const { page, folder, record } = await openFiles(t);
    const loaded = () => record.requests.filter(({ url }) => /\/xlsx\./.test(url)).length;
    const text = asText([
      ['name', withBorn ? 'born' : 'remark', 'row', '=note', ''],
      ...HOSTILE.map((cell, place) => [NAMES[place % NAMES.length], withBorn ? BORN[place % BORN.length] : 'x', cell, HOSTILE.at(-place), '']),
    ]);
    const input = join(folder, 'in.csv');
    const [ours, theirs] = ['ours.xlsx', 'theirs.xlsx'].map((name) => join(folder, name));
    await writeFile(input, text);
    const screen = (from, out, column, more = []) => run(builder, ['screen', join(folder, 'data'), '--input', from, '--column', column, '--keep', 'all', '--out', out, ...more]);
    await screen(input, theirs, 'name', withBorn ? ['--born', 'born'] : []);
    await check(page, [text]);
    assert.equal(loaded(), 0);
    const { name, type, bytes } = await downloadWorkbook(page);
    assert.equal(loaded(), 2);
    assert.deepEqual([name, type], ['checked-names.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
    const cells = cellsOf(bytes);
    assert.deepEqual(cells, cellsOf(await readFile(theirs)));
    // A number is one, and a text is none, whatever it looks like.
    assert.deepEqual([cells.A1, cells.A2, cells.B2], ['row', 1, NAMES[0]]);
    const values = Object.values(cells);
    for (const cell of HOSTILE) assert.ok(values.includes(cell), cell);
    assert.equal(withBorn, values.includes('details'));
    assert.ok(values.includes('input_row') && values.includes('reason'));
    assert.doesNotMatch(unpacked(bytes)['xl/worksheets/sheet1.xml'], /<f[ >]/);
    // And so the program itself reads them.
    await writeFile(ours, bytes);
    const [one, other] = [`${ours}.csv`, `${theirs}.csv`];
    await Promise.all([screen(ours, one, 'query'), screen(theirs, other, 'query')]);
    assert.equal(await readFile(one, 'utf8'), await readFile(other, 'utf8'));
    // The CSV has the same, with what could run made text.
    const csv = await download(page);
    assert.deepEqual(csv.header.slice(0, -4), Object.keys(cells).filter((place) => /^[A-Z]+1$/.test(place)).slice(0, -4).map((place) => cells[place]));
    assert.deepEqual([record.violations, record.errors, record.console, record.storage], [[], [], [], []]);
  });
}

test('decisions are beside the hits in both forms, as the command line has them, and go with a record that is closed without them', async (t) => {
  const { page, folder } = await openFiles(t);
  const path = (name) => join(folder, name);
  const screen = (...more) => run(builder, ['screen', join(folder, 'data'), '--input', path('in.csv'), '--column', 'name', '--born', 'born', '--keep', 'all', ...more]);
  const lines = ['name,born', 'Ilirjan Breguzhta,1984', 'Nobody Whatsoever,', 'Amber Quill,', 'Hemin Khoshkany; Amber Quill,'];
  await writeFile(path('in.csv'), lines.join('\n'));
  await screen('--out', path('out.csv'), '--record', path('record.json'));
  const { rows: checked } = JSON.parse(await readFile(path('record.json'), 'utf8'));
  for (const [row, decision] of [[1, 'not-a-match'], [3, 'needs-a-look']]) {
    const [{ list, id }] = checked[row - 1].hits;
    await run(builder, ['decide', path('record.json'), '--row', String(row), '--hit', `${list}:${id}`, '--decision', decision, '--by', 'A. Clerk', '--reason', 'known, since "1990"', '--decisions', path('decisions.json')]);
  }
  // The first row has changed since.
  lines[1] = 'Ilirjan Breguzhta,1985';
  await writeFile(path('in.csv'), lines.join('\n'));
  await screen('--out', path('theirs.xlsx'), '--decisions', path('decisions.json'));
  await screen('--out', path('theirs.csv'), '--decisions', path('decisions.json'));
  await check(page, [lines.join('\n')]);
  const before = await download(page);
  assert.ok(!before.header.includes('decision'));
  const record = async () => {
    await button(page, 'Save this check').click();
    await page.getByText('The record is ready.').waitFor();
  };
  await record();
  assert.deepEqual(await download(page), before);
  await page.evaluate((text) => {
    const field = [...document.querySelector('sanctions-lookup').shadowRoot.querySelectorAll('.decisions input[type=file]')][0];
    const data = new DataTransfer();
    data.items.add(new File([text], 'decisions.json'));
    field.files = data.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, await readFile(path('decisions.json'), 'utf8'));
  await button(page, /^Use them/).click();
  await page.getByText(/Quiet: 0. Changed since they were decided: 1/).waitFor();
  const theirs = (await readFile(path('theirs.csv'), 'utf8')).trim().split(/\r?\n/).map(cells);
  const words = theirs.map((row) => row[theirs[0].indexOf('decision')]);
  assert.deepEqual([...new Set(words)].sort(), ['', 'decision', 'needs-a-look', 'speaks-again']);
  const { header, rows } = await download(page);
  assert.deepEqual([header, ...rows], theirs);
  assert.deepEqual(cellsOf((await downloadWorkbook(page)).bytes), cellsOf(await readFile(path('theirs.xlsx'))));
  // One more that is in no file goes with the record.
  const open = page.getByRole('group', { name: /^Row 3/ }).first();
  await page.getByLabel('Who decides').fill('B. Clerk');
  await open.getByLabel('Decision').selectOption('Match');
  await open.getByLabel('Reason in words').fill('the same number');
  await open.getByRole('button', { name: 'Decide' }).click();
  await page.getByRole('status').filter({ hasText: /^Decided\. / }).waitFor();
  const later = await download(page);
  const row = (result, number) => result.rows.find(([own]) => own === number);
  assert.equal(row(later, '3')[header.indexOf('decision')], 'match');
  assert.match(row(later, '3')[header.indexOf('decision_note')], /^match by B\. Clerk on .*: the same number$/);
  await page.getByRole('region', { name: 'Save this check of a file' }).getByRole('button', { name: 'Close' }).click();
  await button(page, 'Go on without them').click();
  await page.getByRole('region', { name: 'Save this check of a file' }).waitFor({ state: 'detached' });
  assert.deepEqual(await download(page), before);
});

test('a cell that is too long for a sheet gets a sentence, and the result is there as CSV', async (t) => {
  const { page, record } = await openFiles(t);
  await check(page, [`name,note\nAmber Quill,short\nNobody Whatsoever,${'x'.repeat(40_000)}\n`]);
  await button(page, 'Download the result as XLSX').click();
  await page.getByText('Row 2 has a text of more than 32,767 characters, which a cell of XLSX cannot hold. Download the result as CSV.').first().waitFor();
  const { header, rows } = await download(page);
  assert.equal(rows[1][header.indexOf('note')].length, 40_000);
  assert.deepEqual(record.errors, []);
});

test('a file with more rows than are written as XLSX is told so', async (t) => {
  const { page } = await openFiles(t);
  const row = 'Nobody Whatsoever\n';
  await give(page, [`name\n${row}`, row.repeat(10_000)], { times: 10 });
  await button(page, /^Check 100,001 rows/).click();
  await button(page, 'Cancel').click();
  await finished(page);
  assert.match(await shown(page), /XLSX is offered for files of up to 100,000 rows/);
  assert.equal(await button(page, 'Download the result as XLSX').count(), 0);
  assert.equal((await download(page)).rows.length, 100_001);
});

for (const [what, file] of [['wasm', /^xlsx\..*\.wasm/], ['script', /^xlsx\..*\.js/]]) {
  test(`where the writer's ${what} cannot be loaded the page says so, offers the CSV, and tries again`, async (t) => {
    const { page, folder } = await openFiles(t);
    await check(page, ['name\nAmber Quill\n']);
    const moved = (await readdir(folder)).filter((name) => file.test(name));
    assert.ok(moved.length > 0);
    for (const name of moved) await rename(join(folder, name), join(folder, `away.${name}`));
    await button(page, 'Download the result as XLSX').click();
    await page.getByText('The part of this page that writes XLSX could not be loaded or has stopped.').first().waitFor();
    assert.equal((await download(page)).rows.length, 1);
    await page.getByText('could not be loaded or has stopped').waitFor({ state: 'detached' });
    for (const name of moved) await rename(join(folder, `away.${name}`), join(folder, name));
    assert.equal(cellsOf((await downloadWorkbook(page)).bytes).A2, 1);
  });
}

test('rows that a cancelled check did not reach say so', async (t) => {
  const { page } = await openFiles(t);
  const rows = Array.from({ length: 20_000 }, (_, row) => `Person Number${row} Qxzvw`).join('\n');
  await give(page, [`name\n${rows}\n`]);
  await button(page, /^Check 20,000 rows/).click();
  await button(page, 'Pause').click();
  await button(page, 'Cancel').click();
  await finished(page);
  const { header, rows: lines } = await download(page);
  const outcome = header.indexOf('outcome');
  const cells = cellsOf((await downloadWorkbook(page)).bytes);
  const column = String.fromCharCode(65 + outcome);
  assert.deepEqual(lines.map((line) => line[outcome]), lines.map((_, place) => cells[`${column}${place + 2}`]));
  assert.ok(lines.some((line) => line[outcome] === 'not-reached'));
  assert.equal(cells[`${column}${lines.length + 2}`], undefined);
});

test('a keyboard is enough, what happens is announced, and nothing is asked before leaving', needs('workers, one by one'), async (t) => {
  const { page } = await openFiles(t);
  await check(page, ['name\nAmber Quill\n']);
  const press = button(page, 'Download the result as XLSX');
  await button(page, 'Download the result as CSV').focus();
  await page.keyboard.press('Tab');
  assert.ok(await press.evaluate((node) => node.matches(':focus')));
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'The result was saved as XLSX' }).first().waitFor();
  // Firefox gives its list of downloads the keyboard, and `:focus` fits nothing in a page without it.
  assert.ok(await press.evaluate((node) => node.getRootNode().activeElement === node));
  assert.equal(await page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))), false);
  assert.deepEqual(await findAccessibilityFaults(page), []);
});
