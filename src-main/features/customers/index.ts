import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { openPassword } from '../../store/index.ts';
import { addCustomer } from './add.ts';
import { changeCustomer } from './change.ts';
import { exported } from './export.ts';
import { type ListDeps, listOf } from './list.ts';
import { PATIENCE } from './matching.ts';
import { customerRow, idOfUsername, profileOf } from './profile.ts';
import { countExpiring, countNotOnRouter, countNotSynced, countsByStatus, keptUntilWritten } from './totals.ts';
import { selected } from './selection.ts';
import { turns } from './turns.ts';
import { chooseColumns, columnsOf, removeView, saveView, viewsOf } from './views.ts';
import { cursorsOf, windowAfter } from './windows.ts';
import { withVendors } from './with-vendors.ts';

export { countExpiring, countNotOnRouter, countNotSynced, countsByStatus, keptUntilWritten } from './totals.ts';

export { accountNumberProblem, accountNumbers } from './account-number.ts';
export { formProblems, oneRow } from './one-row.ts';
export { type Costed, costFor } from './registration-cost.ts';
export { paymentOfRegistration, registerCustomer } from './register.ts';
export { selectionOf } from './selection.ts';
export { type Turn, turns } from './turns.ts';
export { holderOfPhone, withTakenUsername } from './who-has.ts';
export {
  type CustomerColumns,
  customerWriter,
  type CustomerWrite,
  type CustomerWriter,
  type DeviceRow,
  recordedColumns,
} from './write-customer.ts';

/** Orders of all customers that are kept: the usual one, and one that somebody tries out. */
const ORDERS = 3;

/** The subscribers: lists in windows, counts, the profile of one. */
export function customersFeature({ store, now, newId }: Pick<FeatureDeps, 'store' | 'now' | 'newId'>) {
  const kept = keptUntilWritten(store);
  const deps: ListDeps = {
    reader: store.reader,
    kept,
    orders: keptUntilWritten(store, ORDERS),
    patience: PATIENCE,
    now,
  };
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
      // What is gathered for a list is kept for whoever asks next, so it goes on although one has stopped waiting.
      list: procedures.customers.list.handler(({ input: { filter, sort, after, limit }, context: { actor } }) =>
        windowAfter(deps, listOf(deps, actor, filter, sort), after, limit, turns()),
      ),
      windows: procedures.customers.windows.handler(({ input: { filter, sort, size }, context: { actor } }) => {
        const list = listOf(deps, actor, filter, sort);
        return kept.of(`cursors ${JSON.stringify([list, size])}`, () => cursorsOf(deps, list, size, turns()));
      }),
      counts: procedures.customers.counts.handler(({ context: { actor } }) => ({
        byStatus: countsByStatus(store, kept, actor),
        expiring: countExpiring(store, kept, actor, now()),
        notSynced: countNotSynced(store, kept, actor),
        notOnRouter: countNotOnRouter(store, kept, actor),
      })),
      get: procedures.customers.get.handler(({ input, context: { actor } }) =>
        withVendors(profileOf(store, customerRow(store, actor, input.id))),
      ),
      find: procedures.customers.find.handler(({ input, context: { actor } }) => ({
        id: idOfUsername(store, actor, input.username),
      })),
      count: procedures.customers.count.handler(async ({ input, context: { actor }, signal }) => {
        const { total } = await selected(deps, actor, input.which, undefined, turns(signal));
        return { total };
      }),
      export: procedures.customers.export.handler(({ input, context: { actor }, signal }) =>
        exported(store, deps, actor, input, signal),
      ),
      views: procedures.customers.views.handler(({ context: { actor } }) => viewsOf(store, actor)),
      saveView: procedures.customers.saveView.handler(({ input, context: { actor } }) =>
        saveView(store, actor, newId(), input),
      ),
      removeView: procedures.customers.removeView.handler(async ({ input, context: { actor } }) => {
        await removeView(store, actor, input.id);
        return { removed: true } as const;
      }),
      columns: procedures.customers.columns.handler(({ context: { actor } }) => ({ columns: columnsOf(store, actor) })),
      chooseColumns: procedures.customers.chooseColumns.handler(async ({ input: { columns }, context: { actor } }) => {
        await chooseColumns(store, actor, columns);
        return { columns };
      }),
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
