import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { type Client, csv, ending, HEADINGS, imported, isp, Office } from './office.ts';

// What an undo puts back is given again by nobody: records change hands and kinds without the customer being changed.

const plan = (name: string) =>
  ({ name, connection: 'pppoe', downKbps: 1024, upKbps: 1024, price: '500', validityDays: 30 }) as const;

const office: ReferenceDocument = {
  ...isp,
  operators: [
    { name: 'Dhaka North', code: 'DN', kind: 'reseller' },
    { name: 'Dhaka South', code: 'DS', kind: 'reseller' },
  ],
  packages: [...(isp.packages ?? []), plan('Lent'), plan('Other')],
  zones: [...(isp.zones ?? []), { name: 'Lent Zone' }],
  networkAddresses: [{ cidr: '10.20.0.0/24', packages: [] }],
};

interface Case {
  readonly told: string;
  /** What is done to the customer, and later undone. */
  readonly terms: (id: Record<string, string>) => ActionTerms;
  /** What happens to the record meanwhile. */
  readonly meanwhile: (admin: Client, id: Record<string, string>) => Promise<unknown>;
  readonly code: string;
}

async function changed<Line extends { id: string; version: number }>(
  kind: { list: () => Promise<Line[]>; change: (asked: never) => Promise<unknown> },
  pick: (line: Line) => boolean,
  edit: (fields: Record<string, unknown>) => Record<string, unknown>,
  names: readonly string[],
): Promise<void> {
  const line = (await kind.list()).find(pick);
  if (!line) throw new Error('There is no such record');
  const all: Record<string, unknown> = { ...line };
  const fields = Object.fromEntries(names.map((name) => [name, all[name]]));
  // Cast: the names are those of the kind's form.
  await kind.change({ id: line.id, version: line.version, fields: edit(fields) } as never);
}

const PACKAGE = [
  ...['operatorId', 'name', 'code', 'connection', 'downKbps', 'upKbps', 'price', 'vatPercent', 'priceIncludesVat'],
  ...['validity', 'validityUnit', 'volumeMb', 'routerProfile', 'radiusGroup', 'sharing', 'medium'],
  ...['burstDownKbps', 'burstUpKbps', 'burstSeconds', 'addressFromPool', 'pools'],
];
const ZONE = [
  ...['operatorId', 'name', 'code', 'parentId', 'colour', 'distributionPoint', 'division', 'district', 'thana'],
];
const BLOCK = ['operatorId', 'code', 'cidr', 'gateway', 'routerId', 'packages', 'reserved'];

test.each<Case>([
  {
    told: 'the package has become another reseller’s',
    terms: (id) => ({ action: 'change-package', package: id['Other'] ?? '' }),
    meanwhile: (admin, id) =>
      changed(
        admin.packages,
        ({ name }) => name === 'Lent',
        (fields) => ({ ...fields, operatorId: id['Dhaka North'] }),
        PACKAGE,
      ),
    code: 'undo-gone',
  },
  {
    told: 'the zone has become another reseller’s',
    terms: () => ({ action: 'change-zone', zone: null }),
    meanwhile: (admin, id) =>
      changed(
        admin.zones,
        ({ name }) => name === 'Lent Zone',
        (fields) => ({ ...fields, operatorId: id['Dhaka North'] }),
        ZONE,
      ),
    code: 'undo-gone',
  },
  {
    told: 'the address has become the gateway of its block',
    terms: () => ({ action: 'change-ip', ip: '10.20.0.50' }),
    meanwhile: (admin) =>
      changed(
        admin.networkAddresses,
        ({ cidr }) => cidr === '10.20.0.0/24',
        (fields) => ({ ...fields, gateway: '10.20.0.14' }),
        BLOCK,
      ),
    code: 'ip-taken',
  },
])('given $told since, when a change is undone, then it is refused', async ({ terms, meanwhile, code }) => {
  await using here = new Office();
  const admin = await here.open();
  await admin.reference.import(office);
  const row = `south,secret-1,Somebody South,01711000005,,Dhaka South,Lent,Monthly,Lent Zone,,10.20.0.14`;
  await imported(admin, csv([row], 'one.csv', `${HEADINGS},IP Address`));
  const lists = await admin.reference.lists();
  const named = [...lists.operators, ...lists.packages, ...lists.zones].map(({ name, id }) => [name, id] as const);
  const ids: Record<string, string> = Object.fromEntries(named);
  const { customers } = await admin.customers.list({ filter: {} });
  const customer = customers[0]?.id ?? '';
  const run = randomUUID();
  const done = await ending(await admin.actions.run({ request: run, which: { ids: [customer] }, terms: terms(ids) }));
  expect(done.applied).toBe(1);

  await meanwhile(admin, ids);
  const undo = randomUUID();
  await ending(await admin.actions.undo({ request: undo, run }));
  const { outcomes } = await admin.actions.outcomes({ run: undo });
  expect(outcomes).toMatchObject([{ state: 'refused', reason: { code } }]);
});
