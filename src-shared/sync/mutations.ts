import { z } from 'zod';
import { ActionTerms } from '../contract/actions.ts';
import { CustomerRow, DeviceRow, LedgerRow, RecordKind, RecordRow } from './rows.ts';

// Everything that an office does is one of these. The central server decides them in their order, each once.

const Id = z.uuid();
/** Records that one push may carry; also how many customers an import's chunk has. */
export const MOST_RECORDS = 500;

/** Who did it, and when by the clock of their machine. */
const done = { by: z.string().max(64), at: z.int() };

/** The fields of a customer that nobody may change under somebody's hands: with what they were when they were changed. */
export const GUARDED = ['username', 'ip', 'packageId', 'password'] as const;
export type Guarded = (typeof GUARDED)[number];
/** Of what is taken back, all columns that are put back: whoever has changed one of them since must not lose it. */
const Was = CustomerRow.omit({ id: true, devices: true, createdAt: true, updatedAt: true }).partial();

/** Customers who are new: one from a form, or the rows of an import, with the lines that came with them. */
const CustomersAdd = z.strictObject({
  name: z.literal('customers.add'),
  args: z.strictObject({
    ...done,
    customers: z.array(CustomerRow).min(1).max(MOST_RECORDS),
    lines: z.array(LedgerRow).max(4 * MOST_RECORDS),
  }),
});

/** What an action did to one customer. `terms`: what was asked for, where billing has something to do with it. */
const CustomerChange = z.strictObject({
  name: z.literal('customer.change'),
  args: z.strictObject({
    ...done,
    id: Id,
    action: z.string().max(40),
    isUndo: z.boolean(),
    terms: ActionTerms.nullable(),
    /** The run that it was part of: ids of lines in the ledger are made from it. */
    run: z.string().max(64),
    columns: CustomerRow.omit({ id: true, devices: true, createdAt: true, updatedAt: true }).partial(),
    bind: z.array(DeviceRow).max(100),
    /** Addresses of devices. */
    unbind: z.array(z.string().max(17)).max(100),
    lines: z.array(LedgerRow).max(1_000),
  }),
  was: Was.optional(),
});

/** Customers who are gone as if they had never been: an import that was taken back, deleted ones whose time is over. */
const CustomersRemove = z.strictObject({
  name: z.literal('customers.remove'),
  args: z.strictObject({ ...done, ids: z.array(Id).min(1).max(MOST_RECORDS), why: z.enum(['undo-import', 'purge']) }),
});

/** Lines of the ledger of customers who are there: what was posted before the console was enrolled. */
const LedgerAdd = z.strictObject({
  name: z.literal('ledger.add'),
  args: z.strictObject({
    ...done,
    lines: z
      .array(LedgerRow)
      .min(1)
      .max(4 * MOST_RECORDS),
  }),
});

/** Records that are new or different. `version` is theirs afterwards: one that is not the next was changed by somebody else. */
const RecordsPut = z.strictObject({
  name: z.literal('records.put'),
  args: z.strictObject({ ...done, records: z.array(RecordRow).min(1).max(MOST_RECORDS) }),
});

const RecordsRemove = z.strictObject({
  name: z.literal('records.remove'),
  args: z.strictObject({ ...done, kind: RecordKind, id: z.string().max(64) }),
});

/** All customers and zones of one zone go to another one. */
const ZonesMerge = z.strictObject({
  name: z.literal('zones.merge'),
  args: z.strictObject({ ...done, from: Id, into: Id }),
});

/** The values of a custom field that was taken away. */
const FieldsPurge = z.strictObject({
  name: z.literal('fields.purge'),
  args: z.strictObject({ ...done, id: Id }),
});

const what = z.discriminatedUnion('name', [
  CustomersAdd,
  CustomerChange,
  CustomersRemove,
  LedgerAdd,
  RecordsPut,
  RecordsRemove,
  ZonesMerge,
  FieldsPurge,
]);

/** One thing that was done, with the number by which it is done once. */
export const Mutation = z.intersection(z.object({ uid: z.uuid() }), what);
export type Mutation = z.infer<typeof Mutation>;
export type MutationName = Mutation['name'];
export type MutationOf<Name extends MutationName> = Extract<Mutation, { name: Name }>;

/** How many records a mutation carries: a push has at most MOST_RECORDS of them, or one mutation. */
export function recordsIn(mutation: Pick<Mutation, 'name' | 'args'>): number {
  const { args } = mutation;
  if ('customers' in args) return args.customers.length;
  if ('ids' in args) return args.ids.length;
  if ('records' in args) return args.records.length;
  // Four lines are about as long as a customer.
  if ('lines' in args) return Math.max(1, Math.ceil(args.lines.length / 4));
  return 1;
}
