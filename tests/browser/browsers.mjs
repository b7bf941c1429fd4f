// The browsers that the tests run in: `TEST_BROWSER` is `chromium`, which it need not say, `firefox`
// or `webkit`. Where each is: `CHROMIUM`, `FIREFOX`, `WEBKIT` and `WEBKIT_DRIVER`.

import { readFile } from 'node:fs/promises';
import { chromium, firefox } from 'playwright-core';
import { launchWebkit } from './webkit.mjs';

/** What the tests run in. */
export const name = process.env.TEST_BROWSER ?? 'chromium';

const launch = {
  chromium: async () => chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: JSON.parse(await readFile(new URL('./chromium-flags.json', import.meta.url), 'utf8')),
    chromiumSandbox: false,
  }),
  // The channel is Firefox as it is published, over WebDriver BiDi; Playwright's own is a changed one.
  firefox: () => firefox.launch({
    channel: 'moz-firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
  }),
  webkit: launchWebkit,
};

/** Starts it, for as long as `t` runs when there is one. */
export async function launchBrowser(t) {
  if (!Object.hasOwn(launch, name)) throw new Error(`TEST_BROWSER must be one of ${Object.keys(launch).join(', ')}, not ${name}`);
  const browser = await launch[name]();
  t?.after(() => browser.close());
  return browser;
}

/** What cannot be asked of a browser from outside, and why. */
const lacks = {
  chromium: {},
  firefox: {
    'a colour scheme, forced colours or print': 'Firefox ESR 153 has no command for them in WebDriver BiDi',
    'a page without scripts': 'Firefox ESR 153 has no command for it in WebDriver BiDi',
    'a device without room': 'WebDriver BiDi has no command for it',
    'the words of an error in the console': 'WebDriver BiDi gives its type alone',
    'a click or a key in a frame of another origin': 'none that is sent over WebDriver BiDi reaches it',
    'nodes and listeners, counted': 'WebDriver BiDi has no command for it',
    'layout shifts': 'Firefox measures none',
    'a page without its policy': 'Firefox ESR 153 has no command for it in WebDriver BiDi',
  },
  webkit: {
    'a colour scheme, forced colours or print': 'WebDriver has no command for them',
    'a page without scripts': 'WebDriver has no command for it',
    'a device without room': 'WebDriver has no command for it',
    'what stands in a frame': 'the tests look for it in the page alone',
    'another time of day': 'WebDriver has no command for it',
    'nodes and listeners, counted': 'WebDriver has no command for it',
    'a frame': 'webkit.mjs does not look into frames',
    'a page of Vite’s development server': 'no script of it runs in MiniBrowser, and why is not known',
    'layout shifts': 'WebKit measures none',
    'workers, one by one': 'WebDriver does not show them',
    'what a script from elsewhere writes to the console': 'it does not reach this client, and why is not known yet',
    'a window of 320 pixels': 'the window of MiniBrowser is never narrower than 447',
  },
};

/** Options of a test that needs these of the browser: where it lacks one, the test is skipped and says why. */
export function needs(...abilities) {
  const missing = abilities.find((ability) => lacks[name][ability]);
  return missing ? { skip: `${name} cannot show ${missing}: ${lacks[name][missing]}` } : {};
}

const said = new Set();

/** Whether the browser has it; where not, the test `t`, the first of a file, says what is left out, and why. */
export function has(t, ability) {
  const why = lacks[name][ability];
  if (why && !said.has(ability)) t.diagnostic(`left out here and below: ${ability}, for ${why}`);
  said.add(ability);
  return !why;
}
