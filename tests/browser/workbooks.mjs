// Workbooks as spreadsheet programs save them, and as nobody should: packed here, with invented names. And what is in
// the workbooks that this program writes.

import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

const fixed = (bytes, number) => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 2) buffer.writeUInt16LE(number);
  else buffer.writeUInt32LE(number);
  return buffer;
};

/** A packed file with these parts, `[name, text or bytes]`. */
export function packed(parts) {
  const files = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const bytes = Buffer.from(content);
    const data = deflateRawSync(bytes);
    const common = Buffer.concat([
      fixed(2, 20), fixed(2, 0), fixed(2, 8), fixed(4, 0),
      fixed(4, crc32(bytes)), fixed(4, data.length), fixed(4, bytes.length), fixed(2, name.length), fixed(2, 0),
    ]);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), data]);
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, Buffer.alloc(10), fixed(4, offset), Buffer.from(name));
    files.push(file);
    offset += file.length;
  }
  const end = Buffer.concat(directory);
  return Buffer.concat([
    ...files, end, Buffer.from('PK\x05\x06\0\0\0\0', 'latin1'),
    fixed(2, parts.length), fixed(2, parts.length), fixed(4, end.length), fixed(4, offset), fixed(2, 0),
  ]);
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A cell: a text, a number, `{ days }` since 1900 shown as a date, `{ formula, value }`, or none. */
function cell(value) {
  if (value === null || value === undefined) return '<c/>';
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  if (value.days !== undefined) return `<c s="1"><v>${value.days}</v></c>`;
  if (value.formula) return `<c><f>${escaped(value.formula)}</f>${value.value === undefined ? '' : `<v>${value.value}</v>`}</c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

const row = (cells) => `<row>${cells.map(cell).join('')}</row>`;

/** An XLSX whose sheets are `[name, rows]`; rows that are a text are taken as XML. */
export function xlsx(sheets) {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const relation = (id, kind, target) => `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
  const numbered = sheets.map(([name, rows], place) => ({ name, rows, place: place + 1 }));
  return packed([
    ['_rels/.rels', `${head}<Relationships>${relation('a', 'officeDocument', 'xl/workbook.xml')}</Relationships>`],
    ['xl/workbook.xml', `${head}<workbook><sheets>${numbered.map(({ name, place }) => `<sheet name="${escaped(name)}" sheetId="${place}" r:id="s${place}"/>`).join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${head}<Relationships>${numbered.map(({ place }) => relation(`s${place}`, 'worksheet', `worksheets/sheet${place}.xml`)).join('')}${relation('styles', 'styles', 'styles.xml')}</Relationships>`],
    ['xl/styles.xml', `${head}<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`],
    ...numbered.map(({ rows, place }) => [
      `xl/worksheets/sheet${place}.xml`,
      `${head}<worksheet><sheetData>${typeof rows === 'string' ? rows : rows.map(row).join('')}</sheetData></worksheet>`,
    ]),
  ]);
}

/** An ODS whose sheets are `[name, rows of texts]`; a cell that is a date is `{ date }`. */
export function ods(sheets) {
  const cell = (value) => (value?.date
    ? `<table:table-cell office:value-type="date" office:date-value="${value.date}"><text:p>some day</text:p></table:table-cell>`
    : `<table:table-cell office:value-type="string"><text:p>${escaped(value ?? '')}</text:p></table:table-cell>`);
  const row = (cells) => `<table:table-row>${cells.map(cell).join('')}</table:table-row>`;
  const tables = sheets.map(([name, rows]) => `<table:table table:name="${escaped(name)}">${rows.map(row).join('')}</table:table>`);
  return packed([
    ['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'],
    ['content.xml', `<office:document-content><office:body><office:spreadsheet>${tables.join('')}</office:spreadsheet></office:body></office:document-content>`],
  ]);
}

/** A compound file: a workbook of before 2007, or one with a password. */
export const compound = (password) => Buffer.concat([
  Buffer.from([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), Buffer.alloc(600), Buffer.from(password ? 'EncryptedPackage' : 'Workbook', 'utf16le'), Buffer.alloc(600),
]);

/** The parts of a packed file, as texts by their names. */
export function unpacked(file) {
  const end = file.lastIndexOf('PK\x05\x06');
  const parts = {};
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((place) => file.readUInt16LE(at + place));
    const [size, local] = [20, 42].map((place) => file.readUInt32LE(at + place));
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const data = file.subarray(start, start + size);
    const isPacked = file.readUInt16LE(at + 10) === 8;
    parts[file.toString('utf8', at + 46, at + 46 + name)] = (isPacked ? inflateRawSync(data) : data).toString();
    at += 46 + name + extra + comment;
  }
  return parts;
}

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };
const text = (xml) => [...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map(([, one]) => one).join('')
  .replace(/&\w+;/g, (entity) => ENTITIES[entity])
  .replace(/_x([\dA-F]{4})_/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));

/** The cells of the first sheet by their addresses, each a text or a number; a formula is none. */
export function cellsOf(file) {
  const parts = unpacked(file);
  const shared = [...(parts['xl/sharedStrings.xml'] ?? '').matchAll(/<si>([^]*?)<\/si>/g)].map(([, one]) => text(one));
  const found = parts['xl/worksheets/sheet1.xml'].matchAll(/<c r="([A-Z]+\d+)"(?: t="(\w+)")?>([^]*?)<\/c>/g);
  return Object.fromEntries([...found].map(([, address, type, content]) => {
    const value = content.match(/^<v>([^<]*)<\/v>$/)?.[1];
    if (type === 'inlineStr') return [address, text(content)];
    return [address, type === 's' ? shared[value] : Number(value)];
  }));
}
