import { z } from 'zod';

/** A geographic or logical area; a tree or flat. */
export const Zone = z.object({
  id: z.uuid(),
  operatorId: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  code: z.string(),
  colour: z.string().nullable(),
  version: z.int(),
});
export type Zone = z.infer<typeof Zone>;
