import { expect, onTestFinished, test } from 'vitest';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { OfficeWithRouter } from '../fixtures/office-with-router.ts';
import { fingerprintOf, RouterBeside } from '../fixtures/router-beside.ts';
import { refusedWith } from './refusals.ts';

// A reseller has a router of its own, and a technician may try every one: neither comes to a password by it.

const SPEEDS = { downKbps: 10_000, upKbps: 5000, price: '800', validityDays: 30 } as const;
const NETWORK: ReferenceDocument = {
  operators: [{ name: 'North', kind: 'reseller' }],
  packages: [{ name: 'Pool', code: 'P', connection: 'pppoe', ...SPEEDS, addressFromPool: true }],
  billingProfiles: [{ name: 'Monthly', mode: 'monthly' }],
  networkAddresses: [{ cidr: '10.0.0.0/22', gateway: '10.0.0.1', packages: ['Pool'] }],
};

/** The ISP's `user0`, and a reseller with a router on which somebody is called the same. */
async function withReseller() {
  const at = await OfficeWithRouter.open({ reference: NETWORK, connected: false });
  onTestFinished(() => at[Symbol.asyncDispose]());
  await at.customers('user0,Pool');
  const operatorId = (await at.client.operators.list()).find(({ name }) => name === 'North')?.id ?? '';
  const north = at.office.as({ operatorId, role: 'manager', isRoot: false });
  const secret = { name: 'user0', password: 'x', service: 'pppoe' };
  const router = await RouterBeside.start({ fill: { '/ppp/secret': [secret] } });
  onTestFinished(() => router[Symbol.asyncDispose]());
  const { id: routerId } = await north.routers.add(router.fields(operatorId, { name: 'North-1' }));
  return { at, router, routerId };
}

test("given a reseller's router with a record of an ISP's customer's name, when all is taken over, then the customer and the password stay where they are", async () => {
  const { at, router, routerId } = await withReseller();
  expect(await at.client.adopt.found({ router: routerId })).toMatchObject({
    records: [{ name: 'user0', match: null }],
  });
  expect(await at.client.adopt.takeOver({ router: routerId, records: 'all' })).toMatchObject({ adopted: 0, failed: 0 });
  await at.run();
  expect(router.rows('/ppp/secret')).toMatchObject([{ name: 'user0', password: 'x' }]);
});

test('given a machine with a certificate of its own in the place of a router, when a technician tries it as trusted, then the kept password does not go there', async () => {
  await using at = await OfficeWithRouter.open({ simulator: { tls: true } });
  const [line] = await at.client.routers.list();
  if (!line) throw new Error('There is no router');
  at.simulator.faults.set('changed-certificate');
  const { host, port, tls, username, codePage } = line;
  const asked = { id: line.id, host, port, tls, username, codePage, password: null };
  const trusting = { ...asked, fingerprint: fingerprintOf(at.simulator) };
  const commands = at.simulator.counters.commands;
  const technician = at.office.as({ role: 'technician' });
  expect(await refusedWith(technician.routers.test(trusting))).toMatchObject({ code: 'router-password-again' });
  // What they may see is that it is another one.
  expect(await technician.routers.test({ ...asked, fingerprint: line.fingerprint })).toMatchObject({ contact: null });
  expect(at.simulator.counters.commands).toBe(commands);
  // Whoever may change the router may trust it anew.
  expect(await at.client.routers.test(trusting)).toMatchObject({ contact: { identity: 'MikroTik' } });
});
