// Every snippet of the pages is run or checked: here, or in the test that is named with it. A block
// that nothing names is an error.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { blocks, elementPolicy, pages, read, root } from './pages.mjs';

/** Files that pages show whole, and the test that runs them. */
const shown = {
  'docs/hosting/nginx.conf': 'hosting.test.mjs',
  'docs/hosting/apache.conf': 'hosting.test.mjs',
  'docs/hosting/refresh.toml': 'refresh.test.mjs',
  'docs/hosting/refresh-list.sh': 'refresh.test.mjs',
  'docs/hosting/refresh-list.cron': 'refresh.test.mjs',
  'docs/hosting/check-list-age.sh': 'refresh.test.mjs',
};

/** Pages whose blocks have a test of their own, which fails when one is left out. */
const worn = { 'docs/theming.md': 'theming.test.mjs', 'docs/check-record.md': 'check-record.test.mjs' };

const plain = (text) => text.replace(/\s+/g, ' ').trim();

/** Blocks that are no copy of a file, by how they begin. */
const checks = [
  {
    begins: '<script type="module" src="sanctions-lookup.js">',
    check(block) {
      assert.equal(block.text, read('README.md').match(/```html\n([\s\S]*?)```/)[1], 'tests/browser/embedding.test.mjs runs the block of the README');
      return checkHtml(block);
    },
  },
  { begins: '<sanctions-lookup data="data/manifest.json" regime="GIM"', check: checkElement },
  { begins: '<sanctions-lookup lang="cy"', check: checkElement },
  { begins: '<sanctions-lookup data="data/manifest.json" files', check: checkElement },
  {
    begins: 'spark-submit docs/spark/screen_partitions.py',
    check(block) {
      const [, path, ...given] = block.text.trim().split(' ');
      const usage = read(path).match(/usage: screen_partitions.py ([A-Z ]+)/)[1];
      assert.equal(given.length, usage.split(' ').length);
    },
  },
  {
    // It runs for a minute and needs Java, so it is run by hand.
    begins: 'pip install pyspark',
    check: (block) => assert.ok(plain(read('docs/spark/test_screen_partitions.py')).includes(plain(block.text).replace('python', 'cargo build --release -p sanctions-lookup-cli python'))),
  },
  {
    // It needs Java and minutes, too.
    begins: 'python docs/spark/bench_screen_partitions.py',
    check: (block) => assert.ok(plain(read('docs/spark/bench_screen_partitions.py')).includes(plain(block.text))),
  },
  // src/messages/table.rs takes the steps of the recipe with it.
  { begins: 'name = The language', check: (block) => assert.match(block.text, /^reviewer =$/m) },
  {
    begins: '<iframe',
    async check(block) {
      await checkHtml(block);
      const sandbox = block.text.match(/sandbox="([^"]*)"/)[1].split(' ');
      assert.deepEqual(sandbox, ['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-popups', 'allow-popups-to-escape-sandbox']);
      const address = new URL(block.text.match(/src="([^"]*)"/)[1].replaceAll('&amp;', '&'));
      for (const key of address.searchParams.keys()) assert.ok(attributes().includes(key), key);
    },
  },
  {
    begins: 'sanctions-lookup { --sanctions-lookup',
    check(block) {
      const page = read('docs/theming.md');
      const names = block.text.matchAll(/(--sanctions-lookup-\w+):|::part\((\w+)\)/g);
      for (const [, property, part] of names) assert.ok(page.includes(`| \`${property ?? part}\` |`), property ?? part);
    },
  },
  { begins: "default-src 'none'", check: (block) => assert.equal(plain(block.text), elementPolicy) },
  {
    begins: "import './sanctions-lookup/sanctions-lookup.js'",
    check: (block) => succeeds(process.execPath, ['--check', '--input-type=module', '-'], block.text),
  },
  {
    begins: 'aws cloudfront',
    check(block) {
      succeeds('sh', ['-n'], block.text);
      assert.ok(existsSync(join(root, block.text.match(/file:\/\/(\S+)/)[1])));
    },
  },
  { begins: 'FCDO ── list', check: () => {} }, // A drawing.
];

/** The attributes that the page on embedding documents. */
function attributes() {
  const table = read('docs/embedding.md').match(/## Attributes\n([\s\S]*?)\n\n`regime` and/)[1];
  return [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
}

function succeeds(program, args, input) {
  const ran = spawnSync(program, args, { input, encoding: 'utf8' });
  assert.equal(ran.status, 0, ran.stderr);
}

async function checkHtml({ text }) {
  const rules = { ...JSON.parse(read('tests/browser/htmlvalidate.json')), root: true };
  const report = await new HtmlValidate(rules).validateString(text);
  assert.deepEqual(report.results.flatMap(({ messages }) => messages.map(({ message }) => message)), []);
}

async function checkElement(block) {
  await checkHtml(block);
  const tag = block.text.match(/<sanctions-lookup ([^>]*)>/)[1];
  for (const [, name] of tag.matchAll(/([\w-]+)(?:="[^"]*")?/g)) assert.ok(attributes().includes(name), name);
}

for (const block of pages.flatMap(blocks)) {
  test(`${block.page}, line ${block.line} (${block.language})`, async () => {
    const file = Object.keys(shown).find((path) => read(path) === block.text);
    if (file) {
      assert.ok(read(`tests/docs/${shown[file]}`).includes(file.split('/').pop()), `${shown[file]} does not run ${file}`);
      return;
    }
    if (worn[block.page]) {
      assert.ok(read(`tests/docs/${worn[block.page]}`).includes(block.page));
      if (block.language === 'html') await checkElement(block);
      return;
    }
    const known = checks.find(({ begins }) => block.text.startsWith(begins));
    assert.ok(known, 'no test knows this block: run it or check it here, or make it a file that a test runs');
    await known.check(block);
  });
}

test('every file that is said to be shown is shown, whole', () => {
  const texts = pages.flatMap(blocks).map(({ text }) => text);
  for (const file of Object.keys(shown)) assert.ok(texts.includes(read(file)), `${file} and its page differ`);
});

test('every file beside the pages has its page and its test', () => {
  const tests = readdirSync(join(root, 'tests/docs')).map((name) => read(`tests/docs/${name}`)).join();
  for (const name of readdirSync(join(root, 'docs/hosting'))) {
    assert.ok(pages.some((page) => read(page).includes(`](hosting/${name})`) || Object.keys(shown).includes(`docs/hosting/${name}`)), name);
    assert.ok(tests.includes(name), `no test for ${name}`);
  }
});

test('pages link to files and headings that are there', () => {
  const anchor = (heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-');
  for (const page of [...pages, 'README.md']) {
    for (const [, target] of read(page).matchAll(/\]\((?!https:)([^)]+)\)/g)) {
      const [path, heading] = target.split('#');
      const file = path ? join(page, '..', path) : page;
      assert.ok(existsSync(join(root, file)), `${page}: ${target}`);
      if (heading) {
        const headings = [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, text]) => anchor(text));
        assert.ok(headings.includes(heading), `${page}: ${target}`);
      }
    }
  }
});

test('a page is short enough to be read', () => {
  for (const page of pages) {
    const lines = read(page).split('\n').length;
    assert.ok(lines <= 160, `${page} has ${lines} lines`);
  }
});
