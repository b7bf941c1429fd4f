// What Lighthouse says of the stand-alone page, with the settings of a phone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { name } from './browsers.mjs';
import { audit } from './lighthouse.mjs';
import { sampleList, serveSite } from './site.mjs';
import { earlierToday } from './widget.mjs';

const skip = name === 'chromium' ? false : 'Lighthouse drives Chromium alone';

test('Lighthouse finds no fault in accessibility, best practices and SEO', { skip }, async (t) => {
  const { url } = await serveSite(t, { list: sampleList, checkedAt: earlierToday() });
  const { scores, faults } = await audit(url, ['accessibility', 'best-practices', 'seo']);
  assert.deepEqual(faults, []);
  assert.deepEqual(scores, { accessibility: 100, 'best-practices': 100, seo: 100 });
});
