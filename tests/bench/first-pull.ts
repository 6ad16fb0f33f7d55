// npm run bench -- first-pull [--rows N] [--rounds N]: the pages of a first pull as a console takes them into an empty store, against
// a script that inserts the same bytes into the same tables, with the same indexes and triggers, in transactions of the same size.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Database } from 'better-sqlite3';
import { nextPull, takePage } from '#main/features/sync/pull.ts';
import { keepServer, sealToken } from '#main/features/sync/server-row.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openStore, type Store } from '#main/store/index.ts';
import type { PulledRow } from '#shared/sync/rows.ts';
import { PARTS_OF_ALL, textsOf } from './first-pull/texts.ts';
import { pulledRows } from './first-pull/pulled.ts';
import { median } from './median.ts';

/** Rows of one transaction, as a page of a pull has. */
const PAGE = 1_000;

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } },
});
const rows = pulledRows(Number(values.rows));
const root = mkdtempSync(join(tmpdir(), 'lastmile-bench-'));

const open = (name: string): Promise<Store> =>
  openStore({
    folder: join(root, name),
    create: true,
    keys: [keyFiles(join(root, `${name}-keys`))],
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    log: { info: () => undefined, warn: () => undefined, failure: () => '' },
  });

function* pages<Row>(all: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < all.length; at += PAGE) yield all.slice(at, at + PAGE);
}

/** Milliseconds by the clock, and of the processor: on a machine that others use too the second one says more. */
interface Took {
  readonly wall: number;
  readonly processor: number;
}

async function timed(job: () => Promise<void>): Promise<Took> {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  await job();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - begun, processor: (user + system) / 1000 };
}

/** As it comes over the line: each page's rows are objects of their own. */
const pulled: readonly PulledRow[] = [
  ...rows.records.map((row) => ({ entity: 'record' as const, row })),
  ...rows.customers.map((row) => ({ entity: 'customer' as const, row })),
  ...rows.lines.map((row) => ({ entity: 'ledger-entry' as const, row })),
];

const enrol = (store: Store): Promise<void> =>
  store.write(({ db }) => {
    keepServer(db, {
      ...{ url: 'https://central.invalid', fingerprint: null, deviceId: randomUUID(), tokenAt: 0, state: 'joined' },
      ...{ operatorId: rows.operatorId, operatorName: 'Shapla', consoleName: 'Mirpur', enrolledAt: 0 },
      ...{ tokenSealed: sealToken(store.seal, 'token'), instanceId: randomUUID() },
    });
  });

async function pull(store: Store): Promise<Took> {
  await enrol(store);
  const last = Math.ceil(pulled.length / PAGE);
  return timed(async () => {
    let version = 0;
    for (const page of pages(pulled)) {
      const request = nextPull({ store }, PAGE);
      if (!request) throw new Error('There is no server');
      version += 1;
      const head = { version, commitId: `commit ${version}` };
      const more = { more: version < last, behind: last - version, scope: 'all', fault: null, tombstones: [] };
      await takePage({ store, newId: randomUUID }, request, { rows: [...page], cursor: head, head, ...more });
    }
  });
}

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly unknown[][];
}

function read(db: Database, name: string): Table {
  const statement = db.prepare(`SELECT * FROM ${name}`).raw();
  return { name, columns: statement.columns().map((column) => column.name), rows: statement.all() as unknown[][] };
}

const insert = (store: Store, tables: readonly Table[]): Promise<Took> =>
  timed(async () => {
    for (const { name, columns, rows: all } of tables) {
      for (const page of pages(all)) {
        await store.write(({ db }) => {
          const marks = columns.map(() => '?').join(', ');
          const statement = db.prepare(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${marks})`);
          for (const row of page) statement.run(...row);
        });
      }
    }
  });

try {
  const ours: Took[] = [];
  const theirs: Took[] = [];
  for (let round = 1; round <= Number(values.rounds); round++) {
    const console = await open(`pulled-${round}`);
    ours.push(await pull(console));
    const { reader } = console;
    const tables = ['zone', 'custom_field', 'customer', 'device', 'ledger_entry'].map((name) => read(reader, name));
    const texts = {
      name: 'customer_search',
      columns: ['rowid', 'text'],
      rows: textsOf(reader.prepare(PARTS_OF_ALL).all()),
    };
    await console.close();
    const plain = await open(`plain-${round}`);
    theirs.push(await insert(plain, [...tables, texts]));
    await plain.close();
  }
  const [one, other] = [ours, theirs].map((all) => median(all.map(({ wall }) => wall)));
  const [work, plain] = [ours, theirs].map((all) => median(all.map(({ processor }) => processor)));
  if (!one || !other || !work || !plain) throw new Error('Nothing was measured');
  console.log(
    `first pull  ${Math.round(one)} ms, ${Math.round(rows.customers.length / (one / 1000))} customers a second`,
  );
  console.log(`plain       ${Math.round(other)} ms`);
  console.log(`ratio       ${(one / other).toFixed(2)} (goal 2), of processor time ${(work / plain).toFixed(2)}`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
