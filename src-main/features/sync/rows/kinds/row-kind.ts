import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { RecordRow } from '#shared/sync/rows.ts';
import type { Seal, WriteTransaction } from '../../../../store/index.ts';

export type Body = RecordRow['body'];

/** A record as the store has it, in the form in which it travels. */
export interface Stored {
  readonly operatorId: string | null;
  readonly body: Body;
}

/** What one kind of records has of its own: which tables it lies in, and how it is read and written there. */
export interface RowKind {
  /** What a body has to be. What is in it besides, a newer server's fields, is left out. */
  readonly body: z.ZodType<Body>;
  /** Whether a row of this id can be of this operator, or of nobody. */
  readonly canBe: (id: string, operatorId: string | null) => boolean;
  /** All there are; what others of the kind refer to comes first. */
  readonly ids: (db: Database) => readonly string[];
  readonly reader: (db: Database, seal: Seal) => (id: string) => Stored | null;
  /** Writes what differs from `before`, and nothing where nothing does; `before` null: it is new. */
  readonly writer: (tx: WriteTransaction, seal: Seal) => (id: string, to: Stored, before: Stored | null) => void;
  /** With whatever belongs to the record alone. */
  readonly remover: (tx: WriteTransaction) => (id: string) => void;
}
