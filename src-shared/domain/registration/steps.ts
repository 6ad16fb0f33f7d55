import type { Connection } from '../package/package.ts';

/** The six steps of adding a customer, by their numbers. */
export const STEPS = [1, 2, 3, 4, 5, 6] as const;
export type Step = (typeof STEPS)[number];

/** What they are called in the catalogue (`registration.step-…`, `registration.heading-…`). */
export const STEP_NAMES = {
  1: 'type',
  2: 'plan',
  3: 'network',
  4: 'details',
  5: 'payment',
  6: 'review',
} as const satisfies Readonly<Record<Step, string>>;

const FIELDS: Readonly<Record<1 | 2 | 3 | 5, readonly string[]>> = {
  1: ['connection'],
  2: ['operator', 'package', 'billingProfile'],
  3: ['block', 'fromPool', 'ip'],
  5: ['method', 'reference', 'installationFee', 'customAmount', 'received', 'activate'],
};

/** Customers of these have an address of their own: nobody else is asked for one. */
export const hasAddress = (connection: Connection | null): boolean =>
  connection === null || connection === 'pppoe' || connection === 'static';

/** The steps that a customer of this connection goes through. */
export function stepsOf(connection: Connection | null): readonly Step[] {
  return hasAddress(connection) ? STEPS : STEPS.filter((step) => step !== 3);
}

/** Where a field is filled in: the details, unless another step has it. */
export function stepOfField(field: string): Step {
  const found = ([1, 2, 3, 5] as const).find((step) => FIELDS[step].includes(field));
  return found ?? 4;
}

/** The step before or behind another one; the same where there is none. */
export function stepBeside(connection: Connection | null, step: Step, by: 1 | -1): Step {
  const steps = stepsOf(connection);
  // A step that is skipped lies between the two beside it.
  const beside = by === 1 ? steps.find((one) => one > step) : steps.findLast((one) => one < step);
  return beside ?? step;
}
