// One measurement in a process of its own: `measure.ts NAME FILE`. Prints one line of JSON: milliseconds by name, peak MB.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { createRouterClient } from '@orpc/server';
import XLSX from 'xlsx';
import { createCore } from '#main/core.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { bareScript } from './bare-script.ts';
import { program } from '../../programs.ts';
import { isp } from './isp.ts';

const [name = '', file = ''] = process.argv.slice(2);
const times: Record<string, number> = {};

async function timed(what: string, job: () => unknown): Promise<void> {
  const begun = performance.now();
  await job();
  times[what] = performance.now() - begun;
}

/** SheetJS as its manual tunes it for large files: no texts, no styles, no formulas, dense sheets. */
function sheetjs(): void {
  const book = XLSX.read(readFileSync(file), {
    dense: true,
    cellText: false,
    cellHTML: false,
    cellFormula: false,
    cellStyles: false,
  });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  if (!sheet) throw new Error('no sheet');
}

/** What nothing can do without: inflate the sheet's XML and look at every byte once. */
function floor(): void {
  const bytes = readFileSync(file);
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const part = bytes.toString('latin1', at + 46, at + 46 + nameLength);
    if (!part.startsWith('xl/worksheets/sheet') && part !== 'xl/sharedStrings.xml') continue;
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const xml = inflateRawSync(bytes.subarray(start, start + bytes.readUInt32LE(at + 20)));
    let cells = 0;
    for (let i = xml.indexOf(60); i >= 0; i = xml.indexOf(60, i + 1)) cells += 1;
    if (cells === 0) throw new Error('nothing found');
  }
}

/** The product: open, first rows, preview, commit. */
async function product(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lastmile-bench-'));
  const now = () => new Date();
  const core = await createCore({
    folder: join(folder, 'data'),
    create: true,
    keys: [keyFiles(join(folder, 'keys'))],
    now,
    newId: orderedIds(now),
    importWorker: program('import-worker'),
    version: 'bench',
    consoleName: 'bench',
    log: { info: () => undefined, warn: () => undefined, failure: () => '' },
  });
  await core.start();
  try {
    const client = createRouterClient(core.router, { context: core.context(core.admin) });
    await client.reference.import(isp);
    const begun = performance.now();
    const { session } = await client.import.open({ file: new File([readFileSync(file)], 'bench.xlsx') });
    for await (const view of await client.import.watch({ session })) {
      if (view.fields.length === 0) continue;
      if (times['first rows'] === undefined) {
        const page = await client.import.rows({ session, filter: { show: 'all' }, from: 0, count: 200 });
        if (page.rows.length === 200) times['first rows'] = performance.now() - begun;
      }
      if (view.stage === 'fix') break;
    }
    times['preview'] = performance.now() - begun;
    await timed('commit', async () => {
      const commit = await client.import.commit({ session, activate: true });
      for (let next = await commit.next(); next.done !== true; next = await commit.next());
    });
    const { total } = await client.customers.list({ filter: {}, limit: 1 });
    times['rows'] = total;
    times['bare'] = await bareScript(join(folder, 'data'), join(folder, 'bare'));
  } finally {
    await core.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const measures: Readonly<Record<string, () => unknown>> = {
  sheetjs: () => timed('read', sheetjs),
  floor: () => timed('floor', floor),
  product,
};
await measures[name]?.();
console.log(JSON.stringify({ ...times, peak: process.resourceUsage().maxRSS / 1024 }));
