import type { Database, Statement } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { sealJournal } from './journal.ts';
import type { Seal } from './key/seal.ts';
import * as schema from './schema.ts';
import type { WriteTransaction } from './store.ts';

export interface TransactionDeps {
  readonly writer: Database;
  readonly seal: Seal;
  readonly now: () => Date;
  /** The machine's name, for the audit. */
  readonly consoleName: string;
}

/** What write jobs work with; made once, as its statements are prepared. */
export function writeTransaction({ writer, seal, now, consoleName }: TransactionDeps): WriteTransaction {
  const addAudit = prepared(
    writer,
    `INSERT INTO audit (at, operator_id, staff_user_id, console, action, entity, entity_id, before, after,
       of_operator_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addEntry = prepared(
    writer,
    'INSERT INTO sync_journal (uid, name, sealed, records, batch_id, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const tx: WriteTransaction = {
    db: writer,
    orm: drizzle(writer, { schema }),
    audit: ({ actor, action, entity, entityId, before, after, ofOperatorId }) => {
      const { operatorId, staffUserId } = actor;
      addAudit.run(
        now().getTime(),
        operatorId,
        staffUserId,
        consoleName,
        action,
        entity,
        entityId ?? null,
        jsonOrNull(before),
        jsonOrNull(after),
        ofOperatorId ?? operatorId,
      );
    },
    journal: ({ args, ...entry }) => tx.journalSealed({ ...entry, sealed: sealJournal(seal, entry.uid, args) }),
    journalSealed: ({ uid, name, sealed, records, batchId }) => {
      addEntry.run(uid, name, sealed, records ?? 1, batchId ?? null, now().getTime());
    },
  };
  return tx;
}

const prepared = (db: Database, sql: string): Statement => db.prepare(sql);

const jsonOrNull = (value: unknown): string | null => (value == null ? null : JSON.stringify(value));
