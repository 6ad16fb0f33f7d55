import type { InferContractRouterOutputs } from '@orpc/contract';
import type { ledger as contract } from '#shared/contract/ledger.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

type Outputs = InferContractRouterOutputs<typeof contract>;
type Suspension = Outputs['noteSuspension'];

interface Row {
  readonly id: string;
  readonly at: number;
  readonly customer: string;
  readonly username: string;
  readonly fullName: string | null;
  readonly reason: Suspension['reason'];
  readonly status: string | null;
  readonly note: string | null;
  readonly notedBy: string | null;
  readonly notedAt: number | null;
  readonly owner: string;
}

const SUSPENSIONS = `
  SELECT log.id, log.at, customer_id AS customer, coalesce(customer.username, log.username) AS username,
    full_name AS fullName, reason, status, note, coalesce(staff_user.name, noted_by) AS notedBy, noted_at AS notedAt,
    coalesce(customer.operator_id, log.operator_id) AS owner
  FROM automatic_suspension AS log LEFT JOIN customer ON customer.id = customer_id
  LEFT JOIN staff_user ON staff_user.id = noted_by`;

const within = (reader: Store['reader'], actor: Actor) =>
  reachCondition({ reader }, actor, 'coalesce(customer.operator_id, log.operator_id)') ?? { sql: 'TRUE', params: [] };

/** What came by itself, the latest first, a page at a time; `unread`: what nobody has noted anything of. */
export function suspensionsOf(
  reader: Store['reader'],
  actor: Actor,
  { after, limit, unread }: { readonly after?: string | undefined; readonly limit: number; readonly unread: boolean },
): Outputs['suspensions'] {
  const reach = within(reader, actor);
  const [at, id] = /^(\d+) (.+)$/.exec(after ?? '')?.slice(1) ?? [];
  const behind =
    at === undefined ? { sql: 'TRUE', params: [] } : { sql: '(log.at, log.id) < (?, ?)', params: [at, id] };
  const rows = reader
    .prepare<unknown[], Row>(
      `${SUSPENSIONS} WHERE ${reach.sql} AND ${behind.sql} ${unread ? 'AND noted_at IS NULL' : ''}
       ORDER BY log.at DESC, log.id DESC LIMIT ?`,
    )
    .all(...reach.params, ...behind.params.map((value, place) => (place === 0 ? Number(value) : value)), limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { suspensions: shown.map(told), next: last ? `${last.at} ${last.id}` : null };
}

/** What somebody who looked it through says of it; nothing, and it is looked through. Throws Refusal `suspension-unknown`. */
export async function noteSuspension(
  { store, now }: Pick<FeatureDeps, 'store' | 'now'>,
  actor: Actor,
  { id, note }: { readonly id: string; readonly note: string },
): Promise<Suspension> {
  const rowOf = (db: Store['reader']): Row => {
    const reach = within(db, actor);
    const row = db.prepare<unknown[], Row>(`${SUSPENSIONS} WHERE log.id = ? AND ${reach.sql}`).get(id, ...reach.params);
    if (!row) throw new Refusal('suspension-unknown');
    return row;
  };
  return store.write((tx) => {
    const before = rowOf(tx.db);
    const at = now().getTime();
    const kept = note === '' ? null : note;
    tx.db
      .prepare('UPDATE automatic_suspension SET note = ?, noted_by = ?, noted_at = ? WHERE id = ?')
      .run(kept, actor.staffUserId, at, id);
    tx.audit({
      actor,
      action: 'customer.note-suspension',
      entity: 'customer',
      entityId: before.customer,
      before: { note: before.note },
      after: { note: kept },
      ofOperatorId: before.owner,
    });
    return told(rowOf(tx.db));
  });
}

function told({ id, at, customer, username, fullName, reason, status, note, notedBy, notedAt }: Row): Suspension {
  return {
    ...{ id, customer, username, fullName, reason, note, notedBy },
    at: new Date(at).toISOString(),
    status: status ?? 'deleted',
    notedAt: notedAt === null ? null : new Date(notedAt).toISOString(),
  };
}
