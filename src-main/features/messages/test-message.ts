import type { InferContractRouterOutputs } from '@orpc/contract';
import type { messages as contract } from '#shared/contract/messages.ts';
import { phoneKeyOf } from '#shared/domain/customer/phone.ts';
import { messageLength } from '#shared/domain/message/length.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { endMessage } from './deliver.ts';
import { exchange } from './exchange.ts';
import { type GatewayRow, heldGateway, openGateway } from './gateway-record.ts';
import { countryOf } from './isp.ts';
import { type Outcome, outcomeOf, toldAnswer } from './outcome.ts';
import { carry } from './prepare.ts';
import type { NotQueued } from './queue.ts';

type Tested = InferContractRouterOutputs<typeof contract>['test'];

/** The gateway of the actor's operator, ready for a trial. Throws Refusal `message-no-gateway` or `gateway-off`. */
export function gatewayToTest({ store }: Pick<FeatureDeps, 'store'>, { operatorId }: Actor): GatewayRow {
  const row = heldGateway(store.reader, operatorId);
  if (!row) throw new Refusal('message-no-gateway');
  if (row.enabled === 0) throw new Refusal('gateway-off');
  return row;
}

/**
 * Sends one text to one phone, once, and tells what the gateway answered. It stands among the messages like every other. A
 * trial that did not reach the gateway has failed: nobody waits for it later.
 */
export async function testMessage(
  { store, now, newId }: Pick<FeatureDeps, 'store' | 'now' | 'newId'>,
  actor: Actor,
  { phone, text }: { readonly phone: string; readonly text: string },
  row: GatewayRow,
  signal: AbortSignal,
): Promise<Tested> {
  const { operatorId, staffUserId } = actor;
  const phoneKey = phoneKeyOf(phone, countryOf(store.reader, operatorId));
  if (phoneKey === null) throw new Refusal('message-phone-invalid', { field: 'phone', value: phone });
  const gateway = openGateway(store.seal, row);
  const id = newId();
  const carried = { ...carry(gateway, { id, phoneKey, text }), hasPassword: false };
  await store.write(
    (tx) => {
      tx.db
        .prepare(
          `INSERT INTO message (id, operator_id, customer_id, kind, facts, state, attempts, created_at, created_by, phone,
             masked_text, parts) VALUES (?, ?, NULL, 'test', '{}', 'sending', 1, ?, ?, ?, ?, ?)`,
        )
        .run(id, operatorId, now().getTime(), staffUserId, carried.phone, text, messageLength(text).parts);
      tx.audit({ actor, action: 'message.test', entity: 'message', entityId: id });
    },
    { durable: true },
  );
  const came = await exchange(carried.request, { signal });
  const outcome = outcomeOf(came, gateway.fields, carried);
  const reason = reasonOf(outcome);
  const state = outcome.kind === 'again' ? 'failed' : outcome.kind;
  const reference = outcome.kind === 'sent' ? outcome.reference : null;
  await store.write(({ db }) => endMessage(db, id, state, now().getTime(), reason, reference));
  return {
    state,
    status: came.kind === 'answered' ? came.answer.status : null,
    answer: came.kind === 'answered' ? toldAnswer(came.answer.text, carried) : '',
    reason,
  };
}

/** Why a trial did not go: it is not tried again by itself. */
function reasonOf(outcome: Outcome): NotQueued | null {
  if (outcome.kind === 'sent') return null;
  if (outcome.kind !== 'again') return outcome.reason;
  return { code: outcome.isBusy ? 'message-was-busy' : 'message-not-reached', params: outcome.reason.params };
}
