import type { Simulator, SimulatorOptions } from '../../src-simulator/simulator.ts';
import { startSimulator } from '../../src-simulator/simulator.ts';
import { type Client, csv, HEADINGS, imported, isp, line, Office } from './office.ts';

/** An office with a router on the wire, and customers of whom nobody has told it yet. */
export class RouterOffice implements AsyncDisposable {
  readonly office = new Office();
  readonly simulator: Simulator;
  readonly client: Client;
  readonly routerId: string;

  static async open({
    fill = {},
    customers = 0,
    writes = true,
    simulator: options = {},
    ips = true,
  }: {
    readonly fill?: SimulatorOptions['fill'] & object;
    readonly customers?: number;
    readonly writes?: boolean;
    readonly simulator?: SimulatorOptions;
    readonly ips?: boolean;
  } = {}): Promise<RouterOffice> {
    const simulator = await startSimulator({
      user: 'lastmile',
      password: 'secret',
      group: 'lastmile',
      ...options,
      fill,
    });
    const office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const [operator] = (await client.operators.list()).filter(({ name }) => name !== 'Dhaka North');
    if (!operator) throw new Error('The ISP itself is missing');
    const router = await client.routers.add({
      operatorId: operator.id,
      name: 'RTR-1',
      code: null,
      host: simulator.host,
      port: simulator.port,
      tls: false,
      fingerprint: null,
      username: 'lastmile',
      password: 'secret',
      codePage: 'windows-1252',
      writes,
      authentication: 'local',
      suspension: 'disable',
      staticWay: 'lease',
      pppLocalAddress: '10.0.0.1',
      hotspotServer: null,
      dhcpServer: null,
      customerInterface: null,
      radiusSecret: null,
    });
    const lines = Array.from({ length: customers }, (_, i) => `${line(i)},${ips ? `10.0.1.${i + 2}` : ''}`);
    if (customers > 0) await imported(client, csv(lines, 'customers.csv', `${HEADINGS},IP Address`));
    return new RouterOffice(office, simulator, client, router.id);
  }

  private constructor(office: Office, simulator: Simulator, client: Client, routerId: string) {
    this.office = office;
    this.simulator = simulator;
    this.client = client;
    this.routerId = routerId;
  }

  /** The records of a menu as they stand on the router, each by field. */
  records(menu: string): readonly Readonly<Record<string, string>>[] {
    return this.simulator.tables.at(menu).rows.map((row) => Object.fromEntries(row.values));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.office[Symbol.asyncDispose]();
    await this.simulator[Symbol.asyncDispose]();
  }
}
