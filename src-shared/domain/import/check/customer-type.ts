import type { BillingMode } from '../../billing/billing-profile.ts';
import { CUSTOMER_TYPES, customerType } from '../../customer/customer.ts';
import type { Connection } from '../../package/package.ts';
import { minorOfCell } from '../amount.ts';
import { textOf } from '../cell-text.ts';
import type { Cell } from '../cell.ts';
import { headingKey } from '../heading-key.ts';
import type { ReferenceIndex } from '../reference-index.ts';
import { at, isMute, type Columns, type RowInHand, type Rule } from './row-in-hand.ts';

interface TypeWord {
  readonly connection: Connection;
  /** Null: the word says nothing about billing. */
  readonly mode: BillingMode | null;
}

/** The five types, the connections alone, and the names that the types have in the handbook. */
const TYPE_WORDS: ReadonlyMap<string, TypeWord> = new Map(
  (
    [
      ['pppoe-daily', 'pppoe', 'daily'],
      ['pppoe daily billing', 'pppoe', 'daily'],
      ['pppoe-monthly', 'pppoe', 'monthly'],
      ['pppoe monthly billing', 'pppoe', 'monthly'],
      ['pppoe', 'pppoe', null],
      ['ppp', 'pppoe', null],
      ['hotspot', 'hotspot', null],
      ['static-monthly', 'static', 'monthly'],
      ['static ip monthly', 'static', 'monthly'],
      ['static', 'static', null],
      ['static ip', 'static', null],
      ['other', 'other', null],
    ] as const
  ).map(([name, connection, mode]) => [headingKey(name), { connection, mode }]),
);

/** What a Type cell says; null when it is no type. */
export function typeWordOf(text: string): TypeWord | null {
  return TYPE_WORDS.get(headingKey(text)) ?? null;
}

/** `package-type-mismatch` and what a daily customer needs: package, billing profile and Type must go together. */
export function customerTypeRule(columns: Columns, index: ReferenceIndex): Rule {
  // The place to put a daily customer right: the balance, or the profile where the file has no balances.
  const balanceField = columns.balance ? 'balance' : 'billingProfile';
  return (row, hand) => {
    const { package: plan, profile } = hand;
    const type = plan && profile ? customerType(plan.connection, profile.mode) : undefined;
    if (plan && profile && type === null) {
      hand.tell('package', 'package-type-mismatch', textOf(at(columns.package, row)), { profile: profile.name });
    }
    checkType(at(columns.type, row), hand, type === null);
    if (type !== 'pppoe-daily') return;
    const balance = at(columns.balance, row);
    const amount = isMute(balance) ? 0 : minorOfCell(balance, index.currency);
    if (amount === null || amount > 0 || (balance !== null && isMute(balance))) return;
    hand.tell(balanceField, 'daily-without-balance', textOf(at(columns[balanceField], row)));
  };
}

function checkType(cell: Cell, hand: RowInHand, isRefused: boolean): void {
  if (isMute(cell)) return;
  const text = textOf(cell);
  const word = typeWordOf(text);
  if (word === null) {
    hand.tell('type', 'package-type-mismatch', text, { context: 'unknown', types: CUSTOMER_TYPES.join(', ') });
    return;
  }
  const { package: plan, profile } = hand;
  if (plan && plan.connection !== word.connection) {
    hand.tell('type', 'package-type-mismatch', text, {
      context: 'type',
      package: plan.name,
      connection: plan.connection,
    });
    return;
  }
  if (isRefused || !profile || word.mode === null || word.mode === profile.mode) return;
  hand.tell('type', 'package-type-mismatch', text, { context: 'mode', profile: profile.name, mode: profile.mode });
}
