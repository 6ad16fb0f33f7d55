import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { csv, ending, imported, isp, Office } from './office.ts';
import { refusedWith } from './refusals.ts';

const HEADINGS = 'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address,MAC';
const row = (username: string, operator: string, mac: string): string =>
  `${username},secret-1,Name of ${username},,,${operator},Home 10M,Monthly,,,${mac}`;

/** F4:EC:38 is TP-Link's, 00:00:0C Cisco's. */
async function opened(office: Office) {
  const client = await office.open();
  const operators = [...(isp.operators ?? []), { name: 'Dhaka South', code: 'DS', kind: 'reseller' as const }];
  await client.reference.import({ ...isp, operators });
  const lines = [
    row('anik', 'Dhaka North', 'F4-EC-38-00-00-01'),
    row('bithi', 'Dhaka North', '0000.0c00.0002'),
    row('chan', 'Dhaka South', 'F4:EC:38:00:00:01'),
    row('dola', 'Dhaka South', '020000000009'),
  ];
  await imported(client, csv(lines, 'four.csv', HEADINGS));
  return client;
}

test('given devices, when they are listed, then each has its maker, its customer and who else has it', async () => {
  await using office = new Office();
  const client = await opened(office);
  const { total, devices: listed, next } = await client.devices.list({});
  // Of one address no order is promised.
  const devices = listed.toSorted((one, other) =>
    one.mac + one.customer.username < other.mac + other.customer.username ? -1 : 1,
  );
  expect({ total, next }).toEqual({ total: 4, next: null });
  expect(devices.map(({ mac, vendor, alsoOf }) => [mac, vendor, alsoOf])).toEqual([
    ['00:00:0C:00:00:02', expect.stringMatching(/cisco/i), []],
    ['02:00:00:00:00:09', null, []],
    ['F4:EC:38:00:00:01', expect.stringMatching(/tp-link/i), ['chan']],
    ['F4:EC:38:00:00:01', expect.stringMatching(/tp-link/i), ['anik']],
  ]);
  expect(devices[0]).toMatchObject({ customer: { username: 'bithi', fullName: 'Name of bithi' }, addedBy: 'admin' });
  const profile = await client.customers.get(await client.customers.find({ username: 'bithi' }));
  expect(profile.devices[0]?.vendor).toMatch(/cisco/i);
});

test('given a search, when it is a part of a MAC in any notation, a name or a maker, then those are found', async () => {
  await using office = new Office();
  const client = await opened(office);
  const find = async (search: string) =>
    (await client.devices.list({ search })).devices.map((one) => one.customer.username);
  for (const search of ['f4ec.3800.0001', 'F4-EC-38', 'f4ec', '38:00:00:01', 'tp-link']) {
    expect((await find(search)).toSorted(), search).toEqual(['anik', 'chan']);
  }
  expect(await find('BITHI')).toEqual(['bithi']);
  expect(await find('name of d')).toEqual(['dola']);
  expect(await find('cisco')).toEqual(['bithi']);
  expect(await find('100%')).toEqual([]);
});

test('given windows of one, when they are read to the end, then every device was in one of them', async () => {
  await using office = new Office();
  const client = await opened(office);
  const seen: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await client.devices.list({ limit: 1, ...(after === undefined ? {} : { after }) });
    seen.push(...page.devices.map(({ id }) => id));
    if (page.next === null) break;
    after = page.next;
  }
  expect(new Set(seen).size).toBe(4);
  expect(await refusedWith(client.devices.list({ after: 'nonsense' }))).toMatchObject({ code: 'customer-cursor' });
});

test('given another office, when it lists devices, then neighbours are in no count and in no “also of”', async () => {
  await using office = new Office();
  const client = await opened(office);
  const { operators } = await client.reference.lists();
  const operatorId = operators.find(({ code }) => code === 'DS')?.id ?? '';
  const south = office.as({ operatorId, role: 'technician', isRoot: false });
  const { total, devices } = await south.devices.list({});
  expect([total, devices.map(({ alsoOf }) => alsoOf)]).toEqual([2, [[], []]]);
  expect((await south.devices.list({ twice: true })).total).toBe(0);
  const customer = (await client.customers.find({ username: 'anik' })).id;
  expect((await south.devices.list({ customer })).total).toBe(0);
});

test('given a device that two have, when one of them is deleted, then it is bound twice no longer', async () => {
  await using office = new Office();
  const client = await opened(office);
  expect((await client.devices.list({ twice: true })).total).toBe(2);
  const { id } = await client.customers.find({ username: 'chan' });
  await ending(await client.actions.run({ request: randomUUID(), which: { ids: [id] }, terms: { action: 'delete' } }));
  expect((await client.devices.list({ twice: true })).total).toBe(0);
  expect((await client.devices.list({})).total).toBe(3);
});
