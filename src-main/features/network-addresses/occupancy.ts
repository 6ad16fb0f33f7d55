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

// Word for word the condition of the index customer_living_ip, along which everything here is read.
const LIVING = "ip IS NOT NULL AND status <> 'deleted'";

/** How many addresses living customers have from one to another, both among them; and they themselves. */
export const TAKEN = {
  count: `SELECT count(DISTINCT ip) FROM customer WHERE ${LIVING} AND ip BETWEEN ? AND ?`,
  some: `SELECT DISTINCT ip FROM customer WHERE ${LIVING} AND ip BETWEEN ? AND ? ORDER BY ip LIMIT ?`,
} as const;

/** What living customers have in a stretch, read along the index of their addresses alone. */
export function occupancy(db: Database): Occupancy {
  const count = db.prepare<[number, number], number>(TAKEN.count).pluck();
  const some = db.prepare<[number, number, number], number>(TAKEN.some).pluck();
  return {
    in: ({ first, last }) => count.get(first, last) ?? 0,
    of: function* ({ first, last }) {
      let from = first;
      for (let length = FIRST_READING; from <= last; length = Math.min(LONGEST_READING, length * 4)) {
        const read = some.all(from, last, length);
        yield* read;
        if (read.length < length) return;
        from = (read.at(-1) ?? last) + 1;
      }
    },
  };
}
