import type { BillingWorld, Happening } from '#shared/domain/billing/account.ts';
import { suspensionsIn } from '#shared/domain/billing/suspensions.ts';
import { insertAll } from '../store/insert-all.ts';
import { record } from '../store/schema.ts';
import type { Work } from '../sync/work.ts';

/** What came about by itself of one customer. */
export interface Happened {
  readonly customer: { readonly id: string; readonly operatorId: string; readonly username: string };
  readonly happenings: readonly Happening[];
}

/** Suspensions and ends of time that came by themselves, for somebody to look through, as an office writes them down. */
export function logSuspensions(
  { tx, version }: Pick<Work, 'tx' | 'version'>,
  happened: readonly Happened[],
  world: BillingWorld,
): Promise<void> {
  const rows = happened.flatMap(({ customer: { id: customerId, operatorId, username }, happenings }) =>
    suspensionsIn(happenings, customerId, world).map(({ id, at, reason }) => ({
      ...{ kind: 'automatic-suspension' as const, id, operatorId, version: 1, sealed: null, commitVersion: version },
      body: { customerId, at, username, reason, note: null, notedBy: null, notedAt: null },
    })),
  );
  return insertAll(tx, record, rows, 'ON CONFLICT (kind, id) DO NOTHING');
}
