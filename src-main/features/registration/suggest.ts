import { randomBytes, randomInt } from 'node:crypto';
import type { InferContractRouterInputs } from '@orpc/contract';
import type { registration } from '#shared/contract/registration.ts';
import { accountNumberOf } from '#shared/domain/customer/account-number.ts';
import { generatedPassword } from '#shared/domain/customer/password.ts';
import { nationalPhone, phoneKeyOf } from '#shared/domain/customer/phone.ts';
import { usernameIdeas } from '#shared/domain/registration/username-ideas.ts';
import { folded } from '#shared/domain/text.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';
import { readSetting } from '../settings/index.ts';
import { taken } from './drafts.ts';

type Asked = InferContractRouterInputs<typeof registration>['suggest'];

/** A username, a password or an account number that nobody has: of customers, deleted ones too, and of others' drafts. */
export function suggested(store: Store, actor: Actor, asked: Asked): string {
  switch (asked.what) {
    case 'username':
      return freeUsername(store, actor, asked);
    case 'password':
      return generatedPassword((count) => randomBytes(count));
    case 'accountNumber':
      return freeAccountNumber(store, asked);
  }
}

function freeUsername(
  store: Store,
  actor: Actor,
  { fullName = '', phone = '', operator = null, draft }: Asked,
): string {
  const { reader } = store;
  const key = phoneKeyOf(phone, countryOf(store, actor, operator));
  const count = reader.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM customer').pluck().get() ?? 0;
  const known = reader.prepare('SELECT 1 FROM customer WHERE username_key = ?');
  const drafted = new Set([...taken(store, 'username', draft)].map(folded));
  const ideas = usernameIdeas({ phone: key === null ? null : nationalPhone(key), fullName, count });
  for (const idea of ideas) {
    const one = folded(idea);
    if (known.get(one) === undefined && !drafted.has(one)) return idea;
  }
  throw new Error('Ideas never end');
}

/** Eight digits, as a payment's reference is typed on a telephone: none of them is 0 in front. */
function freeAccountNumber(store: Store, { draft }: Asked): string {
  const known = store.reader.prepare('SELECT 1 FROM customer WHERE account_number = ? COLLATE NOCASE');
  const drafted = new Set([...taken(store, 'accountNumber', draft)].map(accountNumberOf));
  for (;;) {
    const number = String(randomInt(10_000_000, 100_000_000));
    if (known.get(number) === undefined && !drafted.has(number)) return number;
  }
}

/** Where a phone without a plus is from: the operator's country, the ISP's where it has none of its own. */
function countryOf(store: Store, actor: Actor, operator: string | null): string {
  const id = operator !== null && reachOfActor(store, actor).has(operator) ? operator : actor.operatorId;
  const own = store.reader
    .prepare<[string], string | null>('SELECT country FROM operator WHERE id = ?')
    .pluck()
    .get(id);
  const isp = readSetting(store.reader, 'country');
  return own ?? (typeof isp === 'string' ? isp : 'BD');
}
