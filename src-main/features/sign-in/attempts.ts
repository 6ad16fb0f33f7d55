import { createHmac, randomBytes } from 'node:crypto';
import { failuresThatCount, waitAfter } from '#shared/domain/operator/wait-after.ts';
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

/** Whose name it is (null: nobody's), or the seconds that the attempts before have to be waited for. */
export type Attempt = { readonly staff: StaffRow | null } | { readonly seconds: number };

/**
 * Counts an attempt to sign in before its password is looked at, so that of many at once none is free; whoever turns out
 * right is forgiven. One that comes too early is not counted. A name that nobody has is counted as well: whether it exists
 * cannot be learned from it.
 */
export function countAttempt(tx: WriteTransaction, nameKey: string, at: number): Attempt {
  const staff = tx.db.prepare<[string], StaffRow>(`${STAFF} WHERE name_key = ?`).get(nameKey) ?? null;
  const strangers = staff ? null : strangersOf(tx, at);
  const keep = (failedCount: number): void => {
    if (!staff) strangers?.keep(nameKey, { failedCount, failedAt: at });
    else
      tx.db
        .prepare('UPDATE staff_user SET failed_count = ?, failed_at = ? WHERE id = ?')
        .run(failedCount, at, staff.id);
  };
  const { failedCount, failedAt } = staff ?? strangers?.of(nameKey) ?? { failedCount: 0, failedAt: null };
  const before = failuresThatCount(failedCount, failedAt, at);
  const seconds = waitAfter(before, failedAt, at);
  if (seconds > 0) {
    // The clock was set back: the wait begins now, as else it would last until the clock is there again.
    if (failedAt !== null && failedAt > at) keep(before);
    return { seconds };
  }
  keep(before + 1);
  return { staff };
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
