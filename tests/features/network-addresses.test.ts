import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NetworkAddressFields } from '#shared/contract/office.ts';
import { parseCidr } from '#shared/domain/ip/ipv4.ts';
import { beside, coreAtWork } from './core-at-work.ts';
import { csv, HEADINGS, imported, isp, line } from './office.ts';
import { refusedWith } from './refusals.ts';

const block = (operatorId: string, cidr: string, over: Partial<NetworkAddressFields> = {}): NetworkAddressFields => ({
  operatorId,
  cidr,
  code: null,
  gateway: null,
  packages: [],
  reserved: [],
  routerId: null,
  ...over,
});

async function office() {
  const work = await coreAtWork();
  const client = work.as();
  await client.reference.import(isp);
  const { operatorId: root } = (await client.signIn.state()).who!;
  const { packages, operators } = await client.reference.lists();
  return { ...work, client, root, packages, operators };
}

/** Customers with an address each. */
const withAddresses = (...ips: readonly string[]) =>
  csv(
    ips.map((ip, i) => `${line(i).replace('Home 10M', 'Office')},${ip}`),
    'fixed.csv',
    `${HEADINGS},IP Address`,
  );

test('given a block, when it is added, then its code is the block itself, and what is taken of it is counted', async () => {
  const { client, root, packages } = await office();
  const offered = packages.find(({ name }) => name === 'Office')!;
  const added = await client.networkAddresses.add(
    block(root, '10.9.0.0/24', { gateway: '10.9.0.1', packages: [offered.id] }),
  );
  expect(added).toMatchObject({
    code: '10.9.0.0/24',
    gateway: '10.9.0.1',
    size: 253,
    taken: 0,
    packages: [offered.id],
  });
  await imported(client, withAddresses('10.9.0.5', '10.9.0.6', '10.0.0.9'));
  const taken = async () => (await client.networkAddresses.list()).map((one) => [one.cidr, one.taken]);
  expect(await taken()).toEqual([
    ['10.0.0.0/22', 1],
    ['10.9.0.0/24', 2],
  ]);
  expect(await refusedWith(client.networkAddresses.remove({ id: added.id }))).toEqual({
    code: 'record-in-use',
    params: { name: '10.9.0.0/24', what: 'customers', count: 2 },
  });
  const change = (over: Partial<NetworkAddressFields>) =>
    refusedWith(client.networkAddresses.change({ id: added.id, version: 1, fields: block(root, '10.9.0.0/24', over) }));
  expect(await change({ cidr: '10.9.0.0/30' })).toMatchObject({
    code: 'block-leaves-out',
    params: { count: 2, field: 'cidr' },
  });
  expect(await change({ gateway: '10.9.0.5' })).toMatchObject({
    code: 'block-gateway-taken',
    params: { field: 'gateway' },
  });
  // A document says no more than a form may.
  const document = (gateway: string) =>
    client.reference.import({ networkAddresses: [{ cidr: '10.9.0.0/24', gateway }] });
  expect(await refusedWith(document('10.9.0.5'))).toMatchObject({
    code: 'block-gateway-taken',
    params: { value: '10.9.0.5' },
  });
  expect((await document('10.9.0.1')).networkAddresses).toMatchObject({ created: 0, unchanged: 1 });
  const wider = block(root, '10.9.0.0/23', { code: added.code, packages: [offered.id] });
  expect(await client.networkAddresses.change({ id: added.id, version: 1, fields: wider })).toMatchObject({
    taken: 2,
    size: 510,
  });
});

test('given what is wrong with a block, when it is saved, then the field is named; the block of somebody else is not', async () => {
  const { client, as, root, operators } = await office();
  const refusal = (over: Partial<NetworkAddressFields>) =>
    refusedWith(client.networkAddresses.add(block(root, '10.9.0.0/24', over)));
  expect(await refusal({ cidr: '10.9.0.7/24' })).toEqual({
    code: 'block-cidr-start',
    params: { value: '10.9.0.7/24', fix: '10.9.0.0/24', field: 'cidr' },
  });
  expect((await refusal({ cidr: 'x' })).code).toBe('block-cidr');
  expect((await refusal({ gateway: '10.9.0.255' })).code).toBe('block-gateway');
  expect(await refusal({ cidr: '10.0.2.0/24' })).toEqual({
    code: 'block-overlap',
    params: { cidr: '10.0.2.0/24', other: '10.0.0.0/22', field: 'cidr' },
  });
  expect((await refusal({ packages: ['00000000-0000-4000-8000-000000000000'] })).code).toBe('block-package-unknown');

  const north = operators.find(({ name }) => name === 'Dhaka North')!.id;
  await client.reference.import({ operators: [{ name: 'Khulna' }] });
  const khulna = (await client.reference.lists()).operators.find(({ name }) => name === 'Khulna')!.id;
  await client.networkAddresses.add(block(khulna, '10.9.0.0/24'));
  const reseller = as({ operatorId: north, role: 'manager', isRoot: false });
  expect(await refusedWith(reseller.networkAddresses.add(block(north, '10.9.0.0/25')))).toEqual({
    code: 'block-overlap-elsewhere',
    params: { cidr: '10.9.0.0/25', field: 'cidr' },
  });
  expect((await reseller.networkAddresses.list()).map(({ cidr, mayChange }) => [cidr, mayChange])).toEqual([
    ['10.0.0.0/22', false],
  ]);
});

test('given a retired block, when a file has an address of it, then the address is in no pool', async () => {
  const { client, root, packages } = await office();
  const [pool] = await client.networkAddresses.list();
  const offered = packages.find(({ name }) => name === 'Office')!;
  await client.networkAddresses.add(block(root, '10.9.0.0/24', { packages: [offered.id] }));
  await client.networkAddresses.retire({ id: pool!.id, retired: true });
  expect((await imported(client, withAddresses('10.0.0.9'))).imported).toBe(0);
  await client.networkAddresses.retire({ id: pool!.id, retired: false });
  expect((await imported(client, withAddresses('10.0.0.9'))).imported).toBe(1);
});

test('given any blocks in any order, when they are added, changed and removed, then no address is in two', async () => {
  const { client, folder, root } = await office();
  const cidr = fc
    .tuple(fc.nat(7), fc.integer({ min: 21, max: 28 }))
    .map(([third, bits]) => `10.9.${third - (third % Math.max(1, 2 ** (24 - bits)))}.0/${bits}`);
  const step = fc.record({ cidr, does: fc.constantFrom('add', 'change', 'remove'), which: fc.nat(9) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
      beside(folder, (db) => db.exec('DELETE FROM network_address'));
      for (const { does, cidr: wanted, which } of steps) {
        const all = await client.networkAddresses.list();
        const one = all[which % Math.max(1, all.length)];
        const fields = block(root, wanted);
        const done =
          does === 'add' || !one
            ? client.networkAddresses.add(fields)
            : does === 'remove'
              ? client.networkAddresses.remove({ id: one.id })
              : client.networkAddresses.change({
                  id: one.id,
                  version: one.version,
                  fields: { ...fields, code: one.code },
                });
        await done.catch(() => undefined);
      }
      const blocks = (await client.networkAddresses.list()).map((one) => parseCidr(one.cidr)!);
      blocks.forEach((one, i) => expect(one.first > (blocks[i - 1]?.last ?? -1)).toBe(true));
    }),
    { numRuns: 12 },
  );
});
