import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { openPassword } from '../../store/index.ts';
import { listOf } from './list.ts';
import { customerRow, profileOf } from './profile.ts';
import { countsByStatus, keptUntilWritten } from './totals.ts';
import { cursorsOf, placeIn, windowAfter } from './windows.ts';

/** The subscribers: lists in windows, counts, the profile of one. */
export function customersFeature({ store }: Pick<FeatureDeps, 'store'>) {
  const kept = keptUntilWritten(store);
  const { reader } = store;
  const currency = (): string =>
    reader.prepare<[], string>("SELECT value ->> '$' FROM setting WHERE name = 'currency'").pluck().get() ?? 'BDT';

  const reveal = async (actor: Actor, id: string): Promise<string | null> => {
    const { passwordSealed } = customerRow(store, actor, id);
    if (actor.role !== 'admin' && actor.role !== 'manager') throw new Refusal('customer-password-not-allowed');
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
        return { total: list.total, ...windowAfter(store, list, place, limit, currency()) };
      }),
      windows: procedures.customers.windows.handler(({ input: { filter, sort, size }, context: { actor } }) => {
        const list = listOf(store, kept, actor, filter, sort);
        const question = `cursors ${JSON.stringify([list.numbers, size])}`;
        return { total: list.total, cursors: kept.of(question, () => cursorsOf(store, list, size)) };
      }),
      counts: procedures.customers.counts.handler(({ context: { actor } }) => countsByStatus(store, kept, actor)),
      get: procedures.customers.get.handler(({ input, context: { actor } }) =>
        profileOf(store, customerRow(store, actor, input.id), currency()),
      ),
      revealPassword: procedures.customers.revealPassword.handler(async ({ input, context: { actor } }) => ({
        password: await reveal(actor, input.id),
      })),
    },
  } satisfies Feature<object>;
}
