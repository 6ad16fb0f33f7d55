import { z } from 'zod';
import { EntryKind, PaymentMethod } from '../domain/billing/entry.ts';
import { Id } from './id.ts';
import { procedure, Refused } from './refused.ts';

// What customers owe and have paid. Money as decimals ("-1500.00"); days in the ISP's time zone. Payments and charges are
// made by actions (add-payment, recharge, renew, add-charge …).

export const LedgerLine = z.object({
  id: Id,
  kind: EntryKind,
  /** Positive in the customer's favour. */
  amount: z.string(),
  at: z.iso.datetime(),
  /** The balance behind it. */
  balance: z.string(),
  /** Who posted it, by name; null: the billing clock. */
  by: z.string().nullable(),
  method: PaymentMethod.nullable(),
  reference: z.string().nullable(),
  receiptNumber: z.string().nullable(),
  note: z.string().nullable(),
  /** The first and the last day that it is for. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  /** Of a bill. */
  due: z.iso.date().nullable(),
  bill: z.enum(['unpaid', 'partial', 'paid']).nullable(),
  open: z.string().nullable(),
  /** The line that it takes back, and the one that took it back. */
  reverses: Id.nullable(),
  reversedBy: Id.nullable(),
  canReverse: z.boolean(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

export const Receipt = z.object({
  id: Id,
  number: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  operator: z.string(),
  customer: z.object({
    id: Id,
    fullName: z.string(),
    username: z.string(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    accountNumber: z.string().nullable(),
  }),
  package: z.string(),
  amount: z.string(),
  currency: z.string(),
  method: PaymentMethod,
  reference: z.string().nullable(),
  /** What was charged together with it. */
  lines: z.array(
    z.object({ kind: EntryKind, amount: z.string(), from: z.iso.date().nullable(), to: z.iso.date().nullable() }),
  ),
  balance: z.string(),
  paidUntil: z.iso.datetime().nullable(),
  /** Whether it was taken back since. */
  reversed: z.boolean(),
});
export type Receipt = z.infer<typeof Receipt>;

const CashLine = z.object({
  id: Id,
  at: z.iso.datetime(),
  customer: Id,
  /** `moved`: to an operator out of reach; `removed`: for good. Of neither is told what they are called: both names are empty. */
  customerIs: z.enum(['yours', 'moved', 'removed']),
  username: z.string(),
  fullName: z.string(),
  operator: z.string(),
  cashier: z.string(),
  method: PaymentMethod,
  reference: z.string().nullable(),
  receiptNumber: z.string().nullable(),
  amount: z.string(),
  /** Takes back a payment: its amount is negative. */
  isReversal: z.boolean(),
});

const Cash = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  currency: z.string(),
  total: z.string(),
  count: z.int(),
  byMethod: z.array(z.object({ method: PaymentMethod, count: z.int(), amount: z.string() })),
  byCashier: z.array(
    z.object({
      cashier: z.string(),
      count: z.int(),
      amount: z.string(),
      methods: z.array(z.object({ method: PaymentMethod, amount: z.string() })),
    }),
  ),
  lines: z.array(CashLine),
});
export type Cash = z.infer<typeof Cash>;

const Days = z.object({ from: z.iso.date(), to: z.iso.date() });

const Suspension = z.object({
  id: Id,
  at: z.iso.datetime(),
  customer: Id,
  username: z.string(),
  fullName: z.string().nullable(),
  reason: z.enum(['daily-balance', 'bill-overdue', 'time-over']),
  /** As it is now. */
  status: z.string(),
  note: z.string().nullable(),
  notedBy: z.string().nullable(),
  notedAt: z.iso.datetime().nullable(),
});

export const ledger = {
  /** A customer's lines, the latest first. */
  ofCustomer: procedure
    .input(
      z.object({
        customer: Id,
        after: z.string().max(100).optional(),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(
      z.object({
        balance: z.string(),
        lines: z.array(LedgerLine),
        next: z.string().nullable(),
        paidUntil: z.iso.datetime().nullable(),
        /** What is overdue or open of its bills. */
        open: z.string(),
        specialPrice: z.string().nullable(),
        nextPackage: z.object({ name: z.string(), from: z.iso.date() }).nullable(),
        extendedUntil: z.iso.datetime().nullable(),
      }),
    ),

  /** What a payment would be for: the open bills, or the next period. Of a daily customer, what a day costs. */
  due: procedure.input(z.object({ customer: Id })).output(
    z.object({
      open: z.string(),
      balance: z.string(),
      /** What "renew" would take. */
      renewal: z.string().nullable(),
      day: z.string().nullable(),
      /** Until when it would be paid after that. */
      paidUntil: z.iso.datetime().nullable(),
      currency: z.string(),
    }),
  ),

  /** A payment as the customer is given it on paper, by the payment or by the number of its receipt. */
  receipt: procedure
    .input(z.union([z.object({ payment: Id }), z.object({ number: z.string().trim().min(1).max(40) })]))
    .output(Receipt),

  /** Takes a line back by another one; refuses `entry-reversed`, `entry-not-reversible`. Asked again, it is done once. */
  reverse: procedure
    .input(z.object({ entry: Id, note: z.string().trim().min(1).max(500) }))
    .output(z.object({ id: Id, balance: z.string() })),

  /**
   * What was taken in on some days, by method and by cashier, with the latest lines. A cashier sees what they took themselves.
   * Refuses `cash-days` for more than a year of them.
   */
  cash: procedure.input(Days.extend({ operator: Id.optional() })).output(Cash),
  exportCash: procedure
    .input(Days.extend({ operator: Id.optional(), format: z.enum(['xlsx', 'csv']) }))
    .output(z.file()),

  /** Suspensions that came by themselves, the latest first. */
  suspensions: procedure
    .input(
      z.object({
        after: z.string().max(100).optional(),
        limit: z.int().min(1).max(500).default(100),
        unread: z.boolean().default(false),
      }),
    )
    .output(z.object({ suspensions: z.array(Suspension), next: z.string().nullable() })),
  noteSuspension: procedure.input(z.object({ id: Id, note: z.string().trim().max(500) })).output(Suspension),
};

export const billing = {
  /** When the clock has last gone through, and how many customers it has not come to yet. */
  state: procedure.output(z.object({ lastRun: z.iso.datetime().nullable(), waiting: z.int() })),

  /** What somebody should know who takes money or gives it back, as the date is in doubt; null: it is not. */
  doubt: procedure.output(z.object({ doubt: Refused.nullable() })),

  /**
   * Runs the billing clock now, or as of another instant that is not past the present: `ahead` allows one that is, for a
   * trial in a copy of the store. Running it twice, late, or after a pause comes to the same.
   */
  run: procedure
    .input(z.object({ at: z.iso.datetime({ offset: true }).optional(), ahead: z.boolean().default(false) }))
    .output(
      z.object({
        at: z.iso.datetime(),
        customers: z.int(),
        charges: z.int(),
        charged: z.string(),
        suspended: z.int(),
        expired: z.int(),
      }),
    ),
};
