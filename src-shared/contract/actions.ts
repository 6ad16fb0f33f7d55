import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { PaymentMethod } from '../domain/billing/entry.ts';
import { CustomerAction } from '../domain/customer/actions.ts';
import { CustomerStatus } from '../domain/customer/customer.ts';
import { MessageKind } from '../domain/message/template.ts';
import { CustomerSelection } from './customers.ts';
import { Id } from './id.ts';
import { procedure } from './refused.ts';

/** As somebody types it: "1,500", "১৫০০", "1500.50". */
const Amount = z.string().trim().min(1).max(50);
const Note = z.string().trim().min(1).max(500);
const paid = {
  method: PaymentMethod,
  /** The M-Pesa transaction code, a cheque's number. */
  reference: z.string().trim().max(100).optional(),
  note: Note.optional(),
};

/** What is done, with what it needs. References by id. */
export const ActionTerms = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('activate') }),
  z.strictObject({ action: z.literal('suspend'), note: z.string().max(500).optional() }),
  z.strictObject({ action: z.literal('reactivate') }),
  /** Absent: a new one is made for each. */
  z.strictObject({ action: z.literal('reset-password'), password: z.string().max(300).optional() }),
  /** `ip`: a new address, for one customer, where the one that there is does not fit the package; null gives it up. */
  z.strictObject({
    action: z.literal('change-package'),
    package: Id,
    ip: z.string().max(50).nullable().optional(),
  }),
  z.strictObject({ action: z.literal('change-profile'), billingProfile: Id }),
  z.strictObject({ action: z.literal('change-zone'), zone: Id.nullable() }),
  /** Null: by address and package again. */
  z.strictObject({ action: z.literal('change-router'), router: Id.nullable() }),
  z.strictObject({ action: z.literal('change-operator'), operator: Id }),
  /** For one customer, unless it is taken away. */
  z.strictObject({ action: z.literal('change-ip'), ip: z.string().max(50).nullable() }),
  z.strictObject({
    action: z.literal('bind-mac'),
    mac: z.string().max(50),
    type: z.string().trim().max(50).optional(),
  }),
  /** Absent: all of the customer's. */
  z.strictObject({ action: z.literal('remove-mac'), mac: z.string().max(50).optional() }),
  /** Ends the sessions that there are now; who is let in may connect again at once. */
  z.strictObject({ action: z.literal('disconnect') }),
  /** A payment of somebody who pays by the day. */
  z.strictObject({ action: z.literal('recharge'), ...paid, amount: Amount }),
  /** Absent: what is open, or what the next period costs. */
  z.strictObject({ action: z.literal('renew'), ...paid, amount: Amount.optional() }),
  z.strictObject({ action: z.literal('add-payment'), ...paid, amount: Amount }),
  z.strictObject({ action: z.literal('add-charge'), amount: Amount, note: Note }),
  z.strictObject({ action: z.literal('add-credit'), amount: Amount, note: Note }),
  /** To the end of a day, or by so many days. */
  z.strictObject({
    action: z.literal('extend'),
    until: z.iso.date().optional(),
    days: z.int().min(1).max(3650).optional(),
    note: Note.optional(),
  }),
  /** For a whole period in place of the package's price; null: that price again. */
  z.strictObject({ action: z.literal('special-price'), price: Amount.nullable() }),
  /** How they sign in and what they pay, as the text "payment details" has it. */
  z.strictObject({ action: z.literal('send-details') }),
  z.strictObject({
    action: z.literal('send-message'),
    kind: MessageKind.exclude(['test']),
    /** Of one's own. */
    text: z.string().trim().min(1).max(1000).optional(),
  }),
  z.strictObject({ action: z.literal('delete') }),
  /** What takes the place of what somebody has by now; an address and an account number may be given up (null). */
  z.strictObject({
    action: z.literal('restore'),
    username: z.string().max(200).optional(),
    ip: z.string().max(50).nullable().optional(),
    accountNumber: z.string().max(100).nullable().optional(),
  }),
]);
export type ActionTerms = z.infer<typeof ActionTerms>;

const Reason = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });

const ActionOutcome = z.object({
  customer: Id,
  username: z.string(),
  fullName: z.string(),
  /** `refused`: it cannot be as things are; `failed`: it could not be done now, and may be tried again. */
  state: z.enum(['waiting', 'applied', 'refused', 'failed', 'undone']),
  status: CustomerStatus,
  /** Why not; of what was applied, something that a person should know of (a MAC that somebody else has too). */
  reason: Reason.nullable(),
  /** The payment that came of it, for its receipt. */
  payment: Id.nullable(),
});
export type ActionOutcome = z.infer<typeof ActionOutcome>;

export const ActionRun = z.object({
  id: Id,
  action: CustomerAction,
  at: z.iso.datetime(),
  by: z.string(),
  state: z.enum(['running', 'done']),
  total: z.int(),
  applied: z.int(),
  refused: z.int(),
  failed: z.int(),
  undone: z.int(),
  /** Whether anything of it can still be taken back. */
  canUndo: z.boolean(),
  undoes: Id.nullable(),
});
export type ActionRun = z.infer<typeof ActionRun>;

export const actions = {
  /** Who would be affected and who refused, with the reason; changes nothing. */
  preview: procedure.input(z.object({ which: CustomerSelection, terms: ActionTerms })).output(
    z.object({
      total: z.int(),
      affected: z.int(),
      /** Some of those affected, by username. */
      sample: z.array(z.object({ username: z.string(), fullName: z.string() })),
      refused: z.array(z.object({ reason: Reason, count: z.int(), usernames: z.array(z.string()) })),
      /** Of those affected: what a person should know of before it is done. */
      notes: z.array(z.object({ reason: Reason, count: z.int(), usernames: z.array(z.string()) })),
    }),
  ),

  /**
   * Does it, and tells how far it is. `request` is the run's id: asking again, after a lost reply or a double click,
   * answers with the run that there is. It goes on when nobody listens, and after a restart.
   */
  run: procedure
    .input(z.object({ request: Id, which: CustomerSelection, terms: ActionTerms }))
    .output(eventIterator(z.object({ done: z.int(), total: z.int() }), ActionRun)),

  get: procedure.input(z.object({ run: Id })).output(ActionRun),

  outcomes: procedure
    .input(
      z.object({
        run: Id,
        state: ActionOutcome.shape.state.optional(),
        after: z.int().default(0),
        limit: z.int().min(1).max(1000).default(200),
      }),
    )
    .output(z.object({ outcomes: z.array(ActionOutcome), next: z.int().nullable() })),

  /** The runs of late, the latest first. */
  recent: procedure.output(z.array(ActionRun)),

  /** Does it again for those for whom it failed or was refused. */
  retry: procedure
    .input(z.object({ request: Id, run: Id }))
    .output(eventIterator(z.object({ done: z.int(), total: z.int() }), ActionRun)),

  /** Puts back what a run changed, except for customers that were changed since: those are told as refused. */
  undo: procedure
    .input(z.object({ request: Id, run: Id }))
    .output(eventIterator(z.object({ done: z.int(), total: z.int() }), ActionRun)),
};
