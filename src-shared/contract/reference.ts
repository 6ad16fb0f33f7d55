import { z } from 'zod';
import { BillingMode, BillingTiming } from '../domain/billing/billing-profile.ts';
import { CustomFieldType } from '../domain/field/custom-field.ts';
import { OperatorKind } from '../domain/operator/operator.ts';
import { Connection, Validity, ValidityUnit } from '../domain/package/package.ts';
import { Id } from './id.ts';
import { procedure } from './refused.ts';

const name = z.string().trim().min(1).max(100);
const code = z.string().trim().min(1).max(32).optional();
/** Name or code of the operator that owns it; the admin when absent. */
const operator = name.optional();
const amount = z.union([z.string(), z.number()]);

/**
 * The document of `reference import`. Every key is optional; records are matched with existing ones by name (blocks by
 * CIDR, custom fields by label) and only what is given is changed. Unknown keys are refused: a typing error is not ignored.
 */
export const ReferenceDocument = z.strictObject({
  settings: z
    .strictObject({
      country: z.string().regex(/^[A-Z]{2}$/),
      currency: z.string().regex(/^[A-Z]{3}$/),
      timeZone: z.string().min(1),
    })
    .partial()
    .optional(),
  operators: z
    .array(
      z.strictObject({
        name,
        code,
        kind: OperatorKind.optional(),
        parent: name.optional(),
        country: z
          .string()
          .regex(/^[A-Z]{2}$/)
          .optional(),
      }),
    )
    .optional(),
  packages: z
    .array(
      z.strictObject({
        name,
        code,
        operator,
        connection: Connection.optional(),
        downKbps: z.int().nonnegative().optional(),
        upKbps: z.int().nonnegative().optional(),
        price: amount.optional(),
        vatPercent: z.number().min(0).max(100).optional(),
        priceIncludesVat: z.boolean().optional(),
        validityDays: Validity.optional(),
        validity: Validity.optional(),
        validityUnit: ValidityUnit.optional(),
        volumeMb: z.int().positive().optional(),
        routerProfile: z.string().optional(),
        radiusGroup: z.string().optional(),
        burstDownKbps: z.int().positive().optional(),
        burstUpKbps: z.int().positive().optional(),
        burstSeconds: z.int().positive().max(86_400).optional(),
        addressFromPool: z.boolean().optional(),
        sharing: z.string().optional(),
        medium: z.string().optional(),
      }),
    )
    .optional(),
  billingProfiles: z
    .array(
      z.strictObject({
        name,
        code,
        operator,
        mode: BillingMode.optional(),
        billingDay: z.int().min(1).max(28).optional(),
        graceDays: z.int().min(0).max(365).optional(),
        autoSuspend: z.boolean().optional(),
        timing: BillingTiming.optional(),
        prorateFirst: z.boolean().optional(),
      }),
    )
    .optional(),
  zones: z
    .array(
      z.strictObject({
        name,
        code,
        operator,
        parent: name.optional(),
        colour: z
          .string()
          .regex(/^#[0-9a-fA-F]{6}$/)
          .optional(),
      }),
    )
    .optional(),
  networkAddresses: z
    .array(
      z.strictObject({
        cidr: z.string(),
        code,
        operator,
        gateway: z.string().optional(),
        packages: z.array(name).optional(),
        /** In place of those that the block had. Without `to` it is one address. */
        reserved: z
          .array(z.strictObject({ from: z.string(), to: z.string().optional(), note: z.string().max(100).optional() }))
          .max(200)
          .optional(),
      }),
    )
    .optional(),
  customFields: z
    .array(
      z.strictObject({
        label: name,
        type: CustomFieldType.optional(),
        required: z.boolean().optional(),
        options: z.array(z.string().trim().min(1)).optional(),
      }),
    )
    .optional(),
});
export type ReferenceDocument = z.infer<typeof ReferenceDocument>;

const Changed = z.object({ created: z.int(), updated: z.int(), unchanged: z.int() });
export const REFERENCE_KINDS = [
  'operators',
  'packages',
  'billingProfiles',
  'zones',
  'networkAddresses',
  'customFields',
] as const;

const Named = z.object({ id: Id, name: z.string(), code: z.string() });

export const reference = {
  /** All or nothing. */
  import: procedure.input(ReferenceDocument).output(z.record(z.enum(REFERENCE_KINDS), Changed)),

  /** What the signed-in person may choose from, by name. */
  lists: procedure.output(
    z.object({
      operators: z.array(Named.extend({ kind: OperatorKind })),
      packages: z.array(Named.extend({ connection: Connection, complete: z.boolean() })),
      billingProfiles: z.array(Named.extend({ mode: BillingMode })),
      zones: z.array(Named),
      customFields: z.array(
        z.object({ id: Id, label: z.string(), type: CustomFieldType, options: z.array(z.string()) }),
      ),
    }),
  ),

  /** Fills an empty store with a sample ISP and a few of its customers. */
  demo: procedure
    .input(z.object({ router: z.boolean().default(true) }).default({ router: true }))
    .output(z.object({ operators: z.int(), packages: z.int(), routers: z.int(), customers: z.int() })),
};
