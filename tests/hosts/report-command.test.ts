import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HEADINGS, isp, line } from '../features/office.ts';
import { programPath } from '../programs.ts';

// The report and the history as scripts ask for them: real processes, exit statuses, one JSON document.

let root = '';
const at = (name: string): string => join(root, name);
/** By the ISP's clock, six hours ahead: who is imported now is a subscriber of it. */
const month = new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 7);

function lastmile(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [programPath('cli'), ...args, '--data', at('data'), '--json'],
    { encoding: 'utf8', env: { ...process.env, LASTMILE_KEYS: at('keys') } },
  );
  return { status, stderr, answer: JSON.parse(stdout) as Record<string, never> };
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lastmile-report-'));
  writeFileSync(at('isp.json'), JSON.stringify(isp));
  writeFileSync(at('people.csv'), [HEADINGS, line(1), line(2)].join('\n'));
  expect(lastmile('reference', 'import', at('isp.json')).status).toBe(0);
  expect(lastmile('import', at('people.csv')).status).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('Given values that are missing, when the report is made, then the file is there, who lacks what is told, and the status is 1', () => {
  const { status, stderr, answer } = lastmile('report', 'btrc', '--month', month, '--out', at('report.csv'));
  expect(status).toBe(1);
  expect(answer).toMatchObject({ month, rows: 2, file: at('report.csv') });
  expect(answer['missing']).toMatchObject([{ username: 'user1', columns: expect.arrayContaining(['thana']) }, {}]);
  expect(stderr).toContain('Of 2 subscribers something is missing');
  expect(stderr).toContain('user2: client_type');
  expect(readFileSync(at('report.csv'), 'utf8').split('\r\n')).toHaveLength(4);
});

it('Given a month without subscribers, when the report is made as .xlsx, then nothing is missing and the status is 0', () => {
  const { status, answer } = lastmile('report', 'btrc', '--month', '2020-01', '--out', at('report.xlsx'));
  expect([status, answer]).toEqual([0, { month: '2020-01', rows: 0, missing: [], file: at('report.xlsx') }]);
});

it.each([
  ['no month', ['--month', '2026-13', '--out', 'x.csv'], 'month-option'],
  ['no place', ['--month', '2026-11'], 'report-out-missing'],
  ['another kind of file', ['--month', '2026-11', '--out', 'x.pdf'], 'out-format'],
  ['a folder that is not there', ['--month', '2026-11', '--out', '/nowhere/x.csv'], 'file-folder-missing'],
])('Given %s, when the report is asked for, then nothing is written and the status is 2', (_, args, code) => {
  const { status, answer } = lastmile('report', 'btrc', ...args);
  expect([status, answer]).toMatchObject([2, { error: { code } }]);
});

it('Given what was done, when the history is asked for, then the latest stands first, and days narrow it', () => {
  const { status, answer } = lastmile('history', '--from', '2026-01-01', '--limit', '2');
  expect([status, answer]).toMatchObject([0, { lines: [{ action: expect.any(String) }, {}] }]);
  expect(lastmile('history', '--customer', 'user1').answer).toMatchObject({ lines: [{ action: 'import.commit' }] });
  expect(lastmile('history', '--to', '2020-01-01').answer).toEqual({ total: 0, lines: [], next: null });
  expect(lastmile('history', '--to', 'yesterday')).toMatchObject({
    status: 2,
    answer: { error: { code: 'day-option' } },
  });
});
