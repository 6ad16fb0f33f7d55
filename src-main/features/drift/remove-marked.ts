import type { DriftedRecord } from '#shared/domain/provisioning/drift.ts';
import { markedCustomer } from '#shared/domain/provisioning/marker.ts';
import { RouterError, type RouterSession } from '../../routeros/index.ts';

/** Takes a record away that is still marked as it was. One that has gone, or is refused, is told by the comparison after. */
export async function removeMarked(
  session: RouterSession,
  { menu, record, customer }: Pick<DriftedRecord, 'menu' | 'record' | 'customer'>,
): Promise<void> {
  if (record === null) return;
  try {
    const [there] = await session.print(menu, ['comment'], { is: 'equals', field: '.id', value: record });
    if (markedCustomer(there?.comment) === customer) await session.remove(menu, record);
  } catch (error) {
    if (!(error instanceof RouterError) || error.failure.kind !== 'trap') throw error;
  }
}
