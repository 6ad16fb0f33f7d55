import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store, WriteTransaction } from '../../store/index.ts';
import { staffActor } from '../operators/index.ts';
import { countAttempt, STAFF, type StaffRow } from './attempts.ts';
import type { Entered } from './link.ts';
import { hashOf, isPassword, NO_HASH } from './password.ts';

/** Sets a staff user's password in somebody's name; whoever is signed in with the one before is out. */
export type SetPassword = (
  actor: Actor,
  staff: { readonly id: string; readonly operatorId: string },
  password: string,
) => Promise<void>;

/** The password of a staff user as it is kept, and what an attempt with it comes to. */
export function passwordsIn({ store, now }: { readonly store: Store; readonly now: () => Date }) {
  const right = (tx: WriteTransaction, staff: StaffRow): boolean => {
    // It may have become another one, or its owner may have been retired, while it was looked at.
    const kept = tx.db.prepare<[string], StaffRow>(`${STAFF} WHERE id = ?`).get(staff.id);
    if (!kept || kept.retiredAt !== null || kept.passwordHash !== staff.passwordHash) return false;
    tx.db.prepare('UPDATE staff_user SET failed_count = 0, failed_at = NULL WHERE id = ?').run(staff.id);
    return true;
  };
  const audit = (tx: WriteTransaction, staffUserId: string, action: string | null): void => {
    const actor = action === null ? null : staffActor(store, staffUserId);
    if (actor && action !== null) tx.audit({ actor, action, entity: 'staff-user', entityId: staffUserId });
  };

  /** Counts an attempt under a name, and whose it is. Refuses `sign-in-wait` when it comes too early. */
  const waitTurn = async (nameKey: string): Promise<StaffRow | null> => {
    const attempt = await store.write((tx) => countAttempt(tx, nameKey, now().getTime()));
    if ('seconds' in attempt) throw new Refusal('sign-in-wait', { seconds: attempt.seconds });
    return attempt.staff;
  };

  /**
   * Whose name and password these are; `action` is what the audit calls it, null where something else tells of it. Refuses
   * `sign-in-wrong` without saying what was wrong, in the same time whether the name exists or not, and `sign-in-wait`.
   */
  const proved = async (nameKey: string, password: string, action: string | null): Promise<Entered> => {
    const staff = await waitTurn(nameKey);
    const fits = await isPassword(password, staff?.passwordHash ?? NO_HASH);
    const isProved = await store.write((tx) => {
      if (!staff) return false;
      const isRight = fits && right(tx, staff);
      audit(tx, staff.id, isRight ? action : 'sign-in.wrong');
      return isRight;
    });
    if (!isProved || staff?.passwordHash == null) throw new Refusal('sign-in-wrong');
    return { id: staff.id, passwordHash: staff.passwordHash };
  };

  /** Writes a new password, when the one that is kept is still `known`; anything else has been quicker. */
  const set = async (
    { actor, id, operatorId, action }: { actor: Actor; id: string; operatorId: string; action: string },
    password: string,
    known?: { readonly hash: string | null },
  ): Promise<Entered> => {
    const passwordHash = await hashOf(password);
    await store.write((tx) => {
      const kept = tx.db.prepare<[string], StaffRow>(`${STAFF} WHERE id = ?`).get(id);
      if (!kept) throw new Refusal('record-unknown');
      if (known && kept.passwordHash !== known.hash) throw new Refusal('sign-in-wrong');
      tx.db
        .prepare(
          'UPDATE staff_user SET password_hash = ?, failed_count = 0, failed_at = NULL, version = version + 1 WHERE id = ?',
        )
        .run(passwordHash, id);
      const after = { password: 'changed' };
      tx.audit({ actor, action, entity: 'staff-user', entityId: id, after, ofOperatorId: operatorId });
    });
    return { id, passwordHash };
  };

  return { proved, set, waitTurn };
}
