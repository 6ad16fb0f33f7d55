import type { Database } from 'better-sqlite3';
import { bareMac, searchable, searchText, type SearchParts } from '#shared/domain/customer/search-text.ts';

/** Prepared for the connection that it was made with; `seq` is the customer's. */
export interface SearchIndex {
  /** For a customer that is new to the index. `text` is `searchText` of the customer. */
  add(seq: number, text: string): void;
  replace(seq: number, text: string): void;
  remove(seq: number): void;
  /** Makes the text of a customer anew from what the store holds; call it after the customer, a device or its zone changed. */
  refresh(seq: number): void;
  /**
   * The same for every customer that has a value in a custom field; call it after the field was taken away or back. Yields
   * after every few hundred, so that other work can be let through.
   */
  refreshHolders(field: string): Generator<number>;
}

/** The search index over a writable connection. */
export function searchIndex(db: Database): SearchIndex {
  const insert = db.prepare('INSERT INTO customer_search (rowid, text) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM customer_search WHERE rowid = ?');
  const parts = db.prepare<[number], Row>(PARTS);
  const index: SearchIndex = {
    add: (seq, text) => void insert.run(seq, text),
    replace: (seq, text) => {
      remove.run(seq);
      insert.run(seq, text);
    },
    remove: (seq) => void remove.run(seq),
    refresh: (seq) => {
      const row = parts.get(seq);
      if (row) index.replace(seq, searchText(partsOf(row)));
      else index.remove(seq);
    },
    *refreshHolders(field) {
      const holders = db
        .prepare<[string, number], number>(
          `SELECT seq FROM customer WHERE custom ->> ('$."' || ? || '"') IS NOT NULL AND seq > ? ORDER BY seq LIMIT 500`,
        )
        .pluck();
      for (let seqs = holders.all(field, 0); seqs.length > 0; seqs = holders.all(field, seqs.at(-1) ?? 0)) {
        for (const seq of seqs) index.refresh(seq);
        yield seqs.length;
      }
    },
  };
  return index;
}

type Row = Omit<SearchParts, 'macs' | 'custom'> & { readonly macs: string | null; readonly custom: string };

function partsOf(row: Row): SearchParts {
  return {
    ...row,
    macs: row.macs === null ? [] : row.macs.split(' '),
    // Cast: it is an array of the values of a record of texts.
    custom: row.custom === '[]' ? [] : (JSON.parse(row.custom) as string[]),
  };
}

// Of a field that was taken away nothing is found, although its values are kept for a while.
const PARTS = `
  SELECT username, full_name AS fullName, phone, phone_key AS phoneKey, ip, account_number AS accountNumber,
    (SELECT name FROM zone WHERE zone.id = customer.zone_id) AS zoneName,
    (SELECT group_concat(mac, ' ') FROM device WHERE device.customer_id = customer.id) AS macs,
    (SELECT json_group_array(value) FROM json_each(customer.custom)
      WHERE key IN (SELECT id FROM custom_field WHERE deleted_at IS NULL)) AS custom
  FROM customer WHERE seq = ?`;

/** A condition on the table `customer`: SQL with positional parameters. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly (string | number)[];
}

/** The trigram index knows words from this length on. */
const TRIGRAM = 3;

/**
 * The condition under which a customer answers to what somebody typed; null when nothing was typed. Every word must stand
 * somewhere in the customer's search text; a number or MAC address also answers to its bare digits. Words of one or two
 * characters are too short for the index: beside a longer word they must stand in the username, name, phone or account
 * number; alone, the first one must begin one of them. Whatever is typed is looked for as it is, never as a query syntax.
 */
export function searchCondition(typed: string): Condition | null {
  const text = searchable(typed.replaceAll('\0', ' '));
  const words = text.split(/[\p{White_Space}\uFEFF]+/u).filter((word) => word !== '');
  const digits = phoneDigits(text);
  const long = words.filter((word) => lengthOf(word) >= TRIGRAM);
  const short = words.filter((word) => lengthOf(word) < TRIGRAM);
  // "01711 22 33 44" is one number, not four words.
  if (digits !== null && words.length > 1) {
    const each = short.length === 0 ? `(${long.map(phrase).join(' AND ')}) OR ` : '';
    return matching(each + phrase(digits));
  }
  const [first, ...rest] = short;
  if (long.length === 0) return first === undefined ? null : allOf([beginning(first), ...rest.map(containing)]);
  return allOf([matching(long.map(phraseOf).join(' AND ')), ...short.map(containing)]);
}

/** A word as FTS5 looks for it, or its digits when it is a number or a MAC address with separators. */
function phraseOf(word: string): string {
  const bare = phoneDigits(word) ?? macDigits(word);
  return bare === null || bare === word ? phrase(word) : `(${phrase(word)} OR ${phrase(bare)})`;
}

const phrase = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const matching = (match: string): Condition => ({
  sql: 'customer.seq IN (SELECT rowid FROM customer_search WHERE customer_search MATCH ?)',
  params: [match],
});

/** The last code point: behind every text that begins with the word. */
const END = '\u{10FFFF}';
const begins = (column: string): string => `SELECT seq FROM customer WHERE ${column} >= ? AND ${column} < ?`;

/** Columns with an index of their own. */
const beginning = (word: string): Condition => ({
  sql: `customer.seq IN (${['username_key', 'name_key', 'phone_key'].map(begins).join(' UNION ')})`,
  params: Array.from({ length: 3 }, () => [word, word + END]).flat(),
});

const containing = (word: string): Condition => ({
  sql: `(instr(customer.username_key, ?) OR instr(customer.name_key, ?) OR instr(coalesce(customer.phone_key, ''), ?)
    OR instr(lower(coalesce(customer.account_number, '')), ?))`,
  params: [word, word, word, word],
});

function allOf(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    params: conditions.flatMap(({ params }) => params),
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
