import { folded } from '../text.ts';
import { addressOf, type FoundIn } from './match.ts';

/** A person as the comment of a record tells of them. */
export interface Commented {
  readonly fullName: string;
  readonly phone: string;
}

const PHONE = /\+?\d[\d\s().-]{6,16}\d/;

/** The name and the phone in a comment: the longest run of digits that can be a phone, and the words around it. */
export function fromComment(comment: string): Commented {
  const phone = PHONE.exec(comment)?.[0] ?? '';
  const rest = phone === '' ? comment : comment.replace(phone, ' ');
  const fullName = rest
    .replace(/[\s|;,:/()_-]+/g, ' ')
    .trim()
    .slice(0, 120);
  return { fullName: /\p{L}/u.test(fullName) ? fullName : '', phone: phone.trim() };
}

/** A package by the names under which a router may have it. */
export interface NamedPackage {
  readonly name: string;
  readonly code: string;
  readonly routerProfile: string | null;
}

/** The name of the package that a router's profile stands for; the profile's own name where none does. */
export function packageNamed(profile: string, packages: readonly NamedPackage[]): string {
  const key = folded(profile);
  const found =
    packages.find(({ routerProfile }) => routerProfile === profile) ??
    packages.find(({ name, code }) => [name, code, `lastmile-${code}`].some((one) => folded(one) === key));
  return found?.name ?? profile;
}

const TYPES = { '/ppp/secret': 'pppoe', '/ip/hotspot/user': 'hotspot', '/ip/dhcp-server/lease': 'static' } as const;

/** What an import takes of a record of somebody new, as text. Who has no name in the comment is called by the username. */
export function newCustomer(found: FoundIn, packages: readonly NamedPackage[]) {
  const { menu, record } = found;
  const address = addressOf(found) ?? '';
  const { fullName, phone } = fromComment(record['comment'] ?? '');
  const username = record['name'] ?? record['host-name'] ?? address;
  const mac = record['mac-address'] ?? record['caller-id'] ?? '';
  const type = Object.entries(TYPES).find(([one]) => one === menu)?.[1] ?? '';
  const profile = record['profile'] ?? '';
  return {
    username,
    fullName: fullName === '' ? username : fullName,
    phone,
    package: profile === '' ? '' : packageNamed(profile, packages),
    type,
    ip: address,
    mac: mac === '00:00:00:00:00:00' ? '' : mac,
  };
}
