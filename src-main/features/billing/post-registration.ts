import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { accounts } from './accounts.ts';
import { columnWriter } from './column-writer.ts';
import { linePoster } from './post-lines.ts';
import { registered, type RegistrationAsked } from './registration.ts';
import { restProblem } from './rest.ts';
import { billingWorld } from './world.ts';

export interface RegistrationPosted extends RegistrationAsked {
  readonly customerId: string;
  readonly actor: Pick<Actor, 'staffUserId'>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Posts what a customer who was just inserted is charged and pays, and lets service begin or wait. The row may have been
 * inserted as pending or active: it becomes what `activate` says. Answers the payment, for its receipt; null: there was
 * none. The line of the history and the entry of the journal are the registration's. Throws Refusal `billing-rests`.
 */
export function postRegistration(tx: WriteTransaction, posted: RegistrationPosted) {
  const { customerId, actor, now } = posted;
  const rests = restProblem(tx.db, now);
  if (rests) throw new Refusal(rests.code, rests.params);
  const world = billingWorld(tx.db);
  const billed = accounts(tx.db).of([customerId]).get(customerId);
  if (!billed) throw new Error('A customer that was just inserted is not there');
  const step = registered(billed.account, posted, now, world);
  const columns = columnWriter(tx.db, world).write(billed, step, { changes: 0, at: now });
  const behind = { ...billed.columns, ...columns };
  const lines = linePoster(tx.db).post(billed, step.postings, actor.staffUserId, behind);
  return lines.find(({ kind }) => kind === 'payment') ?? null;
}
