import type { Database } from 'better-sqlite3';
import type { MessageLength } from '#shared/contract/messages.ts';
import { DEFAULT_TEXTS, isTextKind } from '#shared/domain/message/default-texts.ts';
import { messageLength } from '#shared/domain/message/length.ts';
import {
  type PlaceholderValues,
  rendered,
  renderedMasked,
  unknownPlaceholders,
} from '#shared/domain/message/placeholders.ts';
import type { MessageKind } from '#shared/domain/message/template.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';
import { addresseeOf, valuesOf } from './addressee.ts';
import { currencyOf } from './isp.ts';
import { heldText } from './texts.ts';

/** As long as one that is made here; how long somebody's own is, is nobody's business. */
const SOME_PASSWORD = 'x'.repeat(10);

interface Preview {
  readonly text: string;
  readonly length: MessageLength;
  readonly unknown: string[];
}

/** A text with values, the password masked, and how it counts when it is sent. */
export const previewOf = (text: string, values: PlaceholderValues): Preview => ({
  text: renderedMasked(text, values),
  length: messageLength(rendered(text, { ...values, password: SOME_PASSWORD })),
  unknown: [...unknownPlaceholders(text)],
});

/** Somebody who does not exist, with a name and numbers of a usual length. */
export function sampleValues(db: Database, operatorId: string): PlaceholderValues {
  const operator = db.prepare<[string], string>('SELECT name FROM operator WHERE id = ?').pluck().get(operatorId);
  const currency = currencyOf(db);
  return {
    name: 'Rahim Uddin',
    username: 'rahim01',
    package: 'Home 10M',
    price: `${currency} 800.00`,
    balance: `${currency} -800.00`,
    amount: `${currency} 800.00`,
    paidUntil: '30/11/2026',
    receipt: 'R-000123',
    isp: operator ?? '',
    phone: '01711223344',
    account: '100234',
  };
}

/** A text as a customer within reach would get it, or somebody who does not exist. Throws Refusal `customer-unknown`. */
export function previewFor(
  store: Pick<Store, 'reader'>,
  actor: Actor,
  asked: { readonly kind: MessageKind; readonly text?: string | undefined; readonly customer?: string | undefined },
): Preview {
  const { reader } = store;
  const customer = asked.customer === undefined ? null : addresseeOf(reader, asked.customer);
  if (asked.customer !== undefined && !(customer && reachOfActor(store, actor).has(customer.operatorId)))
    throw new Refusal('customer-unknown');
  const held = heldText(reader, customer?.operatorId ?? actor.operatorId, asked.kind)?.text;
  const text = asked.text ?? held ?? (isTextKind(asked.kind) ? DEFAULT_TEXTS[asked.kind] : '');
  return previewOf(text, customer ? valuesOf(reader, customer, {}, null) : sampleValues(reader, actor.operatorId));
}
