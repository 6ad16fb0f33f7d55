import { fact, field, type Menu } from '../tables/schema.ts';
import { asAddress, asFlag, asRateLimit, asTimeout, duration, oneOf } from '../values.ts';

const yesNoDefault = oneOf('yes', 'no', 'default', 'required');
const SERVICES = ['any', 'async', 'l2tp', 'ovpn', 'pppoe', 'pptp', 'sstp'];
/** An address, or the name of a pool. */
const addressOrPool = { menu: '/ip/pool', field: 'name', also: (text: string) => (text === '' ? '' : asAddress(text)) };

/** How long ago the row's session began. */
export const uptime = fact('uptime', (values, { now }) =>
  duration((now.getTime() - Number(values.get('since') ?? now.getTime())) / 1000),
);

export const pppMenus: readonly Menu[] = [
  {
    path: '/ppp/profile',
    kind: 'list',
    unique: [{ fields: ['name'], message: 'failure: profile with the same name already exists' }],
    fields: [
      field('name', { isRequired: true }),
      field('local-address', { refersTo: addressOrPool }),
      field('remote-address', { refersTo: addressOrPool }),
      field('use-mpls', { initial: 'default', reading: yesNoDefault }),
      field('use-compression', { initial: 'default', reading: yesNoDefault }),
      field('use-encryption', { initial: 'default', reading: yesNoDefault }),
      field('only-one', { initial: 'default', reading: yesNoDefault }),
      field('change-tcp-mss', { initial: 'default', reading: yesNoDefault }),
      field('use-upnp', { initial: 'default', reading: yesNoDefault }),
      field('address-list', { initial: '' }),
      field('rate-limit', { reading: asRateLimit }),
      field('session-timeout', { reading: asTimeout }),
      field('idle-timeout', { reading: asTimeout }),
      field('dns-server'),
      field('parent-queue'),
      field('queue-type'),
      field('insert-queue-before'),
      field('on-up', { initial: '' }),
      field('on-down', { initial: '' }),
      field('comment'),
      fact('default'),
    ],
  },
  {
    path: '/ppp/secret',
    kind: 'list',
    unique: [{ fields: ['name', 'service'], message: 'failure: secret with the same name already exists' }],
    fields: [
      field('name', { isRequired: true }),
      field('service', { initial: 'any', reading: oneOf(...SERVICES) }),
      field('caller-id', { initial: '' }),
      field('password', { initial: '', isSecret: true }),
      field('profile', { initial: 'default', refersTo: { menu: '/ppp/profile', field: 'name' } }),
      field('local-address', { refersTo: addressOrPool }),
      field('remote-address', { refersTo: addressOrPool }),
      field('routes', { initial: '' }),
      field('limit-bytes-in', { initial: '0' }),
      field('limit-bytes-out', { initial: '0' }),
      field('comment'),
      field('disabled', { initial: 'false', reading: asFlag }),
      fact('last-logged-out'),
      fact('last-caller-id'),
      fact('last-disconnect-reason'),
    ],
  },
  {
    path: '/ppp/active',
    kind: 'list',
    may: ['remove'],
    removesDynamic: true,
    fields: [
      ...['name', 'service', 'caller-id', 'address'].map((name) => fact(name)),
      uptime,
      ...['encoding', 'session-id', 'limit-bytes-in', 'limit-bytes-out', 'radius'].map((name) => fact(name)),
    ],
  },
  {
    path: '/ppp/aaa',
    kind: 'single',
    fields: [
      field('use-radius', { initial: 'false', reading: asFlag }),
      field('accounting', { initial: 'true', reading: asFlag }),
      field('interim-update', { initial: '0s', reading: asTimeout }),
      field('use-circuit-id-in-nas-port-id', { initial: 'false', reading: asFlag }),
    ],
  },
];
