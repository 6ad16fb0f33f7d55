import type { Database } from 'better-sqlite3';
import type { Block } from '#shared/domain/ip/ipv4.ts';

// An address that a draft holds. The draft's id becomes the customer's: whoever is added, or given another address, under
// that id is not kept out by it. What has run out holds nothing, and is swept when something is held next. Holds are of
// this console and of minutes: neither audited nor told to the central server.

/** How long an address is kept for a draft, in milliseconds. */
export const HOLD_MS = 15 * 60_000;

/** How many addresses a person keeps for drafts at a time: a block is for customers, and not for whoever is fastest. */
export const MOST_HOLDS = 20;

export interface Hold {
  readonly ip: number;
  readonly draftId: string;
  readonly staffUserId: string;
}

/** Whether an address is held at this time by another draft than this one (or by any, for none). */
export function isHeldByAnother(db: Database, ip: number, draft: string, now: number): boolean {
  return (
    db.prepare('SELECT 1 FROM address_hold WHERE ip = ? AND draft_id <> ? AND until > ?').get(ip, draft, now) !==
    undefined
  );
}

/** What is held of a stretch at this time. */
export function holdsIn(db: Database, { first, last }: Block, now: number): Hold[] {
  return db
    .prepare<[number, number, number], Hold>(
      `SELECT ip, draft_id AS draftId, staff_user_id AS staffUserId FROM address_hold
        WHERE ip BETWEEN ? AND ? AND until > ?`,
    )
    .all(first, last, now);
}

/** The address that a draft holds at this time. */
export function holdOf(db: Database, draft: string, now: number): Hold | null {
  return (
    db
      .prepare<[string, number], Hold>(
        `SELECT ip, draft_id AS draftId, staff_user_id AS staffUserId FROM address_hold
          WHERE draft_id = ? AND until > ?`,
      )
      .get(draft, now) ?? null
  );
}

/** How many addresses a person holds at this time for other drafts than this one. */
export function countHolds(db: Database, { staffUserId, draftId }: Omit<Hold, 'ip'>, now: number): number {
  const count = db.prepare<[string, string, number], number>(
    'SELECT count(*) FROM address_hold WHERE staff_user_id = ? AND draft_id <> ? AND until > ?',
  );
  return count.pluck().get(staffUserId, draftId, now) ?? 0;
}

/** Frees what a draft holds: it was discarded, or saved as a customer. Whether there was anything. */
export function releaseHold(db: Database, draft: string): boolean {
  return db.prepare('DELETE FROM address_hold WHERE draft_id = ?').run(draft).changes > 0;
}

/** Writes a hold in place of the draft's one before, and sweeps those that have run out. */
export function putHold(db: Database, { ip, draftId, staffUserId }: Hold, now: number): { until: number } {
  const until = now + HOLD_MS;
  db.prepare('DELETE FROM address_hold WHERE until <= ? OR draft_id = ?').run(now, draftId);
  db.prepare('INSERT INTO address_hold (ip, draft_id, staff_user_id, until) VALUES (?, ?, ?, ?)').run(
    ip,
    draftId,
    staffUserId,
    until,
  );
  return { until };
}
