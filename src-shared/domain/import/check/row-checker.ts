import type { RowProblem } from '../../../contract/import.ts';
import type { DateOrder } from '../choices.ts';
import type { FieldColumn } from '../field-table.ts';
import { REQUIRED_FIELDS } from '../fields.ts';
import type { ReferenceIndex } from '../reference-index.ts';
import { ipRule, macRule } from './address.ts';
import { emailRule, phoneRule } from './contact.ts';
import { customerTypeRule } from './customer-type.ts';
import { passwordRule, usernameRule } from './login.ts';
import { referencesRule } from './references.ts';
import { formulaErrorRule, requiredRule } from './required.ts';
import { RowInHand, type Columns, type Rule } from './row-in-hand.ts';
import { amountsRule, customFieldRule, expiresRule } from './values.ts';

/** What one row says by itself, without the other rows and without the customers that exist. */
export interface RowCheck {
  readonly problems: readonly RowProblem[];
  readonly username: string | null;
  readonly phone: string | null;
  readonly ip: number | null;
}

const NONE: readonly RowProblem[] = [];

/** Checks single rows of a table. It reads the table's columns anew each time, so that a row can be checked again after an edit. */
export class RowChecker {
  readonly #rules: readonly Rule[];
  readonly #hand = new RowInHand();

  constructor(columns: readonly FieldColumn[], index: ReferenceIndex, dateOrder: DateOrder | undefined) {
    this.#rules = rulesFor(columns, index, dateOrder);
  }

  check(row: number): RowCheck {
    const hand = this.#hand;
    hand.takeUp();
    for (const rule of this.#rules) rule(row, hand);
    const { usernameKey, phoneKey, ip } = hand;
    return { problems: hand.problems ?? NONE, username: usernameKey, phone: phoneKey, ip };
  }
}

function rulesFor(columns: readonly FieldColumn[], index: ReferenceIndex, order: DateOrder | undefined): Rule[] {
  const byField: Columns = Object.fromEntries(columns.map(({ field, cells }) => [field, cells]));
  const custom = index.customFields.flatMap((definition) => {
    const column = columns.find(({ field }) => field === `custom:${definition.id}`);
    return column ? [{ definition, column }] : [];
  });
  const required = [
    ...columns.filter(({ field }) => (REQUIRED_FIELDS as readonly string[]).includes(field)),
    ...custom.filter(({ definition }) => definition.required).map(({ column }) => column),
  ];
  const rules: Rule[] = [formulaErrorRule(columns), requiredRule(required), referencesRule(byField, index)];
  rules.push(usernameRule(byField), phoneRule(byField), passwordRule(byField), ipRule(byField, index));
  rules.push(customerTypeRule(byField, index));
  if (byField.email) rules.push(emailRule(byField));
  if (byField.mac) rules.push(macRule(byField));
  if (byField.expires) rules.push(expiresRule(byField, order));
  if (byField.balance ?? byField.accountNumber) rules.push(amountsRule(byField, index.currency));
  for (const { definition, column } of custom) rules.push(customFieldRule(definition, column.cells, order));
  return rules;
}
