import { expiringBefore, EXPIRING_DAYS } from '#shared/domain/customer/expiring.ts';
import type { FeatureDeps } from '../../feature.ts';
import { timeZoneOf } from './isp.ts';
import { automaticQueue } from './queue.ts';
import { heldText } from './texts.ts';

interface Expiring {
  readonly id: string;
  readonly operatorId: string;
  readonly expiresAt: number;
}

/** How many in one transaction: other writes get their turn between two. */
const CHUNK = 200;

// By the index over the end of the paid time; who was told of this very end is passed over.
const SOON = `
  SELECT id, operator_id AS operatorId, expires_at AS expiresAt FROM customer
  WHERE expires_at > ? AND expires_at < ? AND status = 'active' AND phone_key IS NOT NULL AND no_messages = 0
    AND operator_id IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM message WHERE request = 'expiring:' || expires_at AND customer_id = customer.id)
  ORDER BY expires_at`;

/**
 * Queues the text "expiring" for everybody whose paid time ends within the next days, once for each end, where the operator
 * has switched it on. Answers how many.
 */
export async function queueExpiring(
  deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>,
  isStopping: () => boolean,
): Promise<number> {
  const { store, now } = deps;
  const { reader } = store;
  const operators = reader
    .prepare<[], string>('SELECT id FROM operator')
    .pluck()
    .all()
    .filter((id) => heldText(reader, id, 'expiring')?.automatic === true);
  if (operators.length === 0) return 0;
  const at = now().getTime();
  const soon = reader
    .prepare<[number, number, string], Expiring>(SOON)
    .all(at, expiringBefore(at, EXPIRING_DAYS, timeZoneOf(reader)), JSON.stringify(operators));
  let queued = 0;
  for (let from = 0; from < soon.length && !isStopping(); from += CHUNK) {
    await store.write((tx) => {
      const queue = automaticQueue(tx, deps);
      for (const { id, operatorId, expiresAt } of soon.slice(from, from + CHUNK)) {
        const asked = { customerId: id, operatorId, kind: 'expiring', request: `expiring:${expiresAt}` } as const;
        if (queue(asked)) queued += 1;
      }
    });
  }
  return queued;
}
