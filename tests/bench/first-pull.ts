// npm run bench -- first-pull [--rows N]: the rows of a first pull into an empty store, against a script that inserts the
// same bytes into the same tables, with the same indexes and triggers, in transactions of the same size.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Database } from 'better-sqlite3';
import { customerPutter, linePutter, recordPutter } from '#main/features/sync/rows/index.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openStore, type Store } from '#main/store/index.ts';
import { PARTS_OF_ALL, textsOf } from './first-pull/texts.ts';
import { pulledRows } from './first-pull/pulled.ts';
import { median } from './median.ts';

/** Rows of one transaction, as a page of a pull has. */
const PAGE = 1_000;
const ROUNDS = 3;

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' } } });
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

async function pull(store: Store): Promise<number> {
  const begun = performance.now();
  await store.write((tx) => {
    const put = recordPutter(tx, store.seal);
    for (const row of rows.records) put(row);
  });
  for (const page of pages(rows.customers)) await store.write((tx) => page.forEach(customerPutter(tx, store.seal)));
  for (const page of pages(rows.lines)) await store.write((tx) => page.forEach(linePutter(tx)));
  return performance.now() - begun;
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

async function insert(store: Store, tables: readonly Table[]): Promise<number> {
  const begun = performance.now();
  for (const { name, columns, rows: all } of tables) {
    for (const page of pages(all)) {
      await store.write(({ db }) => {
        const marks = columns.map(() => '?').join(', ');
        const statement = db.prepare(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${marks})`);
        for (const row of page) statement.run(...row);
      });
    }
  }
  return performance.now() - begun;
}

try {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const pulled = await open(`pulled-${round}`);
    ours.push(await pull(pulled));
    const { reader } = pulled;
    const tables = ['zone', 'custom_field', 'customer', 'device', 'ledger_entry'].map((name) => read(reader, name));
    const texts = {
      name: 'customer_search',
      columns: ['rowid', 'text'],
      rows: textsOf(reader.prepare(PARTS_OF_ALL).all()),
    };
    await pulled.close();
    const plain = await open(`plain-${round}`);
    theirs.push(await insert(plain, [...tables, texts]));
    await plain.close();
  }
  const [one, other] = [median(ours), median(theirs)];
  console.log(
    `first pull  ${Math.round(one)} ms, ${Math.round(rows.customers.length / (one / 1000))} customers a second`,
  );
  console.log(`plain       ${Math.round(other)} ms`);
  console.log(`ratio       ${(one / other).toFixed(2)} (goal 2)`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
