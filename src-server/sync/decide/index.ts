import type { Mutation } from '#shared/sync/mutations.ts';
import { reachOf } from '../reach.ts';
import type { Decided, Work } from '../work.ts';
import { addCustomers } from './customers-add.ts';
import { changeCustomer } from './customer-change.ts';
import { removeCustomers } from './customers-remove.ts';
import { addLines } from './ledger-add.ts';
import { mergeZones, purgeField } from './merge.ts';
import { putRecords } from './records-put.ts';
import { removeRecord } from './records-remove.ts';

/** Decides one mutation and does it, or says why not: then nothing of it was done. What is thrown is a bug. */
export async function decide(work: Work, mutation: Mutation): Promise<Decided> {
  const decided = await decideOne(work, mutation);
  if (movesOperators(mutation)) work.reach = await reachOf(work.tx, work.reach.operatorId);
  return decided;
}

function movesOperators({ name, args }: Mutation): boolean {
  if (name === 'records.put') return args.records.some(({ kind }) => kind === 'operator');
  return name === 'records.remove' && args.kind === 'operator';
}

function decideOne(work: Work, mutation: Mutation): Promise<Decided> {
  switch (mutation.name) {
    case 'customers.add':
      return addCustomers(work, mutation.args);
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
