import type { Database } from 'better-sqlite3';
import type { BillingWorld, Step } from '#shared/domain/billing/account.ts';
import type { Billed, BillingColumns } from './accounts.ts';
import { BILLING_COLUMNS, changedColumns } from './step-columns.ts';

/** Writes what a step has changed of a customer's columns, and only that; the row's version stays. Answers what it wrote. */
export function writeColumns(
  db: Database,
  { seq, columns }: Billed,
  step: Step,
  world: BillingWorld,
): Partial<BillingColumns> {
  const changed = changedColumns(columns, step, world);
  // Cast: the keys are those of the object.
  const names = Object.keys(changed) as (keyof BillingColumns)[];
  if (names.length === 0) return changed;
  const sets = names.map((name) => `${BILLING_COLUMNS[name]} = ?`).join(', ');
  db.prepare(`UPDATE customer SET ${sets} WHERE seq = ?`).run(...names.map((name) => changed[name]), seq);
  return changed;
}
