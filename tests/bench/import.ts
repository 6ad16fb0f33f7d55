// The goals of the import, each against its baseline in the same run: `npm run bench -- import [--rows N] [--rounds N]`.
// Every measurement is a process of its own; product and baseline take turns; medians.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildWhenStale } from '../../src-main/launch/build-when-stale.mjs';
import { workbook } from './import/workbook.ts';
import { median } from './median.ts';

const { values } = parseArgs({ options: { rows: { type: 'string' }, rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
const measure = fileURLToPath(new URL('import/measure.ts', import.meta.url));

type Figures = Readonly<Record<string, number>>;

function measured(name: string, file: string): Figures {
  const printed = execFileSync(process.execPath, [measure, name, file], { encoding: 'utf8', maxBuffer: 1 << 26 });
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '{}') as Figures;
}

const MEASURES = ['sheetjs', 'floor', 'read', 'preview', 'commit', 'stall', 'memory'] as const;

async function run(rows: number): Promise<void> {
  const file = await workbook(rows);
  const all = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of MEASURES) {
      for (const [figure, value] of Object.entries(measured(name, file))) {
        const key = `${name} ${figure}`;
        all.set(key, [...(all.get(key) ?? []), value]);
      }
    }
  }
  const of = (key: string): number => median(all.get(key) ?? []);
  const commit = of('commit commit') - of('commit backup');
  const lines: [string, number, string][] = [
    ['read: SheetJS tuned / ours', of('sheetjs time') / of('read time'), '>= 6'],
    ['preview ready / SheetJS tuned reading alone', of('preview preview') / of('sheetjs time'), '<= 0.30'],
    ['first 200 rows / SheetJS tuned reading alone', of('preview first rows') / of('sheetjs time'), '<= 0.08'],
    ['commit / bare script, same bytes and tables', commit / of('commit bare'), '<= 1.25'],
    ['commit / sqlite3 .import of customers alone', commit / of('commit shell'), '<= 3.5'],
    [
      'all / inflate + scan + bare script',
      (of('preview preview') + commit) / (of('floor time') + of('commit bare')),
      '<= 1.6',
    ],
    [
      'peak memory, preview / SheetJS tuned',
      of('memory program') / of('sheetjs peak'),
      rows > 300_000 ? '<= 0.45' : '<= 0.6',
    ],
    ["longest stall of the window's event loop, ms", of('stall stall'), '<= 20'],
  ];
  console.log(`\n${rows.toLocaleString('en')} rows, medians of ${rounds}`);
  for (const [what, figure, goal] of lines)
    console.log(`  ${what.padEnd(50)} ${figure.toFixed(2).padStart(8)}   goal ${goal}`);
  const absolute = [...all].map(([key, some]) => `${key} ${median(some).toFixed(0)}`);
  console.log(`  ms and MB: ${absolute.join(', ')}`);
}

if (!(await buildWhenStale())) process.exit(1);
for (const rows of values.rows === undefined ? [10_000, 100_000] : [Number(values.rows)]) await run(rows);
