import type { Database } from 'better-sqlite3';
import type { Posting } from '#shared/domain/billing/entry.ts';
import type { Reason } from '#shared/domain/customer/action-facts.ts';
import type { Seal } from '../../store/index.ts';
import { type Applying, type Before, columnsBefore, type Prepared, toldOf } from './apply.ts';
import type { CustomerRow } from './in-hand.ts';

const COLUMN = 'action_result.before';
const recordOf = (run: string, customer: string): string => `${run}/${customer}`;

export const sealBefore = (seal: Seal, run: string, customer: string, before: Before): Buffer =>
  seal.seal(JSON.stringify(before), recordOf(run, customer), COLUMN);

/** Throws Refusal `key-locked` or `store-sealed-damaged`. */
export function openBefore(seal: Seal, run: string, customer: string, sealed: Uint8Array): Before {
  // Cast: only `sealBefore` makes what opens here.
  return JSON.parse(seal.open(sealed, recordOf(run, customer), COLUMN).toString('utf8')) as Before;
}

/** Whether the ledger has later lines than those of the run: what was billed since cannot be as if it had not been. */
export function billedSince(db: Database, customer: string, { ledger }: Before): Reason | null {
  if (!ledger) return null;
  const count = db.prepare<[string], number>('SELECT count(*) FROM ledger_entry WHERE customer_id = ?').pluck();
  return count.get(customer) === ledger.lines ? null : { code: 'billed-since', params: {} };
}

/**
 * What is written to have a customer as it was before a run; lines that came with it are taken back by others.
 */
export function preparePutBack(row: CustomerRow, before: Before, { now: at, world }: Applying): Prepared {
  const { password, bind, unbind, ledger } = before;
  // How far the clock has gone is no part of what is taken back: days without service are not charged afterwards.
  const columns = ledger ? { ...before.columns, settledAt: at, nextDueAt: 0 } : before.columns;
  const lines = ledger?.posted.map(({ id, amount }): Posting => ({
    ...{ id: world.idOf(row.id, `reversal:${id}`), kind: 'reversal', amount: -amount, at, dueAt: null, reverses: id },
  }));
  const sealed = typeof password === 'string' ? Buffer.from(password, 'base64') : null;
  const write = {
    columns,
    ...(password === undefined ? {} : { password: sealed }),
    ...(bind ? { bind } : {}),
    ...(unbind ? { unbind } : {}),
  };
  const now = columnsBefore(row, columns);
  const came = row.devices.filter(({ id }) => unbind?.includes(id));
  return {
    write,
    ...(lines ? { lines } : {}),
    before: {
      columns: now,
      ...(password === undefined ? {} : { password: row.passwordSealed?.toString('base64') ?? null }),
      ...(came.length > 0 ? { bind: came } : {}),
      ...(bind ? { unbind: bind.map(({ id }) => id) } : {}),
    },
    told: toldOf(row, now, columns, write),
  };
}
