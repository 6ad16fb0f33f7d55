// What a measurement does not need it does not load: memory is measured too.
// One measurement in a process of its own: `measure.ts NAME FILE`. The last line it prints is JSON: milliseconds, and the
// peak of the process in MB.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as settled } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import type { ContractRouterClient } from '@orpc/contract';
import type SheetJs from 'xlsx';
import type { Contract } from '#shared/contract/index.ts';
import type { readSpreadsheet as Read } from '#main/spreadsheet/read.ts';
import { program } from '../../programs.ts';
import { isp } from './isp.ts';

type Client = ContractRouterClient<Contract>;

const [name = '', file = ''] = process.argv.slice(2);
const figures: Record<string, number> = {};

async function timed(what: string, job: () => unknown): Promise<void> {
  const begun = performance.now();
  await job();
  figures[what] = performance.now() - begun;
}

/** SheetJS as its manual tunes it for large files: no texts, no styles, no formulas, dense sheets. */
async function sheetjs(): Promise<void> {
  const { default: XLSX } = await import('xlsx');
  await timed('time', () => readBySheetjs(XLSX));
}

function readBySheetjs(XLSX: typeof SheetJs): void {
  const book = XLSX.read(readFileSync(file), {
    dense: true,
    cellText: false,
    cellHTML: false,
    cellFormula: false,
    cellStyles: false,
  });
  if (!book.Sheets[book.SheetNames[0] ?? '']) throw new Error('no sheet');
}

async function read(): Promise<void> {
  const { readSpreadsheet } = await import('#main/spreadsheet/read.ts');
  await timed('time', () => readByOurs(readSpreadsheet));
}

async function readByOurs(readSpreadsheet: typeof Read): Promise<void> {
  const result = await readSpreadsheet(readFileSync(file), { fileName: file });
  if (result.kind !== 'table') throw new Error(result.kind);
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
    let tags = 0;
    for (let i = xml.indexOf(60); i >= 0; i = xml.indexOf(60, i + 1)) tags += 1;
    if (tags === 0) throw new Error('nothing found');
  }
}

/** A program that has been running for a moment, as it has when somebody drops a file. */
async function office(job: (client: Client, folder: string) => Promise<void>): Promise<void> {
  const { createRouterClient } = await import('@orpc/server');
  const { createCore } = await import('#main/core.ts');
  const { orderedIds } = await import('#main/ordered-id.ts');
  const { keyFiles } = await import('#main/platform/key-files.ts');
  const root = mkdtempSync(join(tmpdir(), 'lastmile-bench-'));
  const folder = join(root, 'data');
  const now = () => new Date();
  const core = await createCore({
    folder,
    create: true,
    keys: [keyFiles(join(root, 'keys'))],
    now,
    newId: orderedIds(now),
    importWorker: program('import-worker'),
    version: 'bench',
    consoleName: 'bench',
    log: { info: () => undefined, warn: () => undefined, failure: (error) => String(error) },
  });
  try {
    await core.start();
    const client: Client = createRouterClient(core.router, { context: core.context(core.connect()) });
    await client.reference.import(isp);
    await settled(1000);
    await job(client, folder);
  } finally {
    await core.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

async function previewed(client: Client): Promise<string> {
  const begun = performance.now();
  const { session } = await client.import.open({ file: new File([readFileSync(file)], 'bench.xlsx') });
  for await (const view of await client.import.watch({ session })) {
    if (view.fields.length > 0 && figures['first rows'] === undefined) {
      const page = await client.import.rows({ session, filter: { show: 'all' }, from: 0, count: 200 });
      if (page.rows.length === 200) figures['first rows'] = performance.now() - begun;
    }
    if (view.stage === 'fix') break;
  }
  figures['preview'] = performance.now() - begun;
  return session;
}

async function committed(client: Client, session: string): Promise<void> {
  const commit = await client.import.commit({ session, activate: true });
  for (let next = await commit.next(); next.done !== true; next = await commit.next());
}

/** The core in its thread as on the desktop; this thread is the window's and should have nothing to wait for. */
async function stall(): Promise<void> {
  const { createORPCClient } = await import('@orpc/client');
  const { RPCLink } = await import('@orpc/client/message-port');
  const { startCoreThread } = await import('#main/desktop/core-thread.ts');
  const root = mkdtempSync(join(tmpdir(), 'lastmile-bench-'));
  process.env['LASTMILE_KEYS'] = join(root, 'keys');
  const thread = startCoreThread(program('core-worker'), { folder: join(root, 'data'), version: 'bench' }, null);
  try {
    const port = thread.connect();
    const client: Client = createORPCClient(new RPCLink({ port }));
    port.start();
    await client.reference.import(isp);
    await settled(1000);
    const bytes = readFileSync(file);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const { session } = await client.import.open({ file: new File([bytes], 'bench.xlsx') });
    for await (const view of await client.import.watch({ session })) if (view.stage === 'fix') break;
    await committed(client, session);
    delay.disable();
    figures['stall'] = delay.max / 1e6;
    port.close();
  } finally {
    await thread.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

/** The peak of the built program when it checks the file, and nothing but it. */
async function memory(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'lastmile-bench-'));
  const env = { ...process.env, LASTMILE_KEYS: join(root, 'keys') };
  const tell = 'data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS/1024))';
  const lastmile = (...args: string[]) =>
    spawnSync(
      process.execPath,
      ['--import', tell, fileURLToPath(program('cli')), ...args, '--data', join(root, 'data')],
      {
        encoding: 'utf8',
        env,
      },
    );
  writeFileSync(join(root, 'isp.json'), JSON.stringify(isp));
  lastmile('reference', 'import', join(root, 'isp.json'));
  figures['program'] = Number(/peak ([\d.]+)/.exec(lastmile('validate', file).stderr)?.[1]);
  rmSync(root, { recursive: true, force: true });
  return Promise.resolve();
}

const measures: Readonly<Record<string, () => Promise<void>>> = {
  sheetjs,
  floor: () => timed('time', floor),
  read,
  preview: () =>
    office(async (client) => {
      await previewed(client);
    }),
  commit: () =>
    office(async (client, folder) => {
      const session = await previewed(client);
      // The same copy that the commit makes first: it is taken off, as the baselines make none.
      await timed('backup', () => client.backups.make({}));
      await timed('commit', () => committed(client, session));
      const { bareScript, shellImport } = await import('./bare-script.ts');
      figures['bare'] = await bareScript(folder, join(folder, '..', 'bare'));
      figures['shell'] = shellImport(folder, join(folder, '..')) ?? Number.NaN;
    }),
  stall,
  memory,
};
await measures[name]?.();
console.log(JSON.stringify({ ...figures, peak: process.resourceUsage().maxRSS / 1024 }));
process.exit();
