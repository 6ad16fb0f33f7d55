import type { Database } from 'better-sqlite3';
import { nextDue } from '#shared/domain/billing/settle.ts';
import { settledTo } from '#shared/domain/billing/settled.ts';
import { accounts, type Billed, type BillingColumns } from './accounts.ts';
import { changedColumns } from './step-columns.ts';
import { billingWorld } from './world.ts';

// While the central server cannot be reached nobody posts the ledger, and yet a router has to cut off who has not paid. So
// the console reckons ahead what the server will say of those on its routers: their state and until when they are paid, and
// nothing else. No line is posted and nobody is told; what stood there before is kept, and comes back before anything is
// done to the customer by somebody, and when the server's word is there.

/** What is foretold of a customer, as it stands in their row. */
type Shown = Pick<BillingColumns, 'status' | 'suspendedReason' | 'expiresAt'>;

interface Foretold extends Shown {
  readonly customerId: string;
  readonly changed: 0 | 1;
}

const FORETOLD = `SELECT customer_id AS customerId, changed, status, suspended_reason AS suspendedReason,
  expires_at AS expiresAt FROM sync_foretold`;
const AMONG = `${FORETOLD} WHERE customer_id IN (SELECT value FROM json_each(?))`;
const SHOW = 'UPDATE customer SET status = ?, suspended_reason = ?, expires_at = ? WHERE id = ?';

/** Reckons some customers ahead to an instant, in the transaction of whoever asks. Answers how many have become another. */
export function foretell(db: Database, ids: readonly string[], until: number): number {
  const world = billingWorld(db);
  const before = new Map(
    db
      .prepare<[string], Foretold>(AMONG)
      .all(JSON.stringify(ids))
      .map((row) => [row.customerId, row]),
  );
  const show = db.prepare(SHOW);
  const keep = db.prepare(
    `INSERT OR REPLACE INTO sync_foretold (customer_id, due_at, changed, status, suspended_reason, expires_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  let others = 0;
  for (const standing of accounts(db).of(ids).values()) {
    const known = before.get(standing.id);
    const own = known ? withoutForetold(standing, known) : standing;
    const step = settledTo(own, until, world);
    const { status, suspendedReason, expiresAt } = { ...own.columns, ...changedColumns(own.columns, step, world) };
    const isOther = differs({ status, suspendedReason, expiresAt }, own.columns);
    if (differs({ status, suspendedReason, expiresAt }, standing.columns)) {
      show.run(status, suspendedReason, expiresAt, own.id);
      others += 1;
    }
    const was = own.columns;
    keep.run(own.id, nextDue(step.account, world), Number(isOther), was.status, was.suspendedReason, was.expiresAt);
  }
  return others;
}

const differs = (one: Shown, other: Shown): boolean =>
  one.status !== other.status || one.suspendedReason !== other.suspendedReason || one.expiresAt !== other.expiresAt;

function withoutForetold(billed: Billed, { status, suspendedReason, expiresAt }: Foretold): Billed {
  const was = { status, suspendedReason, expiresAt };
  return { ...billed, columns: { ...billed.columns, ...was }, account: { ...billed.account, ...was } };
}

/** Those of some customers who are shown as this console has reckoned. */
export const foretoldAmong = (db: Database, ids: readonly string[]): readonly string[] =>
  db
    .prepare<[string], string>(
      'SELECT customer_id FROM sync_foretold WHERE changed = 1 AND customer_id IN (SELECT value FROM json_each(?))',
    )
    .pluck()
    .all(JSON.stringify(ids));

/** Puts back what stood in the rows of customers before it was foretold: of these, or of all. */
export function takeBackForetold(db: Database, ids?: readonly string[]): void {
  const rows =
    ids === undefined
      ? db.prepare<[], Foretold>(FORETOLD).all()
      : db.prepare<[string], Foretold>(AMONG).all(JSON.stringify(ids));
  const show = db.prepare(SHOW);
  const forget = db.prepare('DELETE FROM sync_foretold WHERE customer_id = ?');
  for (const { customerId, changed, status, suspendedReason, expiresAt } of rows) {
    if (changed === 1) show.run(status, suspendedReason, expiresAt, customerId);
    forget.run(customerId);
  }
}
