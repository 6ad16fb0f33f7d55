import type { Mutation } from '#shared/sync/mutations.ts';
import type { Reference } from './store.ts';

/** Whom and what a mutation speaks of. Customers who change their zone with all the others of it are left out. */
export function referencesOf({ name, args }: Pick<Mutation, 'name' | 'args'>): readonly Reference[] {
  // Cast: the name and the arguments of one mutation belong together.
  const mutation = { name, args } as Mutation;
  switch (mutation.name) {
    case 'customers.add':
      return customers(mutation.args.customers.map(({ id }) => id));
    case 'customer.change':
      return customers([mutation.args.id]);
    case 'customers.remove':
      return customers(mutation.args.ids);
    case 'ledger.add':
      return customers(mutation.args.lines.map(({ customerId }) => customerId));
    case 'records.put':
      return mutation.args.records.map(({ kind, id }) => ({ entity: kind, id }));
    case 'records.remove':
      return [{ entity: mutation.args.kind, id: mutation.args.id }];
    case 'zones.merge':
      return [{ entity: 'zone', id: mutation.args.from }];
    case 'fields.purge':
      return [{ entity: 'custom-field', id: mutation.args.id }];
  }
}

/** As references to them, each once. */
export const customers = (ids: readonly string[]): readonly Reference[] =>
  [...new Set(ids)].map((id) => ({ entity: 'customer', id }));
