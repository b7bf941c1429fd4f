// A list as somebody would write it who means harm: the sample list, with a few designations more
// in which every field carries the same attack.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleList } from './site.mjs';

/** What a field can hold that a page might run, follow, load or be confused by, each by name. */
export const attacks = {
  'an image with a handler': '<img src=x onerror=alert(1)>',
  'the end of an attribute': '"><script>alert(1)</script>',
  'HTML behind entities': '&lt;svg onload=alert(1)&gt;',
  'the end of a comment and of a template': '--></template></style><base href=//x>{{alert(1)}}${alert(1)}',
  'an address that is a script': 'javascript:alert(1)//https://x.example',
  'direction turned round': '\u202Egnp.exe\u202D\u2067',
  'control characters': 'a\u0001b\u0007\u001B[31mc\u0085d\u200Be',
  'a formula': '=HYPERLINK("https://x.example","x")',
  '20,000 characters without a space': 'Z'.repeat(20_000),
};

/** One of each kind, by which the attacks come in. */
const carriers = ['SAMPLE-GIM9001', 'SAMPLE-GIM9016', 'SAMPLE-RUS9007'];

// What decides how a row is read; an attack there makes it another row or a warning.
const kept = new Set(['Designation Type', 'Name type', 'D.O.B', 'Date Designated', 'Last Updated']);

/**
 * Writes the list into a folder. Gives `{ path, entries }`, an entry `{ id, number, attack }` for
 * each designation that carries one: its ID as the page has it, and a number that finds it alone.
 */
export async function writeHostileList(folder) {
  const [report, columns, ...rows] = parse(await readFile(sampleList, 'utf8'));
  const id = columns.indexOf('Unique ID');
  const entries = [];
  const added = [];
  for (const attack of Object.values(attacks)) {
    for (const carrier of carriers) {
      const [row] = rows.filter((cells) => cells[id] === carrier);
      const carrying = row.map((cell, place) => (kept.has(columns[place]) ? cell : `${cell} ${attack}`));
      const number = String(995000 + entries.length);
      carrying[columns.indexOf('OFSI Group ID')] = number;
      added.push(carrying);
      entries.push({ id: asRead(carrying[id]), number, attack });
    }
  }
  const path = join(folder, 'hostile.csv');
  await writeFile(path, write([report, columns, ...rows, ...added]));
  return { path, entries };
}

/** What the reader makes of a text: entities decoded once, white space and control characters one space. */
export function asRead(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** The sample list with this many entities more, which have `word` in their names among other words. */
export async function writeListWithMany(folder, word, count) {
  const [report, columns, ...rows] = parse(await readFile(sampleList, 'utf8'));
  const place = (column) => columns.indexOf(column);
  const [model] = rows.filter((cells) => cells[place('Unique ID')] === 'SAMPLE-GIM9016' && cells[place('Name type')] === 'Primary Name');
  const many = Array.from({ length: count }, (_, number) => {
    const letters = [...String(number).padStart(3, '0')].map((digit) => 'bdfgklmnpr'[digit]).join('a');
    const row = [...model];
    row[place('Unique ID')] = `SAMPLE-GIM${8000 + number}`;
    row[place('OFSI Group ID')] = String(995000 + number);
    row[place('Name 6')] = `${letters}ove ${word}`.toUpperCase();
    return row;
  });
  const path = join(folder, 'many.csv');
  await writeFile(path, write([report, columns, ...rows, ...many]));
  return path;
}

/** The entries of `listOfKinds`: family name, kind, regime, measures, country, day. */
const KINDS = [
  ['KESTRUN', 'Individual', 'GIM', 'Asset freeze', 'Mali', '23/07/2025'],
  ['KESTRUNO', 'Individual', 'GIM', 'Asset freeze|Travel Ban', 'Mali', '23/07/2025'],
  ['KESTRUNO', 'Individual', 'GIM', 'Asset freeze', 'Mali', '23/07/2025'],
  ['KESTRAN', 'Individual', 'GIM', 'Asset freeze|Travel Ban', 'Chad', '01/03/2026'],
  ['KASTRANU', 'Individual', 'RUS', 'Asset freeze|Travel Ban', 'Chad', '01/02/2022'],
  ['KASTRUM', 'Individual', 'RUS', 'Asset freeze|Travel Ban', 'Mali', '01/02/2022'],
  ['KASTRANO', 'Individual', 'RUS', 'Asset freeze|Travel Ban', 'Peru', '01/02/2022'],
  ['KOSTRUM', 'Individual', 'AFG', 'Asset freeze|Travel Ban', 'Peru', '01/02/2021'],
  ['KOSTRANU', 'Individual', 'AFG', 'Asset freeze|Travel Ban', 'Mali', '01/02/2021'],
];

/**
 * The sample list with one entry named Talo KESTRUN, and others of several regimes with similar names, for as
 * long as `t` runs; gives its path.
 */
export async function listOfKinds(t) {
  const folder = await mkdtemp(join(tmpdir(), 'kinds-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [report, columns, ...rows] = parse(await readFile(sampleList, 'utf8'));
  const place = (column) => columns.indexOf(column);
  const first = (id) => rows.find((cells) => cells[place('Unique ID')].startsWith(id) && cells[place('Name type')] === 'Primary Name');
  const regimeOf = (code) => first(`SAMPLE-${code}`)[place('Regime Name')];
  const model = first('SAMPLE-GIM9001');
  const all = KINDS.map(([family, kind, regime, measures, country, day], number) => {
    const row = [...model];
    row[place('Unique ID')] = `SAMPLE-${regime}${8000 + number}`;
    row[place('OFSI Group ID')] = String(995000 + number);
    row[place('Name 6')] = family;
    row[place('Name 1')] = 'Talo';
    for (const other of ['Name 2', 'Name 3', 'Name 4', 'Name 5']) row[place(other)] = '';
    row[place('Regime Name')] = regimeOf(regime);
    row[place('Designation Type')] = kind;
    row[place('Sanctions Imposed')] = measures;
    row[place('Nationality(/ies)')] = country;
    row[place('Date Designated')] = day;
    return row;
  });
  const path = join(folder, 'kinds.csv');
  await writeFile(path, write([report, columns, ...rows, ...all]));
  return path;
}

/** The sample list with something in the first name on it. */
export async function writeListWith(folder, text) {
  const [report, columns, ...rows] = parse(await readFile(sampleList, 'utf8'));
  rows[0][columns.indexOf('Name 1')] += text;
  const path = join(folder, 'list.csv');
  await writeFile(path, write([report, columns, ...rows]));
  return path;
}

function parse(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1 || row[0]);
}

function write(rows) {
  const [[report], ...others] = rows;
  return `${report}\n${others.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`;
}
