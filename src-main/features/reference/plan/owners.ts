import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../../../refusal.ts';
import type { OperatorRow } from '../records.ts';
import { lookUpOf } from './planning.ts';

interface Item {
  readonly name: string;
  readonly operator?: string | undefined;
}

interface Owned {
  readonly id: string;
  readonly operatorId: string;
  readonly nameKey: string;
}

/** Whose a record is. */
export interface Owners {
  /** The operator that is named (by name or code), `own` when none is. Throws Refusal `reference-unknown-operator`. */
  readonly named: (operator: string | undefined, label: string) => string;
  /**
   * The owner of an item that means one of `rows` or a new record. Without a named owner the record of that name is meant
   * whose owner is `own`, else the only one of that name; throws Refusal `reference-whose` when there are several.
   */
  readonly of: (item: Item, rows: readonly Owned[], label: string) => string;
}

/** `operators` are those within reach of the person who asks, whose own operator is `own`. */
export function ownersAmong(operators: readonly OperatorRow[], own: string): Owners {
  const find = lookUpOf(operators);
  const reach = new Set(operators.map(({ id }) => id));
  const named: Owners['named'] = (operator, label) => {
    if (operator === undefined) return own;
    const [found] = find(operator);
    if (!found) throw new Refusal('reference-unknown-operator', { item: label, value: operator });
    return found.id;
  };
  return {
    named,
    of: (item, rows, label) => {
      if (item.operator !== undefined) return named(item.operator, label);
      const key = folded(item.name);
      const holders = rows.filter(({ operatorId, nameKey }) => nameKey === key && reach.has(operatorId));
      if (holders.some(({ operatorId }) => operatorId === own)) return own;
      if (holders.length > 1) throw new Refusal('reference-whose', { item: label });
      return holders[0]?.operatorId ?? own;
    },
  };
}

/** What makes two records of different owners different. */
export const keyOfOwned = ({ operatorId, nameKey }: Omit<Owned, 'id'>): string => `${operatorId} ${nameKey}`;
