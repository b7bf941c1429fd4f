// Checks that hold for every state of the page: its HTML is valid, and it is accessible.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { FileSystemConfigLoader, HtmlValidate, esmResolver } from 'html-validate';

const require = createRequire(import.meta.url);
const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
// How HTML is written matters in a file; a browser writes it in its own way.
const validator = new HtmlValidate(new FileSystemConfigLoader([esmResolver()], {
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  // The list of results is a landmark of a kind: a screen reader names it.
  rules: { 'aria-label-misuse': ['error', { allowAnyNamable: true }] },
}));

/** What axe finds wrong with the page as it is now, shadow roots included, one line a finding. */
export async function findAccessibilityFaults(page) {
  // Scripts of the page may not be added under its policy; this one comes from outside.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.flat().join(' ')}\n  ${failureSummary}`));
}

/** What html-validate finds wrong with the page as it is now, the element's inside included. */
export async function findHtmlFaults(page) {
  const html = await page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true);
    // The element's content is shown through its shadow root, so that stands for it.
    const places = copy.querySelectorAll('sanctions-lookup');
    document.querySelectorAll('sanctions-lookup').forEach((element, number) => {
      const boxes = [...element.shadowRoot?.querySelectorAll(':scope > div') ?? []];
      if (boxes.length) places[number].replaceChildren(...boxes.flatMap((box) => [...box.cloneNode(true).childNodes]));
    });
    return `<!doctype html>\n${copy.outerHTML}`;
  });
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages).map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`);
}
