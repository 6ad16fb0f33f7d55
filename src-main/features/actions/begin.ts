import type { Database } from 'better-sqlite3';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { CustomerSelection } from '#shared/contract/customers.ts';
import { termsObstacle } from '#shared/domain/customer/terms-obstacle.ts';
import { ruleOf } from '#shared/domain/customer/actions.ts';
import { can } from '#shared/domain/operator/can.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';
import { askedIds, digestOf } from './asked.ts';
import { breather } from '../../breather.ts';
import { actionFacts } from './facts.ts';
import { openTerms, type RunRecord, runRecord, sealTerms } from './run-record.ts';
import type { ChunkDeps } from './work-chunk.ts';

/** A run to be: whose ids come from a selection, or from the results of a run before. */
export interface RunAsked {
  readonly request: string;
  readonly terms: ActionTerms;
  readonly from:
    | { readonly kind: 'selection'; readonly which: CustomerSelection }
    | { readonly kind: 'retry' | 'undo'; readonly run: string };
}

/** Throws Refusal `not-allowed`: what an action needs is asked once and not of every customer. */
export function refuseRole(actor: Actor, action: ActionTerms['action']): void {
  if (!can(actor, ruleOf(action), 'own')) throw new Refusal('not-allowed', { role: actor.role });
}

/**
 * Writes a run down with all its customers, in one transaction: from then on it is carried out, whatever happens. Asked
 * again under the same id it answers the run that there is. Throws Refusal `action-request-taken` when that is another one.
 */
export async function beginRun(deps: ChunkDeps, actor: Actor, asked: RunAsked): Promise<RunRecord> {
  const { store, now } = deps;
  const { request, terms, from } = asked;
  const digest = digestOf({ terms, from });
  const known = runRecord(store.reader, request);
  if (known) return same(deps, actor, known, digest);
  refuseRole(actor, terms.action);
  return store.write(async (tx) => {
    const other = runRecord(tx.db, request);
    if (other) return same(deps, actor, other, digest);
    const at = now().getTime();
    tx.db
      .prepare(
        `INSERT INTO action_run (id, operator_id, staff_user_id, action, terms, state, total, at, undoes, retries)
         VALUES (?, ?, ?, ?, ?, 'running', 0, ?, ?, ?)`,
      )
      .run(
        request,
        actor.operatorId,
        actor.staffUserId,
        terms.action,
        sealTerms(store, request, { terms, digest }),
        at,
        from.kind === 'undo' ? from.run : null,
        from.kind === 'retry' ? from.run : null,
      );
    const total = await fixSelection(deps, tx, actor, asked);
    const obstacle = from.kind === 'undo' ? null : termsObstacle(terms, total, actionFacts(tx.db, actor, at));
    if (obstacle) throw new Refusal(obstacle.code, obstacle.params);
    tx.db.prepare('UPDATE action_run SET total = ? WHERE id = ?').run(total, request);
    const begun = runRecord(tx.db, request);
    if (!begun) throw new Error('A run that was just written is not there');
    return begun;
  });
}

/** Throws Refusal `action-request-taken` for a run of somebody else or of something else. */
function same({ store }: ChunkDeps, actor: Actor, run: RunRecord, digest: string): RunRecord {
  if (run.staffUserId === actor.staffUserId && openTerms(store, run).digest === digest) return run;
  throw new Refusal('action-request-taken');
}

const WITHIN = `SELECT 1 FROM customer WHERE id IN (SELECT value FROM json_each(?))
  AND operator_id IN (SELECT value FROM json_each(?)) LIMIT 1`;

/** Which customers it is about is settled here, whatever matches the filter later. Answers how many they are. */
async function fixSelection(
  deps: ChunkDeps,
  tx: WriteTransaction,
  actor: Actor,
  { request, from }: RunAsked,
): Promise<number> {
  const insert = tx.db.prepare(
    "INSERT INTO action_result (run_id, position, customer_id, state) VALUES (?, ?, ?, 'waiting')",
  );
  const breathe = breather();
  let total = 0;
  const ids = from.kind === 'selection' ? askedIds(deps, actor, from.which) : resultIds(tx.db, from);
  for await (const id of ids) {
    insert.run(request, (total += 1), id);
    await breathe();
  }
  // Of some who were named, one may have gone meanwhile, and the outcome says so; nobody at all is a mistake.
  if (from.kind === 'selection' && 'ids' in from.which) {
    const reach = JSON.stringify([...reachOfActor({ reader: tx.db }, actor)]);
    const known = tx.db.prepare<[string, string]>(WITHIN).get(JSON.stringify(from.which.ids), reach);
    if (known === undefined) throw new Refusal('customer-unknown');
  }
  return total;
}

const RETRIED = `SELECT 1 FROM action_result AS again JOIN action_run ON action_run.id = again.run_id
  WHERE again.customer_id = result.customer_id AND again.state = 'applied' AND action_run.retries = result.run_id`;

/** In pages, so that no reading is left open while others have their turn. */
function* resultIds(db: Database, from: Exclude<RunAsked['from'], { kind: 'selection' }>): Generator<string, void> {
  // What a retry has done already is not done by another one.
  const wanted =
    from.kind === 'undo' ? "state = 'applied'" : `state IN ('refused', 'failed') AND NOT EXISTS (${RETRIED})`;
  const page = db.prepare<[string, number], { readonly position: number; readonly id: string }>(
    `SELECT position, customer_id AS id FROM action_result AS result
     WHERE run_id = ? AND position > ? AND ${wanted} ORDER BY position LIMIT 1000`,
  );
  for (let after = 0; ;) {
    const results = page.all(from.run, after);
    for (const { id } of results) yield id;
    const last = results.at(-1);
    if (!last) return;
    after = last.position;
  }
}
