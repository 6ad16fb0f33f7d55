import type { Reason } from '#shared/domain/customer/action-facts.ts';
import { unchanged } from '#shared/domain/billing/account.ts';
import { decide } from '#shared/domain/customer/decide.ts';
import type { Billed } from '../billing/index.ts';
import { type CustomerSessions, type EndedFor, recordEnded } from '../online/index.ts';
import { actionFacts } from './facts.ts';
import { type CustomerRow, customersInHand } from './in-hand.ts';
import { sealBefore } from './put-back.ts';
import { triedAlready } from './run-record.ts';
import { CAME_OF, CHUNK, type ChunkDeps, type Waiting, WAITING, type Work, workChunk } from './work-chunk.ts';

export interface DisconnectDeps extends ChunkDeps {
  readonly sessions: CustomerSessions;
}

type Outcome = EndedFor | { readonly kind: 'refused'; readonly reason: Reason };

/**
 * Ends the sessions of the next customers of a run on their routers, and then writes what came of each. No transaction waits
 * for a router. Answers how many; with 0 the run is done.
 */
export async function disconnectChunk(deps: DisconnectDeps, work: Work): Promise<number> {
  const { store, now, sessions } = deps;
  const { run, actor, terms } = work;
  const waiting = store.reader.prepare<[string, number], Waiting>(WAITING).all(run.id, CHUNK);
  if (waiting.length === 0) return workChunk(deps, work);
  const facts = actionFacts(store.reader, actor, now().getTime(), run.id);
  const settled = ({ account }: Billed) => unchanged(account);
  const ids = waiting.map(({ customerId }) => customerId);
  const rows = customersInHand(store.reader, ids, { ...facts, settled });
  const wasTried = run.retries === null ? () => false : triedAlready(store.reader, run.retries);
  const hindered = (row: CustomerRow): Reason | null => {
    const decision = decide(row, terms, facts);
    if (decision.kind === 'refused') return decision.reason;
    return wasTried(row.id) ? { code: 'retried-already', params: {} } : null;
  };
  const outcomes = new Map<string, Outcome>();
  const meant: CustomerRow[] = [];
  for (const row of rows.values()) {
    const reason = hindered(row);
    if (reason) outcomes.set(row.id, { kind: 'refused', reason });
    else meant.push(row);
  }
  for (const [id, came] of await sessions.end(actor, meant)) outcomes.set(id, came);
  await store.write((tx) => {
    const cameOf = tx.db.prepare(CAME_OF);
    const told = ({ code, params }: Reason): readonly [string, string] => [code, JSON.stringify(params)];
    for (const { position, customerId } of waiting) {
      const row = rows.get(customerId);
      const came = outcomes.get(customerId);
      if (!row || !came) {
        cameOf.run('refused', ...told({ code: 'customer-unknown', params: {} }), null, null, null, run.id, position);
      } else if (came.kind === 'ended') {
        const { count, routers: router } = came;
        const before = sealBefore(store.seal, run.id, row.id, { columns: {} });
        const note = told({ code: 'disconnected', params: { count, router } });
        cameOf.run('applied', ...note, before, row.version, null, run.id, position);
        recordEnded(tx, actor, row, { router, count });
      } else {
        cameOf.run(came.kind, ...told(came.reason), null, null, null, run.id, position);
      }
    }
  });
  return waiting.length;
}

/** Says of whoever a restart left over that they were not disconnected: it is not done when nobody expects it any more. */
export function giveUp({ store }: Pick<ChunkDeps, 'store'>, { run }: Pick<Work, 'run'>): Promise<void> {
  return store.write(({ db }) => {
    db.prepare(
      "UPDATE action_result SET state = 'failed', code = ?, params = '{}' WHERE run_id = ? AND state = 'waiting'",
    ).run('disconnect-interrupted', run.id);
  });
}
