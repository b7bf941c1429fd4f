// A check record that the page makes: the command line accepts it, nothing of it leaves the page, and it prints.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { has, name as browser } from './browsers.mjs';
import { findAccessibilityFaults, findHtmlFaults } from './checks.mjs';
import { openPage, readStorage } from './page.mjs';
import { addList, asRealList, builder, sampleList, serveSite } from './site.mjs';
import { earlierToday, box, finished, know, ready, shown, type } from './widget.mjs';

const run = promisify(execFile);

const button = (page, name) => page.getByRole('button', { name, exact: true });

async function openSite(t, { change = asRealList, options } = {}) {
  const { url, folder } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change });
  const { page, record } = await openPage(t, url, options);
  await ready(page);
  return { url, folder, page, record };
}

/** Files that are gone with the test. */
async function work(t) {
  const folder = await mkdtemp(join(tmpdir(), 'records-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Searches a name and opens its record. */
async function openRecord(page, text) {
  await type(page, text);
  await page.keyboard.press('Enter');
  await button(page, 'Save this check').click();
  await page.getByText('The record is ready.').waitFor();
}

/** Saves what a button saves; gives the name of the file and its text. */
async function saved(page, name) {
  await page.evaluate(() => {
    URL.createObjectURL = (blob) => {
      globalThis.saved = blob;
      return 'blob:none';
    };
    HTMLAnchorElement.prototype.click = function () {
      globalThis.savedAs = this.download;
    };
  });
  await page.evaluate(() => { globalThis.saved = undefined; });
  await button(page, name).click();
  return page.evaluate(async () => {
    while (!globalThis.saved) await new Promise((resolve) => { setTimeout(resolve, 20); });
    return { name: globalThis.savedAs, text: await globalThis.saved.text() };
  });
}

/** What the command line says of a record. */
async function verify(folder, text, ...more) {
  const file = join(folder, 'record.json');
  await writeFile(file, text);
  const ended = await run(builder, ['verify', file, '--json', ...more]).catch((error) => error);
  return { status: ended.code ?? 0, ...JSON.parse(ended.stdout) };
}

test('the command line accepts the record of a search in the page, bit for bit', async (t) => {
  const { folder, page, record } = await openSite(t);
  const files = await work(t);
  const loaded = () => record.requests.filter(({ url }) => /\/record\./.test(url)).length;
  for (const [text, outcome, ...facts] of [
    ['Ilirjan Breguzhta', 'hits', { born: '14/3/1984', country: 'Albania' }],
    ['Nobody Whatsoever', 'nothing-found'],
    ['Mr Ilirian Bregushta (DOB 1975)', 'hits'],
    ['Илирян Брегушта', 'hits'],
  ]) {
    if (text === 'Ilirjan Breguzhta') assert.equal(loaded(), 0, 'loaded before it is asked for');
    await type(page, text);
    if (facts[0]) await know(page, facts[0]);
    await page.keyboard.press('Enter');
    await openRecord(page, text);
    const { name, text: written } = await saved(page, 'Save the record');
    assert.equal(name, 'check-record.json');
    const made = JSON.parse(written);
    assert.equal(made.rows[0].outcome, outcome, text);
    assert.equal(made.rows[0].searched.name, text);
    assert.match(await shown(page), new RegExp(made.sha256));
    assert.deepEqual(await verify(files, written, '--data', join(folder, 'data')).then(({ verdict, status }) => [verdict, status]), ['same', 0]);
    await button(page, 'Close').click();
  }
  assert.deepEqual(record.violations, []);
  assert.deepEqual(record.errors, []);
  assert.deepEqual(await readStorage(page), {});
  for (const told of [record.requests, record.console, record.events, record.history, record.titles]) {
    assert.doesNotMatch(JSON.stringify(told), /Breguzhta|Whatsoever/i);
  }
});

test('what was typed can be left out of a record, and the command line still proves it', async (t) => {
  const { folder, page } = await openSite(t);
  const files = await work(t);
  await openRecord(page, 'Ilirjan Breguzhta');
  await page.getByLabel(/Leave out what I typed/).click();
  await page.getByText('The record has a salted SHA-256').waitFor();
  await page.getByText('The record is ready.').waitFor();
  const { text } = await saved(page, 'Save the record');
  assert.doesNotMatch(text, /breguzhta/i);
  await writeFile(join(files, 'name.txt'), 'Ilirjan Breguzhta\n');
  const data = ['--data', join(folder, 'data')];
  assert.equal((await verify(files, text, ...data)).verdict, 'not-run-again');
  assert.equal((await verify(files, text, ...data, '--input', join(files, 'name.txt'))).verdict, 'same');
});

test('a record is offered beside an answer only, and names a list that could not be searched', async (t) => {
  const { page } = await openSite(t, {
    change: async (folder) => {
      await asRealList(folder);
      await addList(folder, 'xx', 'Second list', ({ packs }) => { packs[0].sha256 = '0'.repeat(64); });
    },
  });
  assert.equal(await button(page, 'Save this check').count(), 0);
  await type(page, 'x');
  await page.keyboard.press('Enter');
  assert.equal(await button(page, 'Save this check').count(), 0);
  await openRecord(page, 'Nobody Whatsoever');
  const text = await shown(page);
  assert.match(text, /Nothing can be said about this name: a list could not be relied on/);
  assert.match(text, /Second list[^]*could not be loaded, so it was not searched/);
  assert.doesNotMatch(text, /No listed name like this was found in these lists/);
  assert.equal(text.match(/The pack that was searched/g).length, 1);
  const { text: written } = await saved(page, 'Save the record');
  assert.deepEqual(JSON.parse(written).lists.map(({ status }) => status), ['current', 'failed']);
});

test('a record whose program cannot be loaded says so, and is made when it can', async (t) => {
  const { page, folder } = await openSite(t);
  await type(page, 'Ilirjan Breguzhta');
  await page.keyboard.press('Enter');
  const names = await readdir(folder);
  for (const [pattern, words] of [[/^record\..*\.js$/, /a part of this page cannot be loaded/], [/^record\..*\.wasm$/, /has stopped|cannot be loaded/]]) {
    const file = join(folder, names.find((name) => pattern.test(name)));
    await rename(file, `${file}.away`);
    await button(page, 'Save this check').click();
    await page.getByText(words).waitFor();
    await rename(`${file}.away`, file);
    if (await button(page, 'Close').count()) await button(page, 'Close').click();
    // A browser remembers that a module could not be loaded.
    if (pattern.test('record.0.js')) {
      await page.reload();
      await ready(page);
      await type(page, 'Ilirjan Breguzhta');
      await page.keyboard.press('Enter');
    }
  }
  await button(page, 'Save this check').click();
  await page.getByText('The record is ready.').waitFor();
});

test('the sheet of a record is sound HTML, accessible, and ends with the panel', async (t) => {
  const { page } = await openSite(t);
  await openRecord(page, 'Ilirjan Breguzhta');
  assert.deepEqual(await findAccessibilityFaults(page), []);
  assert.deepEqual(await findHtmlFaults(page), []);
  const text = await shown(page);
  for (const words of [/Ilirjan BREGUSHTA/, /Very similar name|Similar name/, /by the clock of this device, which nobody has checked/, /14 March 1984/, /People share names/, /sounds similar|spelt in a similar way/]) {
    assert.match(text, words);
  }
  await button(page, 'Close').click();
  assert.equal(await page.getByRole('heading', { name: 'Check record' }).count(), 0);
  assert.equal(await box(page).inputValue(), 'Ilirjan Breguzhta');
});

test('a record prints as pages of A4, without the page around it', { skip: browser !== 'chromium' && 'only Chromium prints from outside' }, async (t) => {
  const { page } = await openSite(t);
  await openRecord(page, 'Ilirjan Breguzhta');
  const printed = page.evaluate(() => new Promise((resolve) => {
    globalThis.print = () => resolve([...document.adoptedStyleSheets].map((sheet) => sheet.cssRules[0].cssText).join(' '));
  }));
  await button(page, 'Print').click();
  assert.match(await printed, /@page/);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await box(page).isVisible(), false);
  assert.equal(await button(page, 'Save the record').isVisible(), false);
  assert.ok(await page.getByRole('heading', { name: 'Check record' }).isVisible());
  const pdf = await page.pdf({ format: 'A4' });
  const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g).length;
  assert.ok(pages >= 1 && pages <= 3, `${pages} pages`);
});

/** Gives a field of the page a file of this text. */
function give(page, label, text, name = 'file') {
  return page.getByLabel(label).evaluate((field, [text, name]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    field.files = data.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, [text, name]);
}

const customers = 'Ref;Full name;DOB;Land\r\n1;Ilirjan Breguzhta;14/03/1984;Albania\r\n2;Nobody Whatsoever;1980;\r\n3;;;\r\n4;Amber Quill;soon;-\r\n';

test('the command line accepts the record of a file that the page checked, and proves it by the file', async (t) => {
  const { folder, page, record } = await openSite(t);
  const files = await work(t);
  await button(page, 'Check a list of names').click();
  await give(page, 'Choose a file', customers, 'customers.csv');
  await page.getByRole('button', { name: /^Check 4 rows/ }).click();
  await finished(page);
  await button(page, 'Save this check').click();
  await page.getByText('The record is ready.').waitFor();
  const { name, text } = await saved(page, 'Save the record');
  assert.equal(name, 'check-record.json');
  const made = JSON.parse(text);
  assert.deepEqual(made.rows.map(({ outcome }) => outcome), ['hits', 'nothing-found', 'not-searched', 'hits']);
  // The sheet has the hits, with score and evidence.
  const sheet = await page.locator('.check-record .sheet').innerText();
  assert.match(sheet, /Row 1 is the first row below the header\.[^]*Row 1: Ilirjan Breguzhta[^]*Score, of at most 1\s+0\.\d{3}[^]*On the list[^]*Row 4: Amber Quill/);
  assert.doesNotMatch(sheet, /Row 2/);
  // The printed summary of the file has the hash of its record, and so has the record's own sheet.
  assert.equal((await shown(page)).split(made.sha256).length, 3);
  await writeFile(join(files, 'customers.csv'), customers);
  const data = ['--data', join(folder, 'data'), '--input', join(files, 'customers.csv')];
  assert.deepEqual(await verify(files, text, ...data).then(({ verdict, differences }) => [verdict, differences]), ['same', []]);
  await writeFile(join(files, 'customers.csv'), customers.replace('Nobody', 'Somebody'));
  assert.equal((await verify(files, text, ...data)).verdict, 'altered');
  assert.deepEqual(record.violations, []);
  assert.deepEqual(record.errors, []);
});

test('a reference goes into a record only while its column is marked as one', async (t) => {
  const { page } = await openSite(t);
  for (const isReference of [true, false]) {
    await button(page, 'Check a list of names').click();
    await give(page, 'Choose a file', customers, 'customers.csv');
    if (!isReference) await page.getByLabel('What column 1 holds').selectOption('Not used');
    await page.getByRole('button', { name: /^Check 4 rows/ }).click();
    await finished(page);
    await button(page, 'Save this check').click();
    await page.getByText('The record is ready.').waitFor();
    const { rows } = JSON.parse((await saved(page, 'Save the record')).text);
    assert.equal(rows[0].searched.reference, isReference ? '1' : undefined);
    await page.reload();
    await ready(page);
  }
});

/** Has the page check a record; gives what it says. */
async function checkRecord(page, text) {
  await give(page, 'Choose the record, or drop it here', text, 'record.json');
  await page.getByText(/^The record was checked: |There is a problem/).first().waitFor();
  return shown(page);
}

test('a record joined to an earlier one has its hash, so that a gap shows', async (t) => {
  const { folder, page } = await openSite(t);
  const files = await work(t);
  const before = join(files, 'before.json');
  await run(builder, ['search', join(folder, 'data'), 'Somebody Else', '--record', before]);
  const earlier = await readFile(before, 'utf8');
  await openRecord(page, 'Ilirjan Breguzhta');
  await page.getByText('Join it to an earlier record').click();
  // What the command line refuses, the page refuses, and the record stays as it was.
  const label = 'Choose the earlier record, or drop it here';
  await give(page, label, earlier.replace('Somebody', 'Nobody'), 'before.json');
  await page.getByText(/does not have the hash that it states, so it was altered or damaged/).waitFor();
  await give(page, label, '{"a":1}', 'before.json');
  await page.getByText(/it is no check record/).waitFor();
  assert.equal(JSON.parse((await saved(page, 'Save the record')).text).after, null);
  await give(page, label, earlier, 'before.json');
  await page.getByText(/^Joined to the record of \d+ \w+ \d{4}, \d\d:\d\d UTC\./).waitFor();
  await page.getByText('Hash of the record before').waitFor();
  await page.getByText('The record is ready.').waitFor();
  assert.deepEqual(await findAccessibilityFaults(page), []);
  const { text } = await saved(page, 'Save the record');
  assert.equal(JSON.parse(text).after, JSON.parse(earlier).sha256);
  const data = ['--data', join(folder, 'data')];
  assert.equal((await verify(files, text, ...data, '--after', before)).verdict, 'same');
  // Taken out again, it has none.
  await button(page, 'Take it out').click();
  await page.getByText('Hash of the record before').waitFor({ state: 'detached' });
  await page.getByText('The record is ready.').waitFor();
  assert.equal(JSON.parse((await saved(page, 'Save the record')).text).after, null);
  await button(page, 'Close').click();
  // Whoever gets the record can hold the one before it beside it.
  await button(page, 'Check a record').click();
  assert.match(await checkRecord(page, text), /Same, bit for bit[^]*Hash of the record before/);
  await page.getByText('Check the record before it').click();
  await give(page, 'Choose the earlier record', earlier, 'before.json');
  await page.getByText(/was compared with the one that this record states/).waitFor();
  assert.match(await shown(page), /Same, bit for bit/);
  await run(builder, ['search', join(folder, 'data'), 'Somebody Other', '--record', join(files, 'other.json')]);
  await give(page, 'Choose the earlier record', await readFile(join(files, 'other.json'), 'utf8'), 'other.json');
  await page.getByText(/not the record of this input or series/).waitFor();
});

test('where no file can be checked a record can, beside the answer to a search', async (t) => {
  const { folder, page } = await openSite(t, {
    change: async (folder) => {
      await asRealList(folder);
      const index = join(folder, 'index.html');
      const html = await readFile(index, 'utf8');
      await writeFile(index, html.replace(/(<sanctions-lookup[^>]*?)\sfiles\b/, '$1'));
    },
  });
  assert.equal(await button(page, 'Check a list of names').count(), 0);
  assert.equal(await button(page, 'Check a record').count(), 0);
  const files = await work(t);
  const file = join(files, 'one.json');
  await run(builder, ['search', join(folder, 'data'), 'Ilirjan Breguzhta', '--record', file]);
  await type(page, 'Nobody Whatsoever');
  await page.keyboard.press('Enter');
  await button(page, 'Check a record').click();
  assert.match(await checkRecord(page, await readFile(file, 'utf8')), /Same, bit for bit/);
});

test('the page runs a record of the command line again, and says what is wrong with one that was changed', async (t) => {
  const { folder, page, record } = await openSite(t);
  const files = await work(t);
  const file = join(files, 'one.json');
  await run(builder, ['search', join(folder, 'data'), 'Ilirjan Breguzhta', '--record', file]);
  const text = await readFile(file, 'utf8');
  await button(page, 'Check a record').click();
  assert.match(await checkRecord(page, text), /Same, bit for bit[^]*gives what the record says/);
  await page.getByRole('status').filter({ hasText: 'The record was checked: Same, bit for bit.' }).waitFor();
  assert.match(await checkRecord(page, text.slice(0, -30)), /Damaged\n[^]*: it ends too early, so it was cut; use a whole copy of it\./);
  assert.match(await checkRecord(page, text.replace('"nobody"', '"x"').replace('Breguzhta', 'Breguzta')), /Altered[^]*does not have the hash/);
  assert.match(await checkRecord(page, text.replace('"version":1}', '"version":9}')), /written by a later version/);
  assert.match(await checkRecord(page, '{"a":1}'), /it is no check record/);
  // A table, a workbook or a text is the wrong file, whatever a parser would say of it.
  for (const other of ['hello', 'Name;Born\r\nAmber Quill;1984\r\n', 'PK\u0003\u0004', '']) {
    const said = await checkRecord(page, other);
    assert.match(said, /This file is no check record\. Choose the file that/);
    assert.doesNotMatch(said, /line 1|column|Damaged/);
  }
  assert.equal(await page.getByRole('alert').count(), 1);
  // A file of the command line, and one whose list the page does not have.
  await writeFile(join(files, 'customers.csv'), customers.replace(';soon;', ';;').replace(';-', ';'));
  await run(builder, ['screen', join(folder, 'data'), '--input', join(files, 'customers.csv'), '--guess', '--out', join(files, 'out.csv'), '--record', join(files, 'many.json')]);
  const many = await readFile(join(files, 'many.json'), 'utf8');
  assert.match(await checkRecord(page, many), /Same, bit for bit/);
  assert.match(await checkRecord(page, text.replaceAll('"list":"uk"', '"list":"zz"')), /this page has no list `zz`/);
  assert.deepEqual(await findAccessibilityFaults(page), []);
  assert.deepEqual(record.violations, []);
});

test('the page catches a forged record whose hash was made right, and says what another edition changed', async (t) => {
  const { folder, page } = await openSite(t);
  const files = await work(t);
  const file = join(files, 'one.json');
  await run(builder, ['search', join(folder, 'data'), 'Ilirjan Breguzhta', '--record', file]);
  const forged = JSON.parse(await readFile(file, 'utf8'));
  forged.rows[0].hits = [];
  forged.rows[0].entries = [];
  forged.rows[0].outcome = 'nothing-found';
  forged.rows[0].hits_total = 0;
  forged.summary.outcomes = { 'nothing-found': 1 };
  await button(page, 'Check a record').click();
  assert.match(await checkRecord(page, seal(forged)), /Altered[^]*run again on the same packs, gives something else[^]*Found now, and not in the record: Ilir/);
  // The same list, of another day: other packs.
  const other = join(files, 'other.csv');
  const list = await readFile(sampleList, 'utf8');
  await writeFile(other, list.replaceAll('BREGUSHTA', 'BREGUSHTTA'));
  const data = join(files, 'data');
  await run(builder, ['build', '--list', `uk=${other}`, '--out', data, '--allow-small']);
  await run(builder, ['search', data, 'Ilirjan Breguzhta', '--accept-no-verdict', '--record', join(files, 'two.json')]);
  const said = await checkRecord(page, await readFile(join(files, 'two.json'), 'utf8'));
  assert.match(said, /Another edition of a list[^]*the page has another edition than the record is about/);
  assert.match(said, /was [^\n]*BREGUSHTTA/);
  // How much has changed, then name by name; and it prints.
  assert.match(said, /What has changed since\s+Names with a change\s+1 of 1\s[^]*Entries that differ\s+[1-9]/);
  assert.ok(await page.getByRole('heading', { name: 'Row 1: Ilirjan Breguzhta' }).isVisible());
  assert.deepEqual(await findAccessibilityFaults(page), []);
  assert.deepEqual(await findHtmlFaults(page), []);
  if (has(t, 'a colour scheme, forced colours or print')) {
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByLabel('Choose the record, or drop it here').isVisible(), false);
    assert.ok(await page.getByRole('heading', { name: 'What has changed since' }).isVisible());
    await page.emulateMedia({ media: 'screen' });
  }
  // Of a name that was there and is not any more, and of one that has come.
  await writeFile(other, list.replace(/BREGUSHTA/g, 'VALDRAKO').replace(/Ilir\w*/gi, 'Tomko'));
  await run(builder, ['build', '--list', `uk=${other}`, '--out', data, '--allow-small']);
  await run(builder, ['search', data, 'Ilirjan Breguzhta', '--accept-no-verdict', '--record', join(files, 'three.json')]).catch(() => {});
  const come = await checkRecord(page, await readFile(join(files, 'three.json'), 'utf8'));
  assert.match(come, /Entries found now, and not then\s+[1-9][^]*Found now, and not in the record: [^\n]*BREGUSHTA · uk:/);
  await run(builder, ['search', data, 'Tomko Valdrako', '--accept-no-verdict', '--record', join(files, 'four.json')]).catch(() => {});
  const gone = await checkRecord(page, await readFile(join(files, 'four.json'), 'utf8'));
  assert.match(gone, /Entries found then, and not now\s+[1-9][^]*In the record, and not found now: [^\n]*VALDRAKO · uk:/);
});

/** A record with the hash of its content. Its numbers are in their shortest form already. */
function seal(record) {
  const { sha256: _, ...content } = record;
  const sorted = (value) => {
    if (Array.isArray(value)) return value.map(sorted);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
  };
  const sha256 = createHash('sha256').update(JSON.stringify(sorted(content))).digest('hex');
  return JSON.stringify({ ...content, sha256 });
}

test('a record without names is run again with the name', async (t) => {
  const { folder, page } = await openSite(t);
  const files = await work(t);
  const file = join(files, 'one.json');
  await run(builder, ['search', join(folder, 'data'), 'Ilirjan Breguzhta', '--born', '1984', '--record', file, '--hash-names']);
  await button(page, 'Check a record').click();
  assert.match(await checkRecord(page, await readFile(file, 'utf8')), /Not run again[^]*give the name, or the file, below/);
  await page.getByLabel('The name as it was typed').fill('Ilirjan Breguzhta');
  await page.getByLabel('Date of birth, if it was given').fill('1984');
  await button(page, 'Run it again').click();
  await page.getByRole('heading', { name: 'Same, bit for bit' }).waitFor();
});

/** Checks a file and opens its record. */
async function openFileRecord(page, text) {
  await button(page, 'Check a list of names').click();
  await give(page, 'Choose a file', text, 'customers.csv');
  await page.getByRole('button', { name: /^Check \d+ rows?/ }).click();
  await finished(page);
  await button(page, 'Save this check').click();
  await page.getByText('The record is ready.').waitFor();
}

test('a decided hit is quiet the next time, is counted, and changes no outcome', async (t) => {
  const { folder, page } = await openSite(t);
  const files = await work(t);
  await openFileRecord(page, customers);
  const hits = () => page.getByText(/^Hits: /).textContent();
  const before = Number((await hits()).match(/^Hits: (\d+)/)[1]);
  assert.match(await hits(), /Quiet: 0. Changed since they were decided: 0/);
  const first = page.locator('.decided li').first();
  await first.getByLabel('Decision').selectOption('Not a match');
  await first.getByRole('button', { name: 'Decide' }).click();
  await page.getByText('Say why.').waitFor();
  await first.getByLabel('Reason', { exact: true }).selectOption('another nationality');
  await first.getByRole('button', { name: 'Decide' }).click();
  await page.getByText('Say who decides.').waitFor();
  await page.getByLabel('Who decides').fill('A. Clerk');
  await first.getByRole('button', { name: 'Decide' }).click();
  await page.getByText(`Hits: ${before}. Quiet: 1.`).waitFor();
  await button(page, 'Show the quiet hits (1)').click();
  await page.getByText(/not a match by A\. Clerk on .*: another nationality/).waitFor();
  await button(page, 'Undo').click();
  await page.getByText(`Hits: ${before}. Quiet: 0.`).waitFor();
  await first.getByLabel('Decision').selectOption('Not a match');
  await first.getByLabel('Reason in words').fill('known to us since 1990');
  await first.getByRole('button', { name: 'Decide' }).click();
  await page.getByText(`Hits: ${before}. Quiet: 1.`).waitFor();
  assert.deepEqual(await findAccessibilityFaults(page), []);
  const decisions = await saved(page, 'Save the decisions');
  assert.equal(decisions.name, 'decisions.json');
  const before2 = JSON.parse((await saved(page, 'Save the record')).text);
  assert.equal(before2.decisions, null);
  await button(page, 'Put the decisions into the record').click();
  await page.getByText('The record is ready.').waitFor();
  assert.match(await page.locator('.check-record .sheet').innerText(), /Decision\s+not a match by A\. Clerk, [^\n]*: known to us since 1990/);
  const after = JSON.parse((await saved(page, 'Save the record')).text);
  assert.equal(after.decisions.author, 'A. Clerk');
  assert.deepEqual(after.summary, before2.summary, 'a decision changes no outcome');
  assert.equal(after.rows[0].decisions[0].effect, 'quiet');
  await writeFile(join(files, 'decisions.json'), decisions.text);
  await writeFile(join(files, 'customers.csv'), customers.replace(';soon;', ';;').replace(';-', ';'));
  // The command line reads the same file, and its hit is quiet.
  await run(builder, ['screen', join(folder, 'data'), '--input', join(files, 'customers.csv'), '--guess', '--out', join(files, 'out.csv'), '--decisions', join(files, 'decisions.json'), '--record', join(files, 'own.json')]);
  assert.match(await readFile(join(files, 'out.csv'), 'utf8'), /not-a-match/);
  // Loaded again, the file says who made it before it is used.
  await page.reload();
  await ready(page);
  await openFileRecord(page, customers);
  await give(page, 'Decisions of an earlier check', decisions.text, 'decisions.json');
  await page.getByText('Decisions that count: 1, made by A. Clerk (1). Hits of this file that they would make quiet: 1.').waitFor();
  assert.match(await hits(), /Quiet: 0/);
  await button(page, 'Use them').click();
  await page.getByText(`Hits: ${before}. Quiet: 1.`).waitFor();
  // A row that has changed makes its hit speak again.
  await page.reload();
  await ready(page);
  await openFileRecord(page, customers.replace('14/03/1984', '15/03/1984'));
  await give(page, 'Decisions of an earlier check', decisions.text, 'decisions.json');
  await button(page, 'Use them').click();
  await page.getByText(`Quiet: 0. Changed since they were decided: 1`).waitFor();
  await page.getByText(/changed since: row, born: was 1984-03-14, is 1984-03-15/).waitFor();
});

/** What has the focus, as its row and its own words. */
const focused = (page) => page.evaluate(() => {
  const { activeElement: own } = document.querySelector('sanctions-lookup').shadowRoot;
  return own && `${own.closest('fieldset')?.querySelector('legend').textContent.split(':')[0] ?? ''}|${own.labels?.[0]?.textContent ?? own.textContent}`;
});

test('what is typed in other rows stays when one is decided, and the focus and a message say what was done', async (t) => {
  const { page } = await openSite(t);
  await openFileRecord(page, 'Full name\r\nIlirjan Breguzhta\r\nAmber Quill\r\n');
  const row = (name) => page.getByRole('group', { name });
  assert.ok(await page.getByRole('group').count() >= 2);
  const other = row(/^Row 2: Amber Quill/).first();
  await other.getByLabel('Decision').selectOption('Needs a look');
  await other.getByLabel('Reason in words').fill('the passport is awaited');
  const first = row(/^Row 1: Ilirjan Breguzhta/).first();
  const decide = (one) => one.getByRole('button', { name: 'Decide' }).click();
  // What is missing is said at its field, which has the focus.
  await decide(first);
  await first.getByRole('alert').filter({ hasText: 'Choose what you decide.' }).waitFor();
  assert.equal(await focused(page), 'Row 1|Decision');
  assert.equal(await first.getByLabel('Decision').getAttribute('aria-invalid'), 'true');
  assert.deepEqual(await findAccessibilityFaults(page), []);
  assert.deepEqual(await findHtmlFaults(page), []);
  await first.getByLabel('Decision').selectOption('Not a match');
  assert.equal(await first.getByRole('alert').count(), 0);
  await first.getByLabel('Reason', { exact: true }).selectOption('another nationality');
  await page.getByLabel('Who decides').fill('A. Clerk');
  const count = await page.getByRole('group').count();
  await decide(first);
  await page.getByRole('status').filter({ hasText: /^Decided\. Quiet now: 1 of / }).waitFor();
  assert.equal(await page.getByRole('group').count(), count - 1);
  assert.match(await focused(page), /^Row \d\|Decision$/);
  assert.equal(await other.getByLabel('Reason in words').inputValue(), 'the passport is awaited');
  assert.equal(await other.getByLabel('Decision').inputValue(), 'needs-a-look');
  await button(page, 'Show the quiet hits (1)').click();
  assert.match(await focused(page), /^\|Hits: /);
  await button(page, 'Undo').click();
  await page.getByRole('status').filter({ hasText: /^Undone\. / }).waitFor();
  assert.equal(await focused(page), 'Row 1|Decision');
  assert.equal(await other.getByLabel('Reason in words').inputValue(), 'the passport is awaited');
});

test('decisions that are not saved are lost only after a question', async (t) => {
  const { page } = await openSite(t);
  await openFileRecord(page, 'Full name\r\nIlirjan Breguzhta\r\n');
  const leaving = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  const decide = async () => {
    await page.getByLabel('Who decides').fill('A. Clerk');
    const first = page.getByRole('group', { name: /^Row 1/ }).first();
    await first.getByLabel('Decision').selectOption('Needs a look');
    await first.getByLabel('Reason in words').fill('the passport is awaited');
    await first.getByRole('button', { name: 'Decide' }).click();
    await page.getByRole('status').filter({ hasText: /^Decided\. / }).waitFor();
  };
  // The result of the check is not what is asked about here.
  const { name } = await saved(page, 'Download the result as CSV');
  assert.match(name, /csv$/);
  assert.equal(await leaving(), false);
  await decide();
  assert.equal(await leaving(), true);
  const panels = page.getByRole('region', { name: 'Save this check of a file' });
  for (const other of [panels.getByRole('button', { name: 'Close' }), button(page, 'Save this check')]) {
    await other.click();
    await page.getByText('The decisions (1) are not saved. If you go on, they are lost.').waitFor();
    assert.deepEqual(await findAccessibilityFaults(page), []);
    await button(page, 'Cancel').click();
    assert.equal(await page.getByText(/are not saved/).count(), 0);
    assert.ok(await button(page, 'Save the decisions').isVisible());
  }
  // Saved, they are asked about no more.
  await saved(page, 'Save the decisions');
  assert.equal(await leaving(), false);
  await panels.getByRole('button', { name: 'Close' }).click();
  await panels.waitFor({ state: 'detached' });
  await button(page, 'Save this check').click();
  await page.getByText('The record is ready.').waitFor();
  await decide();
  await panels.getByRole('button', { name: 'Close' }).click();
  const { text } = await saved(page, 'Save them and go on');
  assert.equal(JSON.parse(text).decisions.length, 1);
  await panels.waitFor({ state: 'detached' });
  // Without them a new record of the same check begins.
  await button(page, 'Save this check').click();
  await page.getByText('The record is ready.').waitFor();
  await decide();
  await button(page, 'Save this check').click();
  await button(page, 'Go on without them').click();
  await page.getByText('The record is ready.').waitFor();
  assert.match(await page.getByText(/^Hits: /).textContent(), /Quiet: 0/);
  assert.equal(await button(page, 'Save the decisions').count(), 0);
  assert.equal(await panels.count(), 1);
  assert.equal(await leaving(), false);
  // Whoever forgets the file has its record closed.
  await button(page, 'Forget this file').click();
  await panels.waitFor({ state: 'detached' });
});

test('the search is tested in the page with the names that the command line takes by the same seed', async (t) => {
  const { folder, page, record } = await openSite(t);
  const loaded = () => record.requests.filter(({ url }) => /\/record\./.test(url)).length;
  await page.getByText('About this list').click();
  assert.equal(loaded(), 0, 'loaded before it is asked for');
  await button(page, 'Test this search yourself').click();
  await page.getByLabel(/^Seed/).fill('seven');
  await button(page, 'Run the test').click();
  await page.getByText('A seed is a whole number, such as 7.').waitFor();
  await page.getByLabel(/^Seed/).fill('7');
  await page.getByLabel(/^Names for each/).selectOption('20');
  // Cancelled, it can be run again.
  await page.evaluate(() => {
    const buttons = [...document.querySelector('sanctions-lookup').shadowRoot.querySelectorAll('.check-record button')];
    for (const name of ['Run the test', 'Cancel']) buttons.find((one) => one.textContent === name).click();
  });
  await page.getByText('The test was cancelled.').waitFor();
  await button(page, 'Run the test').click();
  await page.getByText('The test is done.').waitFor();
  const { stdout } = await run(builder, ['self-test', join(folder, 'data'), '--seed', '7', '--names', '20', '--json']);
  const own = JSON.parse(stdout);
  const here = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('sanctions-lookup');
    const texts = (elements) => [...elements].map(({ textContent }) => textContent);
    return {
      classes: [...shadowRoot.querySelectorAll('.classes tbody tr')].map(({ cells }) => texts(cells)),
      notFound: texts(shadowRoot.querySelectorAll('.test li')),
    };
  });
  const percent = (part, of) => (of ? (part * 100 / of).toFixed(1) : '-');
  const classes = own.classes.map(({ title, tried, found, said, missed, published_found_percent: published }) => [title, tried, found, said, missed, percent(found, tried), published.toFixed(1)].map(String));
  assert.deepEqual(here.classes.slice(0, -1), classes);
  assert.equal(here.classes.at(-1)[0], 'All');
  const title = (code) => own.classes.find((one) => one.class === code).title;
  const rows = (isSaid) => own.not_found.filter((one) => one.is_said === isSaid)
    .map((one) => `${one.typed} ← ${one.listed} · ${one.list}:${one.id} · ${title(one.class)}`);
  assert.deepEqual(here.notFound, [...rows(false), ...rows(true)]);
  assert.deepEqual(await findAccessibilityFaults(page), []);
  assert.deepEqual(await findHtmlFaults(page), []);
  if (has(t, 'a colour scheme, forced colours or print')) {
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByLabel(/^Seed/).isVisible(), false);
    assert.ok(await page.getByRole('heading', { name: 'Test of this search', exact: true }).isVisible());
  }
  assert.deepEqual(record.violations, []);
  assert.deepEqual(record.errors, []);
});
