import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';
import type { CentralAsk } from '../sync/index.ts';

/** What the server answers now. Throws Refusal `sync-none` where there is none, and else why it is not reached. */
export async function answerOf<T>(central: CentralAsk, question: Parameters<typeof central.ask<T>>[0]): Promise<T> {
  const outcome = await central.ask(question);
  if (outcome === null) throw new Refusal('sync-none');
  if (!outcome.ok) throw new Refusal(outcome.failure.code, outcome.failure.params);
  return outcome.value;
}

/** Throws Refusal `customer-unknown` for one who is not there, and for one who is out of reach. */
export function customerWithin(store: Pick<Store, 'reader'>, actor: Actor, customer: string): void {
  const operatorId = store.reader
    .prepare<[string], string>('SELECT operator_id FROM customer WHERE id = ?')
    .pluck()
    .get(customer);
  if (operatorId === undefined || !reachOfActor(store, actor).has(operatorId)) throw new Refusal('customer-unknown');
}
