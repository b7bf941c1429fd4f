// The pages for web teams: their fenced blocks, and what the project's own server sends.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The text of a file of the project. */
export const read = (path) => readFileSync(join(root, path), 'utf8');

/** Every page that is tested. */
export const pages = [
  ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  'SECURITY.md',
];

/** The fenced blocks of a page, as `{ page, line, language, text }`. */
export function blocks(page) {
  const found = [];
  let open;
  read(page).split('\n').forEach((line, index) => {
    const fence = line.match(/^```(.*)$/);
    if (fence && !open) open = { page, line: index + 1, language: fence[1], lines: [] };
    else if (fence) {
      found.push({ ...open, text: `${open.lines.join('\n')}\n` });
      open = undefined;
    } else open?.lines.push(line);
  });
  if (open) throw new Error(`${page}: the block of line ${open.line} does not end`);
  return found;
}

/** The policy that the project's own server sends, with which the stand-alone page has its icon. */
export const policy = read('xtask/src/serve.rs')
  .match(/const POLICY: &str = "([^"]*)"/)[1]
  .replace(/\\\n\s*/g, '');

/** What of it the element needs. */
export const elementPolicy = policy.replace("img-src 'self'; ", '');
