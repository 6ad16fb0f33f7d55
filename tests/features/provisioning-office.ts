import { randomUUID } from 'node:crypto';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { RouterFields } from '#shared/contract/routers.ts';
import type { Actor } from '#main/procedure.ts';
import { beside, type Client, coreAtWork } from './core-at-work.ts';
import { csv, ending, imported } from './office.ts';

const plan = (name: string, connection: 'pppoe' | 'hotspot' | 'static' | 'other') =>
  ({ name, connection, downKbps: 10_240, upKbps: 5120, price: '500', validityDays: 30 }) as const;

const HEADINGS = 'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address,IP Address,MAC';
const LINES = [
  'rahim,secret-1,Rahim Uddin,,,Dhaka North,Home,Monthly,,,,AA:BB:CC:00:00:01',
  'karim,secret-2,Karim Mia,,,Dhaka North,Home,Monthly,,,10.1.0.9,',
  'fixed,secret-3,A Fixed,,,Dhaka North,Office,Monthly,,,10.2.0.9,',
  'guest,secret-4,A Guest,,,admin,Evening,Monthly,,,,',
  'cable,secret-5,A Cable,,,admin,Cable,Monthly,,,,',
];

/** Five customers, two routers that nobody may write to, and blocks that are not connected to them yet. */
export async function officeWithRouters() {
  const { folder, as, core } = await coreAtWork(undefined, { start: false });
  const client = as();
  await client.reference.import({
    operators: [
      { name: 'Dhaka North', kind: 'reseller' },
      { name: 'Dhaka South', kind: 'reseller' },
    ],
    packages: [plan('Home', 'pppoe'), plan('Office', 'static'), plan('Evening', 'hotspot'), plan('Cable', 'other')],
    billingProfiles: [{ name: 'Monthly', mode: 'monthly' }],
    networkAddresses: [
      { cidr: '10.1.0.0/24', gateway: '10.1.0.1', packages: ['Home'] },
      { cidr: '10.2.0.0/24', gateway: '10.2.0.1', packages: ['Office'] },
    ],
  });
  await imported(client, csv(LINES, 'five.csv', HEADINGS));
  const operators = await client.operators.list();
  const own = operators.find(({ kind }) => kind === 'admin')?.id ?? '';
  const routers = {
    a: (await client.routers.add(routerFields(own, 'Router A'))).id,
    b: (await client.routers.add(routerFields(own, 'Router B'))).id,
  };

  const id = async (username: string): Promise<string> => (await client.customers.find({ username })).id;
  const connect = async (cidr: string, routerId: string | null): Promise<unknown> => {
    const block = (await client.networkAddresses.list()).find((one) => one.cidr === cidr);
    if (!block) throw new Error(`There is no ${cidr}`);
    const { operatorId, code, gateway, packages, reserved } = block;
    const fields = { operatorId, code, cidr, gateway, routerId, packages, reserved };
    return client.networkAddresses.change({ id: block.id, version: block.version, fields });
  };
  return {
    ...{ client, core, folder, routers, own, id, connect },
    north: operators.find(({ name }) => name === 'Dhaka North')?.id ?? '',
    south: operators.find(({ name }) => name === 'Dhaka South')?.id ?? '',
    as: (actor: Partial<Actor>): Client => as(actor),
    act: async (username: string, terms: ActionTerms) => {
      const request = randomUUID();
      const which = { ids: [await id(username)] };
      const run = await ending(await client.actions.run({ request, which, terms }));
      const { outcomes } = await client.actions.outcomes({ run: request });
      return { request, run, first: outcomes[0] };
    },
    /** Customers and routers ("rahim A") of whom something waits, by name. */
    waiting: async (): Promise<readonly string[]> => {
      const { jobs } = await client.provisioning.list({ state: 'queued' });
      return jobs.map(({ username, router }) => `${username} ${router.slice(-1)}`).sort();
    },
    /** As if all that waits had been done; or had failed for this reason. */
    settle: (code: string | null = null): void =>
      beside(folder, (db) => {
        db.prepare(
          `UPDATE provisioning SET state = ?, code = ?, params = ?, attempts = 1, kick = 0, ended_at = 1
           WHERE state = 'queued'`,
        ).run(code === null ? 'applied' : 'failed', code, code === null ? null : '{"username":"x"}');
      }),
    set: (sql: string): void => void beside(folder, (db) => db.exec(sql)),
  };
}

export const routerFields = (operatorId: string, name: string): RouterFields => ({
  ...{ operatorId, name, code: null, host: `${name.replace(' ', '-')}.example`, port: 8728, tls: false },
  ...{ fingerprint: null, username: 'lastmile', password: null, codePage: 'windows-1252', writes: false },
  ...{ authentication: 'local', suspension: 'disable', staticWay: 'lease', pppLocalAddress: null },
  ...{ hotspotServer: null, dhcpServer: null, customerInterface: null, radiusSecret: null },
});
