import { fact, field, isFrom, type Menu, type Moment } from '../tables/schema.ts';
import { asAddress, asFlag, asNumber, asTimeout, duration } from '../values.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** "nov/30/2026", and "2026-11-30" from 7.10 on. */
function dateOf({ clock, version }: Moment): string {
  const [date = ''] = clock.toISOString().split('T');
  if (isFrom(version, 7, 10)) return date;
  const [year = '', month = '', day = ''] = date.split('-');
  return `${MONTHS[Number(month) - 1] ?? ''}/${day}/${year}`;
}

const channel = ({ major }: Moment['version']): string => (major < 7 ? 'long-term' : 'stable');

const always = (name: string, value: string) => fact(name, () => value);

export const systemMenus: readonly Menu[] = [
  { path: '/system/identity', kind: 'single', fields: [field('name', { initial: 'MikroTik' })] },
  {
    path: '/system/resource',
    kind: 'single',
    may: [],
    fields: [
      fact('uptime', (_, { now, since }) => duration((now.getTime() - since.getTime()) / 1000)),
      fact('version', (_, { version }) => `${version.text} (${channel(version)})`),
      always('build-time', '2025-01-15 10:00:00'),
      always('factory-software', '6.49.17'),
      always('free-memory', '905969664'),
      always('total-memory', '1073741824'),
      always('cpu', 'ARM64'),
      always('cpu-count', '4'),
      always('cpu-frequency', '1400'),
      always('cpu-load', '3'),
      always('free-hdd-space', '104857600'),
      always('total-hdd-space', '134217728'),
      always('architecture-name', 'arm64'),
      always('board-name', 'RB5009UG+S+'),
      always('platform', 'MikroTik'),
    ],
  },
  {
    path: '/system/clock',
    kind: 'single',
    fields: [
      fact('time', (_, { clock }) => clock.toISOString().slice(11, 19)),
      fact('date', (_, moment) => dateOf(moment)),
      field('time-zone-autodetect', { initial: 'true', reading: asFlag }),
      field('time-zone-name', { initial: 'manual' }),
      always('gmt-offset', '+00:00'),
      always('dst-active', 'false'),
    ],
  },
  {
    path: '/ip/service',
    kind: 'list',
    may: ['set'],
    fields: [
      fact('name'),
      field('port', { reading: asNumber }),
      field('address', { initial: '' }),
      field('certificate'),
      field('max-sessions', { initial: '20', reading: asNumber }),
      fact('invalid'),
      field('disabled', { initial: 'false', reading: asFlag }),
    ],
  },
  {
    path: '/certificate',
    kind: 'list',
    may: [],
    fields: ['name', 'common-name', 'key-type', 'days-valid', 'fingerprint', 'private-key', 'trusted'].map((name) =>
      fact(name),
    ),
  },
  {
    path: '/radius',
    kind: 'list',
    fields: [
      field('service', { initial: '' }),
      field('called-id', { initial: '' }),
      field('domain', { initial: '' }),
      field('address', { isRequired: true, reading: asAddress }),
      field('secret', { initial: '', isSecret: true }),
      field('authentication-port', { initial: '1812', reading: asNumber }),
      field('accounting-port', { initial: '1813', reading: asNumber }),
      field('timeout', { initial: '300ms' }),
      field('accounting-backup', { initial: 'false', reading: asFlag }),
      field('realm', { initial: '' }),
      field('protocol', { initial: 'udp' }),
      field('require-message-auth', { initial: 'yes-for-request-resp' }),
      field('src-address', { reading: asAddress }),
      field('comment'),
      field('disabled', { initial: 'false', reading: asFlag }),
    ],
  },
  {
    path: '/radius/incoming',
    kind: 'single',
    fields: [
      field('accept', { initial: 'false', reading: asFlag }),
      field('port', { initial: '3799', reading: asNumber }),
    ],
  },
  {
    path: '/user',
    kind: 'list',
    policy: 'policy',
    unique: [{ fields: ['name'], message: 'failure: user with the same name already exists' }],
    fields: [
      field('name', { isRequired: true }),
      field('password', { isHidden: true }),
      field('group', { isRequired: true, refersTo: { menu: '/user/group', field: 'name' } }),
      field('address', { initial: '' }),
      field('inactivity-timeout', { reading: asTimeout }),
      field('comment'),
      field('disabled', { initial: 'false', reading: asFlag }),
    ],
  },
  {
    path: '/user/group',
    kind: 'list',
    policy: 'policy',
    unique: [{ fields: ['name'], message: 'failure: group with the same name already exists' }],
    fields: [
      field('name', { isRequired: true }),
      field('policy', { initial: '' }),
      field('skin', { initial: 'default' }),
      field('comment'),
    ],
  },
];
