import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Witness } from './head.ts';
import { OnlineRequest, SessionsReply, SessionsRequest, UsageReply, UsageRequest } from './online.ts';
import { PullReply, PullRequest } from './pull.ts';
import { PushReply, PushRequest } from './push.ts';
import { RecordsReply, RecordsRequest } from './records.ts';
import { HoldReply, HoldRequest } from './routers.ts';

// The contract of the central server with the consoles.

/** What a person can act on, by a code of the message catalogue. */
const Refused = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });
/** `429`: too much at once; `params.seconds` says when to come again. */
const procedure = oc.errors({
  REFUSED: { status: 422, data: Refused },
  UNAUTHORIZED: { status: 401, data: Refused },
  TOO_MANY_REQUESTS: { status: 429, data: Refused },
});

/** "<id>.<secret>": 256 random bits, of which the server keeps a SHA-256. */
const Token = z.string().min(40).max(200);

export const central = {
  /** Whether the server is there and its database answers. No token. */
  health: procedure
    .route({ method: 'GET', path: '/healthz' })
    .output(z.object({ ok: z.literal(true), version: z.string(), schema: z.int() })),

  /**
   * A one-time code for a token of one's own. No token. Refuses `enrol-code-unknown` (wrong, used or too old: which, is not
   * told) and `enrol-upgrade`.
   */
  enrol: procedure
    .route({ method: 'POST', path: '/v1/enrol' })
    .input(z.strictObject({ code: z.string().max(64), consoleName: z.string().min(1).max(100), schema: z.int() }))
    .output(
      z.object({
        deviceId: z.uuid(),
        token: Token,
        /** The operator whose work the console does, and its name. */
        operator: z.object({ id: z.uuid(), name: z.string() }),
        /** What receipt numbers of this console begin with. */
        receiptPrefix: z.string(),
        /** Whether the server has no records at all: this console's own become the ISP's. */
        isEmpty: z.boolean(),
        head: Witness,
      }),
    ),

  push: procedure.route({ method: 'POST', path: '/v1/push' }).input(PushRequest).output(PushReply),

  pull: procedure.route({ method: 'POST', path: '/v1/pull' }).input(PullRequest).output(PullReply),

  /** All records that would be pulled, without customers: what is compared before a console joins. */
  records: procedure.route({ method: 'POST', path: '/v1/records' }).input(RecordsRequest).output(RecordsReply),

  /**
   * Holds routers for this console: whoever wants one first, however long it is silent, until somebody takes it over for
   * another console or this one is revoked. A console asks at every turn: that it holds one no more, it learns so.
   */
  holdRouters: procedure.route({ method: 'POST', path: '/v1/routers/hold' }).input(HoldRequest).output(HoldReply),

  /** Who is online now. */
  online: procedure.route({ method: 'POST', path: '/v1/online' }).input(OnlineRequest).output(SessionsReply),

  /** When one customer was online, and what they used. Of somebody who is not there, or out of reach, nothing. */
  sessions: procedure
    .route({ method: 'POST', path: '/v1/customers/sessions' })
    .input(SessionsRequest)
    .output(SessionsReply),

  /** Data used, by day or by customer. */
  usage: procedure.route({ method: 'POST', path: '/v1/usage' }).input(UsageRequest).output(UsageReply),

  /** A new token; the old one holds until the new one is first used. */
  rotateToken: procedure
    .route({ method: 'POST', path: '/v1/token' })
    .input(z.strictObject({}))
    .output(z.object({ token: Token })),
};
export type Central = typeof central;
