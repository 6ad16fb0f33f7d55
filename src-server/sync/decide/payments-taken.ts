import type { Posting } from '#shared/domain/billing/entry.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { LedgerRow } from '#shared/sync/rows.ts';
import type { Work } from '../work.ts';
import { usedReferences, withCode } from './payments.ts';
import type { Standing } from './standing.ts';

/**
 * The payment among the lines of a change, as the office wrote it down: its id, its receipt and what is printed on that stay.
 * Undefined: there is none. More than one, or one of nothing, no office makes: `fault`.
 */
export function paymentIn(lines: readonly LedgerRow[], { stored, at }: Standing): LedgerRow | undefined | 'fault' {
  const payments = lines.filter(({ kind }) => kind === 'payment');
  const [first] = payments;
  if (!first) return undefined;
  if (payments.length > 1 || first.amount <= 0 || first.method === null) return 'fault';
  return { ...withCode(first), at, operatorId: stored.operatorId, dueAt: null, reverses: null };
}

/** A transaction code that another payment has. */
export async function referenceUsed(work: Work, paid: LedgerRow | undefined): Promise<Rejection | null> {
  return paid === undefined ? null : (await usedReferences(work, [paid]))(paid);
}

/** As billing takes it up. */
export function postingOf(line: LedgerRow): Posting {
  const { id, kind, amount, at, dueAt, reverses, method, reference, note, periodFrom, periodTo } = line;
  return {
    ...{ id, kind, amount, at, dueAt, reverses },
    ...(method === null ? {} : { method }),
    ...(reference === null ? {} : { reference }),
    ...(note === null ? {} : { note }),
    ...(periodFrom === null ? {} : { periodFrom }),
    ...(periodTo === null ? {} : { periodTo }),
  };
}
