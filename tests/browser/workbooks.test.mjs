// XLSX and ODS in the check of a file: the rows are those of the command line, the record is proved by the workbook,
// and a workbook that cannot be read gets a sentence.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { button, cells, check, download, give, heading, openFiles } from './files.mjs';
import { builder } from './site.mjs';
import { finished, shown } from './widget.mjs';
import { compound, ods, packed, xlsx } from './workbooks.mjs';

const run = promisify(execFile);

// 30755 days: 14 March 1984.
const customers = [
  ['Ref', 'Full name', 'DOB', 'Note'],
  [1, 'Ilirjan Breguzhta', { days: 30755 }, '=1+1'],
  [2, 'Nobody Whatsoever', { days: 29221 }],
  [3],
  [4, 'Hemin Khoshkany; Amber Quill; Qxzvw Kjhgf', null, 0.25],
  [5, { formula: 'B2', value: 7 }, null, 'a "quoted", & <odd> note'],
];
const asText = customers.map((row) => row.map((cell) => {
  if (cell?.days) return { date: cell.days === 30755 ? '1984-03-14' : '1980-01-01' };
  return String(cell?.value ?? cell ?? '');
}));

for (const [name, book] of [['customers.xlsx', xlsx([['Clients', customers]])], ['customers.ods', ods([['Clients', asText]])]]) {
  test(`${name}: the rows are those of the command line, and the record is proved by the workbook`, async (t) => {
    const { page, folder, record } = await openFiles(t);
    const input = join(folder, name);
    const out = join(folder, 'screened.csv');
    const data = join(folder, 'data');
    await writeFile(input, book);
    await run(builder, ['screen', data, '--input', input, '--column', 'Full name', '--born', 'DOB', '--keep', 'all', '--out', out, '--record', join(folder, 'theirs.json')]);
    // Its name says nothing.
    await check(page, [[...book]], { name: 'customers.csv' });
    const ours = await download(page);
    const theirs = (await readFile(out, 'utf8')).replace(/^\uFEFF/, '').trim().split(/\r?\n/).map(cells);
    const shared = ['row', 'query', 'rank', 'list', 'id', 'kind', 'matched_name', 'score', 'band', 'outcome', 'hits_total', 'suppressed', 'part', 'part_outcome', 'Ref', 'Full name', 'DOB', 'Note'];
    const pick = (header, rows) => rows.map((row) => shared.map((column) => row[header.indexOf(column)]));
    assert.deepEqual(pick(ours.header, ours.rows), pick(theirs[0], theirs.slice(1)));
    assert.deepEqual([...new Set(ours.rows.map(([row]) => row))], ['1', '2', '3', '4', '5']);
    assert.equal(ours.rows[0][ours.header.indexOf('DOB')], '1984-03-14');
    await button(page, 'Save this check').click();
    await page.getByText('The record is ready.').waitFor();
    await page.evaluate(() => { globalThis.saved = undefined; });
    await button(page, 'Save the record').click();
    const made = join(folder, 'ours.json');
    await writeFile(made, await page.evaluate(async () => {
      while (!globalThis.saved) await new Promise((resolve) => { setTimeout(resolve, 20); });
      return globalThis.saved.text();
    }));
    const { input: read } = JSON.parse(await readFile(made, 'utf8'));
    assert.equal(read.sheet, 'Clients');
    const { stdout } = await run(builder, ['verify', made, '--data', data, '--input', input, '--json']);
    assert.deepEqual([JSON.parse(stdout).verdict, JSON.parse(stdout).differences], ['same', []]);
    // And the same rows are in the record of the command line.
    const rows = async (file) => JSON.parse(await readFile(file, 'utf8')).rows.map(({ number, outcome, hits }) => [number, outcome, hits]);
    assert.deepEqual(await rows(made), await rows(join(folder, 'theirs.json')));
    assert.deepEqual([record.violations, record.errors], [[], []]);
  });
}

test('of several sheets the first with rows is taken and named, and another can be chosen', async (t) => {
  const { page } = await openFiles(t);
  const book = xlsx([['Notes', []], ['Clients', [['name'], ['Amber Quill']]], ['Suppliers', [['name', 'ref'], ['Nobody Whatsoever', 1], ['Amber Quill', 2]]]]);
  await give(page, [[...book]], { name: 'book.xlsx' });
  await button(page, 'Check 1 row').waitFor();
  assert.match(await shown(page), /book\.xlsx, Clients: 1 row\.[^]*Only this one is checked/);
  assert.equal(await page.getByLabel('Separator').count(), 0);
  assert.equal(await page.getByLabel(/^Sheet$/).evaluate((node) => node.value), 'Clients');
  await page.getByLabel(/^Sheet$/).selectOption('Suppliers');
  await button(page, 'Check 2 rows').click();
  await finished(page);
  assert.match(await shown(page), /book\.xlsx, Suppliers: 2 rows/);
  await button(page, 'Forget this file').click();
  await button(page, 'Forget it').click();
  // A sheet with a fault is named, and the other is one press away.
  const faulty = xlsx([['Report', [['Clients of ours'], ['name', 'ref'], ['Orsek', 1]]], ['Clients', [['name'], ['Amber Quill']]]]);
  await give(page, [[...faulty]]);
  await page.getByText(/The sheet “Report” cannot be read with certainty.*line 2/).first().waitFor();
  await page.getByLabel(/^Sheet$/).selectOption('Clients');
  await button(page, 'Check 1 row').waitFor();
});

test('a workbook that cannot be read gets a sentence, and the tab lives', async (t) => {
  const { page, record } = await openFiles(t);
  const whole = xlsx([['Clients', [['name'], ['Amber Quill']]]]);
  const one = (rows) => xlsx([['Clients', rows]]);
  const text = `<si><t>${'x'.repeat(1 << 20)}</t></si>`;
  const bomb = packed([
    ['xl/workbook.xml', '<workbook><sheets><sheet name="Only" r:id="a"/></sheets></workbook>'],
    ['xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="b" Type="x/sharedStrings" Target="shared.xml"/></Relationships>'],
    ['xl/shared.xml', `<sst count="9999999999">${text.repeat(129)}</sst>`],
  ]);
  for (const [file, sentence, name] of [
    [compound(true), 'protected by a password; save it without one', 'customers.xlsx'],
    [compound(false), 'an older Excel workbook (.xls); save it as .xlsx or .csv', 'customers.xlsx'],
    [whole.subarray(0, whole.length / 2), 'the workbook is damaged'],
    [packed([['word/document.xml', '<x/>']]), 'no .xlsx or .ods workbook'],
    [Buffer.from('PK\x05\x06\0\0\0\0'), 'no .xlsx or .ods workbook'],
    [bomb, 'more than 128 MB of texts'],
    [one(`<row><c t="str"><v>${'x'.repeat(17 << 20)}</v></c></row>`), 'unpacks to more than 2 GB'],
    [one('<row><c r="BDWGN1"><v>1</v></c></row>'), 'cells out of order'],
    [one(`<row>${'<c><v>1</v></c>'.repeat(16_385)}</row>`), 'cells out of order'],
    [one([['name'], [{ formula: 'A1' }]]), 'row 2, column 1: the formula was saved without its result'],
    [one([['Report'], ['name', 'ref']]), 'line 2, column 2: the row has 2 cells'],
    [one([]), 'The file is empty'],
  ]) {
    await give(page, [[...file]], { name });
    await page.getByText(sentence).first().waitFor();
  }
  // A repeated cell takes no memory.
  const cell = '<table:table-cell table:number-columns-repeated="18446744073709551615"><text:p>x</text:p></table:table-cell>';
  await give(page, [[...packed([['content.xml', `<office:spreadsheet><table:table><table:table-row>${cell}</table:table-row></table:table></office:spreadsheet>`]])]]);
  await page.getByText('a row has too many cells').first().waitFor();
  await heading(page, 'Check a list of names').first().waitFor();
  await check(page, [[...whole]]);
  assert.match(await shown(page), /Same name\s+1/);
  assert.deepEqual(record.errors, []);
});
