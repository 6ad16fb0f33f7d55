import type { Mutation, MutationOf } from '#shared/sync/mutations.ts';
import type { CustomerRow, RecordRow } from '#shared/sync/rows.ts';

// What the office shows is what the server has with everything laid over it that the server has not decided yet.

/** A customer with what waits for the server, in its order; null: it is gone here. */
export function laidOverCustomer(row: CustomerRow, waiting: readonly Mutation[]): CustomerRow | null {
  let current: CustomerRow | null = row;
  for (const mutation of waiting) {
    if (current === null) return null;
    if (mutation.name === 'customer.change') current = changed(current, mutation.args);
    else if (mutation.name === 'customers.remove') current = null;
  }
  return current;
}

function changed(row: CustomerRow, { columns, bind, unbind, at }: MutationOf<'customer.change'>['args']): CustomerRow {
  const gone = new Set(unbind);
  const left = row.devices.filter(({ mac }) => !gone.has(mac));
  const macs = new Set(left.map(({ mac }) => mac));
  return {
    ...row,
    // Cast: what is left of an object without its undefined values has none.
    ...(Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as Partial<CustomerRow>),
    devices: [...left, ...bind.filter(({ mac }) => !macs.has(mac))],
    updatedAt: Math.max(row.updatedAt, at),
  };
}

/** The same of a record: what waits is whole records. */
export function laidOverRecord(row: RecordRow, waiting: readonly Mutation[]): RecordRow | null {
  let current: RecordRow | null = row;
  for (const mutation of waiting) {
    if (mutation.name === 'records.put') {
      const put = mutation.args.records.find(({ kind, id }) => kind === row.kind && id === row.id);
      // An older one is what the server has been told already, and somebody has gone on from there.
      if (put && put.version > row.version) current = put;
    } else if (mutation.name === 'records.remove' && mutation.args.kind === row.kind && mutation.args.id === row.id) {
      current = null;
    }
  }
  return current;
}
