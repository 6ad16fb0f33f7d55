import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';

type Reader = Pick<Store, 'reader'>;
type Row = Omit<Actor, 'isRoot'> & { readonly isRoot: 0 | 1 };

const ACTOR = `
  SELECT staff_user.id AS staffUserId, operator_id AS operatorId, role, staff_user.name,
    operator.parent_id IS NULL AS isRoot
  FROM staff_user JOIN operator ON operator.id = operator_id`;

const actorOf = (row: Row): Actor => ({ ...row, isRoot: row.isRoot === 1 });

/** The staff user that the store was made with: who acts while nobody needs to sign in, and who can set that up. */
export function firstAdmin({ reader }: Reader): Actor {
  const row = reader
    .prepare<[], Row>(`${ACTOR} WHERE role = 'admin' AND parent_id IS NULL ORDER BY staff_user.id LIMIT 1`)
    .get();
  if (!row) throw new Error('The store has no admin');
  return actorOf(row);
}

/** A staff user as who acts, a retired one too: what was begun is finished in that name. Null for one that is not there. */
export function staffActor({ reader }: Reader, id: string): Actor | null {
  const row = reader.prepare<[string], Row>(`${ACTOR} WHERE staff_user.id = ?`).get(id);
  return row ? actorOf(row) : null;
}
