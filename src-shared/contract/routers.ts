import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { z } from 'zod';
import { Authentication, StaticWay, Suspension } from '../domain/provisioning/router.ts';
import { Id } from './id.ts';
import { Code, Name, records } from './records.ts';
import { procedure, Refused } from './refused.ts';

// Routers on the office's network: how they are reached and run, and what they last told of themselves.

const text = (most: number) => z.string().trim().min(1).max(most).nullable();

/** "AA:BB:…", the SHA-256 of a certificate. */
export const Fingerprint = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);

/** How a router is reached. `password` null: as it was. */
const Reached = {
  host: z.string().trim().min(1).max(253),
  port: z.int().min(1).max(65_535),
  tls: z.boolean(),
  fingerprint: Fingerprint.nullable(),
  username: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(128).nullable(),
  codePage: z.string().max(32),
};

/** What a router last told of itself. */
const Contact = z.object({
  answeredAt: z.iso.datetime().nullable(),
  identity: z.string().nullable(),
  version: z.string().nullable(),
  board: z.string().nullable(),
  uptimeSeconds: z.int().nullable(),
  /** Per cent. */
  cpuLoad: z.int().nullable(),
  sessions: z.int().nullable(),
  /** Since when it does not answer, and why. */
  failedAt: z.iso.datetime().nullable(),
  reason: Refused.nullable(),
});
export type RouterContact = z.infer<typeof Contact>;

/** Which console holds a router: it alone writes to it. `console` null: it is not told here. */
const Holder = z.object({ who: z.enum(['here', 'elsewhere', 'nobody']), console: z.string().nullable() });
export type RouterHolder = z.infer<typeof Holder>;

/** What the last comparison with what should be on it has found, and why there is no newer one. */
export const RouterCheck = z.object({
  /** Records by kind, as of contract/drift.ts; null: it was never compared. */
  compared: z
    .object({
      at: z.iso.datetime(),
      matching: z.int(),
      missing: z.int(),
      different: z.int(),
      extra: z.int(),
      unknown: z.int(),
      foreign: z.int(),
    })
    .nullable(),
  /** Since when it could not be read; null: it could. */
  unread: z.object({ since: z.iso.datetime(), reason: Refused }).nullable(),
});
export type RouterCheck = z.infer<typeof RouterCheck>;

const Step = z.object({
  step: z.enum(['reach', 'tls', 'login', 'permission', 'version', 'service', 'clock']),
  /** `left-out`: a step before it failed, or it does not apply. */
  state: z.enum(['ok', 'warning', 'failed', 'left-out']),
  /** What was found, or what is wrong and how it is mended; where its sentence stands, `toldKey` knows. */
  told: Refused.nullable(),
});
export type RouterTestStep = z.infer<typeof Step>;

export const routers = {
  ...records(
    {
      operatorId: Id,
      name: Name,
      code: Code.nullable(),
      ...Reached,
      /** Whether Lastmile may write to it; until then what is to be done there waits. */
      writes: z.boolean(),
      authentication: Authentication,
      suspension: Suspension,
      staticWay: StaticWay,
      pppLocalAddress: text(15),
      hotspotServer: text(64),
      dhcpServer: text(64),
      customerInterface: text(64),
      /** Shared with the router for Disconnect and CoA; null: as it was. Empty: none. */
      radiusSecret: z.string().max(128).nullable(),
    },
    {
      operator: z.string(),
      hasPassword: z.boolean(),
      hasRadiusSecret: z.boolean(),
      /** Customers who belong to it. */
      customers: z.int(),
      queued: z.int(),
      failed: z.int(),
      contact: Contact,
      check: RouterCheck,
      /** Null: the console works alone. */
      holder: Holder.nullable(),
    },
  ),

  /**
   * Holds a router on this console from now on, whoever held it: that one stops writing to it with its next turn. Refuses
   * `sync-none`, and what keeps the central server from being asked.
   */
  takeOver: procedure.input(z.object({ id: Id })).output(Holder),

  /**
   * Tries the connection of a router step by step, before or after it is saved. With `id` an absent password is the one
   * that is kept. `fingerprint` is the certificate's that it showed, for somebody to compare and trust.
   */
  test: procedure
    .input(z.object({ id: Id.nullable(), ...Reached }))
    .output(z.object({ steps: z.array(Step), fingerprint: Fingerprint.nullable(), contact: Contact.nullable() })),

  /** A script to paste into the router: group, user, certificate, and the RADIUS client where it is run by one. */
  setUpScript: procedure
    .input(
      z.object({
        username: Reached.username,
        /** Where the console stands; null: any address may log in. */
        from: z.string().trim().max(18).nullable(),
        tls: z.boolean(),
        authentication: Authentication,
        /** The RADIUS server's address; null: left to be filled in. */
        radiusServer: z.string().trim().max(15).nullable(),
      }),
    )
    .output(z.object({ name: z.string(), script: z.string(), password: z.string() })),
};

export type RouterFields = InferContractRouterInputs<typeof routers>['add'];
export type RouterLine = InferContractRouterOutputs<typeof routers>['add'];
export type RouterTested = InferContractRouterOutputs<typeof routers>['test'];
export type SetUpScript = InferContractRouterOutputs<typeof routers>['setUpScript'];
