import { isComplete } from '../../package/package.ts';
import { textOf } from '../cell-text.ts';
import type { Cell } from '../cell.ts';
import type { ProblemCode } from '../codes.ts';
import type { StandardField } from '../fields.ts';
import type { ReferenceIndex, Shelf } from '../reference-index.ts';
import { at, isMute, type Columns, type RowInHand, type Rule } from './row-in-hand.ts';

/** Operator, package, billing profile and zone by name or code, as far as the row's operator may use them. */
export function referencesRule(columns: Columns, index: ReferenceIndex): Rule {
  return (row, hand) => {
    hand.operator = resolve(hand, index.operators, at(columns.operator, row), 'operator', 'operator-not-found');
    hand.country = index.countryOf(hand.operator);
    const shelves = index.shelvesOf(hand.operator);
    hand.package = resolve(hand, shelves.packages, at(columns.package, row), 'package', 'package-not-found');
    hand.profile = resolve(
      hand,
      shelves.profiles,
      at(columns.billingProfile, row),
      'billingProfile',
      'billing-profile-not-found',
    );
    resolve(hand, shelves.zones, at(columns.zone, row), 'zone', 'zone-not-found');
    if (hand.package && !isComplete(hand.package)) {
      hand.tell('package', 'package-incomplete', textOf(at(columns.package, row)));
    }
  };
}

function resolve<T extends { readonly name: string; readonly code: string }>(
  hand: RowInHand,
  shelf: Shelf<T>,
  cell: Cell,
  field: StandardField,
  code: ProblemCode,
): T | null {
  if (isMute(cell)) return null;
  const found = shelf.find(cell);
  if (found === null) {
    const text = textOf(cell);
    const suggestion = shelf.suggest(text);
    hand.tell(field, code, text, suggestion === undefined ? {} : { context: 'close' }, suggestion);
  }
  return found;
}
