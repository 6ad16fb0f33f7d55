import { createHmac, randomBytes } from 'node:crypto';
import { failuresThatCount, waitAfter } from '#shared/domain/operator/wait-after.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { readSetting, writeSetting } from '../settings/index.ts';

/** What signing in needs to know of a staff user. */
export interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly failedCount: number;
  readonly failedAt: number | null;
  readonly retiredAt: number | null;
}

export const STAFF = `SELECT id, name, password_hash AS passwordHash, failed_count AS failedCount, failed_at AS failedAt,
  retired_at AS retiredAt FROM staff_user`;

type Failures = Pick<StaffRow, 'failedCount' | 'failedAt'>;

/**
 * Counts an attempt to sign in before its password is looked at, so that of many at once none is free; whoever turns out
 * right is forgiven. Throws Refusal `sign-in-wait` while the attempts before it have to be waited for. A name that nobody
 * has is counted as well: whether it exists cannot be learned from it. The answer is whose name it is.
 */
export function countAttempt(tx: WriteTransaction, nameKey: string, at: number): StaffRow | null {
  const staff = tx.db.prepare<[string], StaffRow>(`${STAFF} WHERE name_key = ?`).get(nameKey) ?? null;
  const strangers = staff ? null : strangersOf(tx, at);
  const failures = staff ?? strangers?.of(nameKey) ?? { failedCount: 0, failedAt: null };
  const before = failuresThatCount(failures.failedCount, failures.failedAt, at);
  const seconds = waitAfter(before, failures.failedAt, at);
  if (seconds > 0) throw new Refusal('sign-in-wait', { seconds });
  if (staff) {
    tx.db.prepare('UPDATE staff_user SET failed_count = ?, failed_at = ? WHERE id = ?').run(before + 1, at, staff.id);
  } else strangers?.keep(nameKey, { failedCount: before + 1, failedAt: at });
  return staff;
}

const SETTING = 'signInStrangers';
/** Ten bits of a name: enough to tell most from each other, far too few to guess a password that was typed as a name. */
const PLACES = 1024;

interface Kept {
  readonly salt: string;
  readonly places: Readonly<Record<string, readonly [count: number, at: number]>>;
}

/** The failures of names that nobody has. The names themselves stand nowhere: they may be passwords, typed a field too early. */
function strangersOf({ db }: WriteTransaction, at: number) {
  // Cast: only this file writes the setting.
  const kept = (readSetting(db, SETTING) as Kept | undefined) ?? { salt: randomBytes(16).toString('hex'), places: {} };
  const placeOf = (nameKey: string): string =>
    String(createHmac('sha256', kept.salt).update(nameKey).digest().readUInt16BE() % PLACES);
  return {
    of: (nameKey: string): Failures | undefined => {
      const place = kept.places[placeOf(nameKey)];
      return place && { failedCount: place[0], failedAt: place[1] };
    },
    keep: (nameKey: string, { failedCount, failedAt }: { failedCount: number; failedAt: number }): void => {
      const counting = Object.entries(kept.places).filter(
        ([, [count, last]]) => failuresThatCount(count, last, at) > 0,
      );
      const places = { ...Object.fromEntries(counting), [placeOf(nameKey)]: [failedCount, failedAt] };
      writeSetting(db, SETTING, { salt: kept.salt, places });
    },
  };
}
