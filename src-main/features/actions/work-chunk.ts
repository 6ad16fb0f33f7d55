import { setImmediate as turn } from 'node:timers/promises';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { ActionFacts, Reason } from '#shared/domain/customer/action-facts.ts';
import { decide } from '#shared/domain/customer/decide.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { type CustomerWriter, customerWriter } from '../customers/index.ts';
import { prepareChanges, type Prepared } from './apply.ts';
import { breather } from '../../breather.ts';
import { actionFacts } from './facts.ts';
import { type CustomerRow, customersInHand } from './in-hand.ts';
import { openBefore, preparePutBack, putBackObstacle, sealBefore } from './put-back.ts';
import type { RunRecord } from './run-record.ts';

/** How many customers one transaction takes: other writes get their turn between two. */
export const CHUNK = 200;

export type ChunkDeps = Pick<FeatureDeps, 'store' | 'now' | 'newId'>;

/** A run under work: who acts and on which terms. */
export interface Work {
  readonly run: RunRecord;
  readonly actor: Actor;
  readonly terms: ActionTerms;
}

interface Waiting {
  readonly position: number;
  readonly customerId: string;
}

/** What came of one customer: something to write, or why not. */
type Outcome = { readonly prepared: Prepared; readonly note: Reason | null } | { readonly refused: Reason };

const WAITING = `SELECT position, customer_id AS customerId FROM action_result
  WHERE run_id = ? AND state = 'waiting' ORDER BY position LIMIT ?`;
const CAME_OF = `UPDATE action_result SET state = ?, code = ?, params = ?, before = ?, version_after = ?
  WHERE run_id = ? AND position = ?`;

/**
 * Does the next customers of a run in one transaction: each change with its line of the history, its entry of the journal
 * and its result. Answers how many; with 0 the run is done, and says so.
 */
export function workChunk(deps: ChunkDeps, work: Work, most = CHUNK): Promise<number> {
  const { store, now, newId } = deps;
  const { run, actor, terms } = work;
  return store.write(async (tx) => {
    const waiting = tx.db.prepare<[string, number], Waiting>(WAITING).all(run.id, most);
    if (waiting.length === 0) {
      tx.db.prepare("UPDATE action_run SET state = 'done' WHERE id = ?").run(run.id);
      return 0;
    }
    const at = now().getTime();
    const facts = actionFacts(tx.db, actor, at);
    const rows = customersInHand(
      tx.db,
      waiting.map(({ customerId }) => customerId),
      facts.reach,
    );
    const writer = customerWriter(tx, at);
    const cameOf = tx.db.prepare(CAME_OF);
    await turn();
    const undoing = run.undoes === null ? null : undoneRun(tx, run.undoes, facts, store.seal);
    const breathe = breather();
    for (const { position, customerId } of waiting) {
      const row = rows.get(customerId);
      const outcome: Outcome = !row
        ? refusal('customer-unknown')
        : undoing
          ? undoing.outcome(row)
          : outcomeOf(row, terms, facts, { seal: store.seal, newId, by: actor.staffUserId, now: at });
      if (!row || 'refused' in outcome) {
        const reason = 'refused' in outcome ? outcome.refused : { code: 'customer-unknown', params: {} };
        cameOf.run('refused', reason.code, JSON.stringify(reason.params), null, null, run.id, position);
      } else {
        const { prepared, note } = outcome;
        const version = writeOne(writer, work, row, prepared, newId());
        const before = sealBefore(store.seal, run.id, row.id, prepared.before);
        const params = note && JSON.stringify(note.params);
        cameOf.run('applied', note?.code ?? null, params, before, version, run.id, position);
        undoing?.markUndone(row.id);
      }
      await breathe();
    }
    // The commit takes its time too, and so did the statements before it.
    await turn();
    return waiting.length;
  });
}

const refusal = (code: string, params: Reason['params'] = {}): Outcome => ({ refused: { code, params } });

function outcomeOf(
  row: CustomerRow,
  terms: ActionTerms,
  facts: ActionFacts,
  applying: Parameters<typeof prepareChanges>[2],
): Outcome {
  const decision = decide(row, terms, facts);
  if (decision.kind === 'refused') return { refused: decision.reason };
  return { prepared: prepareChanges(row, decision.changes, applying), note: decision.note };
}

function writeOne(
  writer: CustomerWriter,
  { run, actor, terms }: Work,
  row: CustomerRow,
  { write, told, args }: Prepared,
  uid: string,
): number {
  const note = terms.action === 'suspend' && run.undoes === null ? terms.note : undefined;
  return writer.write(row, write, {
    actor,
    action: `customer.${run.undoes === null ? run.action : 'undo'}`,
    before: told.before,
    after: note === undefined || note === '' ? told.after : { ...Object(told.after), note },
    uid,
    args: { id: row.id, action: run.action, isUndo: run.undoes !== null, version: row.version + 1, ...args },
  });
}

/** What an undo asks of the run that it takes back. */
function undoneRun({ db }: WriteTransaction, id: string, facts: ActionFacts, seal: Parameters<typeof openBefore>[0]) {
  const result = db.prepare<[string, string], { readonly before: Buffer | null; readonly versionAfter: number | null }>(
    `SELECT before, version_after AS versionAfter FROM action_result
     WHERE run_id = ? AND customer_id = ? AND state = 'applied'`,
  );
  const mark = db.prepare("UPDATE action_result SET state = 'undone' WHERE run_id = ? AND customer_id = ?");
  return {
    outcome: (row: CustomerRow): Outcome => {
      const done = result.get(id, row.id);
      if (!done?.before) return refusal('undo-already');
      if (done.versionAfter !== row.version) return refusal('changed-since');
      const before = openBefore(seal, id, row.id, done.before);
      const obstacle = putBackObstacle(row, before, facts);
      return obstacle ? { refused: obstacle } : { prepared: preparePutBack(row, before, seal), note: null };
    },
    markUndone: (customerId: string) => mark.run(id, customerId),
  };
}

/** Says of the next customer of a run that it could not be done now, so that the run goes on with the others. */
export function failNext({ store }: ChunkDeps, { run }: Work, reason: Reason): Promise<void> {
  return store.write(({ db }) => {
    const [next] = db.prepare<[string, number], Waiting>(WAITING).all(run.id, 1);
    if (!next) return;
    db.prepare(CAME_OF).run('failed', reason.code, JSON.stringify(reason.params), null, null, run.id, next.position);
  });
}
