// Only a full, fresh, finished search of every list may say that nothing was found.

import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { needs } from './browsers.mjs';
import { openPage } from './page.mjs';
import { changeManifest } from './manifest.mjs';
import { asRealList, damage, killEngine, makeMortal, packPath, root, sampleList, serveSite } from './site.mjs';
import { earlierToday, announced, box, expectNoVerdict, lessSimilar, open, ready, rows, shown, threeDaysAgo, type, widen } from './widget.mjs';

/** A name that nobody on the sample list has. */
const nobody = 'Qxzvw Kjhgf';

test('a full, fresh, finished search that finds nothing says so, and what it does not mean', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, nobody);
  await page.getByText(/nothing like .* was found among/i).waitFor();
  await page.getByText('This does not show that you may deal with them').waitFor();
});

test('the sample list gives no verdict', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const { page } = await openPage(t, url);
  await ready(page);
  await page.getByText('every name on it is invented').first().waitFor();
  await type(page, nobody);
  await announced(page).filter({ hasText: /nothing|invented/i }).waitFor();
  await expectNoVerdict(page);
});

test('a list of unknown age shows results and gives no verdict', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  await page.getByText('It is not known when this list was last checked for changes').first().waitFor();
  await type(page, 'Hemin Khoshkany');
  await rows(page).first().waitFor();
  await type(page, nobody);
  await page.getByText(/was found in this file/i).first().waitFor();
  await expectNoVerdict(page);
});

/** How a list of each status is served; the page alone decides the status. */
const served = {
  current: { checkedAt: earlierToday(), change: asRealList },
  'age-unknown': { change: asRealList },
  expired: { checkedAt: threeDaysAgo(), change: asRealList },
  'clock-wrong': { checkedAt: new Date(Date.now() + 3 * 86_400_000), change: asRealList },
  sample: { checkedAt: earlierToday() },
  'fault-accepted': { checkedAt: earlierToday(), change: async (folder) => {
    await asRealList(folder);
    await changeManifest(folder, ({ lists }) => { lists[0].accepted_faults = ['fewer']; });
  } },
};

/** What is typed, and whether it is searched, shown, hidden and suppressed. */
const answers = [
  ['?!', ['no', 'no', 'no', 'no']],
  ['Hemin Khoshkany', ['yes', 'yes', 'no', 'no']],
  ['holding', ['yes', 'no', 'no', 'yes']],
  [nobody, ['yes', 'no', 'no', 'no']],
];

/** The words of each outcome; none of them stands in another's. */
const words = {
  'not-searched': /Type a name or a number/,
  hits: /on a sanctions list\./,
  'too-little': /not enough to identify anyone/,
  'no-verdict': /too old to say that “|clock is wrong, nothing can be said about “|cannot tell you anything about “/,
  'nothing-in-file': /was found in this file/,
  'nothing-found': /was found among/,
};

test('the page gives the verdict table, whatever the status of the list', async (t) => {
  const table = (await readFile(join(root, 'crates/check/verdicts.csv'), 'utf8')).trim().split('\n').slice(1).map((line) => line.split(','));
  const outcomeOf = (cells) => table.find((row) => cells.every((cell, place) => ['*', cell].includes(row[place]))).at(-1);
  for (const [status, options] of Object.entries(served)) {
    const { url } = await serveSite(t, { list: sampleList, ...options });
    const { page } = await openPage(t, url);
    await ready(page);
    for (const [query, found] of answers) {
      const outcome = outcomeOf([status, ...found]);
      await type(page, query);
      await page.locator('sanctions-lookup').getByText(words[outcome]).first().waitFor();
      const text = await shown(page);
      for (const [other, pattern] of Object.entries(words)) {
        assert.equal(pattern.test(text), other === outcome, `${status}, ${query}: ${other} in ${text}`);
      }
      assert.equal((await rows(page).count()) > 0, outcome === 'hits', `${status}, ${query}`);
      // The caution stays beside whatever is shown.
      const caution = {
        current: /$^/,
        'age-unknown': /It is not known when this list was last checked/,
        expired: /This list was last checked on .* These entries may have changed/s,
        'clock-wrong': /clock is more than a day behind/,
        sample: /every name on it is invented/,
        'fault-accepted': /made from a file with a known fault/,
      };
      for (const [other, pattern] of Object.entries(caution)) {
        assert.equal(pattern.test(text), other === status && status !== 'current', `${status}, ${query}: ${other}`);
      }
    }
  }
});

test('a record of an expired list says how old the list is', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: threeDaysAgo(), change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, 'Hemin Khoshkany');
  await open(page, 'KHOSHKANY');
  await page.getByText(/This list was last checked on/).waitFor();
});

test('a list that becomes too old while the page is open keeps its hits under a caution and gives no verdict', needs('another time of day'), async (t) => {
  const checkedAt = new Date();
  const { url } = await serveSite(t, { list: sampleList, checkedAt, change: asRealList });
  const { page } = await openPage(t, 'about:blank');
  await page.clock.install({ time: checkedAt });
  await page.goto(url);
  await ready(page);
  await type(page, 'Hemin Khoshkany');
  await rows(page).first().waitFor();
  await page.clock.fastForward('49:00:00');
  await page.getByText('These entries may have changed since').waitFor();
  assert.ok((await rows(page).count()) > 0);
  await type(page, nobody);
  await page.getByText('too old to say that “').waitFor();
  await expectNoVerdict(page);
});

const broken = [
  ['there is no manifest', (folder) => rm(join(folder, 'data/manifest.bin'))],
  ['the manifest is a web page', (folder) => writeFile(join(folder, 'data/manifest.bin'), '<!doctype html>')],
  ['the manifest is JSON', (folder) => cp(join(folder, 'data/manifest.json'), join(folder, 'data/manifest.bin'))],
  ['the manifest is damaged', (folder) => damage(join(folder, 'data/manifest.bin'))],
  ['the manifest is a pack', async (folder) => cp(await packPath(folder, 'search'), join(folder, 'data/manifest.bin'))],
  ['the manifest names no list', (folder) => changeManifest(folder, (manifest) => { manifest.lists = []; })],
  ['the manifest names a list twice', (folder) => changeManifest(folder, ({ lists }) => lists.push(lists[0]))],
  ['the manifest is of another normaliser', (folder) => changeManifest(folder, (manifest) => { manifest.normaliser_version += 1; })],
  ['the search pack is missing', async (folder) => rm(await packPath(folder, 'search'))],
  ['the search pack is damaged', async (folder) => damage(await packPath(folder, 'search'))],
  ['the search pack is cut off', async (folder) => {
    const path = await packPath(folder, 'search');
    await writeFile(path, (await readFile(path)).subarray(0, 1000));
  }],
  ['the details pack is missing', async (folder) => rm(await packPath(folder, 'details'))],
  ['the details pack is damaged', async (folder) => damage(await packPath(folder, 'details'))],
];

for (const [what, change] of broken) {
  test(`when ${what}, the page says so, gives no verdict and offers to try again`, async (t) => {
    const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: async (folder) => {
      await asRealList(folder);
      await change(folder);
    } });
    const { page, record } = await openPage(t, url);
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await type(page, nobody);
    await box(page).press('Enter');
    await expectNoVerdict(page);
    assert.equal(await rows(page).count(), 0);
    assert.deepEqual(record.errors, []);
  });
}

test('a network that goes away while loading is said, and trying again mends it', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const { page } = await openPage(t, 'about:blank');
  let offline = true;
  await page.context().route('**/*.pack', (route) => (offline ? route.abort() : route.continue()));
  await page.goto(url);
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  await expectNoVerdict(page);
  offline = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await ready(page);
  await type(page, 'Hemin Khoshkany');
  await rows(page).first().waitFor();
});

test('a worker that dies takes its results with it, and trying again brings them back', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: async (folder) => {
    await asRealList(folder);
    await makeMortal(folder);
  } });
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, 'Hemin Khoshkany');
  await rows(page).first().waitFor();
  await killEngine(page);
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  assert.equal(await rows(page).count(), 0);
  await expectNoVerdict(page);
  await page.getByRole('button', { name: 'Try again' }).click();
  await rows(page).first().waitFor();
});

test('a word too common to tell anybody by is said to stand on the list', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, 'holding');
  await announced(page).filter({ hasText: /is in 2 entries/ }).waitFor();
  assert.equal(await rows(page).count(), 0);
  await expectNoVerdict(page);
});

test('a misspelt family name alone is said to stand on the list, and a wider search shows it', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, 'Khoskany');
  await announced(page).filter({ hasText: /a name like it, is in 1 entry/ }).waitFor();
  await expectNoVerdict(page);
  await widen(page);
  await lessSimilar(page).filter({ hasText: 'KHOSHKANY' }).waitFor();
});

/** A name that is only a little like one on the sample list. */
const faint = 'Ilirjan Dremnik';

for (const [list, options] of [
  ['a full, fresh list', { checkedAt: earlierToday(), change: asRealList }],
  ['a list of unknown age', { change: asRealList }],
  ['the sample list', { checkedAt: earlierToday() }],
]) {
  test(`on ${list}, a wider search with less similar names only reads neither as found nor as nothing found`, async (t) => {
    const { url } = await serveSite(t, { list: sampleList, ...options });
    const { page } = await openPage(t, url);
    await ready(page);
    await type(page, faint);
    await announced(page).filter({ hasText: /nothing/i }).waitFor();
    await widen(page);
    await page.locator('sanctions-lookup :focus').filter({ hasText: /^Only less similar names: \d+$/ }).waitFor();
    assert.equal(await rows(page).count(), 0);
    assert.ok((await lessSimilar(page).count()) > 0);
    await expectNoVerdict(page);
    const text = await shown(page);
    assert.doesNotMatch(text, /look like what you typed/);
    assert.doesNotMatch(text, /nothing (like|to tell)|holds invented names only/i);
  });
}

test('leaving out less similar names brings the verdict back', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  await type(page, faint);
  const verdict = page.getByText(/nothing like .* was found among/i);
  await verdict.waitFor();
  await widen(page);
  await expectNoVerdict(page);
  await page.getByRole('button', { name: 'Leave out less similar names' }).click();
  await verdict.waitFor();
  assert.equal(await lessSimilar(page).count(), 0);
});

test('too short a query is no search', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: asRealList });
  const { page } = await openPage(t, url);
  await ready(page);
  for (const query of ['x', '-', '  ']) {
    await type(page, query);
    await expectNoVerdict(page);
  }
  await type(page, '?!');
  await announced(page).filter({ hasText: /type a name or a number/i }).waitFor();
});
