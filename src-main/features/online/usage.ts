import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { online } from '#shared/contract/online.ts';
import { dayAt } from '#shared/domain/time/day.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';
import { readSetting } from '../settings/index.ts';
import type { CentralAsk } from '../sync/index.ts';
import { answerOf, customerWithin } from './central-answer.ts';

type Asked = InferContractRouterInputs<typeof online>['usage'] & { readonly limit: number };
type Told = InferContractRouterOutputs<typeof online>['usage'];

type Deps = Pick<FeatureDeps, 'store' | 'now'> & { readonly central: CentralAsk };

/** Data used by one customer, or by all within reach. Throws Refusal `customer-unknown`, `sync-none` or why the server is not reached. */
export async function dataUsed({ store, central, now }: Deps, actor: Actor, asked: Asked): Promise<Told> {
  const { by, customer = null, after = null, limit } = asked;
  if (customer !== null) customerWithin(store, actor, customer);
  const today = dayAt(now().getTime(), String(readSetting(store.reader, 'timeZone')));
  const { to = today } = asked;
  const { from = `${to.slice(0, 7)}-01` } = asked;
  // Whoever works for an operator beneath that of this console sees what that one's customers use.
  const { operatorId: operator } = actor;
  const { rows, total, next } = await answerOf(central, (line) =>
    line.usage({ from, to, by, customer, operator, after, limit }),
  );
  const names = by === 'customer' ? namesOf(store, actor, rows) : new Map<string, Names>();
  return {
    ...{ from, to, total, next },
    rows: rows.map((row) => ({ ...row, ...(names.get(row.key) ?? { username: null, fullName: null }) })),
  };
}

interface Names {
  readonly username: string;
  readonly fullName: string;
}

function namesOf(
  store: Pick<Store, 'reader'>,
  actor: Actor,
  rows: readonly { readonly key: string }[],
): ReadonlyMap<string, Names> {
  const reach = reachCondition(store, actor, 'operator_id');
  const named = store.reader
    .prepare<unknown[], Names & { readonly id: string }>(
      `SELECT id, username, full_name AS fullName FROM customer
       WHERE id IN (SELECT value FROM json_each(?))${reach ? ` AND ${reach.sql}` : ''}`,
    )
    .all(JSON.stringify(rows.map(({ key }) => key)), ...(reach?.params ?? []));
  return new Map(named.map(({ id, username, fullName }) => [id, { username, fullName }]));
}
