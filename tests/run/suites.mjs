import { readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

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

/** One line for everything that failed: the last lines of a long run are the ones that are kept. */
export const failures = [];

/** What failed once and passed when it was run again: nobody may take it for proved. */
export const unsure = [];

// eslint-disable-next-line no-control-regex -- colours of a terminal
const firstLine = (text) => (text ?? 'no reason given').replace(/\u001b\[[0-9;]*m/g, '').split('\n')[0];
const relative = (file) => file.replace(fileURLToPath(root), '');

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

/**
 * Everything under vitest. A file whose process ended in the middle (Node itself, not a test: that leaves no result) is
 * run a second time, and the run says so; a second end is a failure.
 */
export function vitest(args = []) {
  const first = ranByVitest(args);
  if (first.died.length === 0) return counted(first);
  console.log(`The process of ${first.died.join(', ')} ended in the middle: run again.`);
  return sum([counted({ ...first, status: 0 }), counted(ranByVitest([...args, ...first.died]))]);
}

function ranByVitest(args) {
  const { status, report } = reported((file) =>
    runTool('vitest/vitest.mjs', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...args,
    ]),
  );
  const files = (report?.testResults ?? []).map((file) => ({ ...file, name: relative(file.name) }));
  // What is still pending when all is over never ended: its process did, and took the rest of its file with it.
  const hasDied = (file) => file.assertionResults.some((test) => test.status === 'pending');
  const died = files.filter(hasDied).map((file) => file.name);
  return { status, died, files: report ? files.filter((file) => !hasDied(file)) : null };
}

function counted({ status, died, files }) {
  if (!files) return { ...nothing, failed: 1 };
  const of = (...states) =>
    files.flatMap((file) => file.assertionResults.filter((test) => states.includes(test.status)));
  for (const { name, status: end, message, assertionResults } of files) {
    for (const test of assertionResults)
      if (test.status === 'failed') failures.push(`${name} › ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
    if (end === 'failed' && assertionResults.length === 0) failures.push(`${name}: ${firstLine(message)}`);
  }
  const failed = of('failed').length;
  return {
    passed: of('passed').length,
    // A file that cannot even be loaded, and an error outside of all tests, are no failed test there; here they are one.
    failed: status !== 0 && failed === 0 ? Math.max(1, died.length) : failed,
    skipped: of('skipped', 'todo', 'disabled').length,
  };
}

/** The end-to-end specs, in a browser. */
export function playwright(args = []) {
  const { status, report } = reported((file) =>
    runTool('@playwright/test/cli.js', ['test', '--config=tests/end-to-end/playwright.config.ts', ...args], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    }),
  );
  if (!report) return { ...nothing, failed: 1 };
  const { expected, flaky, unexpected, skipped } = report.stats;
  const walk = (suite) => {
    for (const { title, file, line, ok, tests } of suite.specs ?? [])
      if (!ok) failures.push(`${file}:${line} › ${title}: ${firstLine(tests.at(-1)?.results.at(-1)?.error?.message)}`);
      else if (tests.some((test) => test.status === 'flaky'))
        unsure.push(`${file}:${line} › ${title}: ${firstLine(tests.at(-1)?.results[0]?.error?.message)}`);
    for (const inner of suite.suites ?? []) walk(inner);
  };
  for (const suite of report.suites) walk(suite);
  return { passed: expected + flaky, failed: status !== 0 && unexpected === 0 ? 1 : unexpected, skipped };
}
