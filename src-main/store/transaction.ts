import type { Database, Statement } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { recordsIn } from '#shared/sync/mutations.ts';
import { sealJournal } from './journal.ts';
import { referencesOf } from './journal-references.ts';
import type { Seal } from './key/seal.ts';
import { type Done, type RecordReader, recordTeller } from './record-teller.ts';
import * as schema from './schema.ts';
import type { JournalEntry, SealedJournalEntry, WriteTransaction } from './store.ts';

export interface TransactionDeps {
  readonly writer: Database;
  readonly seal: Seal;
  /** Whether nothing can be sealed: then records are told later. */
  readonly isLocked: () => boolean;
  readonly now: () => Date;
  readonly newId: () => string;
  /** The machine's name, for the audit. */
  readonly consoleName: string;
  /** Absent: nobody is told of records. */
  readonly recordReader?: RecordReader | undefined;
}

/** What write jobs work with, and what stands before and behind each. */
export interface Transaction {
  readonly tx: WriteTransaction;
  readonly begin: () => void;
  /** Tells the central server of the records that the job has changed. */
  readonly end: () => void;
}

/** Made once, as its statements are prepared. */
export function writeTransaction(deps: TransactionDeps): Transaction {
  const { writer, seal, isLocked, now, newId, consoleName, recordReader } = deps;
  const addAudit = prepared(
    writer,
    `INSERT INTO audit (at, operator_id, staff_user_id, console, action, entity, entity_id, before, after,
       of_operator_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const write = entryWriter(writer, now);
  const writeClear = (entry: JournalEntry): void => {
    const { uid, name, batchId, replaces } = entry;
    const sealed = sealJournal(seal, entry);
    const records = recordsIn(entry);
    const ways = { ...(batchId == null ? {} : { batchId }), ...(replaces === undefined ? {} : { replaces }) };
    write({ uid, name, sealed, records, speaksOf: referencesOf(entry), ...ways });
  };
  const teller = recordReader && recordTeller({ db: writer, seal, recordReader, newId, write: writeClear });
  // Who acted last: whoever changes a record has said so in the history.
  let by = '';
  const done = (): Done => ({ by, at: now().getTime() });
  const tellBefore = (): void => {
    if (!isLocked()) teller?.tellBefore(done());
  };
  const tx: WriteTransaction = {
    db: writer,
    orm: drizzle(writer, { schema }),
    seal,
    audit: ({ actor, action, entity, entityId, before, after, ofOperatorId }) => {
      const { operatorId, staffUserId } = actor;
      by = staffUserId;
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
    journal: (entry) => {
      tellBefore();
      writeClear(entry);
    },
    journalSealed: (entry) => {
      tellBefore();
      write(entry);
    },
  };
  return {
    tx,
    begin: () => {
      by = '';
    },
    end: () => {
      if (!isLocked()) teller?.tellAll(done());
    },
  };
}

/** Writes entries of the journal; of a console that works with a server also what they speak of. */
function entryWriter(writer: Database, now: () => Date) {
  const addEntry = prepared(
    writer,
    'INSERT INTO sync_journal (uid, name, sealed, records, batch_id, created_at, replaces) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const addReference = prepared(
    writer,
    'INSERT INTO sync_reference (entity, id, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const enrolled = writer.prepare<[], string>("SELECT value FROM setting WHERE name = 'enrolled'").pluck();
  return ({ uid, name, sealed, records, batchId, replaces, speaksOf }: SealedJournalEntry): void => {
    const entry = [uid, name, sealed, records, batchId ?? null, now().getTime(), replaces ?? null];
    const { lastInsertRowid } = addEntry.run(...entry);
    if (enrolled.get() !== 'true') return;
    for (const { entity, id } of speaksOf) addReference.run(entity, id, lastInsertRowid);
  };
}

const prepared = (db: Database, sql: string): Statement => db.prepare(sql);

const jsonOrNull = (value: unknown): string | null => (value == null ? null : JSON.stringify(value));
