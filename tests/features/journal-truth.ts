import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Mutation, MOST_RECORDS, recordsIn } from '#shared/sync/mutations.ts';
import type { CustomerRow, LedgerRow, RecordRow } from '#shared/sync/rows.ts';
import { customerRows, ledgerRows, recordIds, recordReader } from '#main/features/sync/index.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openJournal, openStore, type Store } from '#main/store/index.ts';
import { central, type Console, NOW } from '../server/central.ts';
import { hasPostgreSql } from '../server/databases.ts';
import { Office } from './office.ts';

// What a console has done, given to a real central server in its order, against what the console has.

/** Everything that both sides keep, comparable: by kind and id. */
export type Truth = Readonly<Record<string, unknown>>;

/** An office with a clock that is moved by hand, which works with a central server that hears nothing for now. */
export class TellingOffice extends Office {
  time = Date.parse('2026-11-20T06:00:00Z');
  override now = (): Date => new Date(this.time);
  #snapshot: RecordRow[] = [];

  /** Makes the data folder, and counts it as enrolled. */
  static async opened(): Promise<TellingOffice> {
    const here = new TellingOffice();
    onTestFinished(() => here[Symbol.asyncDispose]());
    await here.#beside(async (store) => {
      const read = recordReader(store.reader, store.seal);
      here.#snapshot = [...recordIds(store.reader)].flatMap(({ kind, id }) => read(kind, id) ?? []);
      await store.write(({ db }) => db.exec("INSERT INTO setting (name, value) VALUES ('enrolled', 'true')"));
    });
    return here;
  }

  /** The program must be closed meanwhile: the folder is one's alone. */
  async #beside<T>(job: (store: Store) => Promise<T> | T): Promise<T> {
    const store = await openStore({
      ...{ folder: this.folder, create: true, keys: [keyFiles(join(this.root, 'keys'))], now: this.now },
      ...{ newId: orderedIds(this.now), consoleName: 'test' },
      log: { info: () => undefined, warn: () => undefined, failure: () => '' },
    });
    try {
      return await job(store);
    } finally {
      await store.close();
    }
  }

  /** The journal in its order, each entry by the model of what travels. */
  journal(): Promise<Mutation[]> {
    return this.#beside(({ query, seal }) =>
      query.query.syncJournal
        .findMany({ orderBy: ({ seq }, { asc }) => asc(seq) })
        .sync()
        // Cast: the model says whether it is one.
        .map(({ uid, name, sealed }) =>
          Mutation.parse(openJournal(seal, { uid, name: name as Mutation['name'], sealed })),
        ),
    );
  }

  /** What the entries of the journal are noted to speak of. */
  references(): Promise<{ entity: string; id: string; seq: number }[]> {
    return this.#beside(({ query }) => query.query.syncReference.findMany().sync());
  }

  /** What the store has. */
  own(): Promise<Truth> {
    return this.#beside(({ reader, seal }) => {
      const ids = reader.prepare<[], string>('SELECT id FROM customer').pluck().all();
      const read = recordReader(reader, seal);
      const records = [...recordIds(reader)].flatMap(({ kind, id }) => read(kind, id) ?? []);
      return truthOf(customerRows(reader, seal, ids), ledgerRows(reader, ids), records);
    });
  }

  /** Tells a central server everything, as many records at a time as one push may carry, and answers what came of it. */
  async told(): Promise<{ readonly refused: unknown[]; readonly there: Truth }> {
    // Told at the earliest when it was done: whose time is over the server's clock says.
    const now = Math.max(NOW, this.time);
    const server = await central(hasPostgreSql() ? 'postgresql' : 'embedded', { isEmpty: true, now });
    const root = this.#snapshot.find(({ kind }) => kind === 'operator');
    const line = server.console(root?.id ?? '');
    const by = { by: '', at: this.time };
    const first = Mutation.parse({
      ...{ uid: orderedIds(this.now)(), name: 'records.put' },
      args: { ...by, records: this.#snapshot },
    });
    const refused: unknown[] = [];
    for (const pushed of pushesOf([first, ...(await this.journal())])) {
      const { results, fault } = await line.push(pushed);
      if (fault !== null) throw new Error(fault);
      for (const [index, { status, rejections }] of results.entries()) {
        if (status === 'applied' && rejections.length === 0) continue;
        refused.push({ mutation: pushed[index], rejections });
      }
    }
    return { refused, there: await pulled(line) };
  }
}

function pushesOf(mutations: readonly Mutation[]): Mutation[][] {
  const pushes: Mutation[][] = [];
  let room = 0;
  for (const mutation of mutations) {
    const records = recordsIn(mutation);
    if (records > room) {
      pushes.push([]);
      room = MOST_RECORDS;
    }
    pushes.at(-1)?.push(mutation);
    room -= records;
  }
  return pushes;
}

async function pulled(line: Console): Promise<Truth> {
  const customers = new Map<string, CustomerRow>();
  const lines = new Map<string, LedgerRow>();
  const records = new Map<string, RecordRow>();
  for (let more = true; more;) {
    const reply = await line.pull();
    if (reply.fault !== null) throw new Error(reply.fault);
    for (const pulledRow of reply.rows) {
      if (pulledRow.entity === 'customer') customers.set(pulledRow.row.id, pulledRow.row);
      else if (pulledRow.entity === 'ledger-entry') lines.set(pulledRow.row.id, pulledRow.row);
      else records.set(`${pulledRow.row.kind}/${pulledRow.row.id}`, pulledRow.row);
    }
    more = reply.more;
  }
  return truthOf([...customers.values()], [...lines.values()], [...records.values()]);
}

function truthOf(customers: readonly CustomerRow[], lines: readonly LedgerRow[], records: readonly RecordRow[]): Truth {
  return Object.fromEntries([
    // When a row was changed each side says by its own clock.
    ...customers.map(({ devices, ...row }) => [
      `customer/${row.id}`,
      { ...row, updatedAt: null, devices: devices.toSorted((one, other) => (one.mac < other.mac ? -1 : 1)) },
    ]),
    ...lines.map((row) => [`line/${row.id}`, row]),
    ...records.map((row) => [`${row.kind}/${row.id}`, row]),
  ]);
}
