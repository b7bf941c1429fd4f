// The check of a file in the page, as its tests use it.

import { openPage } from './page.mjs';
import { asRealList, sampleList, serveSite } from './site.mjs';
import { earlierToday, finished, ready } from './widget.mjs';

export const button = (page, name) => page.getByRole('button', { name });

/** Opens the page, and in it the check of a file. */
export async function openFiles(t, { change = asRealList, options } = {}) {
  const { url, folder } = await serveSite(t, { list: sampleList, checkedAt: earlierToday(), change });
  const { page, record } = await openPage(t, url, options);
  await ready(page);
  await page.getByRole('button', { name: 'Check a list of names' }).click();
  await page.getByLabel('Choose a file').waitFor();
  return { page, record, url, folder };
}

/** Gives the page a file. `parts` are texts or arrays of bytes, the last of them `times` over. */
export function give(page, parts, { name = 'customers.csv', times = 1 } = {}) {
  return page.evaluate(([parts, name, times]) => {
    const made = parts.map((part) => (typeof part === 'string' ? part : new Uint8Array(part)));
    const last = new Blob([made.pop()]);
    const data = new DataTransfer();
    data.items.add(new File([...made, ...Array(times).fill(last)], name));
    const field = document.querySelector('sanctions-lookup').shadowRoot.querySelector('input[type=file]');
    field.files = data.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, [parts, name, times]);
}

export const heading = (page, name) => page.getByRole('heading', { name });

export async function check(page, parts, options) {
  await give(page, parts, options);
  await button(page, /^Check [\d,]+ rows?/).click();
  await finished(page);
}

/** The cells of a line of CSV in which no cell has a line break. */
export const cells = (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);

/** Saves the result in a form; the page then has the file in `saved`. Gives its name. */
async function save(page, form) {
  await page.evaluate(() => {
    URL.createObjectURL = (blob) => {
      globalThis.saved = blob;
      return 'blob:none';
    };
    HTMLAnchorElement.prototype.click = function () {
      globalThis.savedAs = this.download;
    };
  });
  await button(page, `Download the result as ${form}`).click();
  await page.getByText(`The result was saved as ${form}`).first().waitFor();
  return page.evaluate(() => globalThis.savedAs);
}

/** Saves the result as CSV; gives the name of the file and its lines. */
export async function download(page) {
  const name = await save(page, 'CSV');
  const text = await page.evaluate(() => globalThis.saved.text());
  const rows = text.replace(/^\uFEFF/, '').trim().split('\r\n');
  return { name, header: cells(rows[0]), rows: rows.slice(1).map(cells) };
}

/** Saves the result as XLSX; gives the name of the file, its kind and its bytes. */
export async function downloadWorkbook(page) {
  const name = await save(page, 'XLSX');
  const [type, bytes] = await page.evaluate(async () => {
    const { saved } = globalThis;
    return [saved.type, [...new Uint8Array(await saved.arrayBuffer())]];
  });
  return { name, type, bytes: Buffer.from(bytes) };
}
