import { fact, field, type Menu } from '../tables/schema.ts';
import { asAddress, asFlag, asMac, asNumber, asRateLimit, asTimeout, oneOf } from '../values.ts';
import { uptime } from './ppp.ts';

const server = { menu: '/ip/hotspot', field: 'name', also: oneOf('all') };
const profile = { menu: '/ip/hotspot/user/profile', field: 'name' };
const pool = { menu: '/ip/pool', field: 'name', also: oneOf('none') };

export const hotspotMenus: readonly Menu[] = [
  {
    path: '/ip/hotspot',
    kind: 'list',
    unique: [{ fields: ['name'], message: 'failure: hotspot with such name already exists' }],
    fields: [
      field('name', { isRequired: true }),
      field('interface', { isRequired: true, refersTo: { menu: '/interface', field: 'name' } }),
      field('address-pool', { initial: 'none', refersTo: pool }),
      field('profile', { initial: 'default' }),
      field('idle-timeout', { initial: '5m', reading: asTimeout }),
      field('keepalive-timeout', { initial: 'none', reading: asTimeout }),
      field('addresses-per-mac', { initial: '2' }),
      fact('invalid'),
      field('disabled', { initial: 'false', reading: asFlag }),
    ],
  },
  {
    path: '/ip/hotspot/user',
    kind: 'list',
    unique: [{ fields: ['name', 'server'], message: 'failure: already have user with this name for this server' }],
    fields: [
      field('server', { refersTo: server }),
      field('name', { isRequired: true }),
      field('password', { isSecret: true }),
      field('address', { reading: asAddress }),
      field('mac-address', { reading: asMac }),
      field('profile', { initial: 'default', refersTo: profile }),
      field('routes'),
      field('email'),
      field('limit-uptime', { reading: asTimeout }),
      field('limit-bytes-in', { reading: asNumber }),
      field('limit-bytes-out', { reading: asNumber }),
      field('limit-bytes-total', { reading: asNumber }),
      ...['uptime', 'bytes-in', 'bytes-out', 'packets-in', 'packets-out'].map((name) => fact(name)),
      fact('dynamic'),
      field('comment'),
      field('disabled', { initial: 'false', reading: asFlag }),
    ],
  },
  {
    path: '/ip/hotspot/user/profile',
    kind: 'list',
    unique: [{ fields: ['name'], message: 'failure: user profile with such name already exists' }],
    fields: [
      field('name', { isRequired: true }),
      field('address-pool', { refersTo: pool }),
      field('session-timeout', { reading: asTimeout }),
      field('idle-timeout', { initial: 'none', reading: asTimeout }),
      field('keepalive-timeout', { initial: '2m', reading: asTimeout }),
      field('status-autorefresh', { initial: '1m', reading: asTimeout }),
      field('shared-users', { initial: '1', reading: (text) => (text === 'unlimited' ? text : asNumber(text)) }),
      field('add-mac-cookie', { initial: 'true', reading: asFlag }),
      field('mac-cookie-timeout', { initial: '3d', reading: asTimeout }),
      field('rate-limit', { reading: asRateLimit }),
      field('address-list', { initial: '' }),
      field('transparent-proxy', { initial: 'false', reading: asFlag }),
      fact('default'),
    ],
  },
  {
    path: '/ip/hotspot/active',
    kind: 'list',
    may: ['remove'],
    removesDynamic: true,
    fields: [
      ...['server', 'user', 'address', 'mac-address', 'login-by'].map((name) => fact(name)),
      uptime,
      ...['session-id', 'radius'].map((name) => fact(name)),
    ],
  },
  {
    path: '/ip/hotspot/cookie',
    kind: 'list',
    may: ['remove'],
    removesDynamic: true,
    fields: ['user', 'mac-address', 'expires-in', 'mac-cookie'].map((name) => fact(name)),
  },
];
