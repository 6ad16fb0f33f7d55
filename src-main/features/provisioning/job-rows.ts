import type { Database } from 'better-sqlite3';
import { heldHere } from '../../store/index.ts';

/** A customer who waits to be brought to a router. */
export interface DueJob {
  readonly customerId: string;
  readonly generation: number;
  readonly kick: 0 | 1;
  readonly attempts: number;
  /** What the router was last given. */
  readonly appliedUsername: string | null;
  readonly appliedPassword: Buffer | null;
}

/** Those who have waited longest at a router, at most so many. */
export function dueJobs(reader: Database, routerId: string, limit: number): DueJob[] {
  return reader
    .prepare<[string, number], DueJob>(
      `SELECT customer_id AS customerId, generation, kick, attempts, applied_username AS appliedUsername,
         applied_password AS appliedPassword
       FROM provisioning WHERE router_id = ? AND state = 'queued' ORDER BY queued_at, customer_id LIMIT ?`,
    )
    .all(routerId, limit);
}

/** Routers that may be written to, are held here and have somebody waiting. */
export function routersWithWork(reader: Database): string[] {
  return reader
    .prepare<[], string>(
      `SELECT id FROM router WHERE writes = 1 AND ${heldHere('router.id')} AND EXISTS (
         SELECT 1 FROM provisioning WHERE router_id = router.id AND state = 'queued')`,
    )
    .pluck()
    .all();
}

/** Those of some customers who stand on a router as they should, as far as is known. */
export function appliedOf(reader: Database, routerId: string, customers: readonly string[]): string[] {
  return reader
    .prepare<[string, string], string>(
      `SELECT customer_id FROM provisioning WHERE router_id = ? AND state = 'applied'
         AND customer_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(routerId, JSON.stringify(customers));
}

/** What became of a job. */
export type Outcome =
  /** It stands there as it should. */
  | { readonly kind: 'applied'; readonly username: string; readonly password: Buffer | null }
  /** Nothing of theirs belongs there, and nothing is there any more. */
  | { readonly kind: 'gone' }
  /** Something is in the way that an operator has to see to. */
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly params: Readonly<Record<string, string | number>>;
    }
  /** The router refuses to be read, whoever is to be brought there: it is tried again by itself. */
  | {
      readonly kind: 'waits';
      readonly code: string;
      readonly params: Readonly<Record<string, string | number>>;
    }
  /** It changed under our hands: once more. */
  | { readonly kind: 'again' };

/** Keeps what became of jobs. What was queued anew meanwhile stays queued: only the latest state of a customer matters. */
export function jobKeeper(db: Database, routerId: string, at: number): (job: DueJob, outcome: Outcome) => void {
  const applied = db.prepare(
    `UPDATE provisioning SET applied_username = ?, applied_password = ?,
       state = iif(generation = ?, 'applied', state), kick = iif(generation = ?, 0, kick),
       ended_at = ?, attempts = 0, code = NULL, params = NULL WHERE customer_id = ? AND router_id = ?`,
  );
  const gone = db.prepare('DELETE FROM provisioning WHERE customer_id = ? AND router_id = ? AND generation = ?');
  const failed = db.prepare(
    `UPDATE provisioning SET state = 'failed', ended_at = ?, attempts = attempts + 1, code = ?, params = ?
     WHERE customer_id = ? AND router_id = ? AND generation = ?`,
  );
  const waits = db.prepare(
    `UPDATE provisioning SET attempts = attempts + 1, code = ?, params = ?
     WHERE customer_id = ? AND router_id = ? AND generation = ?`,
  );
  const again = db.prepare('UPDATE provisioning SET attempts = attempts + 1 WHERE customer_id = ? AND router_id = ?');
  return (job, outcome) => {
    const { customerId, generation } = job;
    switch (outcome.kind) {
      case 'applied':
        applied.run(outcome.username, outcome.password, generation, generation, at, customerId, routerId);
        return;
      case 'gone':
        gone.run(customerId, routerId, generation);
        return;
      case 'failed':
        failed.run(at, outcome.code, JSON.stringify(outcome.params), customerId, routerId, generation);
        return;
      case 'waits':
        waits.run(outcome.code, JSON.stringify(outcome.params), customerId, routerId, generation);
        return;
      case 'again':
        again.run(customerId, routerId);
    }
  };
}
