// The scripts and units that keep a list current, run against a publisher on this machine.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { read, root } from './pages.mjs';

const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const builder = resolve(process.env.SITE_BUILDER ?? join(target, 'release/sanctions-lookup'));
if (!existsSync(builder)) throw new Error(`there is no ${builder}: run cargo xtask build first`);

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** As many designations as a whole list has at least, with all that every edition has; every name is invented. */
function wholeList() {
  const columns = read('static/sample-list.csv').split('\n')[1];
  const ofKind = [
    (number) => ({
      'Designation Type': 'Individual',
      'Name non-latin script': 'Тарво',
      'D.O.B': '05/07/1978',
      'Nationality(/ies)': 'Ruritania',
      'Passport number': number,
      'National Identifier number': number,
    }),
    (number) => ({ 'Designation Type': 'Entity', 'Business registration number (s)': number }),
    (number) => ({ 'Designation Type': 'Ship', 'IMO number': number }),
  ];
  const row = (number) => {
    const cells = {
      'Unique ID': `RUS${90_000 + number}`,
      'UN Reference Number': number,
      'Name 6': `Invented Company ${number}`,
      'Name type': 'Primary Name',
      'Regime Name': 'The Russia (Sanctions) (EU Exit) Regulations 2019',
      'Designation source': 'UK',
      'Sanctions Imposed': 'Asset freeze',
      ...ofKind[number % 3](3_000_000 + number),
    };
    return columns.split(',').map((column) => cells[column] ?? '').join(',');
  };
  const rows = Array.from({ length: 5_000 }, (_, number) => row(number));
  return ['Report Date: 29-Apr-2026', columns, ...rows, ''].join('\n');
}

/** Serves for as long as `t` runs what `answer(request)` gives: `{ status, headers, body }`. */
async function serve(t, answer) {
  const server = createServer((request, response) => {
    const { status = 200, headers = {}, body = '' } = answer(request);
    response.writeHead(status, headers).end(body);
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}/`;
}

/** A text that must be there, exchanged for another. */
function exchange(text, from, to) {
  assert.ok(text.includes(from), from);
  return text.replace(from, to);
}

async function run(command, args, options) {
  const program = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let said = '';
  for (const stream of [program.stdout, program.stderr]) stream.on('data', (text) => { said += text; });
  const [code] = await once(program, 'close');
  return { code, said };
}

/** A server's folders: where the lists are kept, the site, and the commands on the path. */
async function machine(t) {
  const work = await mkdtemp(join(tmpdir(), 'refresh-'));
  t.after(() => rm(work, { recursive: true, force: true }));
  for (const name of ['kept', 'site', 'bin']) await mkdir(join(work, name));
  await symlink(builder, join(work, 'bin/sanctions-lookup'));
  await symlink(join(root, 'docs/hosting/refresh-list.sh'), join(work, 'bin/refresh-list.sh'));
  const data = join(work, 'site/data');
  return {
    work,
    kept: join(work, 'kept'),
    site: join(work, 'site'),
    data,
    env: { ...process.env, PATH: `${join(work, 'bin')}:${process.env.PATH}` },
    manifest: async () => JSON.parse(await readFile(join(data, 'manifest.json'), 'utf8')),
    /** Writes the configuration of the docs, with the folders here and this address. */
    async configure(url) {
      const config = exchange(exchange(exchange(read('docs/hosting/refresh.toml'),
        '/srv/sanctions-lookup', this.site), '/var/lib/sanctions-lookup', this.kept), 'retries = 2', 'retries = 0');
      const path = join(this.work, 'refresh.toml');
      await writeFile(path, exchange(config, '# urls = ["https://mirror.example.org/uk.csv"]', `urls = ["${url}"]`));
      return path;
    },
    async refresh(url) {
      return run('refresh-list.sh', [await this.configure(url), data], { env: this.env });
    },
  };
}

test('refresh-list.sh puts a new list with its compressed forms into the site, whole', async (t) => {
  const list = wholeList();
  const url = await serve(t, (request) => (request.headers['if-none-match'] === '"v1"'
    ? { status: 304, headers: { etag: '"v1"' } }
    : { headers: { etag: '"v1"' }, body: list }));
  const server = await machine(t);
  // What an earlier build left: forms of another manifest, packs of two days ago and of today.
  await mkdir(server.data);
  const old = new Date(Date.now() - 2 * 86_400_000 - 60_000);
  for (const [name, time] of [
    ['manifest.json', old], ['manifest.json.gz', old], ['manifest.json.br', old], ['manifest.bin.br', old],
    ['uk-search.0123456789abcdef.pack', old], ['uk-search.0123456789abcdef.pack.gz', old],
    ['uk-search.fedcba9876543210.pack', new Date()],
  ]) {
    await writeFile(join(server.data, name), 'earlier');
    await utimes(join(server.data, name), time, time);
  }

  const first = await server.refresh(url);
  assert.equal(first.code, 0, first.said);
  const [entry] = (await server.manifest()).lists;
  assert.equal(entry.counts.designations, 5_000);
  assert.equal(Date.parse(entry.valid_until) - Date.parse(entry.checked_at), 48 * 3_600_000);
  const plain = ['manifest.json', 'manifest.bin', ...entry.packs.map(({ file }) => file)];
  const young = 'uk-search.fedcba9876543210.pack';
  const packs = [...entry.packs.map(({ file }) => file), young];
  const brotli = has('brotli') ? packs.map((name) => `${name}.br`) : [];
  const names = await readdir(server.data);
  assert.deepEqual(names.sort(), [...plain.flatMap((name) => [name, `${name}.gz`]), young, ...brotli].sort());
  for (const name of plain) {
    const bytes = await readFile(join(server.data, name));
    assert.ok(gunzipSync(await readFile(join(server.data, `${name}.gz`))).equals(bytes), name);
    if (brotli.includes(`${name}.br`)) assert.ok(brotliDecompressSync(await readFile(join(server.data, `${name}.br`))).equals(bytes), name);
  }
  for (const name of names) assert.equal((await stat(join(server.data, name))).mode & 0o444, 0o444, name);
  const told = JSON.parse(first.said.split('\n').find((line) => line.startsWith('{')));
  assert.deepEqual([told.list, told.outcome, told.designations, told.error], ['uk', 'updated', 5_000, null]);
  assert.deepEqual(await readdir(server.site), ['data'], 'nothing is left over');

  // Asked long ago, and the publisher has nothing new: the list is current again.
  const note = join(server.kept, 'uk.csv.meta.json');
  await writeFile(note, (await readFile(note, 'utf8')).replace(entry.checked_at, '2026-04-30T00:00:00Z'));
  const second = await server.refresh(url);
  assert.equal(second.code, 0, second.said);
  assert.match(second.said, /"outcome":"unchanged"/);
  assert.ok((await server.manifest()).lists[0].checked_at >= entry.checked_at);
});

test('refresh-list.sh fails and leaves the site as it is when no whole list comes', async (t) => {
  for (const answer of [
    { status: 503 },
    { body: '<!doctype html><title>Service unavailable</title>' },
    { body: wholeList().slice(0, 100_000) },
  ]) {
    const url = await serve(t, () => answer);
    const server = await machine(t);
    await mkdir(server.data);
    await writeFile(join(server.data, 'manifest.json'), 'earlier');
    const { code, said } = await server.refresh(url);
    assert.equal(code, 6, said);
    assert.match(said, /"outcome":"failed".*"error":"/);
    assert.deepEqual(await readdir(server.site, { recursive: true }), ['data', 'data/manifest.json']);
    assert.equal(await readFile(join(server.data, 'manifest.json'), 'utf8'), 'earlier');
  }
});

test('refresh-list.cron is a line of a crontab that refreshes the lists and says nothing', async (t) => {
  const lines = read('docs/hosting/refresh-list.cron').trim().split('\n').filter((line) => !/^(#|\w+=)/.test(line));
  assert.equal(lines.length, 1);
  const [, fields, command] = lines[0].match(/^((?:\S+ ){5})(.*)$/);
  for (const field of fields.trim().split(' ')) assert.match(field, /^(\d+|\*|\*\/\d+)$/);
  assert.doesNotMatch(command, /%/, 'cron takes % for the end of the line');
  const list = wholeList();
  const url = await serve(t, () => ({ body: list }));
  const server = await machine(t);
  const { code, said } = await run('sh', ['-c', command
    .replace('/etc/sanctions-lookup/refresh.toml', await server.configure(url))
    .replace('/srv/sanctions-lookup/data', server.data)], { env: server.env });
  assert.equal(code, 0, said);
  assert.equal(said, '');
  assert.equal((await server.manifest()).lists[0].counts.designations, 5_000);
});

test('refresh-list.service and refresh-list.timer are units that systemd accepts', async (t) => {
  const service = read('docs/hosting/refresh-list.service');
  const timer = read('docs/hosting/refresh-list.timer');
  // What it runs is what cron runs.
  const started = service.match(/^ExecStart=\/usr\/local\/bin\/(.*)$/m)[1];
  assert.ok(read('docs/hosting/refresh-list.cron').includes(started), started);
  assert.ok(service.includes(`ReadWritePaths=${dirname(started.split(' ')[2])}\n`));
  const config = read('docs/hosting/refresh.toml');
  assert.ok(config.startsWith(`# ${started.split(' ')[1]}\npublish-to = "${started.split(' ')[2]}"`), started);
  assert.ok(config.includes(`sources = "/var/lib/${service.match(/^StateDirectory=(.*)$/m)[1]}"`));
  if (!has('systemd-analyze')) return t.skip('there is no systemd-analyze');
  const server = await machine(t);
  const units = join(server.work, 'units');
  await mkdir(units);
  await writeFile(join(units, 'refresh-list.service'), service.replace('/usr/local/bin', join(server.work, 'bin')));
  await writeFile(join(units, 'refresh-list.timer'), timer);
  const verified = await run('systemd-analyze', ['verify', '--man=no', join(units, 'refresh-list.service'), join(units, 'refresh-list.timer')]);
  // Other units of the machine may have faults of their own.
  assert.doesNotMatch(verified.said, /refresh-list/);
  const calendar = await run('systemd-analyze', ['calendar', '--iterations=2', timer.match(/^OnCalendar=(.*)$/m)[1]]);
  assert.equal(calendar.code, 0, calendar.said);
});

test('check-list-age.sh fails in time, and when it can see nothing', async (t) => {
  const missing = ['curl', 'jq'].find((program) => !has(program));
  if (missing) return t.skip(`there is no ${missing}`);
  const inHours = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z');
  const manifest = (...lists) => ({ body: JSON.stringify({ lists: lists.map((valid_until) => ({ valid_until })) }) });
  for (const [what, answer, isFresh] of [
    ['just refreshed', manifest(inHours(48)), true],
    ['a day and a bit left', manifest(inHours(24.5)), true],
    ['less than a day left', manifest(inHours(23.5)), false],
    ['past its time', manifest(inHours(-1)), false],
    ['one of two stale', manifest(inHours(48), inHours(1)), false],
    ['of unknown age', manifest(null), false],
    ['no list', manifest(), false],
    ['a web page', { body: '<!doctype html>' }, false],
    ['not there', { status: 404, ...manifest(inHours(48)) }, false],
  ]) {
    const url = await serve(t, () => answer);
    const { code, said } = await run('sh', [join(root, 'docs/hosting/check-list-age.sh'), `${url}data/manifest.json`]);
    assert.equal(code === 0, isFresh, `${what}: ${said}`);
  }
});
