// The commands of docs/check-record.md, run one after another on the invented list.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { blocks, read, root } from './pages.mjs';

const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const program = resolve(process.env.SITE_BUILDER ?? join(target, 'release/sanctions-lookup'));
if (!existsSync(program)) throw new Error(`there is no ${program}: run cargo xtask build first`);

test('every command of the page runs, and the next run shows the decision', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'check-record-'));
  t.after(() => rm(folder, { recursive: true }));
  // Not marked as the sample, which never gives exit status 0.
  const list = read('static/sample-list.csv').split('\n').slice(1);
  await writeFile(join(folder, 'list.csv'), ['Report Date: 29-Apr-2026', ...list].join('\n'));
  await writeFile(join(folder, 'customers.csv'), 'customer_no,name\n1,Nobody Atall\n2,\n3,Ilirjan Breguszta\n');
  const env = { ...process.env, PATH: `${dirname(program)}:${process.env.PATH}` };
  const run = (script) => spawnSync('sh', ['-ec', script], { cwd: folder, env, encoding: 'utf8' });
  const built = run('sanctions-lookup build --list uk=list.csv --out data --allow-small');
  assert.equal(built.status, 0, built.stderr);
  const ran = blocks('docs/check-record.md').map(({ language, text }) => {
    assert.equal(language, 'sh');
    const { status, stdout, stderr } = run(text);
    assert.equal(status, 0, `${text}\n${stdout}\n${stderr}`);
    return stdout;
  });
  assert.match(ran[0], /same, bit for bit/);
  assert.match(await readFile(join(folder, 'hits.csv'), 'utf8'), /^3,Ilirjan Breguszta,.*,not-a-match,not a match by A. Clerk on .*: another date of birth$/m);
  assert.match(ran.at(-1), /^True$/m);
});
