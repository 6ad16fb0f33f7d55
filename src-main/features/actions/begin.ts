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
import { openTerms, type RunRecord, runRecord, sealTerms, triedAlready } from './run-record.ts';
import { type ChunkDeps, takesMoney, type Work, workIn } from './work-chunk.ts';

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
 * Writes a run down with all its customers, in one transaction: from then on it is carried out, whatever happens. One of a
 * few customers is carried out in it, so that a sudden end leaves nothing half asked for. Asked again under the same id it
 * answers the run that there is. Throws Refusal `action-request-taken` when that is another one.
 */
export async function beginRun(deps: ChunkDeps, actor: Actor, asked: RunAsked): Promise<RunRecord> {
  const { store, now } = deps;
  const { request, terms, from } = asked;
  const digest = digestOf({ terms, from });
  const known = runRecord(store.reader, request);
  if (known) return same(deps, actor, known, digest);
  refuseRole(actor, terms.action);
  const begin = async (tx: WriteTransaction): Promise<RunRecord> => {
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
        from.kind === 'retry' ? firstTry(tx.db, from.run) : null,
      );
    const total = await fixSelection(deps, tx, actor, asked);
    const obstacle = from.kind === 'undo' ? null : termsObstacle(terms, total, actionFacts(tx.db, actor, at));
    if (obstacle) throw new Refusal(obstacle.code, obstacle.params);
    tx.db.prepare('UPDATE action_run SET total = ? WHERE id = ?').run(total, request);
    // What routers have to do is not waited for in a transaction.
    if (total <= AT_ONCE && terms.action !== 'disconnect')
      await carryOutIn(tx, deps, { run: written(tx.db, request), actor, terms });
    return written(tx.db, request);
  };
  return store.write(begin, { durable: takesMoney(terms.action) });
}

/** As many customers as the transaction that writes a run down may do as well. */
const AT_ONCE = 20;

function written(db: Database, id: string): RunRecord {
  const run = runRecord(db, id);
  if (!run) throw new Error('A run that was just written is not there');
  return run;
}

/** What fails here is left to be done one by one behind it, where each customer is told what came of it. */
async function carryOutIn(tx: WriteTransaction, deps: ChunkDeps, work: Work): Promise<void> {
  tx.db.exec('SAVEPOINT at_once');
  try {
    while ((await workIn(tx, deps, work, AT_ONCE)) > 0);
  } catch (error) {
    // A full disk takes back the whole transaction by itself.
    if (!tx.db.inTransaction) throw error;
    tx.db.exec('ROLLBACK TO at_once');
  }
  tx.db.exec('RELEASE at_once');
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

/** Retries of a retry are retries of what was tried first. */
const firstTry = (db: Database, run: string): string => runRecord(db, run)?.retries ?? run;

/** In pages, so that no reading is left open while others have their turn. */
function* resultIds(db: Database, from: Exclude<RunAsked['from'], { kind: 'selection' }>): Generator<string, void> {
  const wanted = from.kind === 'undo' ? "state = 'applied'" : "state IN ('refused', 'failed')";
  const page = db.prepare<[string, number], { readonly position: number; readonly id: string }>(
    `SELECT position, customer_id AS id FROM action_result AS result
     WHERE run_id = ? AND position > ? AND ${wanted} ORDER BY position LIMIT 1000`,
  );
  const wasTried = from.kind === 'undo' ? () => false : triedAlready(db, firstTry(db, from.run));
  for (let after = 0; ;) {
    const results = page.all(from.run, after);
    for (const { id } of results) if (!wasTried(id)) yield id;
    const last = results.at(-1);
    if (!last) return;
    after = last.position;
  }
}
