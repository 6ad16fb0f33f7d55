import { connect, isIP, type Socket } from 'node:net';
import { connect as secureConnect } from 'node:tls';
import type { Proxy } from '../../../platform/proxy.ts';
import type { After } from '../../../routeros/index.ts';
import type { Address } from './address.ts';
import { type Course, step } from './course.ts';
import { failed } from './failure.ts';
import type { Network } from './network.ts';
import { type HttpProxy, proxyName } from './proxy-name.ts';
import { SILENCE } from './silence.ts';
import { proxyFailure, serverFailure, throughFailure } from './socket-failure.ts';
import { type Certificate, checkCertificate, type Trust } from './trust.ts';
import { tunnel } from './tunnel.ts';

export interface LineOptions {
  readonly address: Address;
  readonly trust: Trust;
  /** Which way the machine wants the server to be reached. */
  readonly proxy: (url: string) => Promise<Proxy>;
  readonly network: Network;
  readonly timer: After;
  readonly now: () => Date;
}

export interface OpenLine {
  readonly socket: Socket;
  /** Null: this machine believes it by itself, or there is none (http to this machine). */
  readonly certificate: Certificate | null;
  /** The proxy in between, as sentences name it. */
  readonly proxy: string | null;
}

/** A line to the server: by the proxy where there is one, past the certificate. Throws a LineError and leaves nothing open. */
export async function openLine(options: LineOptions, signal: AbortSignal): Promise<OpenLine> {
  const { address, network, timer, proxy } = options;
  // Without TLS it is this machine itself.
  const way: Proxy = address.isLoopback ? { kind: 'direct' } : await proxy(address.url);
  if (way.kind === 'unknown') throw failed('proxy', 'sync-proxy-unknown', { proxy: way.name });
  if (way.kind === 'direct') {
    const course: Course = {
      ...{ timer, signal },
      silent: failed('no-server', 'sync-server-silent', { host: address.name, seconds: SILENCE / 1000 }),
      means: (error) => serverFailure(error, address, network),
    };
    return { ...(await toServer(options, course, null)), proxy: null };
  }
  const course: Course = {
    ...{ timer, signal },
    silent: failed('proxy', 'sync-proxy-silent', { proxy: proxyName(way) }),
    means: (error) => proxyFailure(error, way, network),
  };
  const through = await tunnel(await toProxy(way, network, course), way, address, course);
  const name = proxyName(way);
  const beyond = { ...course, means: (error: unknown) => throughFailure(error, name, address, network) };
  return { ...(await toServer(options, beyond, through)), proxy: name };
}

async function toServer(
  { address: { host, port, isSecure, ...address }, network, trust, now }: LineOptions,
  course: Course,
  through: Socket | null,
): Promise<Omit<OpenLine, 'proxy'>> {
  const place = { host, port, ...lookupOf(network) };
  if (!isSecure) {
    const socket = connect(place);
    await step(socket, course, (done) => socket.once('connect', () => done(socket)));
    return { socket: socket.setNoDelay(true), certificate: null };
  }
  const socket = secureConnect({
    ...(through === null ? place : { host, socket: through }),
    ...nameFor(host),
    secureContext: network.trusted(),
    // Who is at the other end is looked at below: what is wrong with a certificate has a sentence for each case.
    rejectUnauthorized: false,
  });
  try {
    await step(socket, course, (done) => socket.once('secureConnect', () => done(socket)));
    const certificate = checkCertificate(socket, trust, address.name, now());
    return { socket: socket.setNoDelay(true), certificate };
  } catch (error) {
    socket.destroy();
    through?.destroy();
    throw error;
  }
}

async function toProxy({ host, port, isSecure }: HttpProxy, network: Network, course: Course): Promise<Socket> {
  const place = { host, port, ...lookupOf(network) };
  const socket = isSecure
    ? secureConnect({ ...place, ...nameFor(host), secureContext: network.trusted() })
    : connect(place);
  return step(socket, course, (done) => socket.once(isSecure ? 'secureConnect' : 'connect', () => done(socket)));
}

const lookupOf = ({ lookup }: Network) => (lookup === undefined ? {} : { lookup });
/** An address is no name that a server could choose its certificate by (RFC 6066 3). */
const nameFor = (host: string) => (isIP(host) === 0 ? { servername: host } : {});
