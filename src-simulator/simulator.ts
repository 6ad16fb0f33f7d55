import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type SecureContextOptions, type Server as TlsServer } from 'node:tls';
import { type Certificate, selfSigned } from './certificate.ts';
import { Connection } from './connection.ts';
import { type Customer, Customers, type Dialled } from './customers.ts';
import { type Fault, Faults } from './faults.ts';
import type { Filling } from './fill.ts';
import { Replies } from './replies.ts';
import { Router } from './router.ts';
import type { Tables } from './tables/store.ts';

export interface SimulatorOptions {
  /** Of api; 0, the default: any port that is free. */
  readonly port?: number;
  /** "7.20.4" when absent. */
  readonly version?: string;
  /** The first user, of the group `full` unless told otherwise: `read`, `write`, or `lastmile` (no `sensitive`). */
  readonly user?: string;
  readonly password?: string;
  readonly group?: string;
  /** Opens api-ssl too. */
  readonly tls?: boolean;
  readonly faults?: readonly Fault[];
  readonly fill?: Filling;
  readonly latencyMs?: number;
  /** How long `late-replies` holds replies unless it is cleared before. */
  readonly lateMs?: number;
  readonly now?: () => Date;
}

/** A RouterOS on 127.0.0.1 until it is stopped. */
export interface Simulator extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** Null: api-ssl is closed. */
  readonly tlsPort: number | null;
  /** SHA-256 in hexadecimal; null without TLS. */
  readonly fingerprint: string | null;
  readonly tables: Tables;
  readonly faults: Faults;
  readonly counters: { readonly commands: number; readonly writes: number };
  /** How many clients are connected. */
  readonly connections: number;
  readonly connectCustomer: (customer: Customer) => Dialled;
  /** Cuts every connection, as a router that reboots. */
  readonly dropConnections: () => void;
  readonly stop: () => Promise<void>;
}

const HOST = '127.0.0.1';

/** Starts a router with its faults and its tables. Rejects when a port is taken or the filling is refused. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { version = '7.20.4', user = 'admin', password = '', group = 'full', now = () => new Date() } = options;
  const faults = new Faults(options.faults);
  const router = new Router(version, { user, password, group }, faults, now);
  router.fill(options.fill ?? {});
  const customers = new Customers(router);
  const clients = new Map<Socket, Replies>();
  const pace = { latencyMs: options.latencyMs ?? 0, lateMs: options.lateMs ?? 3000 };
  const accept = (service: string) => (socket: Socket) => {
    const replies = new Replies(socket, faults, pace);
    const most = Number(router.tables.at('/ip/service').find('name', service)?.values.get('max-sessions') ?? 20);
    const isFull = clients.size >= most || faults.strikes('sessions-full');
    new Connection(router, socket, replies);
    clients.set(socket, replies);
    socket.on('close', () => clients.delete(socket));
    if (isFull) replies.fatal('too many sessions');
  };
  faults.watch((fault) => {
    if (fault === 'late-replies' && !faults.has(fault)) for (const replies of clients.values()) replies.release();
  });

  const plain = createServer(accept('api'));
  await listening(plain, options.port ?? 0);
  const secure = options.tls ? await secureServer(router, accept('api-ssl')) : null;
  const servers = [plain, ...(secure ? [secure.server] : [])];
  const dropConnections = (): void => {
    for (const socket of clients.keys()) socket.destroy();
  };
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopped ??= Promise.all(
      servers.map((server) => new Promise<void>((resolve) => void server.close(() => resolve()))),
    ).then(() => undefined));
  const end = (): Promise<void> => {
    const ended = stop();
    dropConnections();
    return ended;
  };
  return {
    host: HOST,
    port: portOf(plain),
    tlsPort: secure ? portOf(secure.server) : null,
    get fingerprint() {
      return secure ? secure.fingerprint() : null;
    },
    tables: router.tables,
    faults,
    counters: router.counters,
    get connections() {
      return clients.size;
    },
    connectCustomer: (customer) => customers.connect(customer),
    dropConnections,
    stop: end,
    [Symbol.asyncDispose]: end,
  };
}

interface SecureServer {
  readonly server: TlsServer;
  /** Of the certificate that the router says it has. */
  readonly fingerprint: () => string;
}

async function secureServer(router: Router, accept: (socket: Socket) => void): Promise<SecureServer> {
  const { faults } = router;
  const fresh = (): Certificate => selfSigned('router', router.moment.now);
  let own = fresh();
  const another = fresh();
  const served = (): SecureContextOptions => {
    if (faults.has('no-certificate')) return {};
    const { key, cert } = faults.has('wrong-certificate') ? another : own;
    return { key, cert };
  };
  const server = createTlsServer(served(), accept);
  faults.watch((fault) => {
    if (fault === 'changed-certificate' && faults.has(fault)) own = fresh();
    if (fault.endsWith('certificate')) server.setSecureContext(served());
  });
  await listening(server, 0);
  router.tables.at('/certificate').insert([
    ['name', 'api-ssl'],
    ['common-name', 'router'],
    ['key-type', 'ec'],
    ['fingerprint', own.fingerprint],
    ['private-key', 'true'],
  ]);
  return { server, fingerprint: () => own.fingerprint };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => resolve());
  });
}

// A server that listens on TCP has an address of this shape.
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
