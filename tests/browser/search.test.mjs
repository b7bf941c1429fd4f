// What a person types, and what comes back.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPage } from './page.mjs';
import { sampleList, serveSite } from './site.mjs';
import { earlierToday, announced, box, know, lessSimilar, open, openers, ready, rows, type, widen } from './widget.mjs';

async function sample(t, options) {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const { page, record } = await openPage(t, url, options);
  await ready(page);
  return { page, record };
}

const found = [
  ['another case and order', 'breGUSHTA ilirjan', 'Ilirjan BREGUSHTA', 'Same name'],
  ['marks left out', 'Durad Cebicanin', 'Đurađ ĆEBIĆANIN', 'name'],
  ['a slip', 'Hemin Sarbast Khoshkani', 'Hemin Sarbast KHOSHKANY', 'similar name'],
  ['a misspelling', 'Ilirjan Breguszta', 'Ilirjan BREGUSHTA', 'similar name'],
  ['a particle joined', 'Alzahrawani Exchange', 'AL-ZAHRAWANI EXCHANGE', 'Same name'],
  ['a whole pasted line', 'BREGUSHTA, Ilirjan', 'Ilirjan BREGUSHTA', 'Same name'],
  ['letters of another style', '𝓑𝓻𝓮𝓰𝓾𝓼𝓱𝓽𝓪 ɪʟɪʀᴊᴀɴ', 'Ilirjan BREGUSHTA', 'Same name'],
  ['an ID of the list', 'SAMPLE-GIM9001', 'Ilirjan BREGUSHTA', 'Same number'],
];

for (const [what, query, name, band] of found) {
  test(`finds ${what}: ${query}`, async (t) => {
    const { page } = await sample(t);
    await type(page, query);
    // What is half typed has its results too.
    await rows(page).first().filter({ hasText: name }).filter({ hasText: new RegExp(band, 'i') }).waitFor();
  });
}

for (const [what, query, words] of [
  ['that is longer than the box takes', 'Ilirjan Bregushta '.repeat(200), 'That is longer than can be searched at once.'],
  ['longer than the box takes, two code units to a letter', '𝓑'.repeat(2_000), 'That is longer than can be searched at once.'],
  ['with a letter that was lost', 'Ilirjan Bregush\u{fffd}a', 'Some of these letters cannot be compared'],
]) {
  test(`a pasted text ${what} is not searched, and the page says so`, async (t) => {
    const { page } = await sample(t);
    await box(page).click();
    // As a person's own paste, which the browser truncates without a word.
    await box(page).evaluate((node, text) => node.ownerDocument.execCommand('insertText', false, text), query);
    await page.getByText(words).first().waitFor();
    assert.equal(await rows(page).count(), 0);
    assert.ok((await box(page).inputValue()).length <= 2_402);
  });
}

test('a row says band, name, kind, facts, why listed, why matched and ID, in this order', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Ilirjan Breguszta');
  await rows(page).first().filter({ hasText: '“Breguszta”' }).waitFor();
  const text = await rows(page).first().innerText();
  const places = ['similar name', 'Ilirjan BREGUSHTA', 'Person', 'Born', 'People smuggling and trafficking regime', 'Breguszta', 'SAMPLE-GIM9001'].map((part) => text.indexOf(part));
  assert.ok(places.every((place) => place >= 0), `${places}: ${text}`);
  assert.deepEqual(places, [...places].sort((a, b) => a - b), text);
});

test('the words that met are marked', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Ilirjan Breguszta');
  await rows(page).first().filter({ hasText: '“Breguszta”' }).waitFor();
  const marks = await rows(page).first().locator('mark').allInnerTexts();
  assert.deepEqual(marks, ['Ilirjan', 'BREGUSHTA']);
});

test('words written together are marked where they meet, and words in their own script too', async (t) => {
  const { page } = await sample(t);
  for (const [query, marks] of [
    ['Alzahrawani Exchange', ['AL-ZAHRAWANI', 'EXCHANGE']],
    ['Всеволод Аркадьевич Зимородков', ['Всеволод', 'Аркадьевич', 'ЗИМОРОДКОВ']],
  ]) {
    await type(page, query);
    const marked = rows(page).first().locator('mark');
    await marked.nth(marks.length - 1).filter({ hasText: marks.at(-1) }).waitFor();
    assert.deepEqual(await marked.allInnerTexts(), marks);
  }
});

test('a row says in one line what tells most, and opens to what every word met', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Ilirjan Breguszta');
  const line = rows(page).first().locator('summary');
  await line.filter({ hasText: /“Breguszta” .+ “BREGUSHTA”/ }).waitFor();
  const exact = rows(page).first().getByText('“Ilirjan” matches exactly');
  assert.ok(!(await exact.isVisible()));
  await line.press('Enter');
  await exact.waitFor();
});

test('what is known beside the name stands in every row, and hides none', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Ilirjan Bregushta');
  await announced(page).filter({ hasText: /name/ }).waitFor();
  const count = await rows(page).count();
  await know(page, { born: '14/8/1984', country: 'Albanian' });
  const row = rows(page).filter({ hasText: 'BREGUSHTA' }).first();
  await row.getByText('Date of birth agrees · Nationality agrees').waitFor();
  await page.getByText('Read as 14 August 1984').waitFor();
  await know(page, { born: '1970', country: 'Peru' });
  await row.getByText('Year of birth differs by 14 years · Nationality differs').waitFor();
  assert.equal(await rows(page).count(), count);
  await page.getByText('What you know: 1970 · Peru').waitFor();
});

test('a field that is left keeps the focus where it goes', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Ilirjan Bregushta');
  await box(page).press('Enter');
  await page.locator('sanctions-lookup :focus.status').waitFor();
  await know(page, { born: '1984' });
  await rows(page).first().getByText('Year of birth agrees').waitFor();
  await page.locator('sanctions-lookup #country:focus').waitFor();
});

test('a date of birth that is not understood is said at its field, and the search runs', async (t) => {
  const { page } = await sample(t);
  await know(page, { born: 'soon' });
  const field = page.getByLabel('Date or year of birth');
  const isInvalid = () => field.evaluate((node) => node.getAttribute('aria-invalid'));
  const note = page.getByText('Not understood, so the search runs without it.');
  await note.waitFor();
  assert.equal(await isInvalid(), 'true');
  assert.equal(await field.getAttribute('aria-describedby'), await note.getAttribute('id'));
  await type(page, 'Ilirjan Bregushta');
  await rows(page).first().waitFor();
  await note.waitFor();
  await know(page, { born: '1984' });
  await rows(page).first().getByText('Year of birth agrees').waitFor();
  assert.equal(await isInvalid(), null);
});

test('a click that leaves a field of what is known reaches its button, however long the mouse is held', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Hemin Khoshkany');
  await rows(page).first().waitFor();
  await page.getByText('Add what you know').click();
  await page.getByLabel('Date or year of birth').pressSequentially('1984');
  const [x, y] = await page.getByRole('button', { name: 'Search wider' }).evaluate((node) => {
    node.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = node.getBoundingClientRect();
    return [Math.round(left + width / 2), Math.round(top + height / 2)];
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.waitForTimeout(150);
  await page.mouse.up();
  await page.getByRole('button', { name: 'Leave out less similar names' }).waitFor();
});

test('a wider search shows less similar names last, for one name', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Ilirjan Breguszta');
  await announced(page).filter({ hasText: /name/ }).waitFor();
  const found = await rows(page).count();
  await widen(page);
  await page.locator('sanctions-lookup :focus').filter({ hasText: /similar name.* · \d+ less similar name/ }).waitFor();
  assert.equal(await rows(page).count(), found);
  for (const text of await lessSimilar(page).allInnerTexts()) assert.match(text, /^◌ Less similar name/);
  await page.getByRole('button', { name: 'Leave out less similar names' }).click();
  await lessSimilar(page).first().waitFor({ state: 'detached' });
  await widen(page);
  await box(page).press('End');
  await box(page).pressSequentially('h');
  await lessSimilar(page).first().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Search wider' }).waitFor();
});

test('the count is announced once, after a pause', async (t) => {
  const { page } = await sample(t);
  await announced(page).evaluate((node) => {
    window.said = [];
    // A slow machine makes pauses of its own.
    window.pauses = 1;
    let last;
    addEventListener('input', ({ timeStamp }) => {
      if (timeStamp - last > 300) window.pauses += 1;
      last = timeStamp;
    });
    new MutationObserver(() => window.said.push(node.textContent)).observe(node, { childList: true, characterData: true, subtree: true });
  });
  await type(page, 'Hemin Sarbast Khoshkany');
  await announced(page).filter({ hasText: /name/ }).waitFor();
  const { said, pauses } = await page.evaluate(() => ({ said: window.said.filter((text) => text !== ''), pauses: window.pauses }));
  assert.ok(said.length <= pauses, `${pauses}: ${JSON.stringify(said)}`);
});

test('Enter and the button move a screen reader to the count', async (t) => {
  const { page } = await sample(t);
  for (const go of [() => box(page).press('Enter'), () => page.getByRole('button', { name: 'Search', exact: true }).click()]) {
    await type(page, 'Hemin Khoshkany');
    await rows(page).first().waitFor();
    await go();
    await page.locator('sanctions-lookup :focus:not(input):not(button)').filter({ hasText: /name/ }).waitFor();
  }
});

test('Escape clears the box, what is known and the results', async (t) => {
  const { page } = await sample(t);
  const fields = [box(page), page.getByLabel('Date or year of birth'), page.getByLabel('Nationality'), page.getByLabel('Sex')];
  await type(page, 'Hemin Khoshkany');
  await know(page, { born: '1970', country: 'Peru', sex: 'Female' });
  await rows(page).first().getByText('Nationality').waitFor();
  await box(page).press('Escape');
  for (const field of fields) assert.equal(await field.inputValue(), '');
  await page.getByText('Add what you know').waitFor();
  await rows(page).first().waitFor({ state: 'detached' });
});

test('a record opens and closes by keyboard, and closing gives the focus back', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Ilirjan Bregushta');
  await openers(page).first().waitFor();
  await openers(page).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Is it the same?' }).waitFor();
  await page.getByRole('button', { name: /back to results/i }).first().focus();
  await page.keyboard.press('Enter');
  await page.locator('sanctions-lookup button:focus').filter({ hasText: 'BREGUSHTA' }).waitFor();
});

test('Back closes a record on the stand-alone page, at the same address', async (t) => {
  const { page } = await sample(t);
  const address = () => page.evaluate(() => location.href);
  const before = await address();
  await type(page, 'Ilirjan Bregushta');
  await open(page, 'BREGUSHTA');
  assert.equal(await address(), before);
  await page.goBack();
  await rows(page).first().waitFor();
  assert.equal(await address(), before);
});

test('a record shows names in other scripts with their language and direction', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Yasir bin Ghanim al-Zahrawani');
  await open(page, 'ZAHRAWANI');
  const arabic = page.locator('[lang|=ar]').first();
  await arabic.waitFor();
  assert.match(await arabic.innerText(), /\p{Script=Arabic}/u);
  const direction = await arabic.evaluate((node) => getComputedStyle(node).direction);
  assert.equal(direction, 'rtl');
});

test('an old answer never overwrites a new one', async (t) => {
  const { page } = await sample(t);
  // Keys come faster than answers; what stands in the end belongs to the last key.
  await box(page).click();
  await box(page).pressSequentially('Hemin Khoshkany', { delay: 0 });
  await box(page).fill('Amber Quill');
  await rows(page).first().filter({ hasText: 'AMBER QUILL' }).waitFor();
  await announced(page).filter({ hasText: /name/ }).waitFor();
  assert.match(await rows(page).first().innerText(), /AMBER QUILL/);
});

test('every example of the empty page finds what it promises', async (t) => {
  const { page } = await sample(t);
  const examples = page.locator('.start').getByRole('button');
  const count = await examples.count();
  assert.equal(count, 3);
  for (let place = 0; place < count; place += 1) {
    await examples.nth(place).click();
    await rows(page).first().waitFor();
    await box(page).press('Escape');
  }
});

test('once the list is loaded, everything works without a network', async (t) => {
  const { page } = await sample(t);
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await type(page, 'Ilirjan Breguszta');
  await open(page, 'BREGUSHTA');
  await page.getByRole('heading', { name: 'Why they are listed' }).waitFor();
  await page.getByRole('button', { name: /back to results/i }).first().click();
  await type(page, 'Amber Quill');
  await rows(page).first().filter({ hasText: 'AMBER QUILL' }).waitFor();
});

for (const [who, query, found, act] of [
  ['a person', 'Ilirjan Bregushta', 'A person with the same name is on a sanctions list.', 'compare it with what you know before you pay'],
  ['a person with another spelling', 'Ilirjan Breguszta', 'A person with a very similar name is on a sanctions list.', 'People share names.'],
  ['a company', 'Paper Owl', 'A company or organisation with the same name is on a sanctions list.', 'Businesses share names.'],
  ['a ship', 'Amber Quill', 'A ship with the same name is on a sanctions list.', 'compare the IMO number before you pay, charter'],
  ['a number', 'IMO 3170026', 'What you typed is in the entry of a ship on a sanctions list.', 'check whose they are'],
]) {
  test(`above the rows stands what was found of ${who}, and what to do`, async (t) => {
    const { page } = await sample(t);
    assert.equal(await page.getByText('What to do now').count(), 0);
    await type(page, query);
    const lead = page.locator('.lead').filter({ hasText: found });
    await lead.filter({ hasText: act }).waitFor();
    const isAbove = await page.locator('sanctions-lookup').evaluate((element) => {
      const [lead, row] = ['.lead', '.row'].map((one) => element.shadowRoot.querySelector(one).getBoundingClientRect());
      return lead.bottom <= row.top;
    });
    assert.ok(isAbove);
    await page.getByText('What to do now').click();
    await page.getByText('If it is the same, or you cannot tell.').waitFor();
    await page.getByRole('link', { name: 'Ask OFSI: ofsi@hmtreasury.gov.uk' }).waitFor();
  });
}

test('where there is nothing to do, the page says no more than what was searched', async (t) => {
  const { page } = await sample(t);
  for (const query of ['', 'holding']) {
    await type(page, query);
    if (query) await page.getByText(/is in \d+ entries/).first().waitFor();
    assert.equal(await page.getByText('What to do now').count(), 0, query);
  }
});

test('a ship and a company have facts that tell them apart, and a nationality is called one', async (t) => {
  const { page } = await sample(t);
  for (const [query, facts] of [
    ['Amber Quill', /IMO number: IMO3170014 · Believed flag: Gabon · Type: Oil Tanker · Owner or operator: Third Lantern Shipping FZE/],
    ['Severoluch Instruments', /Type of organisation: Joint Stock Company · Country: Russia · Company registration number: .*9990000000104/],
    ['Ilirjan Bregushta', /Born 14 March 1984 .*· national of Albania/],
  ]) {
    await type(page, query);
    await page.locator('.row .facts').filter({ hasText: facts }).first().waitFor();
  }
});

for (const [how, next] of [['emptied', ''], ['filled with a wholly new name', 'Amber Quill']]) {
  test(`what is known of the last person is forgotten when the box is ${how}`, async (t) => {
    const { page } = await sample(t);
    const fields = [page.getByLabel('Date or year of birth'), page.getByLabel('Nationality'), page.getByLabel('Sex')];
    await type(page, 'Hemin Khoshkany');
    await know(page, { born: '1970', country: 'Peru', sex: 'Female' });
    await rows(page).first().getByText('Nationality differs').waitFor();
    await box(page).fill(next);
    await page.getByText('Add what you know').waitFor();
    for (const field of fields) assert.equal(await field.inputValue(), '');
    assert.equal(await box(page).inputValue(), next);
  });
}

test('what is known stays while the name is corrected', async (t) => {
  const { page } = await sample(t);
  await type(page, 'Hemin Khoshkani');
  await know(page, { born: '1970' });
  await page.getByText('What you know: 1970').waitFor();
  await box(page).press('End');
  await box(page).press('Backspace');
  await box(page).pressSequentially('y');
  await rows(page).first().filter({ hasText: 'KHOSHKANY' }).waitFor();
  assert.equal(await page.getByLabel('Date or year of birth').inputValue(), '1970');
});

test('a search for nothing says what to type, and the focus stays in the box', async (t) => {
  const { page } = await sample(t);
  await box(page).click();
  await box(page).press('Enter');
  await page.locator('.status').filter({ hasText: 'Type a name or a number to search for.' }).waitFor();
  await announced(page).filter({ hasText: 'Type a name or a number' }).waitFor();
  await page.locator('sanctions-lookup #query:focus').waitFor();
  await box(page).pressSequentially('A');
  await page.locator('.status').filter({ hasText: 'Type a name or a number' }).waitFor({ state: 'detached' });
});

for (const [born, note] of [
  ['19/06/91', 'Which century? Type all four digits of the year'],
  ['c. 1991', 'Read as about 1991'],
  ['1990–1992', 'Read as between 1990 and 1992'],
  ['age 35', `Read as between ${new Date().getUTCFullYear() - 36} and ${new Date().getUTCFullYear() - 35}`],
  ['31/02/1991', 'There is no such date of birth'],
  ['2999', 'There is no such date of birth'],
]) {
  test(`a date of birth as people write it: ${born}`, async (t) => {
    const { page } = await sample(t);
    await type(page, 'Ilirjan Bregushta');
    await know(page, { born });
    await page.getByText(note).waitFor();
    assert.equal(await rows(page).first().getByText(/of birth (agrees|differs)/).count() > 0, note.startsWith('Read'));
  });
}

test('all names of an entry are copied, also those that are folded', async (t) => {
  const work = await mkdtemp(join(tmpdir(), 'names-'));
  t.after(() => rm(work, { recursive: true, force: true }));
  const list = join(work, 'list.csv');
  const names = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE'].map((word) => `OWL ${word}`);
  const more = (line) => [line, ...names.map((name) => line.replace('OWLBOX', name))].join('\r\n');
  await writeFile(list, (await readFile(sampleList, 'utf8')).replace(/^.*OWLBOX.*$/m, more));
  const { url } = await serveSite(t, { list, checkedAt: earlierToday() });
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, 'SAMPLE-CYB9002');
  await open(page, /./);
  await page.getByText(/^Show \d more names$/).waitFor();
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
      writeText: async (text) => { globalThis.copied = text; },
    } });
  });
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await page.getByText('Copied.').first().waitFor();
  const copied = await page.evaluate(() => globalThis.copied);
  for (const name of names) assert.match(copied, new RegExp(`\n${name} \\(`));
  assert.doesNotMatch(copied, /more names/);
  assert.ok(await page.getByText(/^Show \d more names$/).isVisible(), 'they are folded as before');
});

test('an open entry is printed and copied as text, and the page says whether it was', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const { page, record } = await openPage(t, url);
  await ready(page);
  await type(page, 'Amber Quill');
  await open(page, 'AMBER QUILL');
  await page.evaluate(() => {
    globalThis.print = () => { globalThis.printed = true; };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
      writeText: async (text) => { globalThis.copied = text; },
    } });
  });
  await page.getByRole('button', { name: 'Print this entry' }).click();
  assert.equal(await page.evaluate(() => globalThis.printed), true);
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await page.getByText('Copied.').first().waitFor();
  assert.match(await page.evaluate(() => globalThis.copied), /^AMBER QUILL\n[^]*SAMPLE-RUS9007[^]*Is it the same\?/);
  // Of which list, of when, and when it was copied.
  assert.match(await page.evaluate(() => globalThis.copied), /\nUK Sanctions List: published [^\n]*last checked[^\n]*\nCopied on \d+ \w+ \d{4}, \d\d:\d\d[^\n]*\.$/);
  await page.evaluate(() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); });
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await page.getByText('It could not be copied.').first().waitFor();
  assert.deepEqual(record.errors, []);
});
