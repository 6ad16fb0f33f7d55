import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { readSetting, writeSetting } from '../settings/index.ts';

const PREFIX = 'receiptPrefix';
const COUNT = 'receiptCount';
/** No letters that are read as digits. */
const SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/**
 * The next number of a receipt, "K7Q-000123": three signs of this console, so that two consoles never give the same number,
 * and how many it has given. In the transaction of the payment: a number that was given has one.
 */
export function nextReceiptNumber(db: Database): string {
  const known = readSetting(db, PREFIX);
  const prefix = typeof known === 'string' ? known : newPrefix();
  if (known === undefined) writeSetting(db, PREFIX, prefix);
  const count = Number(readSetting(db, COUNT) ?? 0) + 1;
  writeSetting(db, COUNT, count);
  return `${prefix}-${String(count).padStart(6, '0')}`;
}

const newPrefix = (): string => [...randomBytes(3)].map((byte) => SIGNS[byte % SIGNS.length] ?? 'A').join('');
