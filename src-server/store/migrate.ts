import { createHash } from 'node:crypto';
import { ServerRefusal } from '../refusal.ts';
import type { Database, Transaction } from './database.ts';

/** One change of the schema. It only adds. */
export interface Migration {
  /** "0002-leases": four digits that count up, and what it is about. */
  readonly name: string;
  readonly sql: string;
}

interface Recorded {
  readonly number: number;
  readonly name: string;
  readonly hash: string;
}

/** Any number, as long as it is always the same: servers that start at once take their turns by it. */
const LOCK = 7_258_113;

/**
 * Brings a database up to date, each migration in a transaction of its own, or leaves it as it is. Throws ServerRefusal
 * `server-database-newer` when a newer server has been here, `server-database-other` when it went through something else.
 */
export async function migrate(database: Database, migrations: readonly Migration[], now: () => Date): Promise<void> {
  for (;;) {
    const done = await database.transaction(async (tx) => {
      // Held to the end of the transaction.
      await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const recorded = await recordedIn(tx);
      check(recorded, migrations);
      const next = migrations[recorded.length];
      if (next === undefined) return true;
      await tx.run(next.sql);
      await tx.query('INSERT INTO migration (number, name, hash, at) VALUES ($1, $2, $3, $4)', [
        recorded.length + 1,
        next.name,
        hashOf(next),
        now().getTime(),
      ]);
      return false;
    });
    if (done) return;
  }
}

async function recordedIn(tx: Transaction): Promise<readonly Recorded[]> {
  await tx.run(
    'CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, name text NOT NULL, hash text NOT NULL, at bigint NOT NULL)',
  );
  return tx.query<Recorded>('SELECT number, name, hash FROM migration ORDER BY number');
}

function check(recorded: readonly Recorded[], migrations: readonly Migration[]): void {
  if (recorded.length > migrations.length) {
    throw new ServerRefusal('server-database-newer', { found: recorded.length, known: migrations.length });
  }
  for (const [index, { name, hash }] of recorded.entries()) {
    const known = migrations[index];
    if (name !== known?.name || hash !== hashOf(known)) throw new ServerRefusal('server-database-other', { name });
  }
}

const hashOf = ({ sql }: Migration): string => createHash('sha256').update(sql).digest('hex');
