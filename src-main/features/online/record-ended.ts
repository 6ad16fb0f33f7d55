import type { Actor } from '../../procedure.ts';
import type { WriteTransaction } from '../../store/index.ts';

interface Where {
  /** Its name, or those of several. */
  readonly router: string;
  readonly [field: string]: unknown;
}

/** Writes into the history of a customer who has thrown them out, and where. */
export function recordEnded(
  tx: WriteTransaction,
  actor: Actor,
  { id: entityId, operatorId: ofOperatorId }: { readonly id: string; readonly operatorId: string },
  after: Where,
): void {
  tx.audit({ actor, action: 'customer.disconnect', entity: 'customer', entityId, after, ofOperatorId });
}
