import { createContext, use } from 'react';
import type { Problems, Typed, Value } from './typed.ts';

/** A form that is being filled in, for the fields in it. */
export interface FormState {
  readonly typed: Typed;
  readonly set: (name: string, value: Value) => void;
  readonly problems: Problems;
  /** What somebody else saved meanwhile in fields that were changed here too. */
  readonly theirs: Typed;
}

const FormContext = createContext<FormState | null>(null);

/** Around the fields of a form. */
export const FormPlace = FormContext.Provider;

export function useForm(): FormState {
  const form = use(FormContext);
  if (form === null) throw new Error('A field stands outside of its form');
  return form;
}

export function useText(name: string): string {
  const value = useForm().typed[name];
  return typeof value === 'string' ? value : '';
}
