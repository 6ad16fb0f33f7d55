// The unit tests alone, counted as npm test counts: what failed stands in the last lines.
import { failures, vitest } from './suites.mjs';

const { passed, failed, skipped } = vitest(['--project', 'unit']);
for (const failure of failures) console.log(`FAILED  ${failure}`);
console.log(`unit: ${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
