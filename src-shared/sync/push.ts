import { z } from 'zod';
import { Witness } from './head.ts';
import { MOST_RECORDS, Mutation } from './mutations.ts';
import { PulledRow } from './rows.ts';

/** Why the central server did not do something, for the person who did it. */
export const REJECTIONS = [
  'USERNAME_TAKEN',
  'IP_TAKEN',
  'ACCOUNT_NUMBER_TAKEN',
  'PAYMENT_REFERENCE_TAKEN',
  /** One of the guarded fields is no longer what it was when it was changed. */
  'STALE_FIELD',
  /** A record that somebody else has changed meanwhile. */
  'STALE_RECORD',
  'NAME_TAKEN',
  /** The customer or record is no longer there. */
  'GONE',
  'IN_USE',
  /** It refers to something that is not there, or that may not be used. */
  'REFERENCE_UNKNOWN',
  /** Not within reach of the console's operator. */
  'OUT_OF_REACH',
  /** A value that must not reach RADIUS. */
  'VALUE_UNFIT',
  /** An action that cannot be in the state in which the customer is: `detail` says why. */
  'ACTION_REFUSED',
] as const;
export const RejectionCode = z.enum(REJECTIONS);
export type RejectionCode = z.infer<typeof RejectionCode>;

export const Rejection = z.strictObject({
  code: RejectionCode,
  /** The field that it is about: "username". */
  field: z.string().optional(),
  /** Who has it: a customer's id and, where this console may know it, the username. */
  conflictWith: z.strictObject({ id: z.string(), title: z.string().nullable() }).optional(),
  /** What stands at the server in that field. */
  theirs: z.json().optional(),
  /** Which customers or records of several it is about, by id; absent: all. */
  ids: z.array(z.string()).optional(),
  /** A code of the message catalogue with what its sentence needs. */
  detail: z
    .strictObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .optional(),
});
export type Rejection = z.infer<typeof Rejection>;

/**
 * What came of one mutation. Of a chunk of customers some may be refused while the others are in: `rejections` names them,
 * and `status` is `applied` when at least one is in.
 */
export const MutationResult = z.strictObject({
  uid: z.uuid(),
  status: z.enum(['applied', 'rejected']),
  rejections: z.array(Rejection),
  /**
   * What was refused, as it stands at the server: what is not there, or out of reach, is missing. A console that has done more
   * than was taken puts these in place of its own.
   */
  rows: z.array(PulledRow),
  /**
   * Lines of a change that the server did not post, by id: it has done the action again on what stood there, and came to
   * others. Those are pulled like everything else.
   */
  notPosted: z.array(z.uuid()),
});
export type MutationResult = z.infer<typeof MutationResult>;

/**
 * What somebody has to do before anything else: `FORK` another console has this one's number, take a new one; `GAP` and
 * `RESET` the server does not know what this console knows (it was restored), begin anew; `UPGRADE` the program is too old.
 */
export const ProtocolFault = z.enum(['FORK', 'GAP', 'RESET', 'UPGRADE']);
export type ProtocolFault = z.infer<typeof ProtocolFault>;

export const PushRequest = z.strictObject({
  /** Of this copy of the console's store. */
  instanceId: z.uuid(),
  /** The number of the first mutation; those behind it count on. */
  firstMid: z.int().min(1),
  witness: Witness,
  schema: z.int(),
  mutations: z.array(Mutation).min(1).max(MOST_RECORDS),
});
export type PushRequest = z.infer<typeof PushRequest>;

/** `head` stands on every reply, faults too: without it one write in sixty thousand histories was lost. */
export const PushReply = z.strictObject({
  results: z.array(MutationResult),
  fault: ProtocolFault.nullable(),
  head: Witness,
});
export type PushReply = z.infer<typeof PushReply>;
