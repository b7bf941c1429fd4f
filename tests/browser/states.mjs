// Every state that a person can reach, shown with the sample list: the same states are tested for
// accessibility and pictured by `screenshots.mjs`.

import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listOfKinds } from './hostile-list.mjs';
import { asRealList, damage, killEngine, makeMortal, packPath, sampleList, serveSite } from './site.mjs';
import { earlierToday, announced, know, open, ready, rows, threeDaysAgo, type, widen } from './widget.mjs';

/** Opens the page and waits for the lists. */
async function start(page, url) {
  await page.goto(url);
  await ready(page);
}

const search = (query) => async (page, url) => {
  await start(page, url);
  await type(page, query);
  await announced(page).filter({ hasText: /\S/ }).waitFor();
  await page.locator('.stale').waitFor({ state: 'detached' });
};

const problem = async (page, url) => {
  await page.goto(url);
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
};

/** A list that may be relied on, unless `site` says otherwise. */
const fresh = { change: asRealList };

/** A site whose element has these attributes too, with a list that may be relied on. */
const set = (attributes, page = 'lang="en"') => ({
  async change(folder) {
    await asRealList(folder);
    const path = join(folder, 'index.html');
    const html = await readFile(path, 'utf8');
    await writeFile(path, html
      .replace('<html lang="en">', `<html ${page}>`)
      .replace('<sanctions-lookup ', `<sanctions-lookup ${attributes} `));
  },
});

/** The same in another language. */
const speaks = (lang, dir = 'ltr') => set(`lang="${lang}"`, `lang="${lang}" dir="${dir}"`);

/** A page on one regime, which lists it before anything is typed. */
const aboutRegime = set('regime="GIM"');

const browse = async (page, url) => {
  await start(page, url);
  await page.locator('.browse .row').first().waitFor();
};

/** A site whose page offers to keep a list that may be relied on; `change` alters it further. */
const offersToKeep = (change = () => {}) => ({
  async change(folder) {
    await asRealList(folder);
    const path = join(folder, 'index.html');
    await writeFile(path, (await readFile(path, 'utf8')).replace(' standalone>', ' standalone offline>'));
    await change(folder);
  },
});

const keep = (words) => async (page, url) => {
  await start(page, url);
  await page.getByRole('button', { name: 'Keep the list on this device' }).click();
  await page.getByText(words).first().waitFor();
};

/** Searches in whatever language, by what every language has. */
const find = (query) => async (page, url) => {
  await page.goto(url);
  await page.locator('.lists .list').waitFor();
  await page.getByRole('searchbox').pressSequentially(query);
  await page.locator('.status').filter({ hasText: /\S/ }).waitFor();
  // Until the answer is that to the whole of it, the rows are dimmed.
  await page.locator('.stale').waitFor({ state: 'detached' });
};

const openFirst = (query) => async (page, url) => {
  await find(query)(page, url);
  await page.locator('.row button').first().click();
  await page.locator('article').waitFor();
};

export const states = [
  {
    name: 'loading',
    async show(page, url) {
      // Never answered: the state stays for as long as it is looked at.
      await page.context().route('**/*.pack', () => {});
      await page.goto(url);
      await page.getByText(/loading/i).first().waitFor();
    },
  },
  { name: 'empty', show: start },
  { name: 'results', show: search('Ilirjan Breguszta') },
  { name: 'one result', show: search('Amber Quill') },
  { name: 'weak alias', show: search('Doktori') },
  {
    name: 'evidence open',
    async show(page, url) {
      await search('Ilirjan Breguszta')(page, url);
      await rows(page).first().locator('summary').click();
    },
  },
  {
    name: 'something known',
    async show(page, url) {
      await search('Ilirjan Breguszta')(page, url);
      await know(page, { born: '3/4/1980', country: 'Albania', sex: 'Female' });
      await rows(page).getByText(/differs/).first().waitFor();
    },
  },
  {
    name: 'date not understood',
    async show(page, url) {
      await search('Ilirjan Breguszta')(page, url);
      await know(page, { born: 'soon' });
      await page.getByText('Not understood, so the search').waitFor();
    },
  },
  {
    name: 'date without a century',
    async show(page, url) {
      await search('Ilirjan Breguszta')(page, url);
      await know(page, { born: '19/06/91' });
      await page.getByText('Which century?').waitFor();
    },
  },
  {
    name: 'searched for nothing',
    async show(page, url) {
      await start(page, url);
      await page.getByRole('searchbox').press('Enter');
      await page.locator('.status').filter({ hasText: 'Type a name' }).waitFor();
    },
  },
  ...[['person', 'Ilirjan Bregushta'], ['company', 'Paper Owl'], ['ship', 'Amber Quill']].map(([kind, query]) => ({
    name: `what to do, ${kind}`,
    async show(page, url) {
      await search(query)(page, url);
      await page.getByText('What to do now').click();
    },
  })),
  {
    name: 'words used, and a way to report',
    site: set('report="mailto:help@host.example"'),
    async show(page, url) {
      await start(page, url);
      await page.getByText('Words used here').click();
      await page.getByRole('link', { name: 'Report a problem with this tool' }).waitFor();
    },
  },
  {
    name: 'wider, less similar only',
    async show(page, url) {
      await search('Ilirjan Dremnik')(page, url);
      await widen(page);
    },
  },
  {
    name: 'wider, beside a result',
    async show(page, url) {
      await search('Ilirjan Breguszta')(page, url);
      await widen(page);
    },
  },
  { name: 'about a regime', site: aboutRegime, show: browse },
  {
    name: 'about a regime, page 2',
    site: aboutRegime,
    async show(page, url) {
      await browse(page, url);
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('button', { name: 'Previous' }).waitFor();
    },
  },
  { name: 'outside the filter', site: aboutRegime, show: search('Amber Quill') },
  { name: 'hidden by the filter', site: aboutRegime, show: search('Zimorodkov') },
  { name: 'results, and more outside the filter', site: set('kind="individual"'), show: search('Bregushta') },
  { name: 'filters', site: { list: listOfKinds }, show: search('Talo Kestrun') },
  {
    name: 'narrowed down',
    site: { list: listOfKinds },
    async show(page, url) {
      await search('Talo Kestrun')(page, url);
      const button = page.getByRole('button', { name: 'Narrow down' });
      if (await button.isVisible()) await button.click();
      await page.getByRole('checkbox', { name: /Afghanistan/ }).click();
      await page.getByText('Hidden by filters').first().waitFor();
    },
  },
  { name: 'number', show: search('SAMPLE-RUS9007') },
  { name: 'another script', show: search('Всеволод Зимородков') },
  { name: 'none', show: search('Qxzvw Kjhgf') },
  { name: 'too short', show: search('x') },
  { name: 'too common', show: search('holding') },
  {
    name: 'too common, all shown',
    async show(page, url) {
      await search('holding')(page, url);
      await page.getByRole('button', { name: 'Show all 2' }).click();
      await page.locator('.among .row').nth(1).waitFor();
    },
  },
  { name: 'read', show: search('Mr Ilirjan Bregushta 14/8/1984') },
  { name: 'several names', show: search('Ilirjan Bregushta; Qxzvw Kjhgf; holding') },
  {
    name: 'person',
    async show(page, url) {
      await search('Ilirjan Bregushta')(page, url);
      await open(page, 'BREGUSHTA');
    },
  },
  {
    name: 'entity',
    async show(page, url) {
      await search('Bregushta Transport')(page, url);
      await open(page, 'BREGUSHTA TRANSPORT');
    },
  },
  {
    name: 'ship',
    async show(page, url) {
      await search('Amber Quill')(page, url);
      await open(page, 'AMBER QUILL');
    },
  },
  {
    name: 'UN ship under an asset freeze',
    async show(page, url) {
      await search('Pale Kite 3')(page, url);
      await open(page, 'PALE KITE 3');
    },
  },
  ...[['ar', 'rtl'], ['cy'], ['fr']].flatMap(([lang, dir]) => [
    { name: `${lang} results`, site: speaks(lang, dir), show: find('Ilirjan Breguszta') },
    { name: `${lang} person`, site: speaks(lang, dir), show: openFirst('Ilirjan Bregushta') },
    { name: `${lang} none`, site: speaks(lang, dir), show: find('Qxzvw Kjhgf') },
    { name: `${lang} several names`, site: speaks(lang, dir), show: find('Mr Ilirjan Bregushta; Qxzvw Kjhgf; holding') },
  ]),
  {
    name: 'keeping offered',
    site: offersToKeep(),
    async show(page, url) {
      await start(page, url);
      await page.getByRole('button', { name: 'Keep the list on this device' }).waitFor();
    },
  },
  { name: 'kept', site: offersToKeep(), show: keep('The list is kept on this device') },
  {
    name: 'not kept',
    // A language that this page does not speak, so that all else works.
    site: offersToKeep(async (folder) => damage(join(folder, (await readdir(folder)).find((name) => name.startsWith('texts-fr'))))),
    show: keep('The list is not kept: it could not be loaded whole.'),
  },
  { name: 'sample list', site: { change: undefined }, show: search('Ilirjan Breguszta') },
  { name: 'sample list, none', site: { change: undefined }, show: search('Qxzvw Kjhgf') },
  { name: 'unknown age', site: { checkedAt: null }, show: search('Qxzvw Kjhgf') },
  { name: 'too old', site: { checkedAt: 'old' }, show: search('Ilirjan Breguszta') },
  { name: 'too old, none', site: { checkedAt: 'old' }, show: search('Qxzvw Kjhgf') },
  { name: 'list missing', site: { change: (folder) => rm(join(folder, 'data/manifest.bin')) }, show: problem },
  { name: 'list damaged', site: { change: async (folder) => damage(await packPath(folder, 'search')) }, show: problem },
  {
    name: 'engine died',
    // Some browsers tell a page of the errors of its workers too.
    error: 'killed by the test',
    site: { change: async (folder) => { await asRealList(folder); await makeMortal(folder); } },
    async show(page, url) {
      await search('Ilirjan Bregushta')(page, url);
      await killEngine(page);
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
];

/** Serves the site that a state needs for as long as `t` runs; gives its address. */
export async function serveState(t, { site = {} }) {
  const wanted = { ...fresh, ...site };
  const checkedAt = wanted.checkedAt === null ? undefined : wanted.checkedAt === 'old' ? threeDaysAgo() : earlierToday();
  const { url } = await serveSite(t, { list: wanted.list ? await wanted.list(t) : sampleList, checkedAt, change: wanted.change });
  return url;
}
