import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { recordKeeper } from '../records/index.ts';
import { addresses } from './addresses.ts';
import { blockKind } from './block-kind.ts';

export { refuseTakenGateway } from './block-kind.ts';
export { putReserved, reservedOf } from './block-rows.ts';
export { claimsIn } from './claims.ts';
export { linkBlocks, linkPackages } from './links.ts';
export { isHeldByAnother, releaseHold } from './holds.ts';

/** Blocks of addresses that packages take theirs from, and the addresses in them. */
export function networkAddressesFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>) {
  const keeper = recordKeeper(deps, blockKind(deps));
  const { free, map, hold, release } = addresses(deps);
  const { networkAddresses } = procedures;
  return {
    procedures: {
      list: networkAddresses.list.handler(({ context }) => keeper.list(context.actor)),
      add: networkAddresses.add.handler(({ input, context }) => keeper.add(context.actor, input)),
      change: networkAddresses.change.handler(({ input, context }) => keeper.change(context.actor, input)),
      retire: networkAddresses.retire.handler(({ input, context }) => keeper.retire(context.actor, input)),
      remove: networkAddresses.remove.handler(({ input, context }) => keeper.remove(context.actor, input)),
      free: networkAddresses.free.handler(({ input, context }) => free(context.actor, input)),
      map: networkAddresses.map.handler(({ input, context }) => map(context.actor, input)),
      hold: networkAddresses.hold.handler(({ input, context }) => hold(context.actor, input)),
      release: networkAddresses.release.handler(({ input, context }) => release(context.actor, input)),
    },
  } satisfies Feature<object>;
}
