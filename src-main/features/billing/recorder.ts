import type { BillingWorld, Step } from '#shared/domain/billing/account.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { WriteTransaction } from '../../store/index.ts';
import type { Billed, BillingColumns } from './accounts.ts';
import { suspensionLog } from './suspension-log.ts';

/** What the history calls it, and what it has become of the customer. */
const SAID = {
  suspended: { action: 'customer.suspend', status: 'suspended' },
  expired: { action: 'customer.expire', status: 'expired' },
  reactivated: { action: 'customer.reactivate', status: 'active' },
} as const;

/**
 * Writes down what came about by itself: a line of the history for each, and what somebody has to look through. It stands in
 * the name of nobody at the ISP itself, which the history shows as the billing clock.
 */
export function recorder(tx: WriteTransaction, deps: Pick<FeatureDeps, 'now' | 'newId'>, world: BillingWorld) {
  const { db } = tx;
  const root = db.prepare<[], string>('SELECT id FROM operator WHERE parent_id IS NULL').pluck().get() ?? '';
  const logged = suspensionLog(tx, deps, world);

  const line = ({ id, operatorId }: Billed, action: string, before: object, after: object, at: number): void => {
    tx.audit({
      actor: { operatorId: root, staffUserId: '' },
      action,
      entity: 'customer',
      entityId: id,
      before,
      after: { ...after, since: new Date(at).toISOString() },
      ofOperatorId: operatorId,
    });
  };

  return (billed: Billed, { happenings }: Step): void => {
    logged(billed, happenings);
    let { status, packageId }: { status: string } & Pick<BillingColumns, 'packageId'> = billed.columns;
    for (const happening of happenings) {
      const { kind, at } = happening;
      if (kind === 'package-changed') {
        line(billed, 'customer.change-package', { packageId }, { packageId: happening.packageId }, at);
        packageId = happening.packageId;
        continue;
      }
      const said = SAID[kind];
      const reason = kind === 'suspended' ? { suspendedReason: 'unpaid' } : {};
      line(billed, said.action, { status }, { status: said.status, ...reason }, at);
      status = said.status;
    }
  };
}
