import type { CustomerRow } from '#shared/sync/rows.ts';
import { BILLING } from './billing-columns.ts';

/** What actions alone make of a customer, and no form: these an undo puts back as they stood here, whatever it says. */
export const BY_ACTION = [
  ...BILLING,
  'activatedAt',
  'deletedAt',
  'deletedBy',
] as const satisfies readonly (keyof CustomerRow)[];
export type ByAction = Pick<CustomerRow, (typeof BY_ACTION)[number]>;

/** How far the clock has come at each side is no change of the customer. */
export const CLOCK: readonly (keyof CustomerRow)[] = ['settledAt', 'nextDueAt'];
/** What each side reckons by itself, from where its own clock has come to. */
export const RECKONED: readonly (keyof CustomerRow)[] = [
  ...CLOCK,
  ...(['expiresAt', 'billedThrough', 'pausedSince', 'pausedDays', 'firstPeriodPosted'] as const),
];

/** What the action that was last done to a customer can be taken back to. It is kept with the customer. */
export interface Undo {
  /** The console that did it: no other one takes it back. */
  readonly deviceId: string;
  readonly run: string;
  /** What it changed, as it stood before. */
  readonly columns: Partial<ByAction>;
  /** Lines that it posted. */
  readonly lines: readonly string[];
}

/** The columns that are another than before, as they were. */
export function changedFrom(before: ByAction, after: ByAction): Partial<ByAction> {
  return Object.fromEntries(
    BY_ACTION.filter((name) => !CLOCK.includes(name) && before[name] !== after[name]).map((name) => [
      name,
      before[name],
    ]),
  );
}
