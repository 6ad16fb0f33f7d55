import { amountFault } from '../../money/money.ts';
import { minorOfCell } from '../amount.ts';
import { hasLostDigits, textOf } from '../cell-text.ts';
import type { Cell } from '../cell.ts';
import type { DateOrder } from '../choices.ts';
import { customReader, type CustomFieldRef } from '../custom-value.ts';
import { dateOfSerial, readDate } from '../date.ts';
import type { ImportField } from '../fields.ts';
import { Suggestions } from '../suggest.ts';
import { at, isMute, type Columns, type RowInHand, type Rule } from './row-in-hand.ts';

/** `invalid-date` and `ambiguous-date` of Expires. */
export function expiresRule(columns: Columns, order: DateOrder | undefined): Rule {
  return (row, hand) => {
    const cell = at(columns.expires, row);
    // An expiry is never long ago: a year of two digits is in this century.
    if (!isMute(cell)) checkDate('expires', cell, hand, order, true);
  };
}

/** `invalid-value` of Balance, and of an account number that a spreadsheet cut off. */
export function amountsRule(columns: Columns, currency: string): Rule {
  return (row, hand) => {
    const balance = at(columns.balance, row);
    if (!isMute(balance) && minorOfCell(balance, currency) === null) {
      const { code, params } = amountFault(textOf(balance), currency);
      const most = code === 'amount-too-large' ? { context: 'most', most: params.most } : { context: 'amount' };
      hand.tell('balance', 'invalid-value', textOf(balance), { ...most, currency });
    }
    const account = at(columns.accountNumber, row);
    if (hasLostDigits(account)) hand.tell('accountNumber', 'invalid-value', textOf(account), { context: 'damaged' });
  };
}

/** The kinds of custom fields: `invalid-value` of numbers and choices, `invalid-date` and `ambiguous-date` of dates. */
export function customFieldRule(
  definition: CustomFieldRef,
  cells: readonly Cell[],
  order: DateOrder | undefined,
): Rule {
  const field: ImportField = `custom:${definition.id}`;
  const read = customReader(definition, order);
  const isDropdown = definition.type === 'dropdown';
  const suggestions = isDropdown ? new Suggestions(definition.options) : null;
  const params = isDropdown
    ? { context: 'choice', choices: definition.options.slice(0, 10).join(', ') }
    : { context: 'number' };
  return (row, hand) => {
    const cell = at(cells, row);
    if (isMute(cell)) return;
    if (definition.type === 'date') {
      checkDate(field, cell, hand, order, false);
      return;
    }
    if (read(cell) !== null) return;
    const text = textOf(cell);
    hand.tell(field, 'invalid-value', text, params, suggestions?.for(text));
  };
}

function checkDate(
  field: ImportField,
  cell: Cell,
  hand: RowInHand,
  order: DateOrder | undefined,
  takesShortYear: boolean,
): void {
  const text = textOf(cell);
  if (typeof cell === 'number') {
    tellInvalid(field, text, hand, dateOfSerial(cell));
    return;
  }
  const read = readDate(text, order);
  if (read.kind === 'ambiguous') {
    hand.tell(field, 'ambiguous-date', text, { dayFirst: read.dayFirst, monthFirst: read.monthFirst });
  } else if (read.kind === 'invalid') {
    tellInvalid(field, text, hand, null);
  } else if (read.shortYear && !takesShortYear) {
    tellInvalid(field, text, hand, read.iso);
  }
}

function tellInvalid(field: ImportField, text: string, hand: RowInHand, meant: string | null): void {
  if (meant === null) hand.tell(field, 'invalid-date', text);
  else hand.tell(field, 'invalid-date', text, { context: 'close' }, meant);
}
