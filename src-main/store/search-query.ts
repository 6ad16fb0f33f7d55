import { bareMac, searchable } from '#shared/domain/customer/search-text.ts';
import { allOf, type Condition, type Numbers } from './condition.ts';
import { CUSTOM, MACS, ZONE_NAME } from './search-parts.ts';
import type { Wanted } from './search-told.ts';

/** What somebody typed, as a question to the indexes of the store and as one about a row. */
export interface Search {
  /** Which customers the indexes know for it. */
  readonly numbers: Numbers;
  /** Whether a customer is found, asked of its row. */
  readonly told: Condition;
  /** Whether that is exactly those whom the indexes know; else they know more. */
  readonly isExact: boolean;
}

/** The trigram index knows words from this length on. */
export const TRIGRAM = 3;

/**
 * What is asked of the store for what somebody typed; null when nothing was typed. Every word must stand somewhere in the
 * customer's search text; a number or MAC address also answers to its bare digits. Words of one or two characters are too
 * short for the index: beside a longer word they are looked for in the text of those whom it finds; alone, the first one
 * must begin the username, the name or the phone. Whatever is typed is looked for as it is, never as a query syntax.
 */
export function searchFor(typed: string): Search | null {
  const text = searchable(typed.replaceAll('\0', ' '));
  const words = text.split(/[\p{White_Space}\uFEFF]+/u).filter((word) => word !== '');
  const digits = phoneDigits(text);
  const long = words.filter((word) => lengthOf(word) >= TRIGRAM);
  const short = words.filter((word) => lengthOf(word) < TRIGRAM);
  // "01711 22 33 44" is one number, not four words.
  if (digits !== null && words.length > 1) {
    return found(short.length === 0 ? { any: [{ all: long }, digits] } : digits);
  }
  const [first, ...others] = short;
  if (long.length > 0) return found({ all: long.map(writingsOf) }, short);
  return first === undefined ? null : beginning(first, others);
}

/** The same as one condition. */
export function searchCondition(typed: string): Condition | null {
  const search = searchFor(typed);
  if (!search) return null;
  const { numbers, told, isExact } = search;
  const among: Condition = { sql: `customer.seq IN (${numbers.sql})`, params: numbers.params };
  return isExact ? among : allOf([among, told]);
}

/** Customers in whose search text something longer stands, such as one value. */
export const containingText = (text: string): Search => found(searchable(text));

/** A word, or its digits when it is a number or a MAC address with separators. */
function writingsOf(word: string): Wanted {
  const bare = phoneDigits(word) ?? macDigits(word);
  return bare === null || bare === word ? word : { any: [word, bare] };
}

/** The index knows what is wanted; of the `short` words it knows nothing. */
function found(wanted: Wanted, short: readonly string[] = []): Search {
  const sql = 'SELECT rowid FROM customer_search WHERE customer_search MATCH ?';
  return {
    numbers: { sql, params: [matchOf(wanted)], next: `${sql} AND rowid > ? ORDER BY rowid LIMIT ?` },
    told: answering(short.length === 0 ? wanted : { all: [wanted, ...short] }),
    isExact: short.length === 0,
  };
}

const answering = (wanted: Wanted): Condition => ({
  sql: `customer_answers(?, customer.username, customer.full_name, customer.phone, customer.phone_key, customer.ip,
    customer.account_number, ${ZONE_NAME}, ${MACS}, ${CUSTOM})`,
  params: [JSON.stringify(wanted)],
});

/** In the words of FTS5. */
function matchOf(wanted: Wanted): string {
  if (typeof wanted === 'string') return `"${wanted.replaceAll('"', '""')}"`;
  return 'all' in wanted ? wanted.all.map(matchOf).join(' AND ') : `(${wanted.any.map(matchOf).join(' OR ')})`;
}

/** The last code point: behind every text that begins with the word. */
const END = '\u{10FFFF}';

/** Columns with an index of their own; the `others` stand anywhere. */
function beginning(word: string, others: readonly string[]): Search {
  const columns = ['username_key', 'name_key', 'phone_key'];
  const params = columns.flatMap(() => [word, word + END]);
  const begins = columns.map((column) => `SELECT seq FROM customer WHERE ${column} >= ? AND ${column} < ?`);
  // A plus keeps the index of the column from being used: the row is at hand.
  const told = columns.map((column) => `(+customer.${column} >= ? AND +customer.${column} < ?)`);
  const begun: Condition = { sql: `(${told.join(' OR ')})`, params };
  return {
    numbers: { sql: begins.join(' UNION '), params, next: null },
    told: allOf(others.length === 0 ? [begun] : [begun, answering({ all: others })]) ?? begun,
    isExact: others.length === 0,
  };
}

const lengthOf = (word: string): number => Array.from(word).length;

/** "8801711" for "+880 (0) 1711" and "00880-1711": the digits of what can only be (part of) a phone number; else null. */
function phoneDigits(text: string): string | null {
  if (!/^\+?[\d\s()\u2010-\u2015-]{5,}$/.test(text)) return null;
  const digits = text.replace(/\(0\)/, '').replace(/\D/g, '').replace(/^00/, '');
  return digits.length >= 4 ? digits : null;
}

function macDigits(word: string): string | null {
  return /^[0-9a-f]{2}([:-][0-9a-f]{2})+[:-]?$|^[0-9a-f]{4}(\.[0-9a-f]{4})+$/.test(word) ? bareMac(word) : null;
}
