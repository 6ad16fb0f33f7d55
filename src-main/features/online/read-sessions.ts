import { macDigits } from '#shared/domain/device/vendor.ts';
import { folded } from '#shared/domain/text.ts';
import { isTrap, type Printed, type RouterSession } from '../../routeros/index.ts';
import { secondsOf } from '../routers/index.ts';

/** Somebody who is in, as their router tells it. */
export interface LiveSession {
  /** "pppoe:*81": tells it apart on its router. */
  readonly id: string;
  readonly kind: 'pppoe' | 'hotspot';
  readonly username: string;
  /** As usernames are compared. */
  readonly key: string;
  readonly address: string | null;
  readonly mac: string | null;
  readonly uptimeSeconds: number | null;
  /** Bits a second, seen from the customer; null: the router does not tell. */
  readonly downBps: number | null;
  readonly upBps: number | null;
}

const PPP = ['name', 'service', 'caller-id', 'address', 'uptime'] as const;
const HOTSPOT = ['user', 'address', 'mac-address', 'uptime'] as const;
const QUEUE = ['name', 'target', 'rate'] as const;

/** Upload and download, by the name of the queue and by what it is for. */
type Rates = ReadonlyMap<string, readonly [up: number, down: number]>;

/** Everybody who is in, by username: three menus in one go. Rejects with a RouterError. */
export async function readSessions(session: RouterSession): Promise<readonly LiveSession[]> {
  const [ppp, hotspot, queues] = await Promise.all([
    session.print('/ppp/active', PPP),
    unlessRefused(session.print('/ip/hotspot/active', HOTSPOT), 'no-such-command'),
    // Rates are a comfort: whatever a router says against them, who is online can be told.
    unlessRefused(session.print('/queue/simple', QUEUE, { is: 'equals', field: 'dynamic', value: 'true' })),
  ]);
  const rates = ratesOf(queues);
  const names = new Map<string, number>();
  for (const { name = '' } of ppp) names.set(name, (names.get(name) ?? 0) + 1);
  const sessions = [
    ...ppp.map((row) => {
      const { name = '', service = 'pppoe' } = row;
      // Of several lines of one name, the interface does not say which is whose; the address does.
      const port = names.get(name) === 1 ? rates.get(`<${service}-${name}>`) : undefined;
      const rate = port ?? rates.get(`${row.address ?? ''}/32`);
      return told('pppoe', { ...row, name, mac: row['caller-id'] }, rate);
    }),
    ...hotspot.map((row) => {
      const { user: name = '' } = row;
      return told('hotspot', { ...row, name, mac: row['mac-address'] }, rates.get(`${row.address ?? ''}/32`));
    }),
  ];
  return sessions.sort((a, b) => (a.key === b.key ? (a.id < b.id ? -1 : 1) : a.key < b.key ? -1 : 1));
}

interface Told {
  readonly '.id'?: string;
  readonly name: string;
  readonly address?: string;
  readonly mac: string | undefined;
  readonly uptime?: string;
}

function told(
  kind: LiveSession['kind'],
  { '.id': id = '', name, address, mac, uptime }: Told,
  rate: readonly [up: number, down: number] | undefined,
): LiveSession {
  return {
    id: `${kind}:${id}`,
    kind,
    username: name,
    key: folded(name),
    address: address === undefined || address === '' ? null : address,
    mac: asMac(mac ?? ''),
    uptimeSeconds: secondsOf(uptime),
    downBps: rate?.[1] ?? null,
    upBps: rate?.[0] ?? null,
  };
}

/** A caller is a MAC by PPPoE; by L2TP it is an address, which is none. */
export function asMac(text: string): string | null {
  const digits = macDigits(text);
  return digits?.length === 12 ? (digits.toUpperCase().match(/../g)?.join(':') ?? null) : null;
}

function ratesOf(queues: readonly Printed<(typeof QUEUE)[number]>[]): Rates {
  return new Map(
    queues.flatMap(({ name = '', target = '', rate = '' }): [string, readonly [number, number]][] => {
      // Seen from the router: what it receives, the customer sends.
      // More digits than these no line has, and no number holds.
      const parts = /^(\d{1,15})(?:bps)?\/(\d{1,15})(?:bps)?$/.exec(rate);
      if (!parts) return [];
      const pair = [Number(parts[1]), Number(parts[2])] as const;
      return [
        [name, pair],
        [target, pair],
      ];
    }),
  );
}

/** What a router answers, or nothing where it refuses for this reason or for any. */
async function unlessRefused<Row>(asked: Promise<readonly Row[]>, reason?: 'no-such-command'): Promise<readonly Row[]> {
  try {
    return await asked;
  } catch (error) {
    if (isTrap(error, reason)) return [];
    throw error;
  }
}
