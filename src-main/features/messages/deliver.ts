import type { Database } from 'better-sqlite3';
import { MOST_BUSY, waitBehind } from '#shared/domain/message/back-off.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { exchange } from './exchange.ts';
import { openGateway, ownGateway, type SealedGateway } from './gateway-record.ts';
import { isNight } from './next-due.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { prepare, type ReadyMessage, type WaitingMessage } from './prepare.ts';
import type { NotQueued } from './queue.ts';

export type DeliverDeps = Pick<FeatureDeps, 'store' | 'now' | 'log'> & {
  readonly signal: AbortSignal;
  /** From 0 up to 1. */
  readonly random: () => number;
};

/**
 * What came of it for the line: `rest` until an instant, or go on with the next. `moved`: another gateway's by now. `night`: it
 * waits for the day.
 */
export type Delivered =
  { readonly kind: 'ended' | 'moved' | 'night' | 'off' } | { readonly kind: 'rest'; readonly until: number };

const WAITING = `
  SELECT id, operator_id AS operatorId, customer_id AS customerId, kind, own_text AS ownText, facts,
    created_at AS createdAt, created_by AS createdBy, request, attempts, by_day AS byDay
  FROM message WHERE id = ? AND state = 'waiting'`;

interface ByDay {
  readonly byDay: 0 | 1;
}

interface Begun {
  readonly message: ReadyMessage;
  readonly gateway: SealedGateway;
  /** This one included. */
  readonly attempts: number;
}

/**
 * Sends one waiting message through the gateway of an operator. That it is being sent is on the disk before the first byte
 * is written, so that whatever ends the program in between, it is never sent twice without a person's word.
 */
export async function deliver(
  deps: DeliverDeps,
  id: string,
  gatewayOwner: string,
  failures: number,
): Promise<Delivered> {
  const begun = await begin(deps, id, gatewayOwner);
  if ('kind' in begun) return begun;
  const came = await exchange(begun.message.request, { signal: deps.signal });
  return end(deps, id, begun, outcomeOf(came, begun.gateway.fields, begun.message), failures);
}

function begin({ store, now, log }: DeliverDeps, id: string, gatewayOwner: string): Promise<Begun | Delivered> {
  return store.write(
    ({ db }): Begun | Delivered => {
      const row = ownGateway(db, gatewayOwner);
      if (row?.enabled !== 1) return { kind: 'off' };
      const gateway = openGateway(store.seal, row);
      const waiting = db.prepare<[string], WaitingMessage & ByDay>(WAITING).get(id);
      if (!waiting) return { kind: 'ended' };
      const at = now().getTime();
      // It may have been day when its turn came, and night once this transaction had its own.
      if (waiting.byDay === 1 && isNight(db, at)) return { kind: 'night' };
      const prepared = preparedSafely(log, () => prepare({ db }, waiting, gateway, { seal: store.seal, now: at }));
      if (prepared.kind === 'moved') {
        db.prepare('UPDATE message SET operator_id = ? WHERE id = ?').run(prepared.operatorId, id);
        return { kind: 'moved' };
      }
      if (prepared.kind !== 'ready') {
        endMessage(db, id, prepared.kind, at, prepared.reason);
        return { kind: 'ended' };
      }
      const { message } = prepared;
      db.prepare(
        `UPDATE message SET state = 'sending', attempts = attempts + 1, phone = ?, masked_text = ?, parts = ?,
           code = NULL, params = NULL WHERE id = ?`,
      ).run(message.phone, message.maskedText, message.parts, id);
      return { message, gateway, attempts: waiting.attempts + 1 };
    },
    { durable: true },
  );
}

/** One message that cannot be made must not hold up all behind it. A missing key concerns them all, and is thrown. */
function preparedSafely(log: DeliverDeps['log'], make: () => ReturnType<typeof prepare>): ReturnType<typeof prepare> {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'key-locked') throw error;
    if (error instanceof Refusal) return { kind: 'failed', reason: { code: error.code, params: { ...error.params } } };
    return { kind: 'failed', reason: { code: 'message-internal', params: { id: log.failure(error) } } };
  }
}

function end(
  { store, now, random }: DeliverDeps,
  id: string,
  { attempts }: Begun,
  outcome: Outcome,
  failures: number,
): Promise<Delivered> {
  return store.write(
    ({ db }): Delivered => {
      const at = now().getTime();
      if (outcome.kind === 'sent') {
        endMessage(db, id, 'sent', at, null, outcome.reference);
        return { kind: 'ended' };
      }
      const { reason } = outcome;
      if (outcome.kind !== 'again') {
        endMessage(db, id, outcome.kind, at, reason);
        return { kind: 'ended' };
      }
      const until = at + Math.max(waitBehind(failures + 1, random()), Math.min(outcome.retryAfter ?? 0, 900) * 1000);
      if (outcome.isBusy && attempts >= MOST_BUSY)
        endMessage(db, id, 'failed', at, { code: 'message-was-busy', params: reason.params });
      // Without a line nothing was tried, so nothing is counted.
      else waitAgain(db, id, until, reason, outcome.isBusy ? attempts : attempts - 1);
      return { kind: 'rest', until };
    },
    { durable: true },
  );
}

function waitAgain(db: Database, id: string, until: number, { code, params }: NotQueued, attempts: number): void {
  db.prepare(
    `UPDATE message SET state = 'waiting', next_try_at = ?, code = ?, params = ?, attempts = ?
     WHERE id = ? AND state = 'sending'`,
  ).run(until, code, JSON.stringify(params), attempts, id);
}

/** A message that is not tried again by itself. */
export function endMessage(
  db: Database,
  id: string,
  state: 'sent' | 'failed' | 'unknown' | 'cancelled',
  at: number,
  reason: NotQueued | null,
  reference: string | null = null,
): void {
  db.prepare(
    `UPDATE message SET state = ?, ended_at = ?, next_try_at = NULL, code = ?, params = ?, gateway_reference = ?
     WHERE id = ? AND state IN ('waiting', 'sending')`,
  ).run(state, at, reason?.code ?? null, reason ? JSON.stringify(reason.params) : null, reference, id);
}
