import type { ActionOutcome } from '#shared/contract/actions.ts';
import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';
import type { ResultState } from './run-record.ts';

interface Row {
  readonly position: number;
  readonly customer: string;
  readonly state: ResultState;
  readonly code: string | null;
  readonly params: string | null;
  readonly payment: string | null;
  readonly username: string | null;
  readonly fullName: string | null;
  readonly status: CustomerStatus | null;
}

const OUTCOMES = `
  SELECT position, result.customer_id AS customer, result.state, code, params, payment_id AS payment,
    username, full_name AS fullName, status
  FROM action_result AS result
  LEFT JOIN customer ON customer.id = result.customer_id AND operator_id IN (SELECT value FROM json_each(?))
  WHERE run_id = ? AND position > ?`;

/** What came of a run, a page at a time, in its order. A customer who is not there (any more) has no name. */
export function outcomesOf(
  store: Pick<Store, 'reader'>,
  actor: Actor,
  asked: {
    readonly run: string;
    readonly state?: ResultState | undefined;
    readonly after: number;
    readonly limit: number;
  },
): { outcomes: ActionOutcome[]; next: number | null } {
  const { run, state, after, limit } = asked;
  const reach = JSON.stringify([...reachOfActor(store, actor)]);
  const condition = state === undefined ? '' : 'AND result.state = ?';
  const rows = store.reader
    .prepare<unknown[], Row>(`${OUTCOMES} ${condition} ORDER BY position LIMIT ?`)
    .all(reach, run, after, ...(state === undefined ? [] : [state]), limit + 1);
  const shown = rows.slice(0, limit);
  return {
    outcomes: shown.map((row) => ({
      customer: row.customer,
      username: row.username ?? '',
      fullName: row.fullName ?? '',
      state: row.state,
      status: row.status ?? 'deleted',
      reason: row.code === null ? null : { code: row.code, params: paramsOf(row.params) },
      payment: row.payment,
    })),
    next: rows.length > limit ? (shown.at(-1)?.position ?? null) : null,
  };
}

// Cast: the column is written from the params of a reason.
const paramsOf = (params: string | null): Record<string, string | number> =>
  params === null ? {} : (JSON.parse(params) as Record<string, string | number>);
