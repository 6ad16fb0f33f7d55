// npm run test:sync -- --runs 20000: synchronisation over so many histories, of which npm test runs a sample.
import { parseArgs } from 'node:util';
import { buildWhenStale } from '../../src-main/launch/build-when-stale.mjs';
import { failures, vitest } from './suites.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '20000' } } });
process.env.LASTMILE_SYNC_RUNS = values.runs;
const built = await buildWhenStale();
const { passed, failed, skipped } = built
  ? vitest(['--project', 'server', 'tests/server/model'])
  : { passed: 0, failed: 1, skipped: 0 };
for (const failure of failures) console.log(`FAILED  ${failure}`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
