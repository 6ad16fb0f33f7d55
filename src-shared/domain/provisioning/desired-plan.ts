import { formatIpv4 } from '../ip/ipv4.ts';
import type { Block } from '../ip/ipv4.ts';
import type { Package } from '../package/package.ts';
import { packageMarker } from './marker.ts';
import { rateLimit } from './rate.ts';
import type { DesiredRecord } from './record.ts';
import { type RouterPractice, SUSPENDED_LIST, SUSPENDED_PROFILE, SUSPENDED_RATE } from './router.ts';

/** A package as one router serves it. */
export interface ServedPackage extends Pick<
  Package,
  'id' | 'code' | 'connection' | 'downKbps' | 'upKbps' | 'burstDownKbps' | 'burstUpKbps' | 'burstSeconds'
> {
  readonly volumeMb: number | null;
  /** The name of a profile that the ISP keeps itself; null: one of ours. */
  readonly routerProfile: string | null;
  readonly addressFromPool: boolean;
  /** The first gateway among its blocks on this router, as text. */
  readonly gateway: string | null;
  /** The addresses of its blocks on this router that customers may have. */
  readonly offered: readonly Block[];
}

/** The profile of a package's customers: the one that the ISP names, or one of ours. */
export const profileName = ({ routerProfile, code }: Pick<ServedPackage, 'routerProfile' | 'code'>): string =>
  routerProfile ?? `lastmile-${code}`;

const poolName = ({ code }: Pick<ServedPackage, 'code'>): string => `lastmile-${code}`;

const rangesText = (stretches: readonly Block[]): string =>
  stretches.map(({ first, last }) => `${formatIpv4(first)}-${formatIpv4(last)}`).join(',');

/** A record that those of customers refer to, and so has to be there before them. */
const named = (
  menu: DesiredRecord['menu'],
  fields: DesiredRecord['fields'],
  marker: string | null = null,
): DesiredRecord => ({ menu, key: ['name'], fields, hasPassword: false, marker });

/**
 * The pool and the profile of a package, in the order in which they have to be made. A profile that the ISP keeps itself is
 * made where it is missing, and otherwise left as it is.
 */
export function planRecords(served: ServedPackage, practice: RouterPractice): readonly DesiredRecord[] {
  switch (served.connection) {
    case 'pppoe': {
      const ranges = served.addressFromPool ? rangesText(served.offered) : '';
      const pool = ranges === '' ? [] : [named('/ip/pool', { name: poolName(served), ranges })];
      const fields = {
        name: profileName(served),
        'local-address': practice.pppLocalAddress ?? served.gateway ?? '',
        'remote-address': pool.length === 0 ? '' : poolName(served),
        'rate-limit': rateLimit(served),
        'only-one': 'yes',
      };
      return [...pool, named('/ppp/profile', fields, packageMarker(served.id))];
    }
    case 'hotspot':
      return [
        {
          ...named('/ip/hotspot/user/profile', {
            name: profileName(served),
            'rate-limit': rateLimit(served),
            'shared-users': '1',
          }),
          // A reseller may name the profile of the ISP's own package, and must not set its speed by that.
          isNamedByHand: served.routerProfile !== null,
        },
      ];
    case 'static':
    case 'other':
      return [];
  }
}

/** The slow profile of those who are suspended. */
export function suspendedProfile(practice: RouterPractice): DesiredRecord {
  return named('/ppp/profile', {
    name: SUSPENDED_PROFILE,
    'local-address': practice.pppLocalAddress ?? '',
    'rate-limit': SUSPENDED_RATE,
    'address-list': SUSPENDED_LIST,
    'only-one': 'yes',
  });
}
