import type { Router } from './router.ts';
import type { Row } from './tables/table.ts';
import { addressNumber, asRates, numberAddress } from './values.ts';

/** A customer's device that dials. A hotspot's device that was in before may come back by its cookie: without a password. */
export interface Customer {
  readonly name: string;
  readonly password?: string;
  readonly mac: string;
  readonly service: 'pppoe' | 'hotspot';
}

/** What comes of dialling. */
export type Dialled =
  | { readonly accepted: true; readonly session: CustomerSession }
  | { readonly accepted: false; readonly reason: string };

/** A customer who is online until they hang up or are kicked. */
export interface CustomerSession {
  /** Of the active row. */
  readonly id: string;
  readonly address: string;
  readonly isOnline: () => boolean;
  readonly hangUp: () => void;
}

interface Admitted {
  readonly address: string;
  /** The pool that the address is from; null: it is the customer's own. */
  readonly pool: string | null;
  readonly rateLimit: string;
}

class Refused extends Error {}

/** The customers of a router: who dials, who is in, and what the router makes for each. */
export class Customers {
  readonly #router: Router;
  readonly #ends = new Map<Row, () => void>();
  #sessions = 0x81a00000;

  constructor(router: Router) {
    this.#router = router;
    for (const path of ['/ppp/active', '/ip/hotspot/active']) this.#table(path).onRemoved = (row) => this.#end(row);
  }

  /** Dials as a PPPoE or a hotspot customer. */
  connect(customer: Customer): Dialled {
    try {
      const { service } = customer;
      const admitted = service === 'pppoe' ? this.#byPppoe(customer) : this.#byHotspot(customer);
      return { accepted: true, session: this.#begin(customer, admitted) };
    } catch (error) {
      if (error instanceof Refused) return { accepted: false, reason: error.message };
      throw error;
    }
  }

  #table(path: string) {
    return this.#router.tables.at(path);
  }

  #byPppoe({ name, password, mac }: Customer): Admitted {
    const secret = this.#table('/ppp/secret').rows.find(
      (row) => row.values.get('name') === name && ['any', 'pppoe'].includes(row.values.get('service') ?? ''),
    );
    if (!secret || secret.values.get('disabled') === 'true' || secret.values.get('password') !== password)
      throw new Refused('authentication failed');
    const callerId = secret.values.get('caller-id') ?? '';
    // Compared as it is written: a MAC in small letters never matches.
    if (callerId !== '' && callerId !== mac.toUpperCase()) throw new Refused('authentication failed');
    const profile = this.#table('/ppp/profile').byId(secret.values.get('profile') ?? '');
    if (!profile) throw new Refused('profile not found');
    const isIn = this.#table('/ppp/active').find('name', name) !== undefined;
    if (profile.values.get('only-one') === 'yes' && isIn) throw new Refused('user is already active');
    const given = secret.values.get('remote-address') || profile.values.get('remote-address') || '';
    return { ...this.#addressOf(given), rateLimit: profile.values.get('rate-limit') ?? '' };
  }

  #byHotspot({ name, password, mac }: Customer): Admitted {
    const user = this.#table('/ip/hotspot/user').find('name', name);
    const cookie = this.#table('/ip/hotspot/cookie').rows.find(
      (row) => row.values.get('user') === name && row.values.get('mac-address') === mac.toUpperCase(),
    );
    const isKnown = password === undefined ? cookie !== undefined : (user?.values.get('password') ?? '') === password;
    if (!user || !isKnown || user.values.get('disabled') === 'true') throw new Refused('invalid username or password');
    const bound = user.values.get('mac-address') ?? '';
    if (bound !== '' && bound !== mac.toUpperCase()) throw new Refused('this MAC address is not yours');
    const profile = this.#table('/ip/hotspot/user/profile').byId(user.values.get('profile') ?? '');
    if (!profile) throw new Refused('profile not found');
    const shared = profile.values.get('shared-users') ?? 'unlimited';
    const active = this.#table('/ip/hotspot/active').rows.filter((row) => row.values.get('user') === name).length;
    if (shared !== 'unlimited' && active >= Number(shared))
      throw new Refused(`no more sessions are allowed for user ${name}`);
    const server = this.#table('/ip/hotspot').rows[0]?.values;
    const pools = [profile.values.get('address-pool'), server?.get('address-pool')];
    const pool = pools.find((one) => one !== undefined && one !== 'none') ?? '';
    return {
      ...this.#addressOf(user.values.get('address') ?? pool),
      rateLimit: profile.values.get('rate-limit') ?? '',
    };
  }

  /** A fixed address, or the first that is free in the pool and in those that it goes on to. */
  #addressOf(given: string): Pick<Admitted, 'address' | 'pool'> {
    if (given === '') throw new Refused('no address for the customer');
    if (!given.startsWith('*')) return { address: given, pool: null };
    const used = new Set(this.#table('/ip/pool/used').rows.map((row) => row.values.get('address')));
    const seen = new Set<string>();
    for (let id: string | undefined = given; id !== undefined && !seen.has(id);) {
      const pool: Row['values'] | undefined = this.#table('/ip/pool').byId(id)?.values;
      if (!pool) throw new Refused('pool not found');
      for (const range of (pool.get('ranges') ?? '').split(',')) {
        const [first = '', last = first] = range.split('-');
        for (let number = addressNumber(first); number <= addressNumber(last); number++)
          if (!used.has(numberAddress(number))) return { address: numberAddress(number), pool: pool.get('name') ?? '' };
      }
      seen.add(id);
      id = pool.get('next-pool');
    }
    throw new Refused('no free address in the pool');
  }

  #begin({ name, mac, service, password }: Customer, { address, pool, rateLimit }: Admitted): CustomerSession {
    const sessionId = `0x${(this.#sessions++).toString(16)}`;
    const since = String(this.#router.moment.now.getTime());
    const isPppoe = service === 'pppoe';
    const made: [string, Row][] = [];
    const make = (path: string, values: Readonly<Record<string, string>>): Row => {
      const row = this.#table(path).insert(Object.entries(values), { isDynamic: true });
      made.push([path, row]);
      return row;
    };
    const caller = mac.toUpperCase();
    const active = isPppoe
      ? this.#table('/ppp/active').insert(
          Object.entries({
            ...{ name, service, 'caller-id': caller, address, since, encoding: '', 'session-id': sessionId },
            ...{ 'limit-bytes-in': '0', 'limit-bytes-out': '0', radius: 'false' },
          }),
          { isDynamic: true },
        )
      : this.#table('/ip/hotspot/active').insert(
          Object.entries({
            ...{
              server: this.#table('/ip/hotspot').rows[0]?.values.get('name') ?? 'hotspot1',
              user: name,
              address,
              since,
            },
            ...{ 'mac-address': caller, 'login-by': password === undefined ? 'mac-cookie' : 'http-chap' },
            ...{ 'session-id': sessionId, radius: 'false' },
          }),
          { isDynamic: true },
        );
    if (pool !== null) make('/ip/pool/used', { pool, address, owner: isPppoe ? 'PPP' : 'hotspot', info: name });
    const port = `<${service}-${name}>`;
    if (isPppoe) make('/interface', { name: port, type: 'pppoe-in', mtu: '1480', running: 'true', disabled: 'false' });
    const rates = rateLimit === '' ? null : asRates(rateLimit.split(' ')[0] ?? '');
    if (rates !== null) make('/queue/simple', queueOf(port, isPppoe ? port : `${address}/32`, rates));
    if (!isPppoe) this.#remember(name, caller);
    this.#ends.set(active, () => made.forEach(([path, row]) => this.#table(path).delete(row)));
    return {
      id: active.id,
      address,
      isOnline: () => this.#ends.has(active),
      hangUp: () => {
        if (!this.#ends.has(active)) return;
        this.#table(isPppoe ? '/ppp/active' : '/ip/hotspot/active').delete(active);
        this.#end(active);
      },
    };
  }

  /** The cookie by which a hotspot's device comes back after a kick, without being asked. */
  #remember(user: string, mac: string): void {
    const cookies = this.#table('/ip/hotspot/cookie');
    if (cookies.rows.some((row) => row.values.get('user') === user && row.values.get('mac-address') === mac)) return;
    const values = { user, 'mac-address': mac, 'expires-in': '3d', 'mac-cookie': 'true' };
    cookies.insert(Object.entries(values), { isDynamic: true });
  }

  #end(active: Row): void {
    this.#ends.get(active)?.();
    this.#ends.delete(active);
  }
}

const queueOf = (name: string, target: string, rates: string): Readonly<Record<string, string>> => ({
  ...{ name, target, parent: 'none', 'packet-marks': '', priority: '8/8', queue: 'default-small/default-small' },
  ...{ 'limit-at': '0/0', 'max-limit': rates, 'burst-limit': '0/0', 'burst-threshold': '0/0' },
  ...{ 'burst-time': '0s/0s', 'bucket-size': '0.1/0.1', rate: '0/0', disabled: 'false' },
});
