import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { listDevices } from './list.ts';
import { vendorTable } from './vendors.ts';

export { vendorTable } from './vendors.ts';

/** The devices that are bound to customers, over all customers. Binding and removing are actions. */
export function devicesFeature({ store }: Pick<FeatureDeps, 'store'>) {
  return {
    procedures: {
      list: procedures.devices.list.handler(async ({ input, context: { actor } }) =>
        listDevices(store, actor, input, await vendorTable()),
      ),
    },
  } satisfies Feature<object>;
}
