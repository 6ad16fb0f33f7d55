import type { InferContractRouterOutputs } from '@orpc/contract';
import type { customers as contract, CustomerFields } from '#shared/contract/customers.ts';
import { flatFields, threeWay } from '#shared/domain/customer/three-way.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store, WriteTransaction } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';
import { accountNumberProblem } from './account-number.ts';
import { checkedForm, formColumns, formRow, toldFields } from './form-row.ts';
import { customerRow, profileOf } from './profile.ts';
import { customerWriter } from './write-customer.ts';

export type Changed = InferContractRouterOutputs<typeof contract>['change'];

interface Asked {
  readonly id: string;
  readonly version: number;
  readonly before: CustomerFields;
  readonly fields: CustomerFields;
}

/** Saves a form over a customer that somebody else may have changed meanwhile. Only what the form changed is checked and written. */
export async function changeCustomer(
  deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>,
  actor: Actor,
  asked: Asked,
): Promise<Changed> {
  const { store } = deps;
  // Within reach, or not there.
  customerRow(store, actor, asked.id);
  const told = await store.write((tx) => save(deps, tx, actor, asked));
  return told ?? { kind: 'saved', customer: profileOf(store, customerRow(store, actor, asked.id)) };
}

/** Null: it is saved. */
function save(
  { now, newId }: Pick<FeatureDeps, 'now' | 'newId'>,
  tx: WriteTransaction,
  actor: Actor,
  { id, version, before, fields }: Asked,
): Exclude<Changed, { kind: 'saved' }> | null {
  const row = formRow(tx.db, id);
  // It may have been moved to another office since it was looked up.
  if (!row || !reachOfActor({ reader: tx.db }, actor).has(row.operatorId)) throw new Refusal('customer-unknown');
  if (row.status === 'deleted') throw new Refusal('customer-deleted');
  const theirs = row.fields;
  const mine = flatFields(fields);
  const { write, both } = threeWay(flatFields(before), mine, flatFields(theirs));
  if (version !== row.version && both.length > 0) {
    return { kind: 'conflict', version: row.version, ...lastChange(tx.db, id), theirs, both: [...both] };
  }
  if (write.length === 0) return null;
  const { problems, values } = checkedForm(tx.orm, actor, row, mine, write);
  if (values && write.includes('username') && isUsernameTaken(tx.db, values.usernameKey, id)) {
    problems.push({ field: 'username', code: 'duplicate-username', params: { value: values.username } });
  }
  if (values && write.includes('accountNumber')) {
    problems.push(...accountNumberProblem(tx.db, values.accountNumber, id));
  }
  if (problems.length > 0) return { kind: 'refused', problems };
  // Only a row without a username comes to nothing, and that was told above.
  if (!values) throw new Error(`Customer ${id} refers to what is not there`);
  const columns = formColumns(write, values, theirs);
  customerWriter(tx, now().getTime()).write(
    row,
    { columns },
    {
      actor,
      action: 'customer.change',
      before: toldFields(write, theirs),
      after: toldFields(write, values),
      uid: newId(),
      what: 'change',
    },
  );
  return null;
}

function isUsernameTaken(db: Store['reader'], usernameKey: string, but: string): boolean {
  const holder = db.prepare<[string, string]>(
    "SELECT 1 FROM customer WHERE username_key = ? AND status <> 'deleted' AND id <> ?",
  );
  return holder.get(usernameKey, but) !== undefined;
}

/** Who changed a customer last, and when. */
function lastChange(db: Store['reader'], id: string): { by: string; at: string } {
  const line = db
    .prepare<[string], { readonly by: string | null; readonly at: number }>(
      `SELECT staff_user.name AS by, audit.at FROM audit LEFT JOIN staff_user ON staff_user.id = staff_user_id
       WHERE entity = 'customer' AND entity_id = ? AND action NOT IN ('customer.reveal-password', 'customer.test-login')
       ORDER BY audit.seq DESC LIMIT 1`,
    )
    .get(id);
  return { by: line?.by ?? '', at: new Date(line?.at ?? 0).toISOString() };
}
