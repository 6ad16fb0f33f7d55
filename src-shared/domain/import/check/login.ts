import { isUsablePassword } from '../../customer/password.ts';
import { usernameFault } from '../../customer/username.ts';
import { asciiDigits, folded } from '../../text.ts';
import { hasLostDigits, textOf } from '../cell-text.ts';
import { at, isMute, type Columns, type RowInHand, type Rule } from './row-in-hand.ts';

/** `invalid-username`. Whether somebody else has it is asked across the rows. */
export function usernameRule(columns: Columns): Rule {
  return (row, hand) => {
    const cell = at(columns.username, row);
    if (isMute(cell)) return;
    const text = textOf(cell);
    hand.usernameKey = folded(text);
    const fault = usernameFault(text) ?? (hasLostDigits(cell) ? {} : null);
    if (fault) hand.tell('username', 'invalid-username', text, fault);
  };
}

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
    if (!isUsablePassword(text) || hasLostDigits(cell)) hand.tell('password', 'invalid-password', '');
    if (isWeak(text, hand)) hand.tell('password', 'password-weak', '');
  };
}

/** Whether the cell says that nobody knows the password. */
export function isUnknown(text: string): boolean {
  return text.length === 7 && text.toLowerCase() === 'unknown';
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
