import type { Database } from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import type { BillingWorld, Step } from '#shared/domain/billing/account.ts';
import { customer } from '../../store/schema.ts';
import type { Billed, BillingColumns } from './accounts.ts';
import { changedColumns } from './step-columns.ts';

export interface ColumnWriter {
  /**
   * Writes what a step has changed of a customer's columns, and only that. `changes`: how many changes of state were
   * recorded of it; the row's version counts them, and charges alone do not count. Answers what was written.
   */
  write(
    billed: Billed,
    step: Step,
    recorded: { readonly changes: number; readonly at: number },
  ): Partial<BillingColumns>;
}

const table = getTableColumns(customer);

export function columnWriter(db: Database, world: BillingWorld): ColumnWriter {
  const updates = new Map<string, ReturnType<typeof db.prepare>>();
  const update = (names: readonly (keyof BillingColumns)[]) => {
    const key = names.join();
    const known = updates.get(key);
    if (known) return known;
    const sets = names.map((name) => `${table[name].name} = ?, `).join('');
    const made = db.prepare(
      `UPDATE customer SET ${sets}version = version + ?, updated_at = max(updated_at, ?) WHERE seq = ?`,
    );
    updates.set(key, made);
    return made;
  };
  return {
    write: ({ seq, columns }, step, { changes, at }) => {
      const changed = changedColumns(columns, step, world);
      // Cast: the keys are those of the object.
      const names = Object.keys(changed) as (keyof BillingColumns)[];
      if (names.length + changes === 0) return changed;
      update(names).run(...names.map((name) => changed[name]), changes, changes === 0 ? 0 : at, seq);
      return changed;
    },
  };
}
