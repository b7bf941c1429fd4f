// The looks of docs/theming.md, worn: each goes onto a page under the strict policy, every line of
// it must change something, and what is shown must stay accessible. With `PICTURES=1` in the
// environment the pictures are made again.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { findAccessibilityFaults } from '../browser/checks.mjs';
import { openPage } from '../browser/page.mjs';
import { sampleList, serveSite } from '../browser/site.mjs';
import { earlierToday } from '../browser/widget.mjs';
import { blocks, read, root } from './pages.mjs';
import { takePicture } from './picture.mjs';

const page = 'docs/theming.md';
const theming = read(page);
const style = read('static/sanctions-lookup.css');
const folder = join(root, 'docs/pictures');
const width = 720;

const block = (section, language) => section.match(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``))?.[1];

const plain = '<sanctions-lookup data="data/manifest.json"></sanctions-lookup>';

/** The worked examples: a heading, what to write, a picture. */
const looks = theming.split('\n### ').slice(1).map((section) => ({
  name: section.split('\n')[0],
  css: block(section, 'css') ?? '',
  html: block(section, 'html') ?? plain,
  file: section.match(/!\[[^\]]{20,}\]\(pictures\/([\w-]+\.png)\)/)?.[1],
}));

/** The rows of a table of the page, by what stands in the first cell. */
const rows = (heading) => Object.fromEntries([...theming.split(`\n## ${heading}\n`)[1].split('\n## ')[0]
  .matchAll(/^\| `([^`]+)` \|(.*)$/gm)].map(([, name, rest]) => [name, rest]));

test('every custom property that the stylesheet reads is in the table, with its default, and no other', () => {
  const table = rows('Custom properties');
  const read = [...style.matchAll(/var\(\s*(--sanctions-lookup-[\w-]+),\s*((?:[^()]|\([^()]*\))+)\)/g)];
  assert.deepEqual(Object.keys(table).sort(), [...new Set(read.map(([, name]) => name))].sort());
  for (const [, name, value] of read) {
    for (const one of value.match(/#\w+|\d+\w*|Canvas|system-ui/g) ?? ['your page']) assert.ok(table[name].includes(one === 'your page' ? one : `\`${one}\``), `${name} is ${one} without it`);
  }
  const header = style.slice(0, style.indexOf('*/'));
  for (const name of Object.keys(table)) assert.ok(header.includes(name.replace('--sanctions-lookup', '')), name);
});

test('every part of the element is in the table, and no other', () => {
  const sources = readdirSync(join(root, 'src/components'), { recursive: true }).filter((name) => name.endsWith('.rs'));
  const parts = sources.flatMap((name) => [...read(`src/components/${name}`).matchAll(/\("part", Static\("([\w-]+)"\)\)/g)].map(([, part]) => part));
  assert.deepEqual(Object.keys(rows('Parts')).sort(), parts.sort());
});

test('every block of the page belongs to a look', () => {
  const worn = looks.flatMap(({ css, html }) => [css, html].filter((text) => text !== '' && text !== plain));
  assert.deepEqual(worn.sort(), blocks(page).map(({ text }) => text).sort());
});

test('the looks', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: (copy) => Promise.all(looks.flatMap(({ css, html }, number) => [
    writeFile(join(copy, `look-${number}.css`), css),
    writeFile(join(copy, `look-${number}.html`), `<!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="stylesheet" href="look-${number}.css">
      <script type="module" src="sanctions-lookup.js"></script></head><body><main><h1>Host</h1>${html}</main></body></html>`),
  ])) });
  for (const [number, look] of looks.entries()) await t.test(look.name, (t) => wear(t, `${url}look-${number}.html`, look));
});

test('every picture is shown, small, and belongs to a look', () => {
  assert.deepEqual(readdirSync(folder).sort(), looks.map(({ file }) => file).sort());
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    assert.equal(bytes.toString('latin1', 12, 16), 'IHDR', name);
    assert.equal(bytes.readUInt32BE(16), width, name);
    assert.ok(bytes.length <= 60_000, `${name} has ${bytes.length} bytes`);
  }
});

test('a browser that does not know light-dark() has the light look, also on a dark page', async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change: async (copy) => {
    const path = join(copy, readdirSync(copy).find((name) => /^sanctions-lookup\..+\.css$/.test(name)));
    const older = readFileSync(path, 'utf8').replace('@supports (color: light-dark(red,red))', '@supports (color: no-color)');
    assert.ok(older.includes('no-color'));
    await writeFile(path, older);
  } });
  const { page } = await openPage(t, url, { colorScheme: 'dark' });
  await search(page);
  assert.deepEqual(await findAccessibilityFaults(page), []);
});

async function search(page) {
  await page.locator('.lists .list').waitFor();
  await page.getByRole('searchbox').pressSequentially('Bregushta ');
  await page.locator('.row').nth(1).waitFor();
}

/** Judges results and a record, in light and in dark. */
async function wear(t, url, { css, html, file }) {
  const { page, record } = await openPage(t, url, { viewport: { width, height: 1200 } });
  await search(page);
  const direction = await page.locator('.widget').evaluate((node) => getComputedStyle(node).direction);
  assert.equal(direction, html.includes('lang="ar"') ? 'rtl' : 'ltr');
  const idle = new Set(await findDeclarations(page));
  assert.equal(idle.size > 0, css !== '', 'the stylesheet is there');
  const judge = async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const declaration of await findEffective(page, [...idle])) idle.delete(declaration);
    assert.deepEqual(await findAccessibilityFaults(page), [], colorScheme);
  };
  await judge('light');
  await judge('dark');
  if (process.env.PICTURES) {
    await page.emulateMedia({ colorScheme: file.includes('dark') ? 'dark' : 'light' });
    mkdirSync(folder, { recursive: true });
    await writeFile(join(folder, file), await picture(page));
  }
  await page.locator('.row button').first().click();
  await page.locator('article').waitFor();
  await judge('dark');
  await judge('light');
  assert.deepEqual([...idle], [], 'these lines change nothing');
  assert.deepEqual(record.violations, []);
  assert.deepEqual(record.errors, []);
}

/** The declarations of the page's stylesheet, as `rule: property`. */
const findDeclarations = (page) => visitDeclarations(page, undefined);

/** Those of these declarations without which something looks otherwise. */
const findEffective = (page, declarations) => visitDeclarations(page, declarations);

function visitDeclarations(page, asked) {
  return page.evaluate((asked) => {
    const inside = document.querySelector('sanctions-lookup').shadowRoot;
    const look = () => {
      const nodes = [document.documentElement, document.body, inside.host, ...inside.querySelectorAll('*')];
      return nodes.map((node) => {
        const style = getComputedStyle(node);
        return Array.from(style, (property) => style.getPropertyValue(property)).join();
      }).join('\n');
    };
    const styleRules = (rules) => [...rules].flatMap((rule) => (rule.style ? [rule] : styleRules(rule.cssRules)));
    const whole = asked && look();
    return styleRules(document.styleSheets[0].cssRules).flatMap((rule, number) => {
      const names = rule.style.cssText.split(';').map((line) => line.split(':')[0].trim()).filter(Boolean);
      return names.filter((name) => {
        if (!asked) return true;
        if (!asked.includes(`${number} ${rule.selectorText}: ${name}`)) return false;
        const value = rule.style.getPropertyValue(name);
        rule.style.removeProperty(name);
        const same = look() === whole;
        rule.style.setProperty(name, value);
        return !same;
      }).map((name) => `${number} ${rule.selectorText}: ${name}`);
    });
  }, asked);
}

/** The element down to its second result. */
async function picture(page) {
  const host = await page.locator('sanctions-lookup').boundingBox();
  const second = await page.locator('.row').nth(1).boundingBox();
  const y = host.y - 12;
  return takePicture(page, { x: 0, y, width, height: second.y + second.height + 12 - y });
}
