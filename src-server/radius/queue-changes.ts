import type { FollowUp } from '#shared/domain/radius/follow-up.ts';
import type { Transaction } from '../store/database.ts';
import { insertAll } from '../store/insert-all.ts';
import { MAY_BE_THERE } from './open-sessions.ts';
import { sessionChange } from './tables.ts';

/** What is there already is added to: to end a session is more than to change it, and what failed before is tried anew. */
const ADDED = `ON CONFLICT (username) DO UPDATE SET
  kind = CASE WHEN 'disconnect' IN (session_change.kind, excluded.kind) THEN 'disconnect' ELSE 'change' END,
  rate = session_change.rate OR excluded.rate, expiration = session_change.expiration OR excluded.expiration,
  generation = session_change.generation + 1, queued_at = excluded.queued_at, due_at = excluded.due_at,
  attempts = 0, code = NULL, detail = NULL`;

/** Queues what sessions have to be told, by the names that they were begun under. It is done once this is committed. */
export function queueChanges(tx: Transaction, changes: ReadonlyMap<string, FollowUp>, at: number): Promise<void> {
  const rows = [...changes].map(([username, change]) => ({
    ...{ username, kind: change.kind, generation: 1, queuedAt: at, dueAt: at, attempts: 0, code: null, detail: null },
    rate: change.kind === 'change' && change.rate,
    expiration: change.kind === 'change' && change.expiration,
  }));
  return insertAll(tx, sessionChange, rows, ADDED);
}

/** The same for everybody in a group who has a session open. */
export async function queueForGroup(tx: Transaction, groupname: string, change: FollowUp, at: number): Promise<void> {
  await tx.query(
    `INSERT INTO session_change (username, kind, rate, expiration, queued_at, due_at)
     SELECT DISTINCT username, $2::text, $3::boolean, false, $4::bigint, $4::bigint FROM radusergroup AS member
     WHERE groupname = $1
       AND EXISTS (SELECT 1 FROM radacct WHERE radacct.username = member.username AND ${MAY_BE_THERE})
       AND ($2::text = 'change' OR NOT EXISTS (SELECT 1 FROM radreply
             WHERE radreply.username = member.username AND attribute = 'Framed-IP-Address'))
     ${ADDED}`,
    [groupname, change.kind, change.kind === 'change' && change.rate, at],
  );
}
