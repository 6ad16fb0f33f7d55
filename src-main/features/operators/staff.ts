import type { Database } from 'better-sqlite3';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';

type Reader = Pick<Store, 'reader'>;
type Row = Omit<Actor, 'isRoot'> & { readonly isRoot: 0 | 1 };

/**
 * The operator at the top of this console: the one that it was enrolled for, or the ISP where it works alone. Of those above
 * an enrolled one the console knows what may be used of them, and no staff.
 */
const TOP = `coalesce((SELECT sync_server.operator_id FROM sync_server WHERE state = 'joined'),
    (SELECT id FROM operator WHERE parent_id IS NULL))`;

const ACTOR = `
  SELECT staff_user.id AS staffUserId, staff_user.operator_id AS operatorId, role, staff_user.name,
    operator.id = ${TOP} AS isRoot
  FROM staff_user JOIN operator ON operator.id = staff_user.operator_id`;

const ROOT_ADMIN = `role = 'admin' AND operator.id = ${TOP}`;

/** The operator at the top of this console: who belongs to it rules over all that is here. */
export const topOperator = (db: Database): string | null =>
  db.prepare<[], string | null>(`SELECT ${TOP}`).pluck().get() ?? null;

const actorOf = (row: Row): Actor => ({ ...row, isRoot: row.isRoot === 1 });

/**
 * The first of the ISP's own admins, of those who are not retired if there is one: who acts while nobody needs to sign in,
 * and whom the recovery code brings back.
 */
export function firstAdmin({ reader }: Reader): Actor {
  const row = reader
    .prepare<[], Row>(`${ACTOR} WHERE ${ROOT_ADMIN} ORDER BY staff_user.retired_at IS NOT NULL, staff_user.id LIMIT 1`)
    .get();
  if (!row) throw new Error('The store has no admin');
  return actorOf(row);
}

const NEEDED = `
  SELECT 1 FROM staff_user JOIN operator ON operator.id = staff_user.operator_id
  WHERE ${ROOT_ADMIN} AND password_hash IS NOT NULL AND staff_user.retired_at IS NULL`;

/** Whether somebody has to sign in: from the moment on when an admin of the ISP itself has a password. */
export function isSignInNeeded(db: Database): boolean {
  return db.prepare(NEEDED).get() !== undefined;
}

/** A staff user as who acts, a retired one too: what was begun is finished in that name. Null for one that is not there. */
export function staffActor({ reader }: Reader, id: string): Actor | null {
  const row = reader.prepare<[string], Row>(`${ACTOR} WHERE staff_user.id = ?`).get(id);
  return row ? actorOf(row) : null;
}
