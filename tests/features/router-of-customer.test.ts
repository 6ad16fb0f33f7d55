import { expect, onTestFinished, test } from 'vitest';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { OfficeWithRouter } from '../fixtures/office-with-router.ts';
import { RouterBeside } from '../fixtures/router-beside.ts';

// Which router a customer's password comes to stand on is not said by somebody else's reseller.

const SPEEDS = { downKbps: 10_000, upKbps: 5000, price: '800', validityDays: 30 } as const;
const NETWORK: ReferenceDocument = {
  operators: [{ name: 'North', kind: 'reseller' }],
  packages: [{ name: 'Pool', code: 'P', connection: 'pppoe', ...SPEEDS, addressFromPool: true }],
  billingProfiles: [{ name: 'Monthly', mode: 'monthly' }],
  networkAddresses: [{ cidr: '10.0.0.0/22', gateway: '10.0.0.1', packages: ['Pool'] }],
};

test.each([false, true])(
  "given a reseller that gives the ISP's package addresses on a router of its own, when the ISP's block is on a router: %s, then the ISP's customers stay where they are",
  async (connected) => {
    await using at = await OfficeWithRouter.open({ reference: NETWORK, connected });
    await at.customers('user0,Pool');
    await at.run();
    const before = at.rows('/ppp/secret').map(({ name }) => name);
    const operatorId = (await at.client.operators.list()).find(({ name }) => name === 'North')?.id ?? '';
    const north = at.office.as({ operatorId, role: 'manager', isRoot: false });
    const router = await RouterBeside.start();
    onTestFinished(() => router[Symbol.asyncDispose]());
    const { id: routerId } = await north.routers.add(router.fields(operatorId, { name: 'North-1' }));
    const packages = (await north.packages.list()).map(({ id }) => id);
    const block = { operatorId, code: null, cidr: '10.9.0.0/24', gateway: null, routerId, packages, reserved: [] };
    await north.networkAddresses.add(block);
    await at.run();
    expect(router.rows('/ppp/secret')).toEqual([]);
    expect(at.rows('/ppp/secret').map(({ name }) => name)).toEqual(before);
  },
);

test('given a reseller that puts a block with the ISP’s package on the ISP’s router, when customers are brought there, then the pool and the gateway are the ISP’s alone, and the router’s address is not told', async () => {
  await using at = await OfficeWithRouter.open({ reference: NETWORK });
  const operatorId = (await at.client.operators.list()).find(({ name }) => name === 'North')?.id ?? '';
  const north = at.office.as({ operatorId, role: 'manager', isRoot: false });
  const packages = (await north.packages.list()).map(({ id }) => id);
  await north.networkAddresses.add({
    ...{ operatorId, code: null, cidr: '10.0.9.0/24', gateway: '10.0.9.1', routerId: at.routerId, packages },
    reserved: [],
  });
  await at.customers('user0,Pool');
  await at.run();
  expect(at.rows('/ip/pool').map(({ ranges }) => ranges)).toEqual(['10.0.0.2-10.0.3.254']);
  expect(at.rows('/ppp/profile').find(({ name }) => name === 'lastmile-P')).toMatchObject({
    'local-address': '10.0.0.1',
  });
  expect(await north.routers.list()).toMatchObject([{ name: 'RTR-1', host: '—', username: '—' }]);
});
