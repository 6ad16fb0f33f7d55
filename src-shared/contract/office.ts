import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { z } from 'zod';
import { BillingMode, BillingTiming } from '../domain/billing/billing-profile.ts';
import { OperatorKind } from '../domain/operator/operator.ts';
import { Role } from '../domain/operator/role.ts';
import { Connection, Validity, ValidityUnit } from '../domain/package/package.ts';
import { Id } from './id.ts';
import { Code, Name, records } from './records.ts';
import { procedure } from './refused.ts';
import { NewPassword } from './sign-in.ts';

// What an ISP is set up with, a kind at a time. Money as decimals ("800.00"), addresses as text.

const text = (most: number) => z.string().trim().min(1).max(most).nullable();
const owner = { operatorId: Id };
const owned = { operator: z.string() };
const customers = { customers: z.int() };
const named = { name: Name, code: Code.nullable() };

export const operators = records(
  {
    ...named,
    parentId: Id,
    kind: OperatorKind,
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .nullable(),
  },
  // The root has no parent: its own id stands there.
  { ...customers, parent: z.string().nullable(), depth: z.int(), staff: z.int() },
);

export const staff = {
  ...records({ ...owner, name: Name, role: Role }, { ...owned, hasPassword: z.boolean() }),
  /** A new password for somebody else, by an admin over them. */
  setPassword: procedure
    .input(z.object({ id: Id, password: NewPassword }))
    .output(z.object({ changed: z.literal(true) })),
};

export const packages = records(
  {
    ...owner,
    ...named,
    connection: Connection,
    downKbps: z.int().positive().nullable(),
    upKbps: z.int().positive().nullable(),
    price: z.string().max(20).nullable(),
    vatPercent: z.number().min(0).max(100),
    priceIncludesVat: z.boolean(),
    validity: Validity.positive().nullable(),
    validityUnit: ValidityUnit,
    volumeMb: z.int().positive().nullable(),
    routerProfile: text(64),
    radiusGroup: text(64),
    burstDownKbps: z.int().positive().nullable(),
    burstUpKbps: z.int().positive().nullable(),
    burstSeconds: z.int().positive().max(86_400).nullable(),
    addressFromPool: z.boolean(),
    /** Blocks whose addresses its customers may have, by id. */
    pools: z.array(Id).max(1000),
    sharing: text(64),
    medium: text(64),
  },
  { ...owned, ...customers, isComplete: z.boolean() },
);

export const billingProfiles = records(
  {
    ...owner,
    ...named,
    mode: BillingMode,
    billingDay: z.int().min(1).max(28),
    graceDays: z.int().min(0).max(365),
    autoSuspend: z.boolean(),
    timing: BillingTiming,
    prorateFirst: z.boolean(),
  },
  { ...owned, ...customers },
);

export const zones = {
  ...records(
    {
      ...owner,
      ...named,
      parentId: Id.nullable(),
      colour: z
        .string()
        .regex(/^#[0-9a-fA-F]{6}$/)
        .nullable(),
      distributionPoint: text(100),
      division: text(100),
      district: text(100),
      thana: text(100),
    },
    // `beneath`: in the zone and in all zones of it.
    { ...owned, ...customers, beneath: z.int(), depth: z.int() },
  ),
  /** Everything of one zone goes over to another, and the first is gone. */
  merge: procedure.input(z.object({ from: Id, into: Id })).output(z.object({ moved: z.int() })),
};

/** Both ends as addresses ("10.0.0.1"); one address when they are the same. */
const ReservedRange = z.strictObject({
  from: z.string().max(50),
  to: z.string().max(50),
  note: z.string().trim().max(100).nullable(),
});

const Address = z.object({
  ip: z.string(),
  /** `edge`: the network's or the broadcast address. */
  state: z.enum(['free', 'taken', 'held', 'reserved', 'gateway', 'edge']),
  /** Who has it, where the actor may know; or the note of a reserved range. */
  by: z.string().nullable(),
  customer: Id.nullable(),
});

export const networkAddresses = {
  ...records(
    {
      ...owner,
      code: Code.nullable(),
      cidr: z.string().max(18),
      gateway: z.string().max(15).nullable(),
      /** The router that its addresses are on. */
      routerId: Id.nullable(),
      packages: z.array(Id),
      reserved: z.array(ReservedRange).max(200),
    },
    // `size`: the addresses that customers can have; `taken`: those that they have; `held`: those that drafts hold now;
    // `reservedTaken`: customers whose address was reserved after they had it, and who keep it.
    { ...owned, size: z.int(), taken: z.int(), held: z.int(), reservedTaken: z.int() },
  ),

  /**
   * Free addresses of a block in their order, none of them the network's, the broadcast, the gateway's, reserved or held by
   * another draft. `prefix` as somebody types it: "10.0.3", "10.0.3.1". `free` counts those of the whole block.
   */
  free: procedure
    .input(
      z.object({
        block: Id,
        prefix: z.string().max(50).default(''),
        /** The draft whose own hold does not stand in its way. */
        draft: Id.optional(),
        after: z.string().max(15).optional(),
        limit: z.int().min(1).max(256).default(100),
      }),
    )
    .output(z.object({ free: z.int(), size: z.int(), addresses: z.array(z.string()), next: z.string().nullable() })),

  /** A stretch of a block address by address, for its map: from the block's first one, or from `from`. */
  map: procedure
    .input(z.object({ block: Id, from: z.string().max(15).optional(), limit: z.int().min(1).max(1024).default(256) }))
    .output(z.object({ addresses: z.array(Address), next: z.string().nullable() })),

  /**
   * Keeps an address for a draft, so that nobody else is offered it; another one in place of the one before. Without an
   * address: the next free one of the block. Ends with the draft, with `release`, or at `until`, some 15 minutes from now.
   * Refuses `ip-taken`, `ip-held`, `ip-outside-pool`, `ip-reserved`, `block-full`.
   */
  hold: procedure
    .input(z.object({ draft: Id, block: Id, ip: z.string().max(50).optional() }))
    .output(z.object({ ip: z.string(), until: z.iso.datetime() })),

  release: procedure.input(z.object({ draft: Id })).output(z.object({ released: z.boolean() })),
};

type Fields<Kind extends ReturnType<typeof records>> = InferContractRouterInputs<Kind>['add'];
type Line<Kind extends ReturnType<typeof records>> = InferContractRouterOutputs<Kind>['add'];

export type OperatorFields = Fields<typeof operators>;
export type OperatorLine = Line<typeof operators>;
export type StaffFields = Fields<typeof staff>;
export type StaffLine = Line<typeof staff>;
export type PackageFields = Fields<typeof packages>;
export type PackageLine = Line<typeof packages>;
export type BillingProfileFields = Fields<typeof billingProfiles>;
export type BillingProfileLine = Line<typeof billingProfiles>;
export type ZoneFields = Fields<typeof zones>;
export type ZoneLine = Line<typeof zones>;
export type NetworkAddressFields = Fields<typeof networkAddresses>;
export type NetworkAddressLine = Line<typeof networkAddresses>;
