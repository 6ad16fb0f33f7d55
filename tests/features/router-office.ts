import { startSimulator, type Simulator, type SimulatorOptions } from '../../src-simulator/simulator.ts';
import type { RouterFields } from '#shared/contract/routers.ts';
import { type Client, ending, HEADINGS, Office } from './office.ts';

/** An office with a router on its network. */
export interface RouterOffice extends AsyncDisposable {
  readonly office: Office;
  readonly client: Client;
  readonly simulator: Simulator;
  readonly routerId: string;
  readonly root: string;
  /** Adds customers by a file: "username,package,ip,status" of each line. */
  readonly customers: (...lines: readonly string[]) => Promise<void>;
  readonly customerId: (username: string) => Promise<string>;
  readonly change: (fields: Partial<RouterFields>) => Promise<void>;
  /** The rows of a menu as plain objects. */
  readonly rows: (menu: string) => Readonly<Record<string, string>>[];
}

export const routerFields = (operatorId: string, port: number): RouterFields => ({
  operatorId,
  name: 'Mirpur Router',
  code: null,
  host: '127.0.0.1',
  port,
  tls: false,
  fingerprint: null,
  username: 'admin',
  password: 'secret',
  codePage: 'windows-1252',
  writes: true,
  authentication: 'local',
  suspension: 'disable',
  staticWay: 'lease',
  pppLocalAddress: null,
  hotspotServer: null,
  dhcpServer: null,
  customerInterface: null,
  radiusSecret: null,
});

/** Customers' packages: "Home" (PPPoE, own addresses), "Pool" (PPPoE from the pool), "Guest" (hotspot), "Office" (static). */
export async function routerOffice(options: SimulatorOptions = {}): Promise<RouterOffice> {
  const simulator = await startSimulator({ password: 'secret', ...options });
  const office = new Office();
  const client = await office.open();
  const speeds = { downKbps: 10_000, upKbps: 5000, price: '800', validityDays: 30 };
  await client.reference.import({
    packages: [
      { name: 'Home', code: 'H', connection: 'pppoe', ...speeds },
      { name: 'Faster', code: 'F', connection: 'pppoe', ...speeds, downKbps: 20_000 },
      { name: 'Guest', code: 'G', connection: 'hotspot', ...speeds },
      { name: 'Office', code: 'O', connection: 'static', ...speeds },
    ],
    billingProfiles: [{ name: 'Monthly', mode: 'monthly' }],
  });
  const { operatorId: root } = (await client.signIn.state()).who ?? { operatorId: '' };
  const router = await client.routers.add(routerFields(root, simulator.port));
  const packages = await client.packages.list();
  await client.networkAddresses.add({
    operatorId: root,
    code: null,
    cidr: '10.0.0.0/22',
    gateway: '10.0.0.1',
    routerId: router.id,
    packages: packages.map(({ id }) => id),
    reserved: [],
  });
  const customerId = async (username: string): Promise<string> => (await client.customers.find({ username })).id;
  let files = 0;
  return {
    office,
    client,
    simulator,
    routerId: router.id,
    root,
    customerId,
    customers: async (...lines) => {
      files += 1;
      const rows = lines.map((line, i) => {
        const [username = '', plan = 'Home', ip = '', mac = ''] = line.split(',');
        return `${username},secret-of-${username},Customer ${username},0171${String(1_000_000 + files * 1000 + i)},,admin,${plan},Monthly,,,${ip},${mac}`;
      });
      const file = new File(
        [[`${HEADINGS},IP Address,MAC Address`, ...rows, ''].join('\r\n')],
        `customers-${files}.csv`,
      );
      const { session } = await client.import.open({ file });
      const result = await ending(await client.import.commit({ session, activate: true }));
      if (result.imported !== lines.length) throw new Error(`Not all were imported: ${JSON.stringify(result)}`);
    },
    change: async (fields) => {
      const [line] = (await client.routers.list()).filter(({ id }) => id === router.id);
      if (!line) throw new Error('The router is gone');
      const kept = { ...routerFields(root, simulator.port), password: null, writes: line.writes, ...fields };
      await client.routers.change({ id: router.id, version: line.version, fields: kept });
    },
    rows: (menu) =>
      simulator.tables.at(menu).rows.map(({ id, values }) => ({ '.id': id, ...Object.fromEntries(values) })),
    [Symbol.asyncDispose]: async () => {
      await office[Symbol.asyncDispose]();
      await simulator.stop();
    },
  };
}
