import type { Database, Statement } from 'better-sqlite3';
import type { WriteTransaction } from '../../store/store.ts';
import { BATCH_ROW, CUSTOMER_COLUMNS, ID, IP, USERNAME_KEY, type Chunk } from './chunk.ts';

/** Prepared statements of one write transaction, positional: the bulk path pays for nothing it does not need. */
export interface ChunkWriter {
  /** Rows of the file whose username or address was taken since they were checked; they must not be written. */
  taken(chunk: Chunk): readonly number[];
  write(chunk: Chunk): void;
  /** Queues those of a chunk that was written for the central server. */
  tell(chunk: Chunk): void;
}

export function chunkWriter(tx: WriteTransaction, batch: string, by: string, at: number): ChunkWriter {
  const { db } = tx;
  const lastSeq = db.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM customer').get();
  let seq = lastSeq?.seq ?? 0;
  const statements = prepared(db);
  return {
    taken: (chunk) => [...takenRows(statements, chunk)],
    write: (chunk) => {
      chunk.customers.forEach((values, i) => {
        seq += 1;
        const start = chunk.sealedEnds[i - 1] ?? 0;
        const end = chunk.sealedEnds[i] ?? start;
        statements.customer.run(seq, end > start ? chunk.sealed.subarray(start, end) : null, ...values);
        statements.search.run(seq, chunk.searchTexts[i]);
      });
      for (const { id, customer, mac } of chunk.devices) {
        statements.device.run(id, chunk.customers[customer]?.[ID], mac, by, at);
      }
      for (const { id, customer, amount } of chunk.openings) {
        statements.opening.run(id, chunk.customers[customer]?.[ID], amount, at, by, batch);
      }
    },
    tell: (chunk) => {
      const ids = chunk.customers.map((values) => String(values[ID]));
      tx.journalSealed({
        uid: chunk.journal.uid,
        name: 'customers.add',
        sealed: Buffer.from(chunk.journal.sealed.buffer, chunk.journal.sealed.byteOffset, chunk.journal.sealed.length),
        records: ids.length,
        speaksOf: ids.map((id) => ({ entity: 'customer', id })),
        batchId: batch,
      });
    },
  };
}

function prepared(db: Database) {
  const marks = CUSTOMER_COLUMNS.map(() => '?').join(', ');
  return {
    customer: db.prepare(
      `INSERT INTO customer (seq, password_sealed, ${CUSTOMER_COLUMNS.join(', ')}) VALUES (?, ?, ${marks})`,
    ),
    search: db.prepare('INSERT INTO customer_search (rowid, text) VALUES (?, ?)'),
    device: db.prepare('INSERT INTO device (id, customer_id, mac, added_by, added_at) VALUES (?, ?, ?, ?, ?)'),
    opening: db.prepare(
      "INSERT INTO ledger_entry (id, customer_id, kind, amount, at, by, batch_id) VALUES (?, ?, 'opening', ?, ?, ?, ?)",
    ),
    usernames: db
      .prepare<[string], string>(
        `SELECT username_key FROM customer WHERE username_key IN (SELECT value FROM json_each(?)) AND status <> 'deleted'`,
      )
      .pluck(),
    addresses: db
      .prepare<[string], number>(
        `SELECT ip FROM customer WHERE ip IN (SELECT value FROM json_each(?)) AND status <> 'deleted'`,
      )
      .pluck(),
  };
}

interface Lookups {
  readonly usernames: Statement<[string], string>;
  readonly addresses: Statement<[string], number>;
}

function* takenRows(lookups: Lookups, { customers }: Chunk): Generator<number> {
  const usernames = new Set(lookups.usernames.all(JSON.stringify(customers.map((values) => values[USERNAME_KEY]))));
  const asked = customers.map((values) => values[IP]).filter((ip) => ip !== null);
  const addresses = new Set(asked.length === 0 ? [] : lookups.addresses.all(JSON.stringify(asked)));
  if (usernames.size === 0 && addresses.size === 0) return;
  for (const values of customers) {
    const isTaken = usernames.has(String(values[USERNAME_KEY])) || addresses.has(Number(values[IP] ?? -1));
    if (isTaken) yield Number(values[BATCH_ROW]);
  }
}
