import type { InferContractRouterOutputs } from '@orpc/contract';
import { createContext, use } from 'react';
import type { FieldProblem } from '#shared/contract/customers.ts';
import type { Contract } from '#shared/contract/index.ts';
import type { RegistrationForm } from '#shared/contract/registration.ts';
import type { Step } from '#shared/domain/registration/steps.ts';
import type { Offered } from './use-offered.ts';

export type Quote = InferContractRouterOutputs<Contract>['registration']['quote'];

/** What should be known of a field. */
export interface Warned {
  readonly text: string;
  readonly customer: { readonly id: string; readonly name: string } | null;
}

/** A customer who is being added, for the parts of the page. */
export interface Wizard {
  /** The draft's number, and later the customer's. */
  readonly id: string;
  readonly form: RegistrationForm;
  readonly set: (change: Partial<RegistrationForm>) => void;
  readonly step: Step;
  /** The furthest that somebody has come. */
  readonly reached: Step;
  readonly go: (step: Step) => void;
  readonly problems: readonly FieldProblem[];
  /** What is wrong with a field, in words. */
  readonly problemOf: (field: string) => string | undefined;
  /** What should be known of it, and which customer it speaks of. */
  readonly warningOf: (field: string) => Warned | undefined;
  /** A field is being filled in: whoever goes on waits until it is. The promise is never rejected. */
  readonly waitFor: (filled: Promise<unknown>) => void;
  /** A field was left: what stands in it is not typed any more. */
  readonly onLeft: (field: string) => void;
  /** What stands in the field of the address, chosen or not. */
  readonly onTypedIp: (typed: string) => void;
  readonly offered: Offered;
  /** The phone as it will be kept, where that is not as it was typed. */
  readonly keptPhone: string | null;
  /** What it comes to, a moment after each change; undefined until it is known. */
  readonly quote: Quote | undefined;
}

const WizardContext = createContext<Wizard | null>(null);
export const WizardPlace = WizardContext.Provider;

export function useWizard(): Wizard {
  const wizard = use(WizardContext);
  if (wizard === null) throw new Error('A step stands outside of the wizard');
  return wizard;
}
