import { type Account, type BillingWorld, happened, type Happening, type Step } from './account.ts';
import { paidUntil } from './paid-until.ts';

type Suspended = Extract<Happening, { readonly kind: 'suspended' }>;

/** What happens by itself to those who have not paid; until when it was paid stays to be seen. */
export function suspendUnpaid(account: Account, at: number, reason: Suspended['reason'], world: BillingWorld): Step {
  const expiresAt = paidUntil(account, world);
  return happened(
    { ...account, status: 'suspended', suspendedReason: 'unpaid', expiresAt },
    { kind: 'suspended', at, reason },
  );
}
