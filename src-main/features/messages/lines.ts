import type { MessageCounts, MessageLine } from '#shared/contract/messages.ts';
import type { MessageState } from '#shared/domain/message/message.ts';
import type { MessageKind } from '#shared/domain/message/template.ts';
import type { Actor } from '../../procedure.ts';
import { allOf, type Condition, type Store } from '../../store/index.ts';
import { reachCondition, reachOfActor } from '../operators/index.ts';

interface Row {
  readonly id: string;
  readonly kind: MessageKind;
  readonly state: MessageState;
  readonly customer: string | null;
  readonly username: string | null;
  readonly fullName: string | null;
  readonly phone: string | null;
  readonly text: string | null;
  readonly parts: number | null;
  readonly attempts: number;
  readonly createdAt: number;
  readonly createdBy: string | null;
  readonly endedAt: number | null;
  readonly nextTryAt: number | null;
  readonly code: string | null;
  readonly params: string | null;
}

// Who has a customer no longer is not told what they are called and reached by now.
const LINES = `
  SELECT message.id, message.kind, message.state, customer.id AS customer, customer.username,
    customer.full_name AS fullName, coalesce(message.phone, customer.phone) AS phone, masked_text AS text, parts,
    attempts, message.created_at AS createdAt, staff_user.name AS createdBy, ended_at AS endedAt,
    next_try_at AS nextTryAt, message.code, params
  FROM message
  LEFT JOIN customer ON customer.id = message.customer_id
    AND customer.operator_id IN (SELECT value FROM json_each(?))
  LEFT JOIN staff_user ON staff_user.id = message.created_by`;

interface Asked {
  readonly state?: MessageState | undefined;
  readonly customer?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Messages within reach, the latest first, in one window. */
export function linesOf(
  store: Pick<Store, 'reader'>,
  actor: Actor,
  { state, customer, after, limit }: Asked,
): { messages: MessageLine[]; next: string | null } {
  const conditions: Condition[] = [];
  const reach = reachCondition(store, actor, 'message.operator_id');
  if (reach) conditions.push(reach);
  // What is being sent still waits for its end.
  if (state === 'waiting') conditions.push({ sql: "message.state IN ('waiting', 'sending')", params: [] });
  else if (state !== undefined) conditions.push({ sql: 'message.state = ?', params: [state] });
  if (customer !== undefined) conditions.push({ sql: 'message.customer_id = ?', params: [customer] });
  const place = placeOf(after);
  if (place) conditions.push({ sql: '(message.created_at, message.id) < (?, ?)', params: place });
  const where = allOf(conditions) ?? { sql: 'TRUE', params: [] };
  const rows = store.reader
    .prepare<unknown[], Row>(`${LINES} WHERE ${where.sql} ORDER BY message.created_at DESC, message.id DESC LIMIT ?`)
    .all(JSON.stringify([...reachOfActor(store, actor)]), ...where.params, limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { messages: shown.map(lineOf), next: last ? `${last.createdAt}:${last.id}` : null };
}

/** Where the window before ended; a text that is no such place begins anew. */
function placeOf(after: string | undefined): readonly [number, string] | null {
  const [, at, id] = /^(\d+):(.+)$/.exec(after ?? '') ?? [];
  return at === undefined || id === undefined ? null : [Number(at), id];
}

const instantOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function lineOf({ code, params, createdAt, endedAt, nextTryAt, ...row }: Row): MessageLine {
  return {
    ...row,
    createdAt: new Date(createdAt).toISOString(),
    endedAt: instantOf(endedAt),
    nextTryAt: instantOf(nextTryAt),
    // Cast: the column holds the params of a reason, or nothing.
    reason: code === null ? null : { code, params: JSON.parse(params ?? '{}') as Record<string, string | number> },
  };
}

/** How many there are in each state, within reach. */
export function countsOf(store: Pick<Store, 'reader'>, actor: Actor): MessageCounts {
  const reach = reachCondition(store, actor, 'operator_id') ?? { sql: 'TRUE', params: [] };
  const rows = store.reader
    .prepare<unknown[], { state: MessageState; count: number }>(
      `SELECT state, count(*) AS count FROM message WHERE ${reach.sql} GROUP BY state`,
    )
    .all(...reach.params);
  const of = (state: MessageState): number => rows.find((row) => row.state === state)?.count ?? 0;
  return {
    waiting: of('waiting') + of('sending'),
    sent: of('sent'),
    failed: of('failed'),
    unknown: of('unknown'),
    cancelled: of('cancelled'),
  };
}
