import { randomUUID } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { type LoginOutcome, SharedSecret, testLogin } from '#radius/index.ts';
import { folded } from '#shared/domain/text.ts';
import type { CustomerRow, RecordRow } from '#shared/sync/rows.ts';
import { sealWith } from '#server/key/seal.ts';
import { logTo } from '#server/log.ts';
import { followRadius } from '#server/radius/follow.ts';
import { INCOMING_PORT, putNas } from '#server/radius/nas.ts';
import { type SessionDeps, workOffChanges } from '#server/radius/work-off-changes.ts';
import { writeAgain } from '#server/radius/write-again.ts';
import { migrate } from '#server/store/migrate.ts';
import { migrations } from '#server/store/migrations/index.ts';
import { postgresql } from '#server/store/postgresql.ts';
import type { Database } from '#server/store/database.ts';
import type { SyncDeps } from '#server/sync/push.ts';
import { adds, Console, customer, puts, records, ROOT } from '../central.ts';
import { newDatabaseUrl } from '../databases.ts';
import { type Answer, radclient } from './radclient.ts';
import { LOCAL_SECRET, startFreeRadius } from './start.ts';
import { ROUTER_SECRET } from '../../fixtures/radius-router.ts';

export const HOME = '00000000-0000-4000-8000-000000000110';
export const FAST = '00000000-0000-4000-8000-000000000111';
export const HOTSPOT = '00000000-0000-4000-8000-000000000112';
export const MONTHLY = '00000000-0000-4000-8000-000000000120';
export const DAILY = '00000000-0000-4000-8000-000000000121';
/** A router that asks FreeRADIUS from an address of its own. */
export const NAS = '127.0.0.2';
export const NAS_SECRET = 'shared-with-freeradius';

const named = (kind: RecordRow['kind'], id: string, name: string, body: RecordRow['body']): RecordRow => ({
  ...{ kind, id, operatorId: ROOT, version: 1 },
  body: { name, nameKey: folded(name), code: folded(name), codeKey: folded(name), ...body },
});
const plan = (id: string, name: string, body: RecordRow['body']): RecordRow =>
  named('package', id, name, {
    ...{ connection: 'pppoe', downKbps: 10_240, upKbps: 5120, burstDownKbps: null, burstUpKbps: null },
    ...{ burstSeconds: null, addressFromPool: false, radiusGroup: null, price: 30_000, vatPercent: 0 },
    ...{ priceIncludesVat: true, validity: 30, validityUnit: 'days' },
    ...body,
  });
const profile = (id: string, name: string, body: RecordRow['body']): RecordRow =>
  named('billing-profile', id, name, {
    ...{ billingDay: 1, graceDays: 5, autoSuspend: true, timing: 'arrears', prorateFirst: true },
    ...body,
  });

export const homePackage = plan(HOME, 'home', { addressFromPool: true });
const own: readonly RecordRow[] = [
  homePackage,
  plan(FAST, 'fast', { addressFromPool: true, downKbps: 20_480, upKbps: 20_480 }),
  plan(HOTSPOT, 'hotspot', { connection: 'hotspot', validity: 3, validityUnit: 'hours' }),
  profile(MONTHLY, 'by the month', { mode: 'monthly' }),
  profile(DAILY, 'by the day', { mode: 'daily' }),
];

/** A central server that writes for FreeRADIUS, with packages and profiles, at the real time: FreeRADIUS has no other. */
export class RadiusIsp {
  readonly database: Database;
  readonly url: string;
  readonly deps: SyncDeps;
  readonly console: Console;
  /** Moves the server's clock, in milliseconds. */
  later = 0;
  /** What was logged of what could not be done. */
  readonly log: string[] = [];

  constructor(database: Database, url: string) {
    this.database = database;
    this.url = url;
    const seal = sealWith(new Uint8Array(32).fill(7));
    this.deps = { database, seal, now: () => new Date(Date.now() + this.later), follow: followRadius };
    this.console = new Console(this.deps, ROOT);
  }

  static async open(): Promise<RadiusIsp> {
    const url = await newDatabaseUrl();
    const database = postgresql(url, () => undefined);
    onTestFinished(() => database.close());
    await migrate(database, migrations, () => new Date());
    const isp = new RadiusIsp(database, url);
    await isp.push([puts([...records, ...own])]);
    return isp;
  }

  async push(mutations: Parameters<Console['push']>[0]): Promise<void> {
    const { results, fault } = await this.console.push(mutations);
    expect({ fault, refused: results.flatMap(({ rejections }) => rejections) }).toEqual({ fault: null, refused: [] });
  }

  /** Adds somebody, active on the package `home` by the month unless it says otherwise. */
  async add(username: string, more: Partial<CustomerRow> = {}): Promise<CustomerRow> {
    const row = someone(username, more);
    await this.push([adds([row])]);
    return row;
  }

  /** A router that dials by `NAS`, and takes Disconnect and CoA on a port of this machine. */
  putNas(port: number = INCOMING_PORT, secret: string = ROUTER_SECRET): Promise<void> {
    const management = { host: '127.0.0.1', port, managementSecret: secret };
    return putNas(this.database, this.deps.seal, { name: 'tower', address: NAS, secret: NAS_SECRET, ...management });
  }

  /** Works off what is queued, as the server does all the time. */
  async workOff(asking: SessionDeps['asking'] = {}): Promise<void> {
    const log = logTo((line) => this.log.push(line), this.deps.now, randomUUID);
    while ((await writeAgain({ ...this.deps, log })) > 0);
    await workOffChanges({ ...this.deps, asking });
  }

  async freeRadius(): Promise<Radius> {
    const { auth, acct } = await startFreeRadius(this.url);
    return new Radius(auth, acct);
  }
}

export const someone = (username: string, more: Partial<CustomerRow> = {}): CustomerRow => {
  const now = Date.now();
  return customer(username, {
    ...{ packageId: HOME, billingProfileId: MONTHLY, createdAt: now, updatedAt: now, activatedAt: now },
    ...more,
  });
};

export const device = (mac: string): CustomerRow['devices'][number] => ({
  ...{ id: randomUUID(), mac, type: null, addedBy: 'staff', addedAt: 0 },
});

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** Logs in and reports sessions by FreeRADIUS's own client. */
export class Radius {
  readonly #auth: number;
  readonly #acct: number;

  constructor(auth: number, acct: number) {
    this.#auth = auth;
    this.#acct = acct;
  }

  login(username: string, password = 'secret', more: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return radclient(this.#auth, 'auth', LOCAL_SECRET, {
      ...{ 'User-Name': quoted(username), 'User-Password': quoted(password), 'Message-Authenticator': '0x00' },
      ...more,
    });
  }

  /** With our own client: radclient reads backslashes in its own way, and this one sends what it is given. */
  loginAs(username: string, password: string): Promise<LoginOutcome> {
    const server = { host: '127.0.0.1', port: this.#auth, secret: new SharedSecret(LOCAL_SECRET) };
    return testLogin(server, { username, password, method: 'pap' });
  }

  /** As the router of `putNas` reports. */
  report(
    username: string,
    kind: 'Start' | 'Interim-Update' | 'Stop',
    session: string,
    seconds = 0,
    more: Readonly<Record<string, string | number>> = {},
  ): Promise<Answer> {
    return radclient(this.#acct, 'acct', NAS_SECRET, {
      ...{ 'Packet-Src-IP-Address': NAS, 'User-Name': quoted(username), 'Acct-Status-Type': kind },
      ...{ 'Acct-Session-Id': quoted(session), 'NAS-IP-Address': NAS, 'Framed-IP-Address': '10.0.0.7' },
      ...{ 'Acct-Session-Time': seconds, 'Calling-Station-Id': '"AA:BB:CC:00:00:09"' },
      ...more,
    });
  }

  /** As the router of `putNas` says that it is there again, or goes. */
  reportItself(kind: 'Accounting-On' | 'Accounting-Off'): Promise<Answer> {
    return radclient(this.#acct, 'acct', NAS_SECRET, {
      ...{ 'Packet-Src-IP-Address': NAS, 'Acct-Status-Type': kind, 'NAS-IP-Address': NAS, 'Acct-Session-Id': '"0"' },
    });
  }
}
