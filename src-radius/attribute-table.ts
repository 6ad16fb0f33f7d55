/** How a value is written: UTF-8, four bytes of an IPv4 address, a 32 bit number, or bytes as they are. */
export type ValueType = 'text' | 'address' | 'integer' | 'octets';

interface Definition {
  readonly code: number;
  readonly type: ValueType;
  readonly vendor?: number;
}

/** MikroTik's number in the list of IANA. */
export const MIKROTIK = 14988;

/** The attributes that this client writes and reads by name, with their numbers (RFC 2865, 2866, 2869, 5176, MikroTik). */
export const ATTRIBUTES = {
  'User-Name': { code: 1, type: 'text' },
  'User-Password': { code: 2, type: 'octets' },
  'CHAP-Password': { code: 3, type: 'octets' },
  'NAS-IP-Address': { code: 4, type: 'address' },
  'NAS-Port': { code: 5, type: 'integer' },
  'Service-Type': { code: 6, type: 'integer' },
  'Framed-Protocol': { code: 7, type: 'integer' },
  'Framed-IP-Address': { code: 8, type: 'address' },
  'Framed-IP-Netmask': { code: 9, type: 'address' },
  'Filter-Id': { code: 11, type: 'text' },
  'Reply-Message': { code: 18, type: 'text' },
  State: { code: 24, type: 'octets' },
  Class: { code: 25, type: 'octets' },
  'Session-Timeout': { code: 27, type: 'integer' },
  'Idle-Timeout': { code: 28, type: 'integer' },
  'Called-Station-Id': { code: 30, type: 'text' },
  'Calling-Station-Id': { code: 31, type: 'text' },
  'NAS-Identifier': { code: 32, type: 'text' },
  'Acct-Status-Type': { code: 40, type: 'integer' },
  'Acct-Session-Id': { code: 44, type: 'text' },
  'Acct-Session-Time': { code: 46, type: 'integer' },
  'Acct-Terminate-Cause': { code: 49, type: 'integer' },
  'Event-Timestamp': { code: 55, type: 'integer' },
  'CHAP-Challenge': { code: 60, type: 'octets' },
  'NAS-Port-Type': { code: 61, type: 'integer' },
  'Message-Authenticator': { code: 80, type: 'octets' },
  'Acct-Interim-Interval': { code: 85, type: 'integer' },
  'NAS-Port-Id': { code: 87, type: 'text' },
  'Framed-Pool': { code: 88, type: 'text' },
  'Error-Cause': { code: 101, type: 'integer' },
  'Mikrotik-Recv-Limit': { code: 1, type: 'integer', vendor: MIKROTIK },
  'Mikrotik-Xmit-Limit': { code: 2, type: 'integer', vendor: MIKROTIK },
  'Mikrotik-Group': { code: 3, type: 'text', vendor: MIKROTIK },
  'Mikrotik-Rate-Limit': { code: 8, type: 'text', vendor: MIKROTIK },
  'Mikrotik-Realm': { code: 9, type: 'text', vendor: MIKROTIK },
  'Mikrotik-Recv-Limit-Gigawords': { code: 14, type: 'integer', vendor: MIKROTIK },
  'Mikrotik-Xmit-Limit-Gigawords': { code: 15, type: 'integer', vendor: MIKROTIK },
  'Mikrotik-Total-Limit': { code: 17, type: 'integer', vendor: MIKROTIK },
  'Mikrotik-Total-Limit-Gigawords': { code: 18, type: 'integer', vendor: MIKROTIK },
  'Mikrotik-Address-List': { code: 19, type: 'text', vendor: MIKROTIK },
} as const satisfies Record<string, Definition>;

export type AttributeName = keyof typeof ATTRIBUTES;

/** What is known of an attribute by its name. */
export const definitionOf = (name: AttributeName): Definition => ATTRIBUTES[name];

const key = (vendor: number | undefined, code: number): string => `${vendor ?? 0}:${code}`;

// Object.keys forgets that the keys of a literal are its names.
const names = Object.keys(ATTRIBUTES) as AttributeName[];
const byNumber = new Map(names.map((name) => [key(definitionOf(name).vendor, definitionOf(name).code), name]));

/** The name behind a number, among the standard's attributes or a vendor's; undefined when this table does not have it. */
export const nameOf = (code: number, vendor?: number): AttributeName | undefined => byNumber.get(key(vendor, code));
