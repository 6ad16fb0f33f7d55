import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { traverseContractProcedures } from '@orpc/server';
import { type Central as Contract, central as contract } from '#shared/sync/contract.ts';
import { adds, changes, customer, mutation, payment, puts, SOUTH } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { call, enrolled, onTheWire, pulled, pushed } from './wire.ts';

// What nobody may come by: one operator's customers, money, routers and sessions, asked for by another one's token, by every
// way in that there is. A procedure without a line here does not compile.

/** What the south has, by marks that are looked for in every byte. */
const salma = customer('salma-of-the-south', { operatorId: SOUTH, phone: '01799999999', password: 's0uth-p4ss' });
const line = payment(salma.id, 98_765, { reference: 'SOUTHREF01', referenceKey: 'SOUTHREF01' });
const router = {
  ...({ kind: 'router', id: randomUUID(), operatorId: SOUTH, version: 1 } as const),
  body: { name: 'south-tower', password: 's0uth-r0uter' },
};
const MARKS = [
  'salma',
  '01799999999',
  's0uth',
  'south-tower',
  '10.99.99.99',
  'AA:BB:CC:99:99:99',
  'south desk',
  '98765',
];

const done = { by: '', at: 0 };
const page = { after: null, limit: 100 };

/** Everything that each procedure can be asked about the south. Bytes that only repeat what was asked are no answer. */
const asked: Readonly<Record<Exclude<keyof Contract, 'health' | 'enrol' | 'rotateToken'>, readonly object[]>> = {
  push: [
    [
      adds([{ ...salma, fullName: 'x' }]),
      changes(salma.id, { fullName: 'x' }),
      changes(salma.id, {}, { lines: [payment(salma.id, 1)] }),
      mutation({ name: 'customers.remove', args: { ...done, ids: [salma.id], why: 'undo-import' } }),
      mutation({ name: 'ledger.add', args: { ...done, lines: [payment(salma.id, 1)] } }),
      puts([{ ...router, version: 2, body: {} }]),
      mutation({ name: 'records.remove', args: { ...done, kind: 'router', id: router.id } }),
      mutation({ name: 'zones.merge', args: { ...done, from: randomUUID(), into: randomUUID() } }),
      mutation({ name: 'fields.purge', args: { ...done, id: randomUUID() } }),
    ],
  ].map((mutations) => pushed(mutations)),
  pull: [pulled],
  records: [page],
  holdRouters: [{ routers: [{ id: router.id, want: true, take: true }] }],
  online: [page, { ...page, router: '10.0.0.1' }],
  sessions: [{ ...page, customer: salma.id }],
  usage: (['day', 'customer'] as const).flatMap((by) =>
    [salma.id, null].map((one) => ({ ...page, by, from: '2026-01-01', to: '2026-12-31', customer: one })),
  ),
};

/** The south with a customer online, one console and what it holds. */
async function opened() {
  const at = await onTheWire();
  await at.console(SOUTH).push([adds([salma], [line]), puts([router])]);
  await at.database.query('INSERT INTO radius_name (customer_id, username, since) VALUES ($1, $2, 0)', [
    ...[salma.id, salma.username],
  ]);
  await at.database.query(
    `INSERT INTO radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctupdatetime,
       framedipaddress, callingstationid, acctinputoctets, acctoutputoctets)
     VALUES ('1', '1', $1, '10.0.0.1', $2, $2, '10.99.99.99', 'AA:BB:CC:99:99:99', 98765, 98765)`,
    [salma.username, '2026-11-20T09:55:00Z'],
  );
  const south = await enrolled(at, 'Dhaka South', 'south desk');
  await call(at.app, '/v1/routers/hold', { routers: [{ id: router.id, want: true, take: false }] }, south.token);
  return { at, south };
}

function paths(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  traverseContractProcedures({ router: contract, path: [] }, ({ contract: { '~orpc': one }, path }) => {
    found.set(path.join('.'), one.route.path ?? '');
  });
  return found;
}

describe.skipIf(!hasPostgreSql())('what one operator has', () => {
  test('given every procedure, when another operator asks with its own token, then nothing comes back and nothing is done', async () => {
    const { at, south } = await opened();
    const north = await enrolled(at, 'Dhaka North');
    const state = () =>
      at.database.query(
        `SELECT (SELECT json_agg(customer ORDER BY id) FROM customer) AS customers,
           (SELECT json_agg(ledger_entry ORDER BY id) FROM ledger_entry) AS lines,
           (SELECT json_agg(record ORDER BY kind, id) FROM record) AS records,
           (SELECT json_agg(router_lease) FROM router_lease) AS leases,
           (SELECT json_agg(data_used) FROM data_used) AS used`,
      );
    const before = await state();
    at.later = 1_000;
    for (const [name, inputs] of Object.entries(asked)) {
      const path = paths().get(name) ?? '';
      for (const input of inputs) {
        const reply = await call(at.app, path, input, north.token);
        expect({ name, status: reply.statusCode }).toEqual({ name, status: 200 });
        for (const mark of MARKS) expect({ name, has: reply.body.includes(mark) }).toEqual({ name, has: false });
        expect((await call(at.app, path, input)).statusCode).toBe(401);
        // The same bytes with the token of the south do say something, or this test could not fail.
        if (name === 'push') continue;
        const own = await call(at.app, path, input, south.token);
        expect({ name, has: MARKS.some((mark) => own.body.includes(mark)) }).toEqual({ name, has: true });
      }
    }
    expect(await state()).toEqual(before);
    // Of its own, everything: the ISP itself sees all.
    const root = await enrolled(at, 'Shapla');
    expect((await call(at.app, '/v1/online', page, root.token)).body).toContain('10.99.99.99');
  });
});
