import { isEmail } from '../../customer/email.ts';
import { phoneKeyOf, withLostZero } from '../../customer/phone.ts';
import { hasLostDigits, isScientific, textOf } from '../cell-text.ts';
import { at, isMute, type Columns, type Rule } from './row-in-hand.ts';

/** `no-phone`, `phone-damaged`, `phone-zero-lost`, `invalid-phone`. Whether somebody else has it is asked across the rows. */
export function phoneRule(columns: Columns): Rule {
  return (row, hand) => {
    const cell = at(columns.phone, row);
    if (cell === null) {
      hand.tell('phone', 'no-phone', '');
      return;
    }
    if (isMute(cell)) return;
    const text = textOf(cell);
    hand.phoneKey = phoneKeyOf(text, hand.country);
    if (typeof cell === 'string') {
      if (hand.phoneKey !== null) return;
      hand.tell('phone', isScientific(text) ? 'phone-damaged' : 'invalid-phone', text);
      return;
    }
    if (hasLostDigits(cell)) {
      hand.tell('phone', 'phone-damaged', text);
      return;
    }
    const repaired = withLostZero(text, hand.country);
    if (repaired !== null) hand.tell('phone', 'phone-zero-lost', text, {}, repaired);
    else if (hand.phoneKey === null) hand.tell('phone', 'invalid-phone', text);
  };
}

/** `invalid-email` */
export function emailRule(columns: Columns): Rule {
  return (row, hand) => {
    const cell = at(columns.email, row);
    if (isMute(cell)) return;
    const text = textOf(cell);
    if (!isEmail(text)) hand.tell('email', 'invalid-email', text);
  };
}
