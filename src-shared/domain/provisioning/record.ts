/** The menus of a router that hold what belongs to customers and packages. */
export const MENUS = [
  '/ip/pool',
  '/ppp/profile',
  '/ip/hotspot/user/profile',
  '/ppp/secret',
  '/ip/hotspot/user',
  '/ip/dhcp-server/lease',
  '/ip/arp',
  '/queue/simple',
  '/ip/firewall/address-list',
] as const;
export type Menu = (typeof MENUS)[number];

/** A record as a router tells it: fields by name, ".id" among them. What is clear may be absent or empty. */
export type RouterRecord = Readonly<Record<string, string | undefined>>;

/** A record as it should be. */
export interface DesiredRecord {
  readonly menu: Menu;
  /** The fields by which the router tells its records apart: two records cannot be alike in all of them. */
  readonly key: readonly string[];
  /** What stands in it; an empty text: the field is clear. */
  readonly fields: Readonly<Record<string, string>>;
  /** Whether the customer's password belongs into it. It can be written, but not always be read back. */
  readonly hasPassword: boolean;
  /** The marker that its comment has; null in menus without a comment: there a name that begins with "lastmile-" is ours. */
  readonly marker: string | null;
  /** Somebody has said its name: what stands there is theirs and used as it is, whatever it is called. */
  readonly isNamedByHand?: boolean;
}

/** Whether a record that stands where a desired one belongs is ours to change. */
export function isOurs({ marker, isNamedByHand }: DesiredRecord, { comment = '', name = '' }: RouterRecord): boolean {
  return marker === null
    ? isNamedByHand !== true && name.startsWith('lastmile-')
    : comment.split(/\s+/).includes(marker);
}

/** Why a customer cannot be brought to a router: a code of the message catalogue with what its sentence needs. */
export interface ProvisioningFault {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Records whose change is felt only when the customer connects anew. */
const FELT_ON_CONNECTING: ReadonlySet<Menu> = new Set(['/ppp/secret', '/ip/hotspot/user']);

/** Fields that a session under way does not follow. */
const KICKING: ReadonlySet<string> = new Set([
  'name',
  'profile',
  'remote-address',
  'caller-id',
  'mac-address',
  'address',
  'disabled',
  'server',
]);

/** Whether somebody has to connect anew for changed fields of a record to be felt. */
export const needsKick = (menu: Menu, fields: readonly string[]): boolean =>
  FELT_ON_CONNECTING.has(menu) && fields.some((field) => KICKING.has(field));

/** The fields of each menu that are read: what can be written, and what tells records apart. Passwords are never read back. */
export const READ_FIELDS: Readonly<Record<Menu, readonly string[]>> = {
  '/ip/pool': ['name', 'ranges'],
  '/ppp/profile': ['name', 'local-address', 'remote-address', 'rate-limit', 'address-list', 'only-one', 'comment'],
  '/ip/hotspot/user/profile': ['name', 'rate-limit', 'shared-users'],
  '/ppp/secret': ['name', 'service', 'profile', 'remote-address', 'caller-id', 'disabled', 'comment'],
  '/ip/hotspot/user': [
    'name',
    'server',
    'profile',
    'mac-address',
    'address',
    'limit-bytes-total',
    'disabled',
    'comment',
    'dynamic',
  ],
  '/ip/dhcp-server/lease': [
    'address',
    'mac-address',
    'server',
    'rate-limit',
    'address-lists',
    'block-access',
    'comment',
    'dynamic',
    'host-name',
  ],
  '/ip/arp': ['address', 'mac-address', 'interface', 'disabled', 'comment', 'dynamic'],
  '/queue/simple': [
    'name',
    'target',
    'max-limit',
    'burst-limit',
    'burst-threshold',
    'burst-time',
    'comment',
    'dynamic',
  ],
  '/ip/firewall/address-list': ['list', 'address', 'comment', 'dynamic'],
};
