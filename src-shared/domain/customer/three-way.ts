import type { CustomerFields } from '../../contract/customers.ts';
import { trimmed } from '../text.ts';

/** A form by field, "custom:<id>" for an ISP's own fields; an empty one is ''. */
export type FlatFields = Readonly<Record<string, string>>;

export function flatFields({ custom, ...fields }: CustomerFields): FlatFields {
  const own = Object.entries(custom).map(([id, value]) => [`custom:${id}`, value] as const);
  return Object.fromEntries([...Object.entries(fields), ...own].map(([field, value]) => [field, trimmed(value ?? '')]));
}

export interface Merged {
  /** Fields to write: those that the form changed, and that are not so already. */
  readonly write: readonly string[];
  /** Fields that both changed, to different values: somebody has to decide. */
  readonly both: readonly string[];
}

/** Brings together what a form was filled in from, what it says, and what is there by now. What only the others changed stays. */
export function threeWay(before: FlatFields, mine: FlatFields, theirs: FlatFields): Merged {
  const fields = Object.keys({ ...before, ...mine });
  const at = (values: FlatFields, field: string): string => values[field] ?? '';
  const write = fields.filter(
    (field) => at(mine, field) !== at(before, field) && at(mine, field) !== at(theirs, field),
  );
  return { write, both: write.filter((field) => at(theirs, field) !== at(before, field)) };
}
