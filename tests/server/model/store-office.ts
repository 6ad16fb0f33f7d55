import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Mutation } from '#shared/sync/mutations.ts';
import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import { laidOverCustomer } from '#main/features/sync/overlay.ts';
import { nextPull, takePage } from '#main/features/sync/pull.ts';
import { nextParcel, type Parcel, takePushReply } from '#main/features/sync/push.ts';
import {
  customerDropper,
  customerPutter,
  customerRows,
  ledgerRows,
  linePutter,
} from '#main/features/sync/rows/index.ts';
import { recordReader } from '#main/features/sync/index.ts';
import { keepServer, sealToken } from '#main/features/sync/server-row.ts';
import { writeSetting } from '#main/features/settings/index.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openJournal, openStore, type Store } from '#main/store/index.ts';
import { NOW, ROOT } from '../central.ts';
import type { Message, ModelOffice, Reply } from './office.ts';

/** Everything that a disk with customers and their synchronisation consists of. */
const TABLES = [
  ...['customer', 'device', 'ledger_entry', 'setting', 'audit'],
  ...['sync_server', 'sync_journal', 'sync_reference', 'sync_record', 'sync_base', 'sync_unseen'],
];

type Rows = ReadonlyMap<string, readonly unknown[][]>;
interface Backup {
  readonly rows: Rows;
  readonly done: readonly string[];
}

const opened = (place: string): Promise<Store> =>
  openStore({
    ...{ folder: join(place, 'data'), create: true, keys: [keyFiles(join(place, 'keys'))], recordReader },
    ...{ now: () => new Date(NOW), newId: randomUUID, consoleName: 'model' },
    log: { info: () => undefined, warn: () => undefined, failure: () => 'logged' },
  });

/** An office on the real store, with the pieces by which the program pushes and pulls. */
export class StoreOffice implements ModelOffice {
  readonly deviceId: string = randomUUID();
  readonly operatorId: string = ROOT;
  readonly #store: Store;
  readonly #beginning: Rows;
  #done: string[] = [];
  #requests = 0;
  #inFlight: { readonly request: number; readonly parcel?: Parcel; readonly pull?: Message['body'] } | null = null;

  /** Some of them: their disks are copies of one, as a disk that is copied brings its key along. */
  static async open(count: number): Promise<readonly StoreOffice[]> {
    const root = mkdtempSync(join(tmpdir(), 'lastmile-model-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    const places = Array.from({ length: count }, (_, index) => join(root, String(index)));
    const [first = '', ...others] = places;
    await (await opened(first)).close();
    for (const other of others) cpSync(first, other, { recursive: true });
    const stores = await Promise.all(places.map(opened));
    onTestFinished(async () => {
      for (const store of stores) await store.close();
    });
    return stores.map((store) => new StoreOffice(store));
  }

  private constructor(store: Store) {
    this.#store = store;
    this.#beginning = this.#rows();
  }

  /** As a console that has just joined. */
  async anew(): Promise<void> {
    await this.#put(this.#beginning);
    this.#done = [];
    this.#inFlight = null;
    await this.#store.write(({ db }) => {
      db.exec('DELETE FROM sync_journal');
      writeSetting(db, 'enrolled', true);
      keepServer(db, {
        ...{ url: 'https://model', fingerprint: null, deviceId: this.deviceId, consoleName: 'model', tokenAt: NOW },
        ...{ tokenSealed: sealToken(this.#store.seal, 'token'), operatorId: ROOT, operatorName: 'Shapla' },
        ...{ state: 'joined', enrolledAt: NOW, instanceId: randomUUID() },
      });
    });
  }

  get disk(): ModelOffice['disk'] {
    const { reader, seal } = this.#store;
    const journal: ModelOffice['disk']['journal'] = reader
      .prepare<[], { uid: string; name: Mutation['name']; sealed: Uint8Array; state: string }>(
        "SELECT uid, name, sealed, state FROM sync_journal WHERE state <> 'discarded' ORDER BY seq",
      )
      .all()
      .map(({ state, ...row }): ModelOffice['disk']['journal'][number] => ({
        mutation: openJournal(seal, row),
        state: state === 'applied' || state === 'rejected' ? state : 'pending',
      }));
    // Who was refused stays until somebody has solved it, and is nobody whom the server knows.
    const refused = new Set(
      journal.flatMap(({ mutation: { name, args }, state }) =>
        name === 'customers.add' && state === 'rejected' ? args.customers.map(({ id }) => id) : [],
      ),
    );
    const ids = reader
      .prepare<[], string>('SELECT id FROM customer')
      .pluck()
      .all()
      .filter((id) => !refused.has(id));
    return {
      journal,
      done: this.#done,
      customers: new Map(customerRows(reader, seal, ids).map((row): [string, CustomerRow] => [row.id, row])),
      lines: new Map(ledgerRows(reader, ids).map((row): [string, LedgerRow] => [row.id, row])),
    };
  }

  backup(): Backup {
    return { rows: this.#rows(), done: [...this.#done] };
  }

  async restore(backup: unknown): Promise<void> {
    // Cast: only what `backup` gave comes back.
    const { rows, done } = backup as Backup;
    await this.#put(rows);
    this.#done = [...done];
    this.#inFlight = null;
  }

  async do(mutation: Mutation): Promise<void> {
    const { seal } = this.#store;
    this.#done.push(mutation.uid);
    await this.#store.write((tx) => {
      tx.journal(mutation);
      const put = customerPutter(tx, seal);
      const line = linePutter(tx);
      if (mutation.name === 'customers.add') mutation.args.customers.forEach(put);
      if (mutation.name === 'customers.remove') mutation.args.ids.forEach(customerDropper(tx));
      if (mutation.name !== 'customer.change') return;
      const [row] = customerRows(tx.db, seal, [mutation.args.id]);
      const after = row && laidOverCustomer(row, [mutation]);
      if (after) put(after);
      if (after) mutation.args.lines.forEach(line);
    });
  }

  async startPush(most: number): Promise<Message | null> {
    const parcel = await nextParcel(this.#deps, most);
    if (!parcel) return null;
    this.#inFlight = { request: ++this.#requests, parcel };
    return { request: this.#requests, kind: 'push', body: parcel.request };
  }

  startPull(limit: number): Message {
    const body = nextPull(this.#deps, limit);
    if (!body) throw new Error('The office has a server');
    this.#inFlight = { request: ++this.#requests, pull: body };
    return { request: this.#requests, kind: 'pull', body };
  }

  async receive(reply: Reply): Promise<void> {
    const flying = this.#inFlight;
    if (flying?.request !== reply.request) return;
    this.#inFlight = null;
    if (reply.kind === 'push' && flying.parcel) await takePushReply(this.#deps, flying.parcel, reply.body);
    if (reply.kind === 'pull' && flying.pull && 'cursor' in flying.pull) {
      await takePage(this.#deps, flying.pull, reply.body);
    }
  }

  get #deps() {
    return { store: this.#store, now: () => new Date(NOW), newId: () => randomUUID() };
  }

  #rows(): Rows {
    return new Map(
      TABLES.map((table) => [table, this.#store.reader.prepare<[], unknown[]>(`SELECT * FROM "${table}"`).raw().all()]),
    );
  }

  async #put(rows: Rows): Promise<void> {
    await this.#store.write(({ db }) => {
      for (const [table, some] of rows) {
        if (table === 'audit') continue;
        db.exec(`DELETE FROM "${table}"`);
        const width = some[0]?.length ?? 0;
        const insert =
          width === 0 ? null : db.prepare(`INSERT INTO "${table}" VALUES (${Array(width).fill('?').join(', ')})`);
        for (const row of some) insert?.run(...row);
      }
      db.exec('UPDATE sync_record SET touched = 0');
    });
  }
}
