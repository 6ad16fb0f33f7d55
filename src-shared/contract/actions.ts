import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { CustomerAction } from '../domain/customer/actions.ts';
import { CustomerStatus } from '../domain/customer/customer.ts';
import { CustomerSelection } from './customers.ts';
import { procedure } from './refused.ts';

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
    package: z.uuid(),
    ip: z.string().max(50).nullable().optional(),
  }),
  z.strictObject({ action: z.literal('change-profile'), billingProfile: z.uuid() }),
  z.strictObject({ action: z.literal('change-zone'), zone: z.uuid().nullable() }),
  z.strictObject({ action: z.literal('change-operator'), operator: z.uuid() }),
  /** For one customer, unless it is taken away. */
  z.strictObject({ action: z.literal('change-ip'), ip: z.string().max(50).nullable() }),
  z.strictObject({
    action: z.literal('bind-mac'),
    mac: z.string().max(50),
    type: z.string().trim().max(50).optional(),
  }),
  /** Absent: all of the customer's. */
  z.strictObject({ action: z.literal('remove-mac'), mac: z.string().max(50).optional() }),
  z.strictObject({ action: z.literal('delete') }),
  /** What takes the place of a username or an address that somebody has by now; an address may be given up (null). */
  z.strictObject({
    action: z.literal('restore'),
    username: z.string().max(200).optional(),
    ip: z.string().max(50).nullable().optional(),
  }),
]);
export type ActionTerms = z.infer<typeof ActionTerms>;

const Reason = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });

const ActionOutcome = z.object({
  customer: z.uuid(),
  username: z.string(),
  fullName: z.string(),
  /** `refused`: it cannot be as things are; `failed`: it could not be done now, and may be tried again. */
  state: z.enum(['waiting', 'applied', 'refused', 'failed', 'undone']),
  status: CustomerStatus,
  /** Why not; of what was applied, something that a person should know of (a MAC that somebody else has too). */
  reason: Reason.nullable(),
});
export type ActionOutcome = z.infer<typeof ActionOutcome>;

export const ActionRun = z.object({
  id: z.uuid(),
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
  undoes: z.uuid().nullable(),
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
    .input(z.object({ request: z.uuid(), which: CustomerSelection, terms: ActionTerms }))
    .output(eventIterator(z.object({ done: z.int(), total: z.int() }), ActionRun)),

  get: procedure.input(z.object({ run: z.uuid() })).output(ActionRun),

  outcomes: procedure
    .input(
      z.object({
        run: z.uuid(),
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
    .input(z.object({ request: z.uuid(), run: z.uuid() }))
    .output(eventIterator(z.object({ done: z.int(), total: z.int() }), ActionRun)),

  /** Puts back what a run changed, except for customers that were changed since: those are told as refused. */
  undo: procedure
    .input(z.object({ request: z.uuid(), run: z.uuid() }))
    .output(eventIterator(z.object({ done: z.int(), total: z.int() }), ActionRun)),
};
