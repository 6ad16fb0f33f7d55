import { setImmediate as turn } from 'node:timers/promises';
import type { ActionTerms } from '#shared/contract/actions.ts';
import { unchanged } from '#shared/domain/billing/account.ts';
import type { ActionFacts, MessageToSend, Reason } from '#shared/domain/customer/action-facts.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { decide } from '#shared/domain/customer/decide.ts';
import { putBackObstacle, serviceObstacle } from '#shared/domain/customer/put-back-rule.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { type Billed, foretell, foretoldAmong, settleCustomers } from '../billing/index.ts';
import { queueMessage } from '../messages/index.ts';
import { type Applying, prepareChanges, type Prepared } from './apply.ts';
import { breather } from '../../breather.ts';
import { actionFacts } from './facts.ts';
import { type CustomerRow, customersInHand } from './in-hand.ts';
import { billedSince, openBefore, preparePutBack, sealBefore } from './put-back.ts';
import { type RunRecord, runRecord, triedAlready } from './run-record.ts';
import { writesOf } from './write-one.ts';

/** What is told to somebody who has handed over money stays, whatever happens to the machine. */
const TAKES_MONEY: readonly CustomerAction[] = ['recharge', 'renew', 'add-payment', 'add-charge', 'add-credit'];

/** How many customers one transaction takes: other writes get their turn between two. */
export const CHUNK = 200;

export type ChunkDeps = Pick<FeatureDeps, 'store' | 'now' | 'newId'>;

/** A run under work: who acts and on which terms. */
export interface Work {
  readonly run: RunRecord;
  readonly actor: Actor;
  readonly terms: ActionTerms;
}

/** A customer of a run to whom nothing was done yet. */
export interface Waiting {
  readonly position: number;
  readonly customerId: string;
}

/** What came of one customer: something to write, nothing but a message, or why not. */
type Outcome =
  | { readonly kind: 'write'; readonly prepared: Prepared; readonly note: Reason | null }
  | { readonly kind: 'send'; readonly message: MessageToSend }
  | { readonly kind: 'refused'; readonly reason: Reason };

/** The next of them. */
export const WAITING = `SELECT position, customer_id AS customerId FROM action_result
  WHERE run_id = ? AND state = 'waiting' ORDER BY position LIMIT ?`;
/** Writes down what came of one. */
export const CAME_OF = `UPDATE action_result SET state = ?, code = ?, params = ?, before = ?, version_after = ?,
    payment_id = ?
  WHERE run_id = ? AND position = ?`;

/**
 * Does the next customers of a run in one transaction: each change with its line of the history, its entry of the journal
 * and its result. Answers how many; with 0 the run is done, and says so.
 */
export function workChunk(deps: ChunkDeps, work: Work, most = CHUNK): Promise<number> {
  return deps.store.write((tx) => workIn(tx, deps, work, most), { durable: takesMoney(work.run.action) });
}

/** Whether what is told must stay, whatever happens to the machine: somebody has handed over money. */
export const takesMoney = (action: CustomerAction): boolean => TAKES_MONEY.includes(action);

/** The same in a transaction that there is already. */
export async function workIn(tx: WriteTransaction, deps: ChunkDeps, work: Work, most: number): Promise<number> {
  const { store, now, newId } = deps;
  const { run, actor, terms } = work;
  const waiting = tx.db.prepare<[string, number], Waiting>(WAITING).all(run.id, most);
  if (waiting.length === 0) {
    tx.db.prepare("UPDATE action_run SET state = 'done' WHERE id = ?").run(run.id);
    return 0;
  }
  const at = now().getTime();
  const facts = actionFacts(tx.db, actor, at, run.id);
  const ids = waiting.map(({ customerId }) => customerId);
  const foretold = foretoldAmong(tx.db, ids);
  const rows = await settledInHand(tx, deps, ids, facts);
  const written = writesOf(tx, deps, work, at);
  const sent = sendsOf(tx, deps, work);
  const cameOf = tx.db.prepare(CAME_OF);
  await turn();
  const applying = { seal: store.seal, newId, by: actor.staffUserId, now: at, world: facts.billing.world };
  const undoing = run.undoes === null ? null : undoneRun(tx, run.undoes, facts, store.seal);
  const wasTried = run.retries === null ? () => false : triedAlready(tx.db, run.retries);
  const breathe = breather();
  for (const { position, customerId } of waiting) {
    const row = rows.get(customerId);
    const outcome: Outcome = !row
      ? refusal('customer-unknown')
      : undoing
        ? undoing.outcome(row, applying)
        : wasTried(customerId)
          ? refusal('retried-already')
          : outcomeOf(row, terms, facts, applying);
    const refused =
      outcome.kind === 'refused' ? outcome.reason : row && outcome.kind === 'send' ? sent(row, outcome.message) : null;
    if (!row || refused) {
      const { code, params } = refused ?? { code: 'customer-unknown', params: {} };
      cameOf.run('refused', code, JSON.stringify(params), null, null, null, run.id, position);
    } else if (outcome.kind === 'send') {
      const before = sealBefore(store.seal, run.id, row.id, { columns: {} });
      cameOf.run('applied', null, null, before, row.version, null, run.id, position);
    } else if (outcome.kind === 'write') {
      const { version, before, payment } = written(row, outcome.prepared);
      const { note } = outcome;
      const sealed = sealBefore(store.seal, run.id, row.id, before);
      const told = [note?.code ?? null, note && JSON.stringify(note.params)];
      cameOf.run('applied', ...told, sealed, version, payment, run.id, position);
      undoing?.markUndone(row.id);
    }
    await breathe();
  }
  // Whoever was cut off by this console alone, and did not pay now, stays so.
  if (foretold.length > 0) foretell(tx.db, foretold, at);
  // The commit takes its time too, and so did the statements before it.
  await turn();
  return waiting.length;
}

const refusal = (code: string, params: Reason['params'] = {}): Outcome => ({
  kind: 'refused',
  reason: { code, params },
});

function outcomeOf(row: CustomerRow, terms: ActionTerms, facts: ActionFacts, applying: Applying): Outcome {
  const decision = decide(row, terms, facts);
  if (decision.kind === 'refused') return decision;
  const { changes, note } = decision;
  // Nothing of the customer is another for a text that is sent.
  if (changes.message) return { kind: 'send', message: changes.message };
  return { kind: 'write', prepared: prepareChanges(row, changes, applying), note };
}

/** The customers as the billing clock would have them by now: whoever is due is settled first. */
async function settledInHand(
  tx: WriteTransaction,
  deps: ChunkDeps,
  ids: readonly string[],
  facts: ReturnType<typeof actionFacts>,
): Promise<ReadonlyMap<string, CustomerRow>> {
  const handed = { ...facts, settled: ({ account }: Billed) => unchanged(account) };
  const rows = customersInHand(tx.db, ids, handed);
  const isDue = ({ billing: { nextDueAt } }: CustomerRow): boolean => nextDueAt !== null && nextDueAt <= facts.now;
  const due = [...rows.values()].filter(isDue).map(({ id }) => id);
  if (due.length === 0 || facts.billing.rests !== null) return rows;
  await settleCustomers(tx, deps, due, facts.now);
  return new Map([...rows, ...customersInHand(tx.db, due, handed)]);
}

/** Queues the messages of a run. The answer says why it cannot be. */
function sendsOf(tx: WriteTransaction, deps: ChunkDeps, { run, actor }: Work) {
  return (row: CustomerRow, { kind, text }: MessageToSend): Reason | null => {
    const { id: customerId, operatorId } = row;
    const asked = { customerId, operatorId, kind, by: actor.staffUserId, request: run.id, ownText: text };
    const queued = queueMessage(tx, deps, asked);
    if (!queued.queued) return queued.reason;
    tx.audit({
      actor,
      action: `customer.${run.action}`,
      entity: 'customer',
      entityId: customerId,
      after: { occasion: kind },
      ofOperatorId: operatorId,
    });
    return null;
  };
}

/** What an undo asks of the run that it takes back. */
function undoneRun({ db }: WriteTransaction, id: string, facts: ActionFacts, seal: Parameters<typeof openBefore>[0]) {
  const result = db.prepare<[string, string], { readonly before: Buffer | null; readonly versionAfter: number | null }>(
    `SELECT before, version_after AS versionAfter FROM action_result
     WHERE run_id = ? AND customer_id = ? AND state = 'applied'`,
  );
  const doneAt = runRecord(db, id)?.at ?? 0;
  const { now, billing } = facts;
  const { timeZone } = billing.world;
  const mark = db.prepare("UPDATE action_result SET state = 'undone' WHERE run_id = ? AND customer_id = ?");
  return {
    outcome: (row: CustomerRow, applying: Applying): Outcome => {
      const done = result.get(id, row.id);
      if (!done?.before) return refusal('undo-already');
      if (done.versionAfter !== row.version) return refusal('changed-since');
      const before = openBefore(seal, id, row.id, done.before);
      const obstacle =
        putBackObstacle(row, before.columns, facts) ??
        serviceObstacle(row, before.columns, { doneAt, now, timeZone }) ??
        billedSince(db, row.id, before) ??
        (before.ledger ? billing.rests : null);
      if (obstacle) return { kind: 'refused', reason: obstacle };
      return { kind: 'write', prepared: preparePutBack(row, before, applying), note: null };
    },
    markUndone: (customerId: string) => mark.run(id, customerId),
  };
}

/** Says of the next customer of a run that it could not be done now, so that the run goes on with the others. */
export function failNext({ store }: ChunkDeps, { run }: Work, reason: Reason): Promise<void> {
  return store.write(({ db }) => {
    const [next] = db.prepare<[string, number], Waiting>(WAITING).all(run.id, 1);
    if (!next) return;
    db.prepare(CAME_OF).run(
      'failed',
      reason.code,
      JSON.stringify(reason.params),
      null,
      null,
      null,
      run.id,
      next.position,
    );
  });
}
