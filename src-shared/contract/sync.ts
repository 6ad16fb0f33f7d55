import { z } from 'zod';
import { RejectionCode } from '../sync/push.ts';
import { procedure, Refused } from './refused.ts';

// The office's work on its way to the central server: how far it is, what was refused, and the enrolment.

/** Why nothing goes through at the moment, and since when. */
const Failure = z.object({ reason: Refused, since: z.iso.datetime(), nextTryAt: z.iso.datetime().nullable() });

const Server = z.object({
  url: z.string(),
  operator: z.string(),
  /** What the server calls this console. */
  consoleName: z.string(),
  /** Of the certificate that was trusted by hand; null: this machine trusts it by itself. */
  fingerprint: z.string().nullable(),
  enrolledAt: z.iso.datetime(),
  /** `joining`: enrolled, and somebody has to look at what comes together. */
  state: z.enum(['joining', 'joined']),
});

/** What goes on. `asking`: a request is under way that is neither. */
export const SyncPhase = z.enum(['resting', 'sending', 'receiving', 'asking']);
export type SyncPhase = z.infer<typeof SyncPhase>;

export const SyncStatus = z.object({
  /** Null: the console works alone. */
  server: Server.nullable(),
  phase: SyncPhase,
  /** How far what goes on is, counted in records (sending) or versions (receiving); null: it cannot be told. */
  progress: z.object({ done: z.int(), total: z.int() }).nullable(),
  paused: z.boolean(),
  /** Records of the journal that wait or are on their way. */
  waiting: z.int(),
  /** Refusals that somebody can solve by choosing between two values, and those that have to be looked at otherwise. */
  conflicts: z.int(),
  refused: z.int(),
  /** Records that the server has taken since the beginning of the day. */
  doneToday: z.int(),
  /** When it last answered, and when last nothing was left to be told on either side. */
  contactAt: z.iso.datetime().nullable(),
  fullAt: z.iso.datetime().nullable(),
  failure: Failure.nullable(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

/** A value as a person reads it. */
const Side = z.object({
  value: z.string().nullable(),
  /** A secret: that it is another is all that is told. */ masked: z.boolean(),
});

const Conflict = z.object({
  /** Of the refused entry of the journal, and where it speaks of several, of whom: what `solve` is told. */
  id: z.string(),
  at: z.iso.datetime(),
  /** Who did it. */
  by: z.string(),
  /** "customer", "package": what it is about, and what it is called here. */
  entity: z.string(),
  entityId: z.string().nullable(),
  title: z.string(),
  /** Of the customer whom it is about. */
  fullName: z.string().nullable(),
  /** "customers.add", "suspend": what was done. */
  action: z.string(),
  code: RejectionCode,
  /** The sentence for a person. */
  reason: Refused,
  field: z.string().nullable(),
  mine: Side.nullable(),
  theirs: Side.nullable(),
  /** Who has it, where one may know. */
  holder: z.object({ id: z.string(), title: z.string(), fullName: z.string().nullable() }).nullable(),
  /** Payments that were taken for it here: given up, they stay in the cash book and belong to nobody. */
  taken: z.object({ payments: z.int(), amount: z.string(), currency: z.string() }).nullable(),
  /** What can be chosen. `theirs` of a customer who is new takes the customer away again. */
  choices: z.array(z.enum(['mine', 'theirs', 'edit'])),
});
export type SyncConflict = z.infer<typeof Conflict>;

const Name = z.string().max(300);
/** A record of the server that one of this console may become, and what of it is another there, as people read it. */
const Like = z.object({
  id: z.string(),
  name: Name,
  differs: z.array(z.object({ field: z.string(), here: z.string().nullable(), there: z.string().nullable() })),
});
/** One record of this console beside one of the server. */
const Match = z.object({
  kind: z.string(),
  id: z.string(),
  name: Name,
  /** The one of the server that it becomes; null: it is new there. */
  into: Like.nullable(),
  /** Others that it might become. */
  candidates: z.array(Like),
  /** What it is called from then on when it is new there: another name where its own is taken. Null: it cannot be new there. */
  asNew: Name.nullable(),
  /** Of a message: what stands here and there where that is not the same, for somebody to choose. */
  texts: z.object({ here: z.string(), there: z.string() }).nullable(),
});

const Preview = z.object({
  operator: z.string(),
  /** Whether the server has nothing yet: this console's records become the ISP's. */
  isEmpty: z.boolean(),
  records: z.array(Match),
  customers: z.int(),
  lines: z.int(),
  /** What the server has and this console will get. */
  serverRecords: z.int(),
  /** Settings that become those of the ISP: "Time zone: Asia/Dhaka → Africa/Nairobi". */
  settings: z.array(z.object({ name: z.string(), here: z.string(), there: z.string() })),
});
export type SyncPreview = z.infer<typeof Preview>;

const Url = z.string().trim().min(1).max(500);
const Fingerprint = z.string().max(200);

export const sync = {
  status: procedure.output(SyncStatus),

  /** Sends and fetches at once, and answers when it has come to an end: all is told, or a failure. */
  now: procedure.output(SyncStatus),

  pause: procedure.input(z.object({ paused: z.boolean() })).output(SyncStatus),

  /** What was refused, the oldest first; of one customer or record, or of one import, where they are named. */
  conflicts: procedure
    .input(
      z.object({
        about: z.string().max(64).optional(),
        batch: z.uuid().optional(),
        after: z.string().max(200).optional(),
        limit: z.int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ conflicts: z.array(Conflict), total: z.int(), next: z.string().nullable() })),

  /**
   * Ends conflicts: what was done here is sent again on what stands at the server now (`mine`), or given up (`theirs`), or
   * sent with another value (`value`, of one alone). Answers how many, and which could not be.
   */
  solve: procedure
    .input(
      z.object({
        ids: z.array(z.string().max(200)).min(1).max(1000),
        choice: z.enum(['mine', 'theirs', 'edit']),
        value: z.string().max(2_000).optional(),
      }),
    )
    .output(z.object({ solved: z.int(), left: z.array(z.object({ id: z.string(), reason: Refused })) })),

  /** Who is there at an address, before a code is spent: its version, and its certificate when nobody here trusts it yet. */
  look: procedure.input(z.object({ url: Url, fingerprint: Fingerprint.nullable() })).output(
    z.object({
      version: z.string(),
      /** Null: this machine trusts the certificate by itself, or there is none (this machine's own server). */
      certificate: z
        .object({ fingerprint: Fingerprint, subject: z.string(), issuer: z.string(), validTo: z.iso.datetime() })
        .nullable(),
    }),
  ),

  /** Spends the code. Nothing of this console goes anywhere before `join`. */
  enrol: procedure
    .input(
      z.object({
        url: Url,
        code: z.string().trim().min(1).max(64),
        fingerprint: Fingerprint.nullable(),
        consoleName: z.string().trim().min(1).max(100),
      }),
    )
    .output(Preview),

  /** The preview once more, as the server is by now. */
  preview: procedure.output(Preview),

  /**
   * Puts both together: records become those that were chosen (a message the one of its operator and occasion, whatever is
   * said), and everything else goes to the server. `keep`: messages, by their ids here, whose text here holds from then on;
   * of all others the server's does. The text that does not is kept in the history.
   */
  join: procedure
    .input(
      z.object({
        into: z.record(z.string(), z.string().nullable()),
        keep: z.array(z.string().max(64)).max(10_000).default([]),
      }),
    )
    .output(SyncStatus),

  /** Gives the server up: what waits stays here, and the console works alone. */
  leave: procedure.output(SyncStatus),
};
