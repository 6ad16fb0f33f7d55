import { z } from 'zod';
import { Id } from './id.ts';
import { procedure, Refused } from './refused.ts';

// RADIUS on the LAN: whether a server is there, and what it says to a customer's log-in.

/** One that is lent from above does not tell where it is. */
const Server = z.object({
  host: z.string().nullable(),
  port: z.int().nullable(),
  version: z.int(),
  operator: z.string(),
  isOwn: z.boolean(),
});
export type RadiusServerLine = z.infer<typeof Server>;

const Status = z.object({ alive: z.boolean(), milliseconds: z.number().nullable(), reason: Refused.nullable() });
export type RadiusStatus = z.infer<typeof Status>;

/** As it is typed. */
const Mac = z.string().max(50);

const LoginTest = z.object({
  outcome: z.enum(['accepted', 'rejected', 'no-answer']),
  /** What the server gives along. A value that holds the password is masked. */
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
  /** What the server says to a person. */
  message: z.string().nullable(),
  /** Why there is no answer, or why one is no yes. */
  reason: Refused.nullable(),
  /** The device that it was tried with; null: the customer has none. */
  mac: z.string().nullable(),
});
export type LoginTest = z.infer<typeof LoginTest>;

const Change = z.object({
  router: z.string(),
  /** One for each session that the router told of; one without an address where it told of none. */
  sessions: z.array(
    z.object({
      address: z.string().nullable(),
      /** `refused`: the router answered that it did not do it. */
      outcome: z.enum(['done', 'refused', 'no-answer']),
      reason: Refused.nullable(),
    }),
  ),
});
export type RadiusChange = z.infer<typeof Change>;

const Kbps = z.int().min(1).max(100_000_000);

export const LoginMethod = z.enum(['pap', 'chap']);
export type LoginMethod = z.infer<typeof LoginMethod>;

export const radius = {
  /** The one that holds for the actor's operator; null: there is none. Its secret is never told again. */
  server: procedure.output(Server.nullable()),

  /** `secret` absent: as it was. */
  changeServer: procedure
    .input(
      z.object({
        version: z.int().nullable(),
        host: z.string().trim().min(1).max(253),
        port: z.int().min(1).max(65_535),
        secret: z.string().min(1).max(128).optional(),
      }),
    )
    .output(Server),

  removeServer: procedure.input(z.object({ version: z.int() })).output(z.object({ removed: z.literal(true) })),

  /** Status-Server (RFC 5997) to the server of the actor's operator. */
  status: procedure.output(Status),

  /** Tries a customer's log-in with the password that is kept, at the server of the customer's operator. */
  testLogin: procedure.input(z.object({ customer: Id, method: LoginMethod, mac: Mac.optional() })).output(LoginTest),

  /** Has a customer's router end their sessions (Disconnect-Request, RFC 5176), whoever let them in. */
  disconnect: procedure.input(z.object({ customer: Id })).output(Change),

  /** Has it go on with them at another speed (CoA-Request) until they end; absent: at that of the package. */
  changeRate: procedure
    .input(z.object({ customer: Id, speed: z.object({ downKbps: Kbps, upKbps: Kbps }).optional() }))
    .output(Change),
};
