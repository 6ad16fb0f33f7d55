import type { BillingWorld, Happening } from '#shared/domain/billing/account.ts';
import { suspensionsIn } from '#shared/domain/billing/suspensions.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { automaticQueue } from '../messages/index.ts';

interface Whom {
  readonly id: string;
  readonly operatorId: string;
  readonly username: string;
}

/** Suspensions and ends of time that came by themselves, for somebody to look through; who was suspended is written to. */
export function suspensionLog(
  tx: WriteTransaction,
  deps: Pick<FeatureDeps, 'now' | 'newId'>,
  world: BillingWorld,
): (customer: Whom, happenings: readonly Happening[]) => void {
  const add = tx.db.prepare(
    `INSERT INTO automatic_suspension (id, customer_id, operator_id, at, username, reason)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  const queue = automaticQueue(tx, deps);
  return ({ id, operatorId, username }, happenings) => {
    for (const { id: suspension, at, reason } of suspensionsIn(happenings, id, world)) {
      add.run(suspension, id, operatorId, at, username, reason);
      if (reason === 'time-over') continue;
      queue({ customerId: id, operatorId, kind: 'suspended', request: suspension });
    }
  };
}
