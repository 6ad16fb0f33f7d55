import type { CustomerLine, CustomerSelection } from '#shared/contract/customers.ts';
import type { Meant } from './action-words.ts';

/** Whom something is about to be done to. */
export interface ActionTarget extends Meant {
  readonly which: CustomerSelection;
  /** The customer, when it is one that the page knows. */
  readonly one?: CustomerLine | undefined;
}

/** One customer as the target of an action. */
export const targetOf = (one: CustomerLine): ActionTarget => ({
  which: { ids: [one.id] },
  count: 1,
  lines: [one],
  one,
});
