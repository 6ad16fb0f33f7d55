import type { BillingProfileFields, NetworkAddressFields, PackageFields, ZoneFields } from '#shared/contract/office.ts';
import type { Client } from './office.ts';

// Forms of records as somebody fills them in who says no more than they must.

type Router = Parameters<Client['routers']['add']>[0];

export const packageForm = (operatorId: string, name: string, over: Partial<PackageFields> = {}): PackageFields => ({
  ...{ operatorId, name, code: null, connection: 'pppoe', downKbps: 10_240, upKbps: 5_120, price: '800.00' },
  ...{ vatPercent: 5, priceIncludesVat: true, validity: 30, validityUnit: 'days', volumeMb: null },
  ...{ routerProfile: null, radiusGroup: null, burstDownKbps: null, burstUpKbps: null, burstSeconds: null },
  ...{ addressFromPool: false, pools: [], sharing: null, medium: null },
  ...over,
});

export const profileForm = (
  operatorId: string,
  name: string,
  over: Partial<BillingProfileFields> = {},
): BillingProfileFields => ({
  ...{ operatorId, name, code: null, mode: 'monthly', billingDay: 5, graceDays: 3, autoSuspend: true },
  ...{ timing: 'advance', prorateFirst: true },
  ...over,
});

export const zoneForm = (operatorId: string, name: string, over: Partial<ZoneFields> = {}): ZoneFields => ({
  ...{ operatorId, name, code: null, parentId: null, colour: null, distributionPoint: null },
  ...{ division: null, district: null, thana: null },
  ...over,
});

export const blockForm = (
  operatorId: string,
  cidr: string,
  over: Partial<NetworkAddressFields> = {},
): NetworkAddressFields => ({
  ...{ operatorId, cidr, code: null, gateway: null, packages: [], reserved: [], routerId: null },
  ...over,
});

export const routerForm = (operatorId: string, name: string, over: Partial<Router> = {}): Router => ({
  ...{ operatorId, name, code: null, host: '192.0.2.1', port: 8728, tls: false, fingerprint: null },
  ...{
    username: 'lastmile',
    password: 'router-secret',
    codePage: 'windows-1252',
    writes: false,
    authentication: 'radius',
  },
  ...{ suspension: 'disable', staticWay: 'lease', pppLocalAddress: null, hotspotServer: null, dhcpServer: null },
  ...{ customerInterface: null, radiusSecret: 'radius-secret' },
  ...over,
});
