import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { openPassword } from '../../store/index.ts';
import { listOf } from './list.ts';
import { customerRow, profileOf } from './profile.ts';
import { countExpiring, countNotSynced, countsByStatus, keptUntilWritten } from './totals.ts';
import { cursorsOf, placeIn, windowAfter } from './windows.ts';

export { countExpiring, countNotSynced, countsByStatus, keptUntilWritten } from './totals.ts';

export { whichOf } from './filter.ts';
export {
  type CustomerColumns,
  customerWriter,
  type CustomerWrite,
  type CustomerWriter,
  type DeviceRow,
  recordedColumns,
} from './write-customer.ts';

/** The subscribers: lists in windows, counts, the profile of one. */
export function customersFeature({ store, now }: Pick<FeatureDeps, 'store' | 'now'>) {
  const kept = keptUntilWritten(store);
  const reveal = async (actor: Actor, id: string): Promise<string | null> => {
    const { passwordSealed } = customerRow(store, actor, id);
    const password = passwordSealed === null ? null : openPassword(store.seal, id, passwordSealed);
    await store.write((tx) => {
      tx.audit({ actor, action: 'customer.reveal-password', entity: 'customer', entityId: id });
    });
    return password;
  };

  return {
    procedures: {
      list: procedures.customers.list.handler(({ input: { filter, sort, after, limit }, context: { actor } }) => {
        const list = listOf(store, kept, actor, filter, sort);
        const place = after === undefined ? null : placeIn(list.ordering, after);
        return { total: list.total, ...windowAfter(store, list, place, limit) };
      }),
      windows: procedures.customers.windows.handler(({ input: { filter, sort, size }, context: { actor } }) => {
        const list = listOf(store, kept, actor, filter, sort);
        const question = `cursors ${JSON.stringify([list.numbers, size])}`;
        return { total: list.total, cursors: kept.of(question, () => cursorsOf(store, list, size)) };
      }),
      counts: procedures.customers.counts.handler(({ context: { actor } }) => ({
        byStatus: countsByStatus(store, kept, actor),
        expiring: countExpiring(store, kept, actor, now()),
        notSynced: countNotSynced(store, kept, actor),
      })),
      get: procedures.customers.get.handler(({ input, context: { actor } }) =>
        profileOf(store, customerRow(store, actor, input.id)),
      ),
      revealPassword: procedures.customers.revealPassword.handler(async ({ input, context: { actor } }) => ({
        password: await reveal(actor, input.id),
      })),
    },
  } satisfies Feature<object>;
}
