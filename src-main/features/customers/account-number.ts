import type { Database } from 'better-sqlite3';
import type { FieldProblem } from '#shared/contract/customers.ts';

/** Tells whether another living customer has an account number, as it is kept. */
export function accountNumbers(db: Database): (number: string, but: string) => boolean {
  const holder = db.prepare<[string, string]>(
    "SELECT 1 FROM customer WHERE account_number = ? COLLATE NOCASE AND id <> ? AND status <> 'deleted'",
  );
  return (number, but) => holder.get(number, but) !== undefined;
}

/** A payment that comes with an account number has to lead to one customer: what keeps this one (`id`) from having it. */
export function accountNumberProblem(db: Database, number: string | null, id: string): FieldProblem[] {
  if (number === null || !accountNumbers(db)(number, id)) return [];
  return [{ field: 'accountNumber', code: 'account-number-taken', params: { value: number } }];
}
