import { z } from 'zod';
import { Id } from './id.ts';
import { procedure } from './refused.ts';

export const Name = z.string().trim().min(1).max(100);
export const Code = z.string().trim().min(1).max(32);

/** What every record of the settings has besides its own fields. */
const Kept = z.object({
  id: Id,
  version: z.int(),
  retiredAt: z.iso.datetime().nullable(),
  mayChange: z.boolean(),
});

/**
 * The procedures of one kind of record that the settings keep: operators, packages, billing profiles, zones, blocks, staff
 * users. `Fields` is what a form fills in; `shown` what a list tells besides (usage counts, names).
 */
export function records<Fields extends z.ZodRawShape, Shown extends z.ZodRawShape>(fields: Fields, shown: Shown) {
  const Line = Kept.extend(shown).extend(fields);
  const Draft = z.strictObject(fields);
  return {
    /** All within reach, retired ones too, by name. */
    list: procedure.output(z.array(Line)),

    add: procedure.input(Draft).output(Line),

    /** Refuses `record-changed` {name, fields} when `version` is not the one that is kept: somebody else was quicker. */
    change: procedure.input(z.object({ id: Id, version: z.int(), fields: Draft })).output(Line),

    /** A retired record stays with those who have it and is offered to nobody else. */
    retire: procedure.input(z.object({ id: Id, retired: z.boolean() })).output(Line),

    /** Refuses `record-in-use` {name, count} while anything refers to it. */
    remove: procedure.input(z.object({ id: Id })).output(z.object({ removed: z.literal(true) })),
  };
}
