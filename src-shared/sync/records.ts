import { z } from 'zod';
import { Witness } from './head.ts';
import { RecordRow } from './rows.ts';

/** What a console that has worked alone asks for before it joins: what there is to be matched by name. */
export const RecordsRequest = z.strictObject({
  /** Where the page before ended; null: from the beginning. */
  after: z.string().max(200).nullable(),
  limit: z.int().min(1).max(1_000),
});
export type RecordsRequest = z.infer<typeof RecordsRequest>;

export const RecordsReply = z.strictObject({
  rows: z.array(RecordRow),
  next: z.string().nullable(),
  head: Witness,
});
export type RecordsReply = z.infer<typeof RecordsReply>;
