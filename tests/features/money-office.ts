import { randomUUID } from 'node:crypto';
import type { ActionRun, ActionTerms } from '#shared/contract/actions.ts';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import type { Role } from '#shared/domain/operator/role.ts';
import { type Client, csv, ending, HEADINGS, imported, Office } from './office.ts';

// An office for tests of money: customers of every kind, and a clock on the wall that is moved by hand.

export const DAY = 86_400_000;
/** Noon in Dhaka on 20 November 2026. */
export const NOON = Date.parse('2026-11-20T06:00:00Z');

const pppoe = { connection: 'pppoe', downKbps: 1024, upKbps: 1024, priceIncludesVat: true } as const;
const document: ReferenceDocument = {
  operators: [{ name: 'North', code: 'N', kind: 'reseller' }],
  packages: [
    { ...pppoe, name: 'Home', price: '900', validityDays: 30 },
    { ...pppoe, name: 'Better', price: '1500', validityDays: 30 },
    { ...pppoe, name: 'Evening', connection: 'hotspot', price: '50', validityDays: 7 },
    { ...pppoe, name: 'Fixed', connection: 'static', price: '3000', validityDays: 30 },
    { name: 'Cable', connection: 'other', price: '300', validityDays: 30, priceIncludesVat: true },
  ],
  billingProfiles: [
    { name: 'Daily', mode: 'daily' },
    { name: 'Monthly', mode: 'monthly', billingDay: 1, graceDays: 5 },
    { name: 'Ahead', mode: 'monthly', billingDay: 10, graceDays: 3, timing: 'advance' },
  ],
};

const LINES = [
  'daily,secret-1,By Day,01711000001,,admin,Home,Daily,,,,,90',
  'poor,secret-2,No Money,01711000002,,admin,Home,Daily,,,,,',
  'monthly,secret-3,By Month,01711000003,,admin,Home,Monthly,,,,,',
  'ahead,secret-4,Pays Ahead,01711000004,,admin,Home,Ahead,,,,2026-12-24,',
  'guest,secret-5,A Guest,01711000005,,North,Evening,Daily,,,,,',
  'office,secret-6,An Office,01711000006,,North,Fixed,Monthly,,,10.0.0.9,,-500',
  'cable,secret-7,Watches,01711000007,,admin,Cable,Monthly,,,,,',
];

export class MoneyOffice extends Office {
  time = NOON;
  override now = (): Date => new Date(this.time);
  client!: Client;

  /** Opens it with one customer of each kind, whom the clock has not looked at yet. */
  static async opened(lines: readonly string[] = LINES): Promise<MoneyOffice> {
    const here = new MoneyOffice();
    here.client = await here.open();
    await here.client.reference.import(document);
    await imported(here.client, csv(lines, 'customers.csv', `${HEADINGS},IP Address,Expires,Balance`));
    return here;
  }

  /** Moves the clock on the wall and has the billing clock come by. */
  async at(time: number) {
    this.time = time;
    return this.client.billing.run({});
  }

  async id(username: string): Promise<string> {
    return (await this.client.customers.find({ username })).id;
  }

  async get(username: string) {
    return this.client.customers.get({ id: await this.id(username) });
  }

  /** Does it to one customer, and tells what came of it. */
  async does(username: string, terms: ActionTerms, by: Client = this.client, request = randomUUID()) {
    const which = { ids: [await this.id(username)] };
    const run: ActionRun = await ending(await by.actions.run({ request, which, terms }));
    const [outcome] = (await by.actions.outcomes({ run: run.id })).outcomes;
    if (!outcome) throw new Error('Nothing came of it');
    return { ...outcome, run: run.id };
  }

  /** A customer's lines, the first one first: "2026-11-21 day -30.00". */
  async paper(username: string): Promise<string[]> {
    const { lines } = await this.client.ledger.ofCustomer({ customer: await this.id(username), limit: 500 });
    return lines.toReversed().map(({ at, kind, amount }) => `${dhaka(at)} ${kind} ${amount}`);
  }

  /** Somebody of the ISP or of a reseller. */
  async staff(name: string, role: Role, operator = 'admin'): Promise<Client> {
    const { operators } = await this.client.reference.lists();
    const operatorId = operators.find((one) => one.name === operator)?.id ?? '';
    const { id } = await this.client.staff.add({ operatorId, name, role });
    return this.as({ staffUserId: id, operatorId, name, role, isRoot: operator === 'admin' });
  }
}

/** The day of an instant in Dhaka. */
export const dhaka = (at: string): string => new Date(Date.parse(at) + 6 * 3_600_000).toISOString().slice(0, 10);
