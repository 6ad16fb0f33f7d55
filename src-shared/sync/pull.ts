import { z } from 'zod';
import { Witness } from './head.ts';
import { ProtocolFault } from './push.ts';
import { PulledRow, RECORD_KINDS } from './rows.ts';

/** What is no longer there, or no longer within this console's reach. */
export const Tombstone = z.strictObject({
  entity: z.enum(['customer', ...RECORD_KINDS]),
  id: z.string(),
});
export type Tombstone = z.infer<typeof Tombstone>;

export const PullRequest = z.strictObject({
  /** The commit up to which everything is stored. */
  cursor: Witness,
  witness: Witness,
  /** What the last reply said of whom this console sees; null at the beginning. */
  scope: z.string().max(64).nullable(),
  schema: z.int(),
  /** About how many rows; a version is never split. */
  limit: z.int().min(1).max(5_000),
});
export type PullRequest = z.infer<typeof PullRequest>;

export const PullReply = z.strictObject({
  rows: z.array(PulledRow),
  tombstones: z.array(Tombstone),
  /** To ask on from. */
  cursor: Witness,
  /** Whether there is more behind it. */
  more: z.boolean(),
  /** How many versions lie between the cursor and the head: what a progress is measured by. */
  behind: z.int(),
  /** Whom this console sees, in short: when it changes, everything begins anew. Null with a fault. */
  scope: z.string().nullable(),
  fault: ProtocolFault.nullable(),
  head: Witness,
});
export type PullReply = z.infer<typeof PullReply>;
