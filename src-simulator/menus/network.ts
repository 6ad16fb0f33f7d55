import { fact, field, type Menu } from '../tables/schema.ts';
import {
  asAddress,
  asFlag,
  asListed,
  asMac,
  asNumber,
  asRanges,
  asRateLimit,
  asRates,
  asTarget,
  asTimeout,
  oneOf,
} from '../values.ts';

const iface = { menu: '/interface', field: 'name' };
const pool = { menu: '/ip/pool', field: 'name', also: oneOf('static-only', 'none') };
const disabled = field('disabled', { initial: 'false', reading: asFlag });
const comment = field('comment');
const rates = (name: string) => field(name, { initial: '0/0', reading: asRates });
const matcher = (name: string) => field(name);

export const networkMenus: readonly Menu[] = [
  {
    path: '/interface',
    kind: 'list',
    may: ['set'],
    unique: [{ fields: ['name'], message: 'failure: already have interface with such name' }],
    fields: [
      field('name'),
      ...['default-name', 'type', 'mac-address'].map((name) => fact(name)),
      field('mtu', { initial: '1500', reading: asNumber }),
      ...['running', 'dynamic'].map((name) => fact(name)),
      comment,
      disabled,
    ],
  },
  {
    path: '/ip/pool',
    kind: 'list',
    unique: [{ fields: ['name'], message: 'failure: pool with such name exists' }],
    fields: [
      field('name', { isRequired: true }),
      field('ranges', { isRequired: true, reading: asRanges }),
      field('next-pool', { refersTo: pool }),
      comment,
    ],
  },
  {
    path: '/ip/pool/used',
    kind: 'list',
    may: [],
    fields: ['pool', 'address', 'owner', 'info'].map((name) => fact(name)),
  },
  {
    path: '/ip/dhcp-server',
    kind: 'list',
    unique: [{ fields: ['name'], message: 'failure: server with such name already exists' }],
    fields: [
      field('name', { isRequired: true }),
      field('interface', { isRequired: true, refersTo: iface }),
      field('lease-time', { initial: '30m', reading: asTimeout }),
      field('address-pool', { initial: 'static-only', refersTo: pool }),
      field('authoritative', { initial: 'yes' }),
      fact('dynamic'),
      disabled,
    ],
  },
  {
    path: '/ip/dhcp-server/lease',
    kind: 'list',
    unique: [
      { fields: ['address', 'server'], message: 'failure: already have static lease with this IP address' },
      { fields: ['mac-address', 'server'], message: 'failure: already have static lease with this MAC address' },
    ],
    fields: [
      field('address', { reading: asAddress }),
      field('mac-address', { reading: asMac }),
      field('client-id'),
      field('address-lists', { initial: '' }),
      field('server', { initial: 'all', refersTo: { menu: '/ip/dhcp-server', field: 'name', also: oneOf('all') } }),
      field('dhcp-option', { initial: '' }),
      field('rate-limit', { reading: asRateLimit }),
      field('block-access', { reading: asFlag }),
      field('lease-time', { reading: asTimeout }),
      fact('status'),
      ...['host-name', 'active-address', 'radius', 'dynamic', 'blocked'].map((name) => fact(name)),
      comment,
      disabled,
    ],
  },
  {
    path: '/ip/arp',
    kind: 'list',
    unique: [{ fields: ['address', 'interface'], message: 'failure: already have such arp' }],
    fields: [
      field('address', { isRequired: true, reading: asAddress }),
      field('mac-address', { initial: '00:00:00:00:00:00', reading: asMac }),
      field('interface', { isRequired: true, refersTo: iface }),
      field('published', { initial: 'false', reading: asFlag }),
      fact('dynamic'),
      comment,
      disabled,
    ],
  },
  {
    path: '/queue/simple',
    kind: 'list',
    unique: [{ fields: ['name'], message: 'failure: already have such name' }],
    fields: [
      field('name', { isRequired: true }),
      field('target', { initial: '', reading: asTarget }),
      field('dst'),
      field('parent', { initial: 'none' }),
      field('packet-marks', { initial: '' }),
      field('priority', { initial: '8/8' }),
      field('queue', { initial: 'default-small/default-small' }),
      ...['limit-at', 'max-limit', 'burst-limit', 'burst-threshold'].map(rates),
      field('burst-time', { initial: '0s/0s' }),
      field('bucket-size', { initial: '0.1/0.1' }),
      fact('rate'),
      field('total-queue'),
      field('time'),
      fact('dynamic'),
      comment,
      disabled,
    ],
  },
  {
    path: '/ip/firewall/address-list',
    kind: 'list',
    unique: [{ fields: ['list', 'address'], message: 'failure: already have such entry' }],
    fields: [
      field('list', { isRequired: true }),
      field('address', { isRequired: true, reading: asListed }),
      field('timeout', { reading: asTimeout }),
      fact('creation-time'),
      fact('dynamic'),
      comment,
      disabled,
    ],
  },
  {
    path: '/ip/firewall/filter',
    kind: 'list',
    fields: [
      field('chain', { isRequired: true }),
      field('action', { initial: 'accept' }),
      ...['connection-state', 'src-address-list', 'dst-address-list', 'src-address', 'dst-address'].map(matcher),
      ...['protocol', 'src-port', 'dst-port', 'in-interface', 'out-interface'].map(matcher),
      ...['in-interface-list', 'out-interface-list', 'jump-target', 'reject-with', 'hw-offload'].map(matcher),
      field('log', { initial: 'false', reading: asFlag }),
      field('log-prefix', { initial: '' }),
      ...['bytes', 'packets', 'dynamic'].map((name) => fact(name)),
      comment,
      disabled,
    ],
  },
];
