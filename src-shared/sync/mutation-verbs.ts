import type { Verb } from '../domain/history/words.ts';
import type { MutationName } from './mutations.ts';

/** What was done by a mutation, in the words of the history; of a change of a customer its action says so. */
export const MUTATION_VERBS: Readonly<Record<Exclude<MutationName, 'customer.change'>, Verb>> = {
  'customers.add': 'add',
  'customers.remove': 'remove',
  'ledger.add': 'add-payment',
  'records.put': 'change',
  'records.remove': 'remove',
  'zones.merge': 'merge',
  'fields.purge': 'purge',
};
