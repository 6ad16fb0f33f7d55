import { z } from 'zod';
import { Id } from './id.ts';
import { procedure, Refused } from './refused.ts';

// RADIUS on the LAN: a customer's log-in tried as a router would, a server's health, a session ended or slowed by RFC 5176.

const Server = z.object({
  host: z.string(),
  port: z.int(),
  hasSecret: z.boolean(),
  version: z.int(),
  operator: z.string(),
  isOwn: z.boolean(),
});

const Attributes = z.array(z.object({ name: z.string(), value: z.string() }));

export const radius = {
  /** The one that holds for the actor's operator; null: there is none. */
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

  /** Status-Server (RFC 5997). */
  status: procedure.output(
    z.object({ alive: z.boolean(), milliseconds: z.number().nullable(), reason: Refused.nullable() }),
  ),

  /** Tries a customer's log-in with the password that is kept. */
  testLogin: procedure.input(z.object({ customer: Id, method: z.enum(['pap', 'chap']) })).output(
    z.object({
      outcome: z.enum(['accepted', 'rejected', 'no-answer']),
      /** What the server gives along, or says. */
      attributes: Attributes,
      message: z.string().nullable(),
      reason: Refused.nullable(),
    }),
  ),
};
