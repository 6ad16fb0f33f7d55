import type { MessageLine } from '#shared/contract/messages.ts';
import { daytimeFrom } from '#shared/domain/message/hours.ts';
import type { MessageState } from '#shared/domain/message/message.ts';
import type { MessageKind } from '#shared/domain/message/template.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition, reachOfActor } from '../operators/index.ts';
import { timeZoneOf } from './isp.ts';
import { type Asked, pageOf } from './page.ts';

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
  readonly byDay: 0 | 1;
  readonly code: string | null;
  readonly params: string | null;
}

// Who has a customer no longer is not told what they are called and reached by now.
const LINES = `
  SELECT message.id, message.kind, message.state, customer.id AS customer, customer.username,
    customer.full_name AS fullName, coalesce(message.phone, customer.phone) AS phone, masked_text AS text, parts,
    attempts, message.created_at AS createdAt, staff_user.name AS createdBy, ended_at AS endedAt,
    next_try_at AS nextTryAt, by_day AS byDay, message.code, params
  FROM message
  LEFT JOIN customer ON customer.id = message.customer_id
    AND customer.operator_id IN (SELECT value FROM json_each(?))
  LEFT JOIN staff_user ON staff_user.id = message.created_by`;

/** Messages within reach, the latest first, in one window. */
export function linesOf(
  store: Pick<Store, 'reader'>,
  actor: Actor,
  { after, ...asked }: Omit<Asked, 'before'> & { readonly after?: string | undefined },
): { messages: MessageLine[]; next: string | null } {
  const { reader } = store;
  const { limit } = asked;
  const reach = reachCondition(store, actor, 'operator_id');
  const page = pageOf({ ...asked, before: placeOf(after), limit: limit + 1 }, reach);
  const rows = reader
    .prepare<unknown[], Row>(
      `${LINES} WHERE message.id IN (${page.sql}) ORDER BY message.created_at DESC, message.id DESC`,
    )
    .all(JSON.stringify([...reachOfActor(store, actor)]), ...page.params);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const timeZone = timeZoneOf(reader);
  return {
    messages: shown.map((row) => lineOf(row, timeZone)),
    next: last ? `${last.createdAt}:${last.id}` : null,
  };
}

/** Where the window before ended; a text that is no such place begins anew. */
function placeOf(after: string | undefined): readonly [number, string] | null {
  const [, at, id] = /^(\d+):(.+)$/.exec(after ?? '') ?? [];
  return at === undefined || id === undefined ? null : [Number(at), id];
}

const instantOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function lineOf({ code, params, createdAt, endedAt, nextTryAt, byDay, ...row }: Row, timeZone: string): MessageLine {
  return {
    ...row,
    createdAt: new Date(createdAt).toISOString(),
    endedAt: instantOf(endedAt),
    nextTryAt: instantOf(byDay === 1 && nextTryAt !== null ? daytimeFrom(nextTryAt, timeZone) : nextTryAt),
    // Cast: the column holds the params of a reason, or nothing.
    reason: code === null ? null : { code, params: JSON.parse(params ?? '{}') as Record<string, string | number> },
  };
}
