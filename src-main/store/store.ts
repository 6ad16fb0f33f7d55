import type { Database } from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Mutation, MutationName } from '#shared/sync/mutations.ts';
import type { RecordKind } from '#shared/sync/rows.ts';
import type { Seal } from './key/seal.ts';
import type * as schema from './schema.ts';

export type Query = BetterSQLite3Database<typeof schema>;

/** The local store of one data folder, open in this process and in no other. */
export interface Store {
  /** The data folder, absolute. */
  readonly folder: string;
  /** Read-only; sees what is committed. */
  readonly reader: Database;
  /** drizzle over the reader. */
  readonly query: Query;
  /** Seals under the folder's data key. Throws Refusal `key-locked` while the key is not available on this machine. */
  readonly seal: Seal;
  /** Whether the data key is missing here: everything can be read but what is sealed, and `unlockWithRecoveryCode` helps. */
  readonly locked: boolean;
  /**
   * Runs `job` in a write transaction (BEGIN IMMEDIATE), one at a time in the order of the calls; a job that throws or
   * rejects leaves nothing behind. A bulk job is async and lets other work through every few hundred rows; nothing is
   * committed by that. Throws Refusal `store-disk-full`, `store-write-failed` or `store-damaged` when the disk does not
   * take it. Never call it inside a job.
   */
  write<T>(job: (tx: WriteTransaction) => T | Promise<T>, options?: WriteOptions): Promise<T>;
  /** A new recovery code in place of the one before; its only copy is the answer. Throws Refusal `key-locked`. */
  newRecoveryCode(): Promise<string>;
  /** Makes a folder from another machine usable here: opens the data key and gives this machine slots of its own. */
  unlockWithRecoveryCode(code: string): Promise<void>;
  /** Rejects with the same Refusals when it is not the recovery code of this folder; changes nothing. */
  proveRecoveryCode(code: string): Promise<void>;
  /** Waits for writes that have begun, then frees the folder. At once when none is under way. */
  close(): Promise<void>;
}

export interface WriteOptions {
  /** On the disk, not only in its cache, when the promise resolves: for what acknowledges money. */
  readonly durable?: boolean;
}

/** What a write job works with. Valid until the job ends. */
export interface WriteTransaction {
  /** Prepared statements for bulk work. */
  readonly db: Database;
  readonly orm: Query;
  readonly seal: Seal;
  audit(line: AuditLine): void;
  /**
   * Seals a mutation and queues it for the central server, behind the records that were changed before it: what it refers to
   * is there first. Throws Refusal `key-locked`.
   */
  journal(entry: JournalEntry): void;
  /** The same with one that `sealJournal` has sealed already, as a worker does. */
  journalSealed(entry: SealedJournalEntry): void;
}

/** Who did what to which record. Never put a password into `before` or `after`. */
export interface AuditLine {
  readonly actor: { readonly operatorId: string; readonly staffUserId: string };
  /** "customer.renew", "import.commit". */
  readonly action: string;
  /** "customer", "import-batch". */
  readonly entity: string;
  readonly entityId?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
  /** The operator whose record it was; that of the actor unless said. */
  readonly ofOperatorId?: string;
}

interface Journalled {
  /** Of the import. */
  readonly batchId?: string | null;
  /** The uid of the refused entry in whose place this one is. */
  readonly replaces?: string;
}

/** What was done, as the central server is told; by its uid it is done once. */
export type JournalEntry = Mutation & Journalled;

export interface SealedJournalEntry extends Journalled {
  readonly uid: string;
  readonly name: MutationName;
  readonly sealed: Uint8Array;
  /** How many records it carries, as `recordsIn` counts. */
  readonly records: number;
  readonly speaksOf: readonly Reference[];
}

/** A customer or a record that an entry of the journal speaks of. */
export interface Reference {
  readonly entity: 'customer' | RecordKind;
  readonly id: string;
}
