// A part of a page as a PNG of few colours: a third of what a browser makes of text.

import { crc32, deflateSync } from 'node:zlib';

const COLOURS = 48;

/** Gives the file's bytes. */
export async function takePicture(page, clip) {
  const picture = (await page.screenshot({ clip })).toString('base64');
  const { width, height, palette, places } = await page.evaluate(reduce, [picture, COLOURS]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // Eight bits a pixel, each a place in the palette.
  const pixels = Buffer.from(places, 'latin1');
  // Each line begins with how it is filtered: not at all.
  const lines = Array.from({ length: height }, (_, line) => Buffer.concat([Buffer.of(0), pixels.subarray(line * width, (line + 1) * width)]));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** Runs in the page: the most frequent colours stay as they are, each other becomes the nearest of them. */
async function reduce([picture, most]) {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const colours = Array.from({ length: width * height }, (_, pixel) => data.slice(pixel * 4, pixel * 4 + 3).join());
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour.split(',').map(Number));
  const palette = sorted.slice(0, most);
  const places = new Map(sorted.map((colour) => {
    const distances = palette.map((other) => other.reduce((sum, part, at) => sum + (part - colour[at]) ** 2, 0));
    return [colour.join(), String.fromCharCode(distances.indexOf(Math.min(...distances)))];
  }));
  return { width, height, palette, places: colours.map((colour) => places.get(colour)).join('') };
}
