// Pictures of every state, wide, narrow, at 400 % and as on paper, into target/screenshots. Run it by hand after
// `cargo xtask build`: `node tests/browser/screenshots.mjs [part of a state's name]`.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openPage } from './page.mjs';
import { root } from './site.mjs';
import { serveState, states } from './states.mjs';

const folder = join(root, 'target/screenshots');
await mkdir(folder, { recursive: true });
const part = process.argv[2] ?? '';
const looks = [
  ['1280', { viewport: { width: 1280, height: 900 } }],
  ['320', { viewport: { width: 320, height: 640 } }],
  ['400', { viewport: { width: 320, height: 256 } }],
  ['dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ['forced', { viewport: { width: 1280, height: 900 }, forcedColors: 'active' }],
  ['paper', { viewport: { width: 794, height: 1123 }, media: 'print' }],
];

for (const state of states.filter(({ name }) => name.includes(part))) {
  const after = [];
  const t = { after: (task) => after.unshift(task) };
  const url = await serveState(t, state);
  for (const [look, { media, ...options }] of looks) {
    const { page } = await openPage(t, 'about:blank', options);
    await state.show(page, url);
    if (media) await page.emulateMedia({ media });
    const file = join(folder, `${state.name.replaceAll(/\W+/g, '-')}.${look}.png`);
    await page.screenshot({ path: file, fullPage: true });
    console.log(file);
  }
  for (const task of after) await task();
}
