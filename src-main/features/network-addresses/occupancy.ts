import type { Database } from 'better-sqlite3';
import type { Block } from '#shared/domain/ip/ipv4.ts';

/** Which addresses living customers have, whoever's they are. Deleted ones keep theirs in the row, and hold nothing. */
export interface Occupancy {
  /** How many different addresses of a stretch are taken. */
  readonly in: (stretch: Block) => number;
  /** They themselves in their order, read as far as somebody asks. */
  readonly of: (stretch: Block) => Iterable<number>;
}

/** The first reading is short, for the usual question; a long walk makes fewer and longer ones. */
const FIRST_READING = 256;
const LONGEST_READING = 4096;

/**
 * What is taken between two addresses. Everything is read along the index of addresses alone; the few that only deleted
 * customers have are looked up once, and left out.
 */
export function occupancy(db: Database, { first, last }: Block): Occupancy {
  const gone = db
    .prepare<[number, number], number>(
      `SELECT DISTINCT ip FROM customer AS gone WHERE status = 'deleted' AND +ip BETWEEN ? AND ? AND NOT EXISTS
        (SELECT 1 FROM customer AS living WHERE living.ip = gone.ip AND living.status <> 'deleted') ORDER BY ip`,
    )
    .pluck()
    .all(first, last);
  const isGone = new Set(gone);
  const count = db
    .prepare<[number, number], number>('SELECT count(DISTINCT ip) FROM customer WHERE ip BETWEEN ? AND ?')
    .pluck();
  const some = db
    .prepare<[number, number, number], number>(
      'SELECT DISTINCT ip FROM customer WHERE ip BETWEEN ? AND ? ORDER BY ip LIMIT ?',
    )
    .pluck();
  return {
    in: (stretch) => {
      const all = count.get(stretch.first, stretch.last) ?? 0;
      return all - gone.filter((ip) => stretch.first <= ip && ip <= stretch.last).length;
    },
    of: function* (stretch) {
      let from = stretch.first;
      for (let length = FIRST_READING; from <= stretch.last; length = Math.min(LONGEST_READING, length * 4)) {
        const read = some.all(from, stretch.last, length);
        for (const ip of read) if (!isGone.has(ip)) yield ip;
        if (read.length < length) return;
        from = (read.at(-1) ?? stretch.last) + 1;
      }
    },
  };
}
