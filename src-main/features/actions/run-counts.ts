import type { Database } from 'better-sqlite3';
import type { ResultState, RunRecord } from './run-record.ts';

export type Counts = Readonly<Record<ResultState, number>>;

/** How many results of a run are in each state. Those of runs that have ended are kept: a run may have a million. */
export interface RunCounts {
  of(run: Pick<RunRecord, 'id' | 'state'>): Counts;
  /** Forgets those of a run that is being taken back. */
  changed(run: string): void;
}

/** As many runs as are looked back on, and some. */
const MOST_KEPT = 200;

export function runCounts(db: Database): RunCounts {
  const kept = new Map<string, Counts>();
  const count = db.prepare<[string], { readonly state: ResultState; readonly n: number }>(
    'SELECT state, count(*) AS n FROM action_result WHERE run_id = ? GROUP BY state',
  );
  return {
    of: ({ id, state }) => {
      const known = kept.get(id);
      if (known) return known;
      const counts = { waiting: 0, applied: 0, refused: 0, failed: 0, undone: 0 };
      for (const row of count.all(id)) counts[row.state] = row.n;
      if (kept.size >= MOST_KEPT) kept.clear();
      if (state === 'done') kept.set(id, counts);
      return counts;
    },
    changed: (run) => void kept.delete(run),
  };
}
