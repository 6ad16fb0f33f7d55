import type { Database } from 'better-sqlite3';
import { currencyOf } from '../billing/index.ts';
import { readValue } from './read-value.ts';

/** A value of a field as a person reads it. Of a secret only that it is another is told. */
export function shownValue(db: Database, field: string, value: unknown): { value: string | null; masked: boolean } {
  if (value === null || value === undefined) return { value: null, masked: false };
  if (field === 'password' || field === 'passwordHash' || field === 'radiusSecret')
    return { value: null, masked: true };
  const table = NAMED[field];
  if (table !== undefined && typeof value === 'string') {
    const name = db.prepare<[string], string>(`SELECT name FROM ${table} WHERE id = ?`).pluck().get(value);
    return { value: name ?? value, masked: false };
  }
  return { value: readValue(field, value, currencyOf(db)), masked: false };
}

/** Fields that name a record by its id. */
const NAMED: Readonly<Record<string, string>> = {
  packageId: 'package',
  nextPackageId: 'package',
  billingProfileId: 'billing_profile',
  zoneId: 'zone',
  operatorId: 'operator',
  routerId: 'router',
};
