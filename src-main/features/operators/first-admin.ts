import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';

/** Who acts while nobody signs in: the staff user that the store was made with. */
export function firstAdmin({ reader }: Pick<Store, 'reader'>): Actor {
  const admin = reader
    .prepare<[], Actor>(
      `SELECT id AS staffUserId, operator_id AS operatorId, role, name FROM staff_user
       WHERE role = 'admin' AND operator_id IN (SELECT id FROM operator WHERE parent_id IS NULL) ORDER BY id LIMIT 1`,
    )
    .get();
  if (!admin) throw new Error('The store has no admin');
  return admin;
}
