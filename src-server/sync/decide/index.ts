import type { Mutation } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import { type Decided, rejected, type Work } from '../work.ts';
import { addCustomers, type AnswersOfAdded, answersOfAdded } from './customers-add.ts';
import { changeCustomer } from './customer-change.ts';
import { removeCustomers } from './customers-remove.ts';
import { addLines } from './ledger-add.ts';
import { mergeZones, purgeField } from './merge.ts';
import { putRecords } from './records-put.ts';
import { removeRecord } from './records-remove.ts';
import { unstorableField } from './storable.ts';

/** A mutation, and the field of it that cannot be stored (storable.ts). */
export interface Looked {
  readonly mutation: Mutation;
  readonly field: string | null;
}

/**
 * Decides one mutation and does it, or says why not: then nothing of it was done. What is thrown is a bug. `answers`:
 * what `askAhead` has asked for it.
 */
export async function decide(work: Work, { mutation, field }: Looked, answers?: AnswersOfAdded): Promise<Decided> {
  if (field === null) return decided(work, mutation, answers);
  if (mutation.name !== 'customers.add') return rejected(unfit(field));
  // Each customer is looked at by itself.
  const { customers, lines } = mutation.args;
  const rejections = customers.flatMap((row) => {
    const wrong = unstorableField([row, lines.filter(({ customerId }) => customerId === row.id)]);
    return wrong === null ? [] : [{ ...unfit(wrong), ids: [row.id] }];
  });
  const gone = new Set(rejections.flatMap(({ ids }) => ids));
  const others = customers.filter(({ id }) => !gone.has(id));
  if (others.length === 0) return rejected(...rejections);
  const done = await addCustomers(work, {
    ...mutation.args,
    customers: others,
    lines: lines.filter(({ customerId }) => !gone.has(customerId)),
  });
  return { status: done.status, rejections: [...rejections, ...done.rejections] };
}

/** What was asked for a mutation, by its uid. */
export interface Ahead {
  readonly uid: string;
  readonly answers: AnswersOfAdded;
}

/**
 * Asks what the first mutation of a push is decided by, before it is known whether the push is to be taken, so that PostgreSQL
 * answers all of it at once. An import tells five hundred customers by one.
 */
export function askAhead(work: Pick<Work, 'tx'>, [first]: readonly Looked[]): Ahead | null {
  if (first?.field !== null || first.mutation.name !== 'customers.add') return null;
  const answers = answersOfAdded(work, first.mutation.args);
  // Heard where they are awaited, if they are; a statement that fails fails the transaction in any case.
  answers.catch(() => undefined);
  return { uid: first.mutation.uid, answers };
}

const unfit = (field: string): Rejection => ({ code: 'VALUE_UNFIT', ...(field === '' ? {} : { field }) });

function decided(work: Work, mutation: Mutation, answers?: AnswersOfAdded): Promise<Decided> {
  switch (mutation.name) {
    case 'customers.add':
      return addCustomers(work, mutation.args, answers);
    case 'customer.change':
      return changeCustomer(work, mutation);
    case 'customers.remove':
      return removeCustomers(work, mutation.args);
    case 'ledger.add':
      return addLines(work, mutation.args);
    case 'records.put':
      return putRecords(work, mutation.args);
    case 'records.remove':
      return removeRecord(work, mutation.args);
    case 'zones.merge':
      return mergeZones(work, mutation.args);
    case 'fields.purge':
      return purgeField(work, mutation.args);
  }
}
