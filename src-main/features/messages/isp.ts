import type { Database } from 'better-sqlite3';
import { readSetting } from '../settings/index.ts';

const textOf = (db: Database, name: string, usual: string): string => {
  const value = readSetting(db, name);
  return typeof value === 'string' ? value : usual;
};

/** The ISP's own: in which days begin and end. */
export const timeZoneOf = (db: Database): string => textOf(db, 'timeZone', 'Asia/Dhaka');

export const currencyOf = (db: Database): string => textOf(db, 'currency', 'BDT');

/** Where a phone without a country's code is from: the operator's country, else the ISP's. */
export function countryOf(db: Database, operatorId: string): string {
  const own = db.prepare<[string], string | null>('SELECT country FROM operator WHERE id = ?').pluck().get(operatorId);
  return own ?? textOf(db, 'country', 'BD');
}
