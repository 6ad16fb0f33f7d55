import type { Account } from '#shared/domain/billing/account.ts';
import { type Tariff, tariffOf } from '#shared/domain/billing/tariff.ts';
import type {
  ActionFacts,
  Changes,
  CustomerInHand,
  PackageChoice,
  ProfileChoice,
} from '#shared/domain/customer/action-facts.ts';
import { customerType } from '#shared/domain/customer/customer.ts';
import { parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { lineOf } from '#shared/domain/operator/operator.ts';

/** A customer with everything that an action may change. */
export interface OfficeCustomer extends CustomerInHand {
  readonly deletedAt: number | null;
}

/** A small office in memory: an ISP with two resellers, packages of every kind, four customers. */
export interface Office {
  readonly customers: readonly OfficeCustomer[];
}

const OPERATORS = [
  { id: 'isp', parentId: null, name: 'ISP' },
  { id: 'north', parentId: 'isp', name: 'North' },
  { id: 'south', parentId: 'isp', name: 'South' },
];
const choice = (id: string, operatorId: string) => ({ id, operatorId, name: id, isRetired: false });
const PACKAGES: readonly PackageChoice[] = [
  { ...choice('pppoe', 'isp'), connection: 'pppoe', isComplete: true },
  { ...choice('pppoe-north', 'north'), connection: 'pppoe', isComplete: true },
  { ...choice('hotspot', 'isp'), connection: 'hotspot', isComplete: true },
  { ...choice('fixed', 'isp'), connection: 'static', isComplete: true },
  { ...choice('cable', 'isp'), connection: 'other', isComplete: true },
];
const PROFILES: readonly ProfileChoice[] = [
  { ...choice('daily', 'isp'), mode: 'daily' },
  { ...choice('monthly', 'isp'), mode: 'monthly' },
];
const ZONES = [choice('zone', 'isp'), choice('zone-south', 'south')];
const ROUTERS = [choice('router', 'isp'), choice('router-south', 'south')];

export const IDS = {
  packages: [...PACKAGES.map(({ id }) => id), 'gone'],
  profiles: [...PROFILES.map(({ id }) => id), 'gone'],
  zones: ZONES.map(({ id }) => id),
  routers: [...ROUTERS.map(({ id }) => id), 'gone'],
  operators: OPERATORS.map(({ id }) => id),
};

const DHAKA = 'Asia/Dhaka';
/** When everything here happens. */
export const NOW = Date.parse('2026-11-20T12:00:00Z');

function tariff(chosen: Pick<CustomerInHand, 'packageId' | 'billingProfileId' | 'specialPrice'>): Tariff {
  const plan = PACKAGES.find(({ id }) => id === chosen.packageId);
  const profile = PROFILES.find(({ id }) => id === chosen.billingProfileId);
  const type = plan && profile ? customerType(plan.connection, profile.mode) : null;
  return tariffOf(
    type ?? 'static-monthly',
    { price: 30_000, vatPercent: 0, priceIncludesVat: true, validity: 30, validityUnit: 'days' },
    { billingDay: 1, graceDays: 5, autoSuspend: true, timing: 'arrears', prorateFirst: true },
    chosen.specialPrice,
  );
}

type Begun = Omit<OfficeCustomer, 'account'>;

function withAccount(one: Begun): OfficeCustomer {
  const { id, status, suspendedReason } = one;
  const account: Account = {
    ...{ id, status, suspendedReason, tariff: tariff(one), next: null, createdAt: NOW - 86_400_000 },
    activatedAt: status === 'pending' ? null : NOW - 86_400_000,
    ...{ expiresAt: null, settledAt: NOW, billedThrough: '2026-11-21', pausedSince: null, pausedDays: 0 },
    ...{ extendedUntil: null, firstPeriodPosted: false, balance: status === 'suspended' ? -500 : 0, charges: [] },
  };
  return typed({ ...one, account });
}

export function office(): Office {
  const one = (username: string, packageId: string, more: Partial<OfficeCustomer> = {}): OfficeCustomer =>
    withAccount({
      id: username,
      operatorId: 'north',
      username,
      type: 'other',
      status: 'active',
      suspendedReason: null,
      packageId,
      billingProfileId: 'monthly',
      zoneId: null,
      routerId: null,
      ip: null,
      accountNumber: null,
      macs: [],
      specialPrice: null,
      nextPackageId: null,
      deletedAt: null,
      ...more,
    });
  return {
    customers: [
      one('a', 'pppoe', { status: 'pending', macs: ['02:00:00:00:00:01'] }),
      one('b', 'fixed', { ip: parseIpv4('10.0.0.2') }),
      one('c', 'hotspot', { operatorId: 'south', billingProfileId: 'daily' }),
      one('d', 'cable', { status: 'suspended', suspendedReason: 'unpaid' }),
    ],
  };
}

export function customerIn({ customers }: Office, at: number): OfficeCustomer {
  const customer = customers[at];
  if (!customer) throw new Error(`There are ${customers.length} customers`);
  return customer;
}

/** The office after changes to one customer, by the way that the store writes them. */
export function applied(before: Office, id: string, { columns, bind, unbind = [], step }: Changes): Office {
  const change = (one: OfficeCustomer): OfficeCustomer => {
    const account = step?.account ?? one.account;
    const { status, suspendedReason, next } = account;
    return typed({
      ...one,
      ...{ account, status, suspendedReason, nextPackageId: next?.packageId ?? null },
      ...columns,
      macs: [...one.macs.filter((mac) => !unbind.includes(mac)), ...(bind ? [bind.mac] : [])],
    });
  };
  return { customers: before.customers.map((one) => (one.id === id ? change(one) : one)) };
}

function typed(customer: OfficeCustomer): OfficeCustomer {
  const plan = PACKAGES.find(({ id }) => id === customer.packageId);
  const profile = PROFILES.find(({ id }) => id === customer.billingProfileId);
  const type = plan && profile ? customerType(plan.connection, profile.mode) : null;
  if (type === null) throw new Error(`${customer.id} has a package and a profile that do not fit`);
  return { ...customer, type };
}

export function factsOf({ customers }: Office): ActionFacts {
  const living = customers.filter(({ status }) => status !== 'deleted');
  const operators = new Set(OPERATORS.map(({ id }) => id));
  const find = <T extends { readonly id: string }>(records: readonly T[], id: string): T | null =>
    records.find((one) => one.id === id) ?? null;
  const block = { first: parseIpv4('10.0.0.0') ?? 0, last: parseIpv4('10.0.0.255') ?? 0 };
  return {
    now: NOW,
    by: 'me',
    reach: operators,
    usable: operators,
    lineOf: (id) => lineOf(id, OPERATORS),
    operator: (id) => {
      const found = find(OPERATORS, id);
      return found && { ...found, isRetired: false };
    },
    package: (id) => find(PACKAGES, id),
    profile: (id) => find(PROFILES, id),
    zone: (id) => find(ZONES, id),
    router: (id) => find(ROUTERS, id),
    blocksOf: (id) => (id === 'fixed' ? [block] : []),
    claimOn: (ip) => (ip === parseIpv4('10.0.0.1') ? 'gateway' : null),
    isHeld: () => false,
    holderOfUsername: (key, but) => living.find((one) => one.username.toLowerCase() === key && one.id !== but) ?? null,
    holderOfIp: (ip, but) => living.find((one) => one.ip === ip && one.id !== but) ?? null,
    hasAccountNumber: (number, but) => living.some((one) => one.accountNumber === number && one.id !== but),
    holdersOfMac: (mac, but) => living.filter((one) => one.macs.includes(mac) && one.id !== but),
    newPassword: () => 'abcdefghjk',
    billing: {
      world: { timeZone: DHAKA, idOf: (customer, name) => `${customer} ${name}` },
      currency: 'BDT',
      tariff,
      idOf: (customer, what) => `${customer} run ${what}`,
      rests: null,
      referenceProblem: (_method, reference) =>
        reference === 'USED000001' ? { code: 'payment-reference-used', params: {} } : null,
      messageProblem: ({ id }) => (id === 'd' ? { code: 'message-no-phone', params: {} } : null),
    },
  };
}
