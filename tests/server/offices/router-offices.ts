import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { billingClock } from '#server/billing/clock.ts';
import { sealWith } from '#server/key/seal.ts';
import { logTo } from '#server/log.ts';
import { followRadius } from '#server/radius/follow.ts';
import { type Client, csv, ending, HEADINGS, imported } from '../../features/office.ts';
import { dhaka } from '../../features/money-office.ts';
import { RouterBeside } from '../../fixtures/router-beside.ts';
import { enrolled, type EnrolledOffice, type Isp, newIsp, newOffice, NOW, withPassword } from './isp.ts';

// Two offices of an ISP, and a router in the network of the first one.

const SPEEDS = { downKbps: 10_000, upKbps: 5000, priceIncludesVat: true } as const;
const RECORDS: ReferenceDocument = {
  packages: [{ name: 'Home', code: 'H', connection: 'pppoe', ...SPEEDS, price: '900', validityDays: 30 }],
  billingProfiles: [
    { name: 'Daily', mode: 'daily' },
    { name: 'Monthly', mode: 'monthly', billingDay: 1, graceDays: 5 },
  ],
  networkAddresses: [{ cidr: '10.0.0.0/22', gateway: '10.0.0.1', packages: ['Home'] }],
};

const PASSWORD = 'correct horse battery';
export const MINUTE = 60_000;
export const DAY = 86_400_000;

interface Parts {
  readonly isp: Isp;
  readonly router: RouterBeside;
  readonly one: Client;
  readonly two: Client;
  readonly first: EnrolledOffice['office'];
  /** How far the clock of everybody has gone on, in milliseconds. */
  readonly clock: { later: number };
}

export class RouterOffices {
  readonly isp: Isp;
  readonly router: RouterBeside;
  readonly one: Client;
  readonly two: Client;
  readonly first: Parts['first'];
  readonly clock: Parts['clock'];
  readonly #names = new Map<Client, string>();
  #files = 0;

  static async open(): Promise<RouterOffices> {
    const clock = { later: 0 };
    const now = () => new Date(NOW.getTime() + clock.later);
    const isp = await newIsp(now);
    const router = await RouterBeside.start();
    onTestFinished(() => router[Symbol.asyncDispose]());
    const { client: one, office: first } = await newOffice(now, RECORDS);
    await withPassword(one, PASSWORD);
    await enrolled(one, isp, 'Shapla', 'one');
    const { client: two } = await newOffice(now, null);
    await withPassword(two, PASSWORD);
    await enrolled(two, isp, 'Shapla', 'two');
    return new RouterOffices({ isp, router, one, two, first, clock });
  }

  private constructor({ isp, router, one, two, first, clock }: Parts) {
    this.isp = isp;
    this.router = router;
    this.one = one;
    this.two = two;
    this.first = first;
    this.clock = clock;
  }

  /** It is so much later for everybody than at the beginning, in milliseconds; whoever sits there signs in again. */
  async after(later: number): Promise<void> {
    const names = await Promise.all([this.#name(this.one), this.#name(this.two)]);
    this.clock.later = later;
    for (const [client, name] of [
      [this.one, names[0]],
      [this.two, names[1]],
    ] as const) {
      await client.signIn.enter({ name, password: PASSWORD });
    }
  }

  async #name(client: Client): Promise<string> {
    const known = this.#names.get(client) ?? (await client.signIn.state()).who?.name ?? '';
    this.#names.set(client, known);
    return known;
  }

  /** The first office has the router, with everybody who has an address there; both are in step. */
  async withRouter(): Promise<string> {
    const id = await this.router.addTo(this.one);
    const [block] = await this.one.networkAddresses.list();
    if (!block) throw new Error('There is no block');
    const { version, operatorId, code, cidr, gateway, packages, reserved } = block;
    const fields = { operatorId, code, cidr, gateway, routerId: id, packages, reserved };
    await this.one.networkAddresses.change({ id: block.id, version, fields });
    await this.inStep();
    return id;
  }

  async inStep(): Promise<void> {
    await this.one.sync.now();
    await this.two.sync.now();
    await this.one.sync.now();
  }

  /** "username,profile,balance,address" of each; all but the name may be left out. */
  async add(client: Client, ...lines: readonly string[]): Promise<void> {
    this.#files += 1;
    const rows = lines.map((line, i) => {
      const [username = '', profile = 'Monthly', balance = '', ip = ''] = line.split(',');
      const phone = `0171${String(1_000_000 + this.#files * 1000 + i)}`;
      return `${username},secret-of-${username},Customer ${username},${phone},,Shapla,Home,${profile},,,${balance},${ip}`;
    });
    await imported(client, csv(rows, `customers-${this.#files}.csv`, `${HEADINGS},Balance,IP Address`));
  }

  /** The clock of the server comes by. */
  async bill(): Promise<void> {
    const { database } = this.isp;
    const now = () => new Date(NOW.getTime() + this.clock.later);
    const deps = { database, seal: sealWith(Buffer.alloc(32, 7)), now, follow: followRadius };
    const clock = billingClock({ ...deps, log: logTo(() => undefined, now, randomUUID) });
    await clock.run();
    await clock.stop();
  }

  secret(username: string) {
    return this.router.rows('/ppp/secret').find(({ name }) => name === username);
  }

  /** Whether the router lets somebody in. */
  isIn(username: string): boolean {
    const row = this.secret(username);
    return row !== undefined && row['disabled'] !== 'true' && row['disabled'] !== 'yes';
  }
}

export async function profile(client: Client, username: string) {
  const { id } = await client.customers.find({ username });
  return client.customers.get({ id });
}

export async function act(client: Client, username: string, terms: ActionTerms) {
  const { id } = await client.customers.find({ username });
  const request = randomUUID();
  await ending(await client.actions.run({ request, which: { ids: [id] }, terms }));
  const { outcomes } = await client.actions.outcomes({ run: request });
  return outcomes[0];
}

/** The lines of a customer, the first one first: "2026-11-21 day -30.00". */
export async function paper(client: Client, username: string): Promise<string[]> {
  const { id } = await client.customers.find({ username });
  const { lines } = await client.ledger.ofCustomer({ customer: id, limit: 500 });
  return lines.toReversed().map(({ at, kind, amount }) => `${dhaka(at)} ${kind} ${amount}`);
}
