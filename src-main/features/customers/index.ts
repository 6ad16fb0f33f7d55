import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { openPassword } from '../../store/index.ts';
import { addCustomer } from './add.ts';
import { changeCustomer } from './change.ts';
import { type ListDeps, listOf } from './list.ts';
import { customerRow, profileOf } from './profile.ts';
import { countExpiring, countNotSynced, countsByStatus, keptUntilWritten } from './totals.ts';
import { turns } from './turns.ts';
import { cursorsOf, windowAfter } from './windows.ts';

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
export function customersFeature({ store, now, newId }: Pick<FeatureDeps, 'store' | 'now' | 'newId'>) {
  const kept = keptUntilWritten(store);
  const deps: ListDeps = { reader: store.reader, kept, now };
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
      list: procedures.customers.list.handler(({ input: { filter, sort, after, limit }, context: { actor }, signal }) =>
        windowAfter(deps, listOf(deps, actor, filter, sort), after, limit, turns(signal)),
      ),
      windows: procedures.customers.windows.handler(({ input: { filter, sort, size }, context: { actor }, signal }) => {
        const list = listOf(deps, actor, filter, sort);
        return kept.of(`cursors ${JSON.stringify([list, size])}`, () => cursorsOf(deps, list, size, turns(signal)));
      }),
      counts: procedures.customers.counts.handler(({ context: { actor } }) => ({
        byStatus: countsByStatus(store, kept, actor),
        expiring: countExpiring(store, kept, actor, now()),
        notSynced: countNotSynced(store, kept, actor),
      })),
      get: procedures.customers.get.handler(({ input, context: { actor } }) =>
        profileOf(store, customerRow(store, actor, input.id)),
      ),
      add: procedures.customers.add.handler(({ input, context: { actor } }) =>
        addCustomer({ store, now, newId }, actor, input),
      ),
      change: procedures.customers.change.handler(({ input, context: { actor } }) =>
        changeCustomer({ store, now, newId }, actor, input),
      ),
      revealPassword: procedures.customers.revealPassword.handler(async ({ input, context: { actor } }) => ({
        password: await reveal(actor, input.id),
      })),
    },
  } satisfies Feature<object>;
}
