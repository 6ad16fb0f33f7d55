import type { LoginTest } from '#shared/contract/radius.ts';
import type { Attribute } from '#radius/index.ts';

const MASK = '******';

/** Said elsewhere, or of no use to a person: signatures, keys, what the server wants to see again. */
const LEFT_OUT: ReadonlySet<Attribute['name']> = new Set([
  'Reply-Message',
  'Message-Authenticator',
  'User-Password',
  'CHAP-Password',
  'CHAP-Challenge',
  'State',
  'Class',
]);

/** What a server gives a customer, as a person reads it. Who may try a log-in need not know the password: a server must not tell it. */
export function shownAttributes(attributes: readonly Attribute[], password: string): LoginTest['attributes'] {
  return attributes
    .filter(({ name }) => !LEFT_OUT.has(name))
    .map((one) => ({ name: nameOf(one), value: masked(valueOf(one), password) }));
}

/** A text of the server; all of it is masked where the password stands in it: what is left over would tell a short one. */
export const masked = (text: string, password: string): string =>
  password !== '' && text.includes(password) ? MASK : text;

function nameOf(one: Attribute): string {
  if (one.name !== 'other') return one.name;
  return one.vendor === null ? `Attribute ${one.code}` : `Vendor ${one.vendor}, attribute ${one.code}`;
}

/** Of an attribute that nobody knows here the value may be a key. */
const valueOf = ({ value }: Attribute): string => (value instanceof Uint8Array ? MASK : String(value));
