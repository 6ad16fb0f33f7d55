import type { SignInState } from '#shared/contract/sign-in.ts';
import { folded } from '#shared/domain/text.ts';
import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, type Link, procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { firstAdmin, isSignInNeeded, staffActor } from '../operators/index.ts';
import { readSetting } from '../settings/index.ts';
import { STAFF, type StaffRow } from './attempts.ts';
import { type Connect, type Entered, signInLink, type SignInLink } from './link.ts';
import { passwordsIn, type SetPassword } from './passwords.ts';

interface SignIn {
  readonly connect: Connect;
  readonly setPassword: SetPassword;
}

/** Who acts: passwords, sign-in and lock. Before an admin of the ISP has a password, everything is done in that name. */
export function signInFeature({ store, now }: Pick<FeatureDeps, 'store' | 'now'>) {
  const { reader } = store;
  const byId = reader.prepare<[string], StaffRow>(`${STAFF} WHERE id = ?`);
  const operatorName = reader.prepare<[string], string>('SELECT name FROM operator WHERE id = ?').pluck();
  const passwords = passwordsIn({ store, now });
  const lockAfterMinutes = (): number => Number(readSetting(reader, 'lockAfterMinutes') ?? 15);

  const known = ({ id, passwordHash }: Entered): Actor | null => {
    const staff = byId.get(id);
    return staff?.retiredAt === null && staff.passwordHash === passwordHash ? staffActor(store, id) : null;
  };
  const connect: Connect = ({ staysOpen } = { staysOpen: false }) =>
    signInLink({
      now,
      unasked: () => (isSignInNeeded(reader) ? null : firstAdmin(store)),
      known,
      lockAfter: () => (staysOpen ? null : lockAfterMinutes() * 60_000 || null),
    });

  const stateOf = (link: Link): SignInState => {
    const actor = link.actor();
    const lockedId = ownLink(link)?.lockedId() ?? null;
    const locked = lockedId === null ? undefined : byId.get(lockedId);
    return {
      isNeeded: isSignInNeeded(reader),
      who: actor && {
        id: actor.staffUserId,
        name: actor.name,
        operator: operatorName.get(actor.operatorId) ?? '',
        operatorId: actor.operatorId,
        role: actor.role,
        isRoot: actor.isRoot,
      },
      locked: locked?.retiredAt === null ? locked.name : null,
      lockAfterMinutes: lockAfterMinutes(),
    };
  };

  /** One's own new password. Where there is one already, `current` has to be it, and wrong ones count as anywhere. */
  const changeOwn = async (actor: Actor, current: string | null, password: string): Promise<Entered> => {
    const staff = byId.get(actor.staffUserId);
    if (!staff) throw new Refusal('sign-in-needed');
    const { id, name, passwordHash } = staff;
    const proved = passwordHash === null ? null : await passwords.proved(folded(name), current ?? '', null);
    const change = { actor, id, operatorId: actor.operatorId, action: 'sign-in.change-password' };
    return passwords.set(change, password, { hash: proved?.passwordHash ?? null });
  };

  /** Who has not signed in is not told where the folder lies. */
  const proveCode = (code: string): Promise<void> =>
    store.proveRecoveryCode(code).catch((error: unknown) => {
      throw error instanceof Refusal && error.code === 'key-recovery-wrong' ? new Refusal('recovery-wrong') : error;
    });

  return {
    connect,
    setPassword: async (actor, { id, operatorId }, password) => {
      await passwords.set({ actor, id, operatorId, action: 'staff-user.set-password' }, password);
    },
    procedures: {
      state: procedures.signIn.state.handler(({ context: { link } }) => stateOf(link)),
      enter: procedures.signIn.enter.handler(async ({ input, context: { link } }) => {
        const own = entering(link);
        own.enter(await passwords.proved(folded(input.name), input.password, 'sign-in.enter'));
        return stateOf(link);
      }),
      leave: procedures.signIn.leave.handler(({ context: { link } }) => {
        entering(link).leave();
        return stateOf(link);
      }),
      lock: procedures.signIn.lock.handler(({ context: { link } }) => {
        entering(link).lock();
        return stateOf(link);
      }),
      present: procedures.signIn.present.handler(({ context: { link } }) => {
        entering(link).present();
        return stateOf(link);
      }),
      changePassword: procedures.signIn.changePassword.handler(async ({ input, context: { actor, link } }) => {
        const own = entering(link);
        own.enter(await changeOwn(actor, input.current, input.password));
        return stateOf(link);
      }),
      recover: procedures.signIn.recover.handler(async ({ input, context: { link } }) => {
        const own = entering(link);
        await passwords.waitTurn(RECOVERY);
        await proveCode(input.code);
        const actor = firstAdmin(store);
        const { staffUserId: id, operatorId } = actor;
        own.enter(await passwords.set({ actor, id, operatorId, action: 'sign-in.recover' }, input.password));
        return stateOf(link);
      }),
    },
  } satisfies Feature<object> & SignIn;
}

/** Nobody's name: none begins with a blank. Guesses of the recovery code slow down as those of a password do. */
const RECOVERY = ' recovery';

// Cast: what has `enter` was made by signInLink.
const ownLink = (link: Link): SignInLink | null => ('enter' in link ? (link as SignInLink) : null);

/** Whoever signs in does it over a link that `connect` made; tests may act over others. */
function entering(link: Link): SignInLink {
  const own = ownLink(link);
  if (!own) throw new Error('This link takes no sign-in');
  return own;
}
