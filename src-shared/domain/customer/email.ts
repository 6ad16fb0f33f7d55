import { trimmed } from '../text.ts';

// Letters of any script, as mail servers take them today (RFC 6531); quoted local parts and address literals are not
// what a customer has.
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN =
  /^(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:\p{L}[\p{L}\p{M}]+|xn--[a-z0-9-]+)$/iu;
const PLAIN = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

/** Whether mail can be sent to it: exactly one address, with the lengths of RFC 5321. */
export function isEmail(text: string): boolean {
  const address = trimmed(text);
  const at = address.lastIndexOf('@');
  if (at < 1 || at > 64 || address.length > 254) return false;
  return PLAIN.test(address) || (LOCAL.test(address.slice(0, at)) && DOMAIN.test(address.slice(at + 1)));
}
