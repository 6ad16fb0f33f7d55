import { asciiDigits, folded } from '../../text.ts';
import { hasLostDigits, textOf } from '../cell-text.ts';
import { at, isMute, type Columns, type RowInHand, type Rule } from './row-in-hand.ts';

/** What routers and RADIUS servers take without escaping; the sign in front may only be a plus (phone numbers). */
const USERNAME = /^[A-Za-z0-9+][A-Za-z0-9._@:/+-]{0,63}$/;

/** `invalid-username`. Whether somebody else has it is asked across the rows. */
export function usernameRule(columns: Columns): Rule {
  return (row, hand) => {
    const cell = at(columns.username, row);
    if (isMute(cell)) return;
    const text = textOf(cell);
    hand.usernameKey = folded(text);
    if (!USERNAME.test(text) || hasLostDigits(cell)) hand.tell('username', 'invalid-username', text);
  };
}

/** FreeRADIUS runs a value in back-ticks and strips quotation marks from one that begins with them. */
const BAD_START = /^[`"']/;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/;
const LONGEST_BYTES = 128;
const SHORTEST = 6;

/** `invalid-password`, `password-weak`, `password-unknown`. Runs behind username and phone, which it compares with. */
export function passwordRule(columns: Columns): Rule {
  return (row, hand) => {
    const cell = at(columns.password, row);
    if (isMute(cell)) return;
    const text = textOf(cell);
    if (isUnknown(text)) {
      hand.tell('password', 'password-unknown', '');
      return;
    }
    if (BAD_START.test(text) || CONTROL.test(text) || isTooLong(text) || hasLostDigits(cell)) {
      hand.tell('password', 'invalid-password', '');
    }
    if (isWeak(text, hand)) hand.tell('password', 'password-weak', '');
  };
}

/** Whether the cell says that nobody knows the password. */
export function isUnknown(text: string): boolean {
  return text.length === 7 && text.toLowerCase() === 'unknown';
}

function isTooLong(text: string): boolean {
  // No UTF-16 unit needs more than three bytes.
  if (text.length * 3 <= LONGEST_BYTES) return false;
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes > LONGEST_BYTES;
}

function isWeak(text: string, { usernameKey, phoneKey }: RowInHand): boolean {
  if (text.length < SHORTEST || (text.length < 2 * SHORTEST && Array.from(text).length < SHORTEST)) return true;
  if (usernameKey !== null && usernameKey === folded(text)) return true;
  return phoneKey !== null && isWritingOf(text, phoneKey);
}

/**
 * Whether the text is the phone in any writing: all its digits, or all but the country's code. No calling code has more
 * than three digits, so that no table is needed.
 */
function isWritingOf(text: string, phoneKey: string): boolean {
  const plain = asciiDigits(text);
  if (!/^\+?[\d\s().-]+$/.test(plain)) return false;
  const digits = plain.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= phoneKey.length - 3 && phoneKey.endsWith(digits);
}
