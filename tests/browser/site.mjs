// The built site, served by the project's own server with its own headers, on a free port.
//
// `cargo xtask test` sets where these are; by hand, after `cargo xtask build`, the defaults do.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { changeManifest, readManifest, writeManifest } from './manifest.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const sampleList = join(root, 'static/sample-list.csv');

const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
export const folder = process.env.SITE_FOLDER ?? join(root, 'dist');
export const server = process.env.SITE_SERVER ?? join(target, 'debug/xtask');
export const builder = process.env.SITE_BUILDER ?? join(target, 'release/sanctions-lookup');
for (const needed of [folder, server, builder]) {
  if (!existsSync(needed)) throw new Error(`there is no ${needed}: run cargo xtask build first`);
}

/**
 * Serves a copy of the built site for as long as the test `t` runs.
 *
 * - `list`: a UK list file (path) whose packs replace those of the build.
 * - `others`: further lists of the build beside it, each as `CODE=FILE`.
 * - `checkedAt`: a time (`Date` or RFC 3339 text) at which that list counts as last checked;
 *   without it the list is one of unknown age.
 * - `change(folder)`: alters the files before they are served.
 *
 * Gives `{ url, folder }`; `url` ends in a slash.
 */
export async function serveSite(t, { list, others, checkedAt, change } = {}) {
  const copy = await mkdtemp(join(tmpdir(), 'site-'));
  t.after(() => rm(copy, { recursive: true, force: true }));
  await cp(folder, copy, { recursive: true });
  if (list) await buildPacks(list, checkedAt, join(copy, 'data'), others);
  if (change) {
    // The server prefers the compressed forms; only what is altered shall be served.
    for (const path of await readdir(copy, { recursive: true })) {
      if (/\.(gz|br)$/.test(path)) await rm(join(copy, path));
    }
    await change(copy);
  }
  return { url: await serveFolder(t, copy), folder: copy };
}

/** Serves any folder with the project's server for as long as `t` runs; gives its address. */
export async function serveFolder(t, path) {
  const process = spawn(server, ['serve', '--dist', path, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(process, 'exit');
  t.after(async () => {
    process.kill();
    await ended;
  });
  for await (const line of createInterface({ input: process.stdout })) {
    const address = line.match(/http:\/\/localhost:\d+/);
    if (address) return `${address[0]}/`;
  }
  throw new Error(`${server} serves nothing from ${path}`);
}

/** Flips the lowest bit of the byte in the middle of a file. */
export async function damage(path) {
  const bytes = await readFile(path);
  bytes[bytes.length >> 1] ^= 1;
  await writeFile(path, bytes);
}

/** Makes the sample list pass for a real one: its packs are not changed, only what is said of them. */
export async function asRealList(folder) {
  await changeManifest(folder, ({ lists }) => {
    for (const list of lists) list.sample = false;
  });
}

/** Lets `killEngine` end the engine by an error that nothing catches, as a fault in it would. */
export async function makeMortal(folder) {
  const name = (await readdir(folder)).find((file) => /^engine\..*js$/.test(file));
  await appendFile(join(folder, name), `
    new BroadcastChannel('test').onmessage = () => setTimeout(() => { throw new Error('killed by the test'); });`);
}

export function killEngine(page) {
  return page.evaluate(() => new BroadcastChannel('test').postMessage('die'));
}

/** The pack of a list, of the first one if none is named: `role` is `search` or `details`. */
export async function packPath(siteFolder, role, place = 0) {
  const manifest = await readManifest(siteFolder);
  return join(siteFolder, 'data', manifest.lists[place].packs.find((pack) => pack.kind === role).file);
}

async function buildPacks(list, checkedAt, out, others = []) {
  await rm(out, { recursive: true, force: true });
  const work = await mkdtemp(join(tmpdir(), 'list-'));
  try {
    const file = join(work, 'list.csv');
    const bytes = await readFile(list);
    await writeFile(file, bytes);
    if (checkedAt) {
      // What `sanctions-lookup fetch` leaves beside a list.
      const note = {
        address: 'https://example.org/list.csv',
        checked_at: new Date(checkedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
        etag: null,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      };
      await writeFile(`${file}.meta.json`, JSON.stringify(note));
    }
    const lists = [`uk=${resolve(file)}`, ...others].flatMap((one) => ['--list', one]);
    const build = spawn(builder, ['build', ...lists, '--out', out, '--allow-small'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = await once(build, 'exit');
    if (code !== 0) throw new Error(`${builder} could not build ${list} (exit ${code})`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Puts a second list beside the first: the same designations under another code of two letters, as the
 * packs of another publisher would be. `change(entry)` alters what the manifest says of it; the designations
 * at the places `joined` are one party on both.
 */
export async function addList(siteFolder, code, title, change = () => {}, joined = []) {
  const data = join(siteFolder, 'data');
  const manifest = await readManifest(siteFolder);
  const entry = { ...structuredClone(manifest.lists[0]), list: code, title };
  let pair = 0;
  for (const pack of entry.packs) {
    const bytes = await readFile(join(data, pack.file));
    // The header: magic, kind and versions, then the checksum of the search pack beside details, then the code.
    bytes.writeUInt32LE(pair, 8);
    bytes.write(code, 13, 'latin1');
    const checksum = crc32(bytes.subarray(0, -4));
    bytes.writeUInt32LE(checksum, bytes.length - 4);
    pair = checksum;
    pack.sha256 = createHash('sha256').update(bytes).digest('hex');
    pack.file = pack.file.replace(/^\w+-(\w+)\.\w+/, `${code}-$1.${pack.sha256.slice(0, 16)}`);
    await writeFile(join(data, pack.file), bytes);
  }
  change(entry);
  manifest.parties = joined.map((place) => [[0, place], [manifest.lists.length, place]]);
  manifest.lists.push(entry);
  await writeManifest(siteFolder, manifest);
}
