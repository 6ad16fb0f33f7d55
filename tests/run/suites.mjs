import { readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

const root = new URL('../../', import.meta.url);

/** What a suite came to. */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

export function sum(results) {
  return results.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    nothing,
  );
}

/** Runs a program of node_modules with this Node; its output goes straight to the terminal. */
function runTool(program, args, env = {}) {
  const { status, error } = spawnSync(process.execPath, [new URL(`node_modules/${program}`, root).pathname, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  return status ?? 1;
}

/** A JSON report that a tool writes to a file; null when it did not get so far. */
function reported(tool) {
  const folder = mkdtempSync(join(tmpdir(), 'lastmile-tests-'));
  try {
    const file = join(folder, 'report.json');
    const status = tool(file);
    try {
      return { status, report: JSON.parse(readFileSync(file, 'utf8')) };
    } catch {
      return { status, report: null };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything under vitest. */
export function vitest(args = []) {
  const { status, report } = reported((file) =>
    runTool('vitest/vitest.mjs', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...args,
    ]),
  );
  if (!report) return { ...nothing, failed: 1 };
  const { numPassedTests: passed, numFailedTests, numPendingTests: skipped, numTodoTests } = report;
  // A file that cannot even be loaded counts as no failed test there; here it is one.
  const failed = status !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
  return { passed, failed, skipped: skipped + numTodoTests };
}

/** The end-to-end specs, in a browser. */
export function playwright(args = []) {
  const { status, report } = reported((file) =>
    runTool('@playwright/test/cli.js', ['test', '--config=tests/end-to-end/playwright.config.ts', ...args], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    }),
  );
  if (!report) return { ...nothing, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  if (flaky > 0) console.log(`${flaky} end-to-end specs passed at the second try only: see above.`);
  return { passed: expected + flaky, failed: status !== 0 && unexpected === 0 ? 1 : unexpected, skipped };
}
