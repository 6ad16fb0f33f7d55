import type { Tombstone } from '#shared/sync/pull.ts';
import { CustomerRow, type PulledRow, RecordRow } from '#shared/sync/rows.ts';
import type { Seal, WriteTransaction } from '../../store/index.ts';
import { undecidedOf } from './entries.ts';
import { laidOverCustomer, laidOverRecord } from './overlay.ts';
import {
  customerDropper,
  customerPutter,
  lineDropper,
  linePutter,
  recordDropper,
  type RecordProblem,
  recordPutter,
} from './rows/index.ts';

/** What the server has, put into the store. Valid within its transaction. */
export interface Base {
  /** A row as the server has it now: it stands here with what waits laid over it. */
  readonly take: (pulled: PulledRow) => void;
  /** What is gone there, or out of this console's sight. */
  readonly drop: (tombstone: Tombstone) => void;
  readonly dropLine: (id: string) => void;
  /** An entry is decided: what it was laid over comes to light, but for what still waits. */
  readonly settle: (seq: number) => void;
}

/** What is pulled in a transaction of its own. */
export interface Page {
  /** Told of records that this program does not understand; they stay as they are here. */
  readonly unreadable?: ((problem: RecordProblem) => void) | undefined;
  /** Gets the numbers of customers who are new: they are put into the search when the rows of the page are in (customerPutter). */
  readonly unsearched: Set<number>;
}

const column = (entity: string): string => `sync_base.${entity}`;

/** What may have to be looked up for each row. */
const TABLES = ['sync_reference', 'sync_foretold', 'sync_unseen', 'sync_base'] as const;

/**
 * Which of these tables has anything in it: mostly none, in a first pull of a hundred thousand rows above all. Only whoever
 * writes to them nowhere else in the transaction may go by it.
 */
function filled(db: WriteTransaction['db']): Set<(typeof TABLES)[number]> {
  return new Set(TABLES.filter((table) => db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined));
}

export function baseOf(tx: WriteTransaction, seal: Seal, page?: Page): Base {
  const { db } = tx;
  const isFilled = page ? filled(db) : new Set(TABLES);
  const putRecord = recordPutter(tx, seal);
  const put = {
    customer: customerPutter(tx, seal, page?.unsearched),
    record: (row: RecordRow): void => {
      const problem = putRecord(row);
      if (problem) page?.unreadable?.(problem);
    },
    line: linePutter(tx),
  };
  const gone = { customer: customerDropper(tx), record: recordDropper(tx), line: lineDropper(tx) };
  const waits = db.prepare<[string, string]>(
    `SELECT 1 FROM sync_reference JOIN sync_journal USING (seq)
     WHERE entity = ? AND id = ? AND state IN ('pending', 'sent') LIMIT 1`,
  );
  const keep = db.prepare('INSERT OR REPLACE INTO sync_base (entity, id, sealed) VALUES (?, ?, ?)');
  const forget = db.prepare('DELETE FROM sync_base WHERE entity = ? AND id = ?');
  const kept = db.prepare<[number], { readonly entity: string; readonly id: string; readonly sealed: Uint8Array }>(
    `SELECT entity, id, sealed FROM sync_base
     WHERE (entity, id) IN (SELECT entity, id FROM sync_reference WHERE seq = ?)`,
  );
  const unrefer = db.prepare('DELETE FROM sync_reference WHERE seq = ?');
  const foretold = db.prepare('DELETE FROM sync_foretold WHERE customer_id = ?');
  const seen = db.prepare('DELETE FROM sync_unseen WHERE entity = ? AND id = ?');

  const show = (entity: string, id: string, row: CustomerRow | RecordRow): void => {
    if ('kind' in row) {
      const shown = laidOverRecord(row, mutationsOf(entity, id));
      if (shown) put.record(shown);
      else gone.record(row.kind, row.id);
    } else {
      const shown = laidOverCustomer(row, mutationsOf(entity, id));
      if (shown) put.customer(shown);
      else gone.customer(row.id);
    }
  };
  const mutationsOf = (entity: string, id: string) => undecidedOf(db, seal, entity, id).map(({ mutation }) => mutation);

  const takeRow = (entity: string, row: CustomerRow | RecordRow): void => {
    // The server's word: what was foretold of them is over.
    if (entity === 'customer' && isFilled.has('sync_foretold')) foretold.run(row.id);
    if (!isFilled.has('sync_reference') || waits.get(entity, row.id) === undefined) {
      if (isFilled.has('sync_base')) forget.run(entity, row.id);
      if ('kind' in row) put.record(row);
      else put.customer(row);
      return;
    }
    keep.run(entity, row.id, seal.seal(JSON.stringify(row), row.id, column(entity)));
    isFilled.add('sync_base');
    show(entity, row.id, row);
  };

  return {
    take: (pulled) => {
      const entity = pulled.entity === 'record' ? pulled.row.kind : pulled.entity;
      if (isFilled.has('sync_unseen')) seen.run(entity, pulled.row.id);
      if (pulled.entity === 'ledger-entry') put.line(pulled.row);
      else takeRow(entity, pulled.row);
    },
    drop: ({ entity, id }) => {
      forget.run(entity, id);
      if (entity === 'customer') {
        foretold.run(id);
        gone.customer(id);
      } else gone.record(entity, id);
    },
    dropLine: gone.line,
    settle: (seq) => {
      const bases = kept.all(seq);
      unrefer.run(seq);
      for (const { entity, id, sealed } of bases) {
        const json: unknown = JSON.parse(seal.open(sealed, id, column(entity)).toString('utf8'));
        takeRow(entity, entity === 'customer' ? CustomerRow.parse(json) : RecordRow.parse(json));
      }
    },
  };
}
