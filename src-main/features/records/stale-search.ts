import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { FeatureDeps } from '../../feature.ts';
import { searchIndex, type WriteTransaction } from '../../store/index.ts';

/** Customers whose search text is made anew in one transaction. */
const CHUNK = 200;

/** Whose search text no longer says what the store does: the customers of a zone, or those with a value in a field. */
export interface Stale {
  readonly by: 'zone' | 'field';
  readonly id: string;
  /** The customers up to this number are done. */
  readonly after: number;
}

const SETTING = 'staleSearch';
const CUSTOMERS = {
  zone: 'SELECT seq FROM customer WHERE zone_id = ? AND seq > ? ORDER BY seq LIMIT ?',
  field: `SELECT seq FROM customer WHERE instr(custom, '"' || ? || '":') > 0 AND seq > ? ORDER BY seq LIMIT ?`,
} as const;

/** Makes search texts anew behind what changed a name that many customers are found by. */
export interface StaleSearch {
  /** Notes it in the transaction of the change, and does the first few hundred there: mostly that is all of them. */
  readonly note: (tx: WriteTransaction, by: Stale['by'], id: string) => void;
  /** Works through what is noted, a short transaction after the other; also what was left at the last end. */
  readonly start: () => void;
  /** Ends after the transaction under way, and waits for it. */
  readonly stop: () => Promise<void>;
}

/** Which work is left stands in the store itself, so that no end of the program, however sudden, leaves a stale text. */
export function staleSearch({ store, log }: Pick<FeatureDeps, 'store' | 'log'>): StaleSearch {
  let running: Promise<void> | null = null;
  let stopped = false;

  const work = async (): Promise<void> => {
    while (!stopped && leftIn(store.reader).length > 0) {
      await store.write((tx) => {
        const [first, ...rest] = leftIn(tx.db);
        if (first) write(tx.db, [...next(tx.db, first), ...rest]);
      });
      // A write that waits for nothing gives no turn to anybody else.
      await turn();
    }
  };
  const start = (): void => {
    if (stopped) return;
    running ??= work()
      .catch((error: unknown) => void log.failure(error, { work: 'stale-search' }))
      .finally(() => {
        running = null;
      });
  };
  return {
    note: noteStale,
    start,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

/**
 * Notes it in the transaction of the change, and does the first few hundred there. The rest is worked through by whoever
 * has started `staleSearch`.
 */
export function noteStale({ db }: Pick<WriteTransaction, 'db'>, by: Stale['by'], id: string): void {
  const others = leftIn(db).filter((one) => one.by !== by || one.id !== id);
  write(db, [...others, ...next(db, { by, id, after: 0 })]);
}

/** Does a part of the work; the rest of it, if there is any. */
function next(db: Database, { by, id, after }: Stale): Stale[] {
  const seqs = db.prepare<[string, number, number], number>(CUSTOMERS[by]).pluck().all(id, after, CHUNK);
  const index = searchIndex(db);
  for (const seq of seqs) index.refresh(seq);
  const last = seqs.at(-1);
  return last === undefined || seqs.length < CHUNK ? [] : [{ by, id, after: last }];
}

function leftIn(db: Database): readonly Stale[] {
  const value = db.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck().get(SETTING);
  // Cast: nothing else writes it.
  return value === undefined ? [] : (JSON.parse(value) as Stale[]);
}

function write(db: Database, left: readonly Stale[]): void {
  if (left.length === 0) db.prepare('DELETE FROM setting WHERE name = ?').run(SETTING);
  else {
    db.prepare(
      'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ).run(SETTING, JSON.stringify(left));
  }
}
