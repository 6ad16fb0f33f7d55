import fc from 'fast-check';
import type { ServedPackage } from '#shared/domain/provisioning/desired-plan.ts';
import { desiredFor, type ServedCustomer } from '#shared/domain/provisioning/desired.ts';
import type { Menu, RouterRecord } from '#shared/domain/provisioning/record.ts';
import type { RouterPractice } from '#shared/domain/provisioning/router.ts';
import { type Standing, standingOf } from '#shared/domain/provisioning/standing.ts';

/** How a router is run that nothing is special about. */
export const practice: RouterPractice = {
  authentication: 'local',
  suspension: 'disable',
  staticWay: 'lease',
  pppLocalAddress: '10.0.0.1',
  hotspotServer: null,
  dhcpServer: null,
  customerInterface: 'bridge',
};

export const uuid = (i: number): string => `00000000-0000-7000-8000-${i.toString(16).padStart(12, '0')}`;
const mac = (i: number): string =>
  `AA:BB:CC:00:${(i >> 8).toString(16).padStart(2, '0')}:${(i & 255).toString(16).padStart(2, '0')}`.toUpperCase();

const pack = (connection: ServedPackage['connection'], i: number): ServedPackage => ({
  id: uuid(900_000 + i),
  code: `P${i}`,
  connection,
  downKbps: 10_240,
  upKbps: 5_120,
  burstDownKbps: null,
  burstUpKbps: null,
  burstSeconds: null,
  volumeMb: null,
  routerProfile: null,
  addressFromPool: false,
  gateway: '10.0.0.1',
  offered: [],
});
const PACKAGES = [pack('pppoe', 1), pack('pppoe', 2), pack('hotspot', 3), pack('static', 4)] as const;

/** The i-th customer of an office: names, addresses and devices of their own. */
export function customer(i: number, more: Partial<ServedCustomer> = {}): ServedCustomer {
  return {
    id: uuid(i),
    username: `user${i}`,
    status: 'active',
    ip: `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`,
    macs: [mac(i)],
    hasPassword: true,
    served: PACKAGES[0],
    ...more,
  };
}

/** Some customers, each of whom something should stand of or not. */
export const customers = fc
  .array(
    fc.record({
      status: fc.constantFrom<ServedCustomer['status']>('active', 'suspended', 'expired', 'deleted'),
      served: fc.constantFrom(...PACKAGES),
      hasIp: fc.boolean(),
    }),
    { maxLength: 20 },
  )
  .map((all) =>
    all.map(({ status, served, hasIp }, i) =>
      customer(i + 2, { status, served, ...(hasIp || served.connection === 'static' ? {} : { ip: null }) }),
    ),
  );

export const practices = fc.record({
  authentication: fc.constantFrom<RouterPractice['authentication']>('local', 'radius'),
  suspension: fc.constantFrom<RouterPractice['suspension']>('disable', 'profile', 'list'),
  staticWay: fc.constantFrom<RouterPractice['staticWay']>('lease', 'arp'),
  pppLocalAddress: fc.constantFrom('10.0.0.1', null),
  hotspotServer: fc.constant(null),
  dhcpServer: fc.constantFrom('dhcp1', null),
  customerInterface: fc.constant('bridge'),
});

export interface Placed {
  readonly menu: Menu;
  readonly record: RouterRecord;
  /** Whether it is a customer's own, and not one that theirs refer to. */
  readonly isOwn: boolean;
}

/** What stands on a router on which everything is as it should be. */
export function placed(all: readonly ServedCustomer[], how: RouterPractice): readonly Placed[] {
  const plans = new Set<string>();
  let ids = 0;
  return all.flatMap((one) => {
    const desired = desiredFor(one, how);
    if ('code' in desired) return [];
    return [...desired.plan, ...desired.own].flatMap((wanted): Placed[] => {
      const isOwn = desired.own.includes(wanted);
      const name = `${wanted.menu} ${wanted.fields['name'] ?? ''}`;
      if (!isOwn && plans.has(name)) return [];
      if (!isOwn) plans.add(name);
      ids += 1;
      const comment = wanted.marker === null ? {} : { comment: wanted.marker };
      return [{ menu: wanted.menu, isOwn, record: { ...wanted.fields, ...comment, '.id': `*${ids.toString(16)}` } }];
    });
  });
}

export function standing(all: readonly Pick<Placed, 'menu' | 'record'>[]): Standing {
  const menus = Map.groupBy(all, ({ menu }) => menu);
  return standingOf(new Map([...menus].map(([menu, some]) => [menu, some.map(({ record }) => record)])));
}
