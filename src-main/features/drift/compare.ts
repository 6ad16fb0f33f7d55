import { driftOf, type DriftedRecord } from '#shared/domain/provisioning/drift.ts';
import type { RouterSession } from '../../routeros/index.ts';
import type { Store } from '../../store/index.ts';
import { type PlacedCustomer, readStanding, servedCustomers } from '../provisioning/index.ts';
import type { RouterRow } from '../routers/index.ts';

export interface Compared {
  readonly lines: readonly DriftedRecord[];
  readonly matching: number;
  readonly foreign: number;
  readonly customers: readonly PlacedCustomer[];
}

/** Compares a router with what should be on it. Writes nothing. Rejects with a RouterError. */
export async function compared(
  { reader }: Pick<Store, 'reader'>,
  session: RouterSession,
  row: RouterRow,
): Promise<Compared> {
  const standing = await readStanding(session);
  // Read after the router told: whoever came meanwhile is missing there, and nothing is taken from them.
  const customers = servedCustomers(reader, row.id);
  return { ...driftOf(customers, row, standing, knownCustomers(reader)), customers };
}

/** Whoever is or was a customer here: one who was removed for good is known by what is to be taken away from a router. */
function knownCustomers(reader: Store['reader']): (customer: string) => boolean {
  const known = reader.prepare<[string, string]>(
    'SELECT 1 FROM customer WHERE id = ? UNION ALL SELECT 1 FROM provisioning WHERE customer_id = ? LIMIT 1',
  );
  return (customer) => known.get(customer, customer) !== undefined;
}
