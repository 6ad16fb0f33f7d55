import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readSpreadsheet } from '#main/spreadsheet/read.ts';
import { customerRows } from '../fixtures/customers.ts';
import { textWorkbook } from '../fixtures/workbook.ts';
import { median } from './median.ts';

/** One reading in a process of its own: milliseconds and the highest memory in megabytes. */
interface Reading {
  readonly wall: number;
  readonly firstRows: number;
  readonly peak: number;
  readonly rows: number;
}

type Reader = 'ours' | 'sheetjs';

/** What a benchmark of reading came to: ours divided by the baseline, both from the same run. */
export interface ReadingRatios {
  readonly timesFaster: number;
  readonly firstRows: number;
  readonly memory: number;
}

/** Reads the same workbook with SheetJS as fast as it can be set, and with ours, in turn; prints medians and ratios. */
export function benchReading(rows: number, rounds: number, shared: boolean): ReadingRatios {
  const folder = mkdtempSync(join(tmpdir(), 'lastmile-bench-'));
  try {
    const file = join(folder, 'customers.xlsx');
    writeFileSync(file, textWorkbook(customerRows(rows), { shared }));
    const readings: Record<Reader, Reading[]> = { ours: [], sheetjs: [] };
    for (let round = 0; round < rounds; round++) {
      for (const reader of ['sheetjs', 'ours'] as const) readings[reader].push(inChild(reader, file));
    }
    const counts = new Set([...readings.ours, ...readings.sheetjs].map((reading) => reading.rows));
    if (counts.size !== 1) throw new Error(`the readers disagree: ${[...counts].join(', ')} rows`);
    const of = (reader: Reader, key: keyof Reading): number => median(readings[reader].map((reading) => reading[key]));
    const ratios = {
      timesFaster: of('sheetjs', 'wall') / of('ours', 'wall'),
      firstRows: of('ours', 'firstRows') / of('sheetjs', 'wall'),
      memory: of('ours', 'peak') / of('sheetjs', 'peak'),
    };
    console.log(`read ${rows} rows, ${shared ? 'shared' : 'inline'} strings, median of ${rounds}`);
    console.log(`  SheetJS tuned ${of('sheetjs', 'wall').toFixed(0)} ms, ${of('sheetjs', 'peak').toFixed(0)} MB`);
    console.log(`  ours          ${of('ours', 'wall').toFixed(0)} ms, ${of('ours', 'peak').toFixed(0)} MB`);
    console.log(`  times faster  ${ratios.timesFaster.toFixed(2)} (goal 6)`);
    console.log(`  first rows    ${ratios.firstRows.toFixed(3)} of SheetJS' whole reading (goal 0.08)`);
    console.log(`  memory        ${ratios.memory.toFixed(2)} (goal ${rows >= 500_000 ? '0.45' : '0.6'})`);
    return ratios;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function inChild(reader: Reader, file: string): Reading {
  const here = fileURLToPath(import.meta.url);
  const out = execFileSync(process.execPath, [here, '--read', reader, file], { encoding: 'utf8' });
  return JSON.parse(out) as Reading; // Printed by `readOnce`.
}

async function readOnce(reader: Reader, file: string): Promise<Reading> {
  const bytes = readFileSync(file);
  const sheetjs = reader === 'sheetjs' ? await import('xlsx') : null;
  const start = performance.now();
  let firstRows = 0;
  let rows: number;
  if (sheetjs) {
    const book = sheetjs.read(bytes, { dense: true, cellText: false, cellHTML: false, cellFormula: false });
    rows = Object.values(book.Sheets)[0]?.['!data']?.length ?? 0;
  } else {
    const read = await readSpreadsheet(bytes, {
      fileName: file,
      onHead: () => {
        firstRows = performance.now() - start;
      },
    });
    rows = read.kind === 'table' ? read.table.rows.length : 0;
  }
  return { wall: performance.now() - start, firstRows, peak: process.resourceUsage().maxRSS / 1024, rows };
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: {
      rows: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '5' },
      inline: { type: 'boolean', default: false },
      read: { type: 'string' },
    },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (values.read !== undefined && file !== undefined) {
    console.log(JSON.stringify(await readOnce(values.read === 'ours' ? 'ours' : 'sheetjs', file)));
  } else benchReading(Number(values.rows), Number(values.rounds), !values.inline);
}
