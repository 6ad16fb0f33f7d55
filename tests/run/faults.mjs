// npm run test:faults -- --runs 500: the long proofs, of which npm test runs a sample.
import { parseArgs } from 'node:util';
import { buildWhenStale } from '../../src-main/launch/build-when-stale.mjs';
import { failures, vitest } from './suites.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '500' } } });
process.env.FAULT_RUNS = values.runs;
const built = await buildWhenStale();
const { passed, failed, skipped } = built ? vitest(['--project', 'faults']) : { passed: 0, failed: 1, skipped: 0 };
for (const failure of failures) console.log(`FAILED  ${failure}`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
