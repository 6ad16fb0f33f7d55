import type { Typed, Value } from './typed.ts';

const same = (one: Value | undefined, other: Value | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Whether anything in a form is not as it was. */
export const isChanged = (typed: Typed, opened: Typed): boolean =>
  Object.keys(typed).some((name) => !same(typed[name], opened[name]));

export interface Merged {
  /** What was typed stays; what nobody here touched is as it was saved meanwhile. */
  readonly typed: Typed;
  /** Fields that both changed, with what the other one saved. */
  readonly theirs: Typed;
  /** Fields that only the other one changed. */
  readonly taken: readonly string[];
}

/** Joins what is typed here with what somebody else saved since the form was opened. */
export function merge(opened: Typed, typed: Typed, saved: Typed): Merged {
  const changed = Object.keys(saved).filter((name) => !same(saved[name], opened[name]));
  const both = changed.filter((name) => !same(typed[name], opened[name]) && !same(typed[name], saved[name]));
  const taken = changed.filter((name) => same(typed[name], opened[name]));
  const only = (names: readonly string[]): Typed =>
    Object.fromEntries(names.flatMap((name) => (saved[name] === undefined ? [] : [[name, saved[name]]])));
  return { typed: { ...typed, ...only(taken) }, theirs: only(both), taken };
}
