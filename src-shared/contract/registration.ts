import { z } from 'zod';
import { PaymentMethod } from '../domain/billing/entry.ts';
import { CustomerStatus } from '../domain/customer/customer.ts';
import { Connection } from '../domain/package/package.ts';
import { CustomTyped, FieldProblem } from './customers.ts';
import { Id } from './id.ts';
import { procedure } from './refused.ts';

// A subscriber signs up at the counter: the six steps of the wizard, its draft, and what it costs.

/** As typed, or nothing yet. */
const Typed = z.string().max(300).default('');

/** What the six steps hold. References by id, amounts and addresses as somebody types them. */
export const RegistrationForm = z.strictObject({
  connection: Connection.nullable().default(null),
  operator: Id.nullable().default(null),
  package: Id.nullable().default(null),
  billingProfile: Id.nullable().default(null),
  block: Id.nullable().default(null),
  /** PPPoE, where the package allows it: the router gives an address. */
  fromPool: z.boolean().default(false),
  ip: Typed,
  fullName: z.string().max(500).default(''),
  phone: Typed,
  email: Typed,
  zone: Id.nullable().default(null),
  address: z.string().max(1000).default(''),
  username: Typed,
  password: Typed,
  accountNumber: Typed,
  custom: CustomTyped.default({}),
  clientType: Typed,
  medium: Typed,
  sharing: Typed,
  distributionPoint: Typed,
  division: Typed,
  district: Typed,
  thana: Typed,
  method: PaymentMethod.default('cash'),
  /** The M-Pesa transaction code, a cheque's number, a bank's reference. */
  reference: Typed,
  chargesInstallation: z.boolean().default(false),
  installationFee: Typed,
  chargesCustom: z.boolean().default(false),
  customAmount: Typed,
  /** What was paid; empty: all of it. */
  received: Typed,
  activate: z.boolean().default(true),
});
export type RegistrationForm = z.infer<typeof RegistrationForm>;

export const RegistrationStep = z.int().min(1).max(6);

const Draft = z.object({
  id: Id,
  step: RegistrationStep,
  form: RegistrationForm,
  savedAt: z.iso.datetime(),
});

const QuoteLine = z.object({
  kind: z.enum(['installation', 'first-period', 'custom', 'credit']),
  /** Null: what was typed cannot be read. */
  amount: z.string().nullable(),
  /** The first day that it is for, and the last one. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
});

export const registration = {
  /** One's own drafts, the latest first. */
  drafts: procedure.output(
    z.array(Draft.pick({ id: true, step: true, savedAt: true }).extend({ fullName: z.string(), username: z.string() })),
  ),

  draft: procedure.input(z.object({ id: Id })).output(Draft),

  /** Keeps what was typed, sealed; `id` is the page's, and becomes the customer's. */
  keepDraft: procedure
    .input(z.object({ id: Id, step: RegistrationStep, form: RegistrationForm }))
    .output(z.object({ savedAt: z.iso.datetime() })),

  /** With the address that it holds. */
  discardDraft: procedure.input(z.object({ id: Id })).output(z.object({ discarded: z.boolean() })),

  /**
   * What a form offers: a username from the phone or the name that no customer has, here or on its way to or from the
   * centre; a password without look-alikes; an account number that is free.
   */
  suggest: procedure
    .input(
      z.object({
        what: z.enum(['username', 'password', 'accountNumber']),
        fullName: z.string().max(500).default(''),
        phone: z.string().max(300).default(''),
        operator: Id.nullable().default(null),
        /** The draft that asks: what stands in the others is not offered. */
        draft: Id.optional(),
      }),
    )
    .output(z.object({ value: z.string() })),

  /** What a customer would pay now, and what would be wrong with it. */
  quote: procedure.input(z.object({ form: RegistrationForm, draft: Id.optional() })).output(
    z.object({
      lines: z.array(QuoteLine),
      /** Null, as long as an amount cannot be read. */
      total: z.string().nullable(),
      received: z.string().nullable(),
      /** Until when it would be paid; null: not until activated, or not known. */
      paidUntil: z.iso.datetime().nullable(),
      /** The phone as it will be kept; null: it is none yet. */
      phone: z.string().nullable(),
      problems: z.array(FieldProblem),
      /** What keeps nobody out, and should be known: another customer with this phone, a weak password. */
      warnings: z.array(FieldProblem),
    }),
  ),

  /** Adds the customer, posts what is owed and paid, and ends the draft. Asked again, it is there. */
  save: procedure.input(z.object({ draft: Id, form: RegistrationForm })).output(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('added'),
        id: Id,
        username: z.string(),
        status: CustomerStatus,
        /** The payment, for its receipt; null: nothing was paid. */
        payment: Id.nullable(),
      }),
      z.object({ kind: z.literal('refused'), problems: z.array(FieldProblem) }),
    ]),
  ),
};
