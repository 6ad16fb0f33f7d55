import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { z } from 'zod';
import { Authentication, StaticWay, Suspension } from '../domain/provisioning/router.ts';
import { Id } from './id.ts';
import { Code, Name, records } from './records.ts';
import { Refused } from './refused.ts';

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
    },
  ),
};

export type RouterFields = InferContractRouterInputs<typeof routers>['add'];
export type RouterLine = InferContractRouterOutputs<typeof routers>['add'];
