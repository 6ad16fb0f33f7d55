import { z } from 'zod';
import { CustomFieldType } from '../domain/field/custom-field.ts';
import { Id } from './id.ts';
import { Name } from './records.ts';
import { procedure } from './refused.ts';

const Draft = z.strictObject({
  label: Name,
  type: CustomFieldType,
  required: z.boolean(),
  options: z.array(z.string().trim().min(1).max(100)).max(200),
});

const Line = Draft.extend({
  id: Id,
  version: z.int(),
  /** How many customers hold a value. */
  values: z.int(),
  /** Taken away, and until when it can be taken back with its values. */
  removed: z.object({ at: z.iso.datetime(), keptUntil: z.iso.datetime() }).nullable(),
});
export type CustomFieldLine = z.infer<typeof Line>;

export const fields = {
  /** In their order; those that were taken away and can be taken back stand behind. */
  list: procedure.output(z.array(Line)),
  add: procedure.input(Draft).output(Line),
  /** Refuses `record-changed`, and `field-values-unfit` {count, example} when values would not fit another kind. */
  change: procedure.input(z.object({ id: Id, version: z.int(), fields: Draft })).output(Line),
  /** All ids in their new order. */
  reorder: procedure.input(z.object({ ids: z.array(Id) })).output(z.array(Line)),
  /** Refuses `field-has-values` {label, count} unless `values` says how many one knows of. */
  remove: procedure.input(z.object({ id: Id, values: z.int() })).output(Line),
  takeBack: procedure.input(z.object({ id: Id })).output(Line),
};
