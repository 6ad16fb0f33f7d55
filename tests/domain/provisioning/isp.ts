import fc from 'fast-check';
import { CUSTOMER_STATUSES } from '#shared/domain/customer/customer.ts';
import type { ServedPackage } from '#shared/domain/provisioning/desired-plan.ts';
import type { ServedCustomer } from '#shared/domain/provisioning/desired.ts';
import type { Step } from '#shared/domain/provisioning/difference.ts';
import { type Standing, standingOf } from '#shared/domain/provisioning/standing.ts';
import type { Menu, RouterRecord } from '#shared/domain/provisioning/record.ts';
import { AUTHENTICATIONS, type RouterPractice, STATIC_WAYS, SUSPENSIONS } from '#shared/domain/provisioning/router.ts';

export const ID = '01920000-0000-7000-8000-000000000001';
export const OTHER = '01920000-0000-7000-8000-000000000002';

export const HOME: ServedPackage = {
  ...{ id: '01920000-0000-7000-8000-0000000000aa', code: 'home', connection: 'pppoe', downKbps: 10_240, upKbps: 5120 },
  ...{ burstDownKbps: null, burstUpKbps: null, burstSeconds: null, volumeMb: null, routerProfile: null },
  ...{ addressFromPool: false, gateway: '10.0.0.1', offered: [{ first: 0x0a_00_00_02, last: 0x0a_00_00_fe }] },
};

export const PRACTICE: RouterPractice = {
  ...{ authentication: 'local', suspension: 'disable', staticWay: 'lease', pppLocalAddress: null },
  ...{ hotspotServer: null, dhcpServer: null, customerInterface: 'bridge' },
};

export const RAHIM: ServedCustomer = {
  ...{ id: ID, username: 'rahim', status: 'active', ip: null, macs: [], hasPassword: true, served: HOME },
};

export const statuses = fc.constantFrom(...CUSTOMER_STATUSES);

export const practices: fc.Arbitrary<RouterPractice> = fc.record({
  authentication: fc.constantFrom(...AUTHENTICATIONS),
  suspension: fc.constantFrom(...SUSPENSIONS),
  staticWay: fc.constantFrom(...STATIC_WAYS),
  pppLocalAddress: fc.constantFrom(null, '10.0.0.1'),
  hotspotServer: fc.constantFrom(null, 'hs1'),
  dhcpServer: fc.constantFrom(null, 'dhcp1'),
  customerInterface: fc.constantFrom('bridge'),
});

const speed = fc.constantFrom(512, 1024, 10_240);
const packages: fc.Arbitrary<ServedPackage> = fc.record({
  ...{ id: fc.constant(HOME.id), code: fc.constantFrom('home', 'fast') },
  connection: fc.constantFrom('pppoe' as const, 'hotspot' as const, 'static' as const, 'other' as const),
  ...{ downKbps: fc.option(speed), upKbps: fc.option(speed) },
  ...{ burstDownKbps: fc.option(speed), burstUpKbps: fc.option(speed) },
  burstSeconds: fc.option(fc.constantFrom(8, 16)),
  volumeMb: fc.option(fc.constantFrom(100, 5000)),
  routerProfile: fc.constantFrom(null, 'theirs'),
  addressFromPool: fc.boolean(),
  gateway: fc.constantFrom(null, '10.0.0.1'),
  offered: fc.constantFrom([], HOME.offered),
});

/** Anybody who can be served, in any state. */
export const customers: fc.Arbitrary<ServedCustomer> = fc.record({
  id: fc.constant(ID),
  username: fc.constantFrom('rahim', 'karim'),
  status: statuses,
  ip: fc.constantFrom('10.0.0.9', '10.0.0.10'),
  macs: fc.constantFrom(['AA:BB:CC:00:00:01'], ['AA:BB:CC:00:00:01', 'AA:BB:CC:00:00:02']),
  hasPassword: fc.boolean(),
  served: packages,
});

/** The records of a router in memory. */
export interface Table {
  readonly [menu: string]: readonly RouterRecord[];
}

// Cast: the keys of a table are menus.
export const standing = (table: Table): Standing =>
  standingOf(new Map(Object.entries(table)) as Map<Menu, readonly RouterRecord[]>);

const NOBODYS: RouterRecord = { '.id': '*FF', name: 'nobodys', address: '10.9.9.9', comment: 'by hand' };
export const withForeign = (menus: readonly Menu[]): Table =>
  Object.fromEntries(menus.map((menu) => [menu, [NOBODYS]]));

/** The table after steps, as a router takes them. */
export function applied(table: Table, steps: readonly Step[]): Table {
  let now: Table = table;
  for (const step of steps) {
    const records = now[step.menu] ?? [];
    now = { ...now, [step.menu]: after(records, step) };
  }
  return now;
}

function after(records: readonly RouterRecord[], step: Step): readonly RouterRecord[] {
  if (step.kind === 'add') return [...records, { '.id': `*${records.length + 1}`, ...step.fields }];
  if (step.kind === 'remove') return records.filter((record) => record['.id'] !== step.id);
  const cleared = Object.fromEntries(step.unset.map((field) => [field, undefined]));
  return records.map((record) => (record['.id'] === step.id ? { ...record, ...step.fields, ...cleared } : record));
}
