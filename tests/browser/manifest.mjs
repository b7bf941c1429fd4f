// Changes what a built folder says of its lists, in both of its manifests, as somebody who makes
// folders without this project's builder would. A second writer of the compact form, written from
// its description (crates/manifest).

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** The manifest of a site as an object. */
export async function readManifest(folder) {
  return JSON.parse(await readFile(join(folder, 'data/manifest.json'), 'utf8'));
}

/** Writes both manifests of a site. */
export async function writeManifest(folder, manifest) {
  await writeFile(join(folder, 'data/manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'data/manifest.bin'), compact(manifest));
}

/** Passes the manifest to `change` and writes it again. */
export async function changeManifest(folder, change) {
  const manifest = await readManifest(folder);
  change(manifest);
  await writeManifest(folder, manifest);
}

/**
 * The compact form of a manifest. `parties`, which the JSON does not have from the builder, has for each party
 * of several lists its entries, a list's place and the designation's in it.
 */
export function compact(manifest) {
  const hasBefore = manifest.lists.some(({ before }) => before);
  const parts = [
    Buffer.from('SLPM'), fixed(2, manifest.format_version), fixed(2, manifest.normaliser_version),
    fixed(4, 1), number(0), number(manifest.lists.length), ...manifest.lists.flatMap(compactList),
    ...(manifest.parties?.length > 0 || hasBefore ? several(manifest.parties ?? [], compactParty) : []),
    ...(hasBefore ? manifest.lists.flatMap(({ before }) => (before ? [number(before.removed + 1), optional(before.published)] : [number(0)])) : []),
  ];
  const bytes = Buffer.concat(parts);
  return Buffer.concat([bytes, fixed(4, crc32(bytes))]);
}

function compactList(list) {
  const { counts } = list;
  return [
    ...[list.list, list.title, list.publisher, list.licence, list.licence_url, list.source_url, list.source_sha256].map(text),
    ...[list.published, list.checked_at, list.valid_until].map(optional),
    ...[
      Number(list.sample), counts.designations, counts.names, counts.names_in_other_scripts, counts.individual,
      counts.entity, counts.ship, counts.aircraft, counts.unknown, list.dates_of_birth ?? 0, list.identifiers ?? 0,
    ].map(number),
    ...[list.regimes, list.warnings].flatMap((counted) => {
      const entries = Object.entries(counted).sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
      return [number(entries.length), ...entries.flatMap(([name, count]) => [text(name), number(count)])];
    }),
    ...several(list.accepted_faults ?? [], (kind) => [text(kind)]),
    ...several(list.packs, ({ kind, file, bytes, sha256 }) => [Buffer.from(kind === 'search' ? 'S' : 'D'), text(file), number(bytes), text(sha256)]),
  ];
}

const compactParty = (entries) => [number(entries.length * 2), ...entries.flat().map(number)];

const optional = (one) => text(one === null ? '' : `=${one}`);

const several = (items, write) => [number(items.length), ...items.flatMap(write)];

const text = (text) => Buffer.from(`${text}\0`);

function fixed(length, value) {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntLE(value, 0, length);
  return bytes;
}

function number(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}
