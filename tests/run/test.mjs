// npm test: everything that is not a benchmark. Ends with one plain line: N passed, N failed, N skipped.
import { buildWhenStale } from '../../src-main/launch/build-when-stale.mjs';
import { browser } from './browser.mjs';
import { failures, playwright, sum, unsure, vitest } from './suites.mjs';

if (!(await buildWhenStale())) {
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
}
const results = [vitest()];
const chromium = browser();
if (chromium) {
  process.env.LASTMILE_BROWSER = chromium;
  results.push(playwright());
} else {
  console.log('Left out: the end-to-end specs, because no Chromium or Chrome is installed.');
  results.push({ passed: 0, failed: 0, skipped: 1 });
}
for (const one of unsure) console.log(`UNSURE  ${one}`);
for (const failure of failures) console.log(`FAILED  ${failure}`);
const { passed, failed, skipped } = sum(results);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
