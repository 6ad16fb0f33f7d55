import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HEADINGS, isp, line } from '../features/office.ts';
import { programPath } from '../programs.ts';
import { seeded } from './seeded.ts';

const KILLS = 12;
const ROWS = 400;
const killer = new URL('kill-before.ts', import.meta.url).href;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lastmile-kill-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function lastmile(args: readonly string[], killBefore?: number) {
  const options = killBefore === undefined ? [] : ['--import', killer];
  const { status, signal, stdout } = spawnSync(process.execPath, [...options, programPath('cli'), ...args, '--json'], {
    encoding: 'utf8',
    env: { ...process.env, LASTMILE_KEYS: join(root, 'keys'), KILL_BEFORE: String(killBefore ?? '') },
  });
  return { status, signal, answer: stdout === '' ? null : (JSON.parse(stdout) as Record<string, unknown>) };
}

it(
  'given kill -9 at any statement of an import, when the file is imported again, then every row is there once',
  { timeout: 240_000 },
  () => {
    const reference = join(root, 'isp.json');
    const file = join(root, 'customers.csv');
    writeFileSync(reference, JSON.stringify(isp));
    writeFileSync(file, [HEADINGS, ...Array.from({ length: ROWS }, (_, i) => line(i))].join('\n'));
    const random = seeded(7);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const data = ['--data', join(root, `data-${kill}`)];
      expect(lastmile(['reference', 'import', reference, ...data]).status).toBe(0);
      // Two statements a row and some around them: a few of the kills fall right before the end.
      const at = 1 + Math.floor(random() * (ROWS * 2 + 12));
      expect(lastmile(['import', file, ...data], at).signal, `statement ${at}`).toBe('SIGKILL');

      const after = lastmile(['customers', '--limit', '1', ...data]).answer?.['total'];
      expect([0, ROWS], `statement ${at}`).toContain(after);
      expect(lastmile(['check', ...data]).answer, `statement ${at}`).toEqual({ ok: true, problems: [] });
      const again = lastmile(['import', file, ...data]).answer;
      if (after === 0) expect(again).toMatchObject({ rows: ROWS, imported: ROWS, failed: 0, skipped: 0 });
      expect(lastmile(['customers', '--limit', '1', ...data]).answer?.['total']).toBe(ROWS);
      expect(lastmile(['check', ...data]).answer).toEqual({ ok: true, problems: [] });
    }
  },
);
