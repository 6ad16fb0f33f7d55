import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { isSignInNeeded } from '../operators/index.ts';
import { recordKeeper } from '../records/index.ts';
import type { SetPassword } from '../sign-in/index.ts';
import { staffKind } from './staff-kind.ts';

/** The people who sign in, each with a role in one operator. */
export function staffFeature(
  deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'> & { readonly setPassword: SetPassword },
) {
  const keeper = recordKeeper(deps, staffKind(deps));
  const { staff } = procedures;

  const setPassword = async (actor: Actor, id: string, password: string): Promise<void> => {
    const line = keeper.list(actor).find((one) => one.id === id);
    if (!line) throw new Refusal('record-unknown');
    // Whoever finds a console open must not be able to take the account over.
    if (id === actor.staffUserId) throw new Refusal('staff-own-password');
    // Otherwise the second admin's password would keep the first one out.
    if (!isSignInNeeded(deps.store.reader)) throw new Refusal('staff-own-password-first');
    await deps.setPassword(actor, line, password);
  };

  return {
    procedures: {
      list: staff.list.handler(({ context }) => keeper.list(context.actor)),
      add: staff.add.handler(({ input, context }) => keeper.add(context.actor, input)),
      change: staff.change.handler(({ input, context }) => keeper.change(context.actor, input)),
      retire: staff.retire.handler(({ input, context }) => keeper.retire(context.actor, input)),
      remove: staff.remove.handler(({ input, context }) => keeper.remove(context.actor, input)),
      setPassword: staff.setPassword.handler(async ({ input: { id, password }, context }) => {
        await setPassword(context.actor, id, password);
        return { changed: true as const };
      }),
    },
  } satisfies Feature<object>;
}
