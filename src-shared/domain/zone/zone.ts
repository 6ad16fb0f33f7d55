import { z } from 'zod';

/** A geographic or logical area; a tree or flat. */
export const Zone = z.object({
  id: z.uuid(),
  operatorId: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  code: z.string(),
  colour: z.string().nullable(),
  /** What the regulator is told of its customers where they say nothing else. */
  distributionPoint: z.string().nullable(),
  division: z.string().nullable(),
  district: z.string().nullable(),
  thana: z.string().nullable(),
  version: z.int(),
});
export type Zone = z.infer<typeof Zone>;
