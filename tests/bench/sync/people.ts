import type { Mutation } from '#shared/sync/mutations.ts';
import type { CustomerRow } from '#shared/sync/rows.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { adds, customer, payment, puts, records } from '../../server/central.ts';

export const CHUNK = 500;
const PLAN = '00000000-0000-4000-8000-000000000110';

/** The ISP's records, with a package that customers dial in with. */
export const isp = (): Mutation =>
  puts([
    ...records.filter(({ kind }) => kind !== 'operator').map((one) => ({ ...one, operatorId: null })),
    {
      ...{ kind: 'package', id: PLAN, operatorId: null, version: 1 },
      body: {
        ...{ name: 'Home', nameKey: 'home', code: 'home', codeKey: 'home', connection: 'pppoe', downKbps: 10_240 },
        ...{ upKbps: 5120, addressFromPool: true, price: 30_000, validity: 30, validityUnit: 'days' },
      },
    },
  ]);

/** Chunks of customers as an import has them, every tenth with a payment. */
export function* chunks(operatorId: string, count: number, prefix: string): Generator<Mutation> {
  for (let from = 0; from < count; from += CHUNK) {
    const people = Array.from({ length: Math.min(CHUNK, count - from) }, (_, index) =>
      person(`${prefix}${from + index}`, operatorId, from + index),
    );
    yield adds(
      people,
      people.filter((_, index) => index % 10 === 0).map(({ id }) => payment(id, 50_000, { id: newId() })),
    );
  }
}

/** As an office makes them: one behind the other. */
const newId = orderedIds(() => new Date());

const person = (username: string, operatorId: string, number: number): CustomerRow =>
  customer(username, {
    id: newId(),
    ...{ operatorId, packageId: PLAN, fullName: `Customer number ${number}`, phone: `+88017${1_000_000 + number}` },
    ...{ phoneKey: `88017${1_000_000 + number}`, email: `${username}@example.com`, address: `House ${number}, Mirpur` },
  });
