import { BEFORE_BILLING, LOOK_AGAIN } from '#shared/domain/billing/settled.ts';
import { daysAfter } from '#shared/domain/time/day.ts';
import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import type { BillingNow } from '../../billing/last-run.ts';
import { LONGEST_AWAY } from './instant.ts';

const DAY = 86_400_000;
/** Who is served is billed at least so often: a clock that would not come by for longer has been told not to. */
const LONGEST_UNBILLED = 62 * DAY;

/** Customers and lines with the instants that they can have. */
interface InstantsAdded {
  readonly ofCustomer: (row: CustomerRow) => CustomerRow;
  readonly ofLine: (line: LedgerRow) => LedgerRow;
}

/**
 * What customers and lines that are added say of when something was, as far as the clock of whoever tells it can be believed
 * (instant.ts). Under one that is ahead, or years behind, all that it wrote is moved by as much as it is wrong; what was
 * written before it went wrong, and what somebody has typed (until when an import is paid), stays. Nothing was later than
 * now, and nobody is billed for years that nobody has billed, or never.
 */
export function instantsAdded(at: number, { believed, latest }: BillingNow): InstantsAdded {
  const isBehind = believed - at > LONGEST_AWAY;
  const isWrong = isBehind || at > latest;
  const days = isWrong ? Math.round((believed - at) / DAY) : 0;

  /** Of something that was: by a clock that is behind up to its now, by one that is ahead behind ours. */
  const past = (instant: number): number => {
    const isItsOwn = isWrong && (isBehind ? instant <= at : instant > latest);
    const moved = isItsOwn ? instant + believed - at : instant;
    return moved > latest ? believed : moved;
  };
  /** Of something that is to come, and of days: by the clock whose now is nearer. The hour stays. */
  const isOfItsClock = (instant: number): boolean =>
    days !== 0 && Math.abs(instant - at) < Math.abs(instant - believed);
  const coming = (instant: number): number => (isOfItsClock(instant) ? instant + days * DAY : instant);
  const day = (text: string): string => (isOfItsClock(Date.parse(text)) ? daysAfter(text, days) : text);

  const orNull = <T>(value: T | null, moved: (value: T) => T): T | null => (value === null ? null : moved(value));

  const nextDueAt = (row: CustomerRow, sent: CustomerRow): number | null => {
    const { status, settledAt, activatedAt, createdAt, expiresAt, extendedUntil } = row;
    if (status !== 'active' && status !== 'suspended') return sent.nextDueAt;
    if (settledAt === null && believed - (activatedAt ?? createdAt) > LONGEST_AWAY) return BEFORE_BILLING;
    const last = Math.max(believed, expiresAt ?? 0, extendedUntil ?? 0) + LONGEST_UNBILLED;
    return days !== 0 || sent.nextDueAt === null || sent.nextDueAt > last ? LOOK_AGAIN : sent.nextDueAt;
  };

  return {
    ofCustomer: (sent) => {
      const row = unlessSame(sent, {
        createdAt: past(sent.createdAt),
        updatedAt: past(sent.updatedAt),
        deletedAt: orNull(sent.deletedAt, past),
        activatedAt: orNull(sent.activatedAt, past),
        settledAt: orNull(sent.settledAt, past),
        pausedSince: orNull(sent.pausedSince, past),
        expiresAt: orNull(sent.expiresAt, coming),
        extendedUntil: orNull(sent.extendedUntil, coming),
        billedThrough: orNull(sent.billedThrough, day),
        nextPackageFrom: orNull(sent.nextPackageFrom, day),
      });
      const devices = row.devices.map((one) => unlessSame(one, { addedAt: past(one.addedAt) }));
      const areSame = devices.every((one, index) => one === row.devices[index]);
      return unlessSame(row, { nextDueAt: nextDueAt(row, sent), devices: areSame ? row.devices : devices });
    },
    ofLine: (sent) =>
      unlessSame(sent, {
        at: past(sent.at),
        dueAt: orNull(sent.dueAt, coming),
        periodFrom: orNull(sent.periodFrom, day),
        periodTo: orNull(sent.periodTo, day),
      }),
  };
}

/** With what is new of it; the same one where nothing is, as with nearly all: to copy it takes longer than to look. */
function unlessSame<T extends object>(one: T, given: Partial<T>): T {
  for (const name in given) if (given[name] !== one[name]) return { ...one, ...given };
  return one;
}

/** More time than anybody gives (money-rules.ts), or days off. */
const MOST_DAYS = 3654;

/** What of billing cannot be, whoever's clock it was: the field. */
export function impossibleBilling(
  { billedThrough, expiresAt, extendedUntil, pausedDays }: CustomerRow,
  { latest }: BillingNow,
): keyof CustomerRow | null {
  if (pausedDays < 0 || pausedDays > MOST_DAYS) return 'pausedDays';
  if (extendedUntil !== null && extendedUntil > latest + MOST_DAYS * DAY) return 'extendedUntil';
  const last = Math.max(latest, expiresAt ?? 0, extendedUntil ?? 0) + LONGEST_UNBILLED;
  return billedThrough !== null && Date.parse(billedThrough) > last ? 'billedThrough' : null;
}
