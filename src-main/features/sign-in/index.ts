import type { SignInState } from '#shared/contract/sign-in.ts';
import { folded } from '#shared/domain/text.ts';
import { waitAfter } from '#shared/domain/operator/wait-after.ts';
import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, type Link, procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { firstAdmin, staffActor } from '../operators/index.ts';
import { readSetting } from '../settings/index.ts';
import { signInLink, type SignInLink } from './link.ts';
import { hashOf, isPassword, NO_HASH } from './password.ts';

interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly failedCount: number;
  readonly failedAt: number | null;
  readonly retiredAt: number | null;
}

const STAFF = `SELECT id, name, password_hash AS passwordHash, failed_count AS failedCount, failed_at AS failedAt,
  retired_at AS retiredAt FROM staff_user`;

interface SignIn {
  readonly connect: () => Link;
  readonly setPassword: (actor: Actor, id: string, password: string, action: string) => Promise<void>;
}

/** Who acts: passwords, sign-in and lock. Before the first admin has a password, everything is done in that name. */
export function signInFeature({ store, now }: Pick<FeatureDeps, 'store' | 'now'>) {
  const { reader } = store;
  const byName = reader.prepare<[string], StaffRow>(`${STAFF} WHERE name_key = ?`);
  const byId = reader.prepare<[string], StaffRow>(`${STAFF} WHERE id = ?`);
  const isNeeded = (): boolean => byId.get(firstAdmin(store).staffUserId)?.passwordHash != null;
  const lockAfterMinutes = (): number => Number(readSetting(reader, 'lockAfterMinutes') ?? 15);

  const present = (id: string): Actor | null => (byId.get(id)?.retiredAt === null ? staffActor(store, id) : null);
  const connect = (): SignInLink =>
    signInLink({
      now,
      unasked: () => (isNeeded() ? null : firstAdmin(store)),
      staff: present,
      lockAfter: () => lockAfterMinutes() * 60_000 || null,
    });

  const stateOf = (link: Link): SignInState => {
    const actor = link.actor();
    const lockedId = linkOf(link)?.lockedId() ?? null;
    const operator = reader.prepare<[string], string>('SELECT name FROM operator WHERE id = ?').pluck();
    return {
      isNeeded: isNeeded(),
      who: actor && {
        id: actor.staffUserId,
        name: actor.name,
        operator: operator.get(actor.operatorId) ?? '',
        operatorId: actor.operatorId,
        role: actor.role,
        isRoot: actor.isRoot,
      },
      locked: lockedId === null ? null : (byId.get(lockedId)?.name ?? null),
      lockAfterMinutes: lockAfterMinutes(),
    };
  };

  /** Whether it is the password of this staff user; slower and slower after wrong ones, on the disk, so that a restart helps nobody. */
  const checked = async (staff: StaffRow | undefined, password: string): Promise<StaffRow> => {
    const wait = staff ? waitAfter(staff.failedCount, staff.failedAt, now().getTime()) : 0;
    if (wait > 0) throw new Refusal('sign-in-wait', { seconds: wait });
    const isRight = await isPassword(password, staff?.passwordHash ?? NO_HASH);
    if (!staff) throw new Refusal('sign-in-wrong');
    const fits = isRight && staff.passwordHash !== null && staff.retiredAt === null;
    await store.write(({ db, audit }) => {
      if (fits) {
        db.prepare('UPDATE staff_user SET failed_count = 0, failed_at = NULL WHERE id = ?').run(staff.id);
        return;
      }
      db.prepare('UPDATE staff_user SET failed_count = failed_count + 1, failed_at = ? WHERE id = ?').run(
        now().getTime(),
        staff.id,
      );
      const actor = staffActor(store, staff.id);
      if (actor) audit({ actor, action: 'sign-in.wrong', entity: 'staff-user', entityId: staff.id });
    });
    if (!fits) throw new Refusal('sign-in-wrong');
    return staff;
  };

  /** Sets a password; the write says in whose name. */
  const setPassword = async (actor: Actor, id: string, password: string, action: string): Promise<void> => {
    const hash = await hashOf(password);
    await store.write(({ db, audit }) => {
      db.prepare('UPDATE staff_user SET password_hash = ?, failed_count = 0, failed_at = NULL WHERE id = ?').run(
        hash,
        id,
      );
      audit({ actor, action, entity: 'staff-user', entityId: id });
    });
  };

  return {
    connect,
    setPassword,
    procedures: {
      state: procedures.signIn.state.handler(({ context: { link } }) => stateOf(link)),
      enter: procedures.signIn.enter.handler(async ({ input, context: { link } }) => {
        const staff = await checked(byName.get(folded(input.name)), input.password);
        entering(link).enter(staff.id);
        const actor = staffActor(store, staff.id);
        if (actor)
          await store.write((tx) => {
            tx.audit({ actor, action: 'sign-in.enter', entity: 'staff-user', entityId: staff.id });
          });
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
      changePassword: procedures.signIn.changePassword.handler(async ({ input, context: { actor, link } }) => {
        const staff = byId.get(actor.staffUserId);
        if (staff?.passwordHash != null) await checked(staff, input.current ?? '');
        await setPassword(actor, actor.staffUserId, input.password, 'sign-in.change-password');
        entering(link).enter(actor.staffUserId);
        return stateOf(link);
      }),
      recover: procedures.signIn.recover.handler(async ({ input, context: { link } }) => {
        await store.proveRecoveryCode(input.code);
        const admin = firstAdmin(store);
        await setPassword(admin, admin.staffUserId, input.password, 'sign-in.recover');
        entering(link).enter(admin.staffUserId);
        return stateOf(link);
      }),
    },
  } satisfies Feature<object> & SignIn;
}

const linkOf = (link: Link): SignInLink | null => ('enter' in link ? (link as SignInLink) : null);

/** Whoever signs in does it over a link that `connect` made; tests may act over others. */
function entering(link: Link): SignInLink {
  const own = linkOf(link);
  if (!own) throw new Error('This link takes no sign-in');
  return own;
}
