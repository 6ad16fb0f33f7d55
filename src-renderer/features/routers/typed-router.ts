import type { RouterFields, RouterLine } from '#shared/contract/routers.ts';
import type { Reading, Typed } from '../../ui/records/index.ts';
import type { Reached } from './router-fields.ts';

/** Of api, and of api-ssl. */
export const PORTS = { plain: '8728', tls: '8729' } as const;
export const CODE_PAGES = ['windows-1252', 'windows-1250', 'windows-1251', 'windows-1256', 'koi8-r'] as const;

/** What stands in the form. Of secrets nothing does: empty means as they were. */
export function typedRouter(line: RouterLine | null, own: string): Typed {
  return {
    operatorId: line?.operatorId ?? own,
    name: line?.name ?? '',
    code: line?.code ?? '',
    host: line?.host ?? '',
    port: line === null ? PORTS.plain : String(line.port),
    tls: line?.tls ?? false,
    fingerprint: line?.fingerprint ?? '',
    username: line?.username ?? 'lastmile',
    password: '',
    hasPassword: line?.hasPassword ?? false,
    codePage: line?.codePage ?? 'windows-1252',
    writes: line?.writes ?? false,
    authentication: line?.authentication ?? 'local',
    suspension: line?.suspension ?? 'disable',
    staticWay: line?.staticWay ?? 'lease',
    pppLocalAddress: line?.pppLocalAddress ?? '',
    hotspotServer: line?.hotspotServer ?? '',
    dhcpServer: line?.dhcpServer ?? '',
    customerInterface: line?.customerInterface ?? '',
    radiusSecret: '',
    dropsRadiusSecret: false,
  };
}

/** Reads how the router is reached. */
export function reachedTyped(read: Reading): Reached {
  const fingerprint = read.optional('fingerprint')?.toUpperCase() ?? null;
  if (fingerprint !== null && !/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/.test(fingerprint)) {
    read.wrong('fingerprint', 'routers.no-fingerprint');
  }
  const password = read.optional('password');
  if (password === null && !read.flag('hasPassword')) read.wrong('password', 'records.required');
  return {
    host: read.text('host'),
    port: read.whole('port', { least: 1, most: 65_535 }),
    tls: read.flag('tls'),
    fingerprint: read.flag('tls') ? fingerprint : null,
    username: read.text('username'),
    password,
    codePage: read.text('codePage'),
  };
}

/** Reads the whole form. */
export function routerOf(read: Reading): RouterFields {
  return {
    operatorId: read.text('operatorId'),
    name: read.text('name'),
    code: read.optional('code'),
    ...reachedTyped(read),
    writes: read.flag('writes'),
    // Casts: the values of these fields are chosen from lists of them.
    authentication: read.text('authentication') as RouterFields['authentication'],
    suspension: read.text('suspension') as RouterFields['suspension'],
    staticWay: read.text('staticWay') as RouterFields['staticWay'],
    pppLocalAddress: read.optional('pppLocalAddress'),
    hotspotServer: read.optional('hotspotServer'),
    dhcpServer: read.optional('dhcpServer'),
    customerInterface: read.optional('customerInterface'),
    radiusSecret: read.flag('dropsRadiusSecret') ? '' : read.optional('radiusSecret'),
  };
}
