import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { checkCertificate, type Trust } from './certificate.ts';
import { RouterError, type Endpoint, type RouterFailure } from './failure.ts';
import { login, type Credentials } from './login.ts';
import { networkFailure } from './network-failure.ts';
import { RouterSession } from './router-session.ts';
import { Session, type SessionOptions } from './session.ts';
import { textReader } from './text.ts';
import { realAfter } from './timer.ts';

export type ConnectOptions = Endpoint &
  Credentials &
  Omit<SessionOptions, 'lost'> & {
    /** Present for api-ssl (port 8729), absent for the plain API (port 8728). */
    readonly tls?: Trust;
    /** How long until the line stands and the certificate is believed, in ms; 10 s unless told. */
    readonly connectMs?: number;
    readonly signal?: AbortSignal;
  };

/** Connects, believes the certificate or stops, logs in. Rejects with a RouterError and leaves nothing open. */
export async function connect(options: ConnectOptions): Promise<RouterSession> {
  // A label that nobody knows is refused before there is a line that would be left open.
  textReader(options.codePage);
  const endpoint = { host: options.host, port: options.port };
  const { socket, fingerprint } = await line(options, endpoint);
  const session = new Session(socket, { ...options, lost: (error) => networkFailure(error, endpoint) });
  const { deadlineMs, signal } = options;
  await login(session, options, {
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(signal === undefined ? {} : { signal }),
  });
  return new RouterSession(session, fingerprint);
}

type Line = { readonly socket: Socket; readonly fingerprint: string | undefined };

function line(options: ConnectOptions, endpoint: Endpoint): Promise<Line> {
  const { promise, resolve, reject } = Promise.withResolvers<Line>();
  const during = `${endpoint.host}:${endpoint.port}`;
  const connectMs = options.connectMs ?? 10_000;
  if (options.signal?.aborted === true) return Promise.reject(new RouterError({ kind: 'cancelled', command: during }));
  // An old router has no TLS 1.3, and signs its own certificate: the pin is what is believed, so no authority is asked.
  const socket: Socket =
    options.tls === undefined
      ? connectTcp(endpoint)
      : connectTls({
          ...endpoint,
          rejectUnauthorized: false,
          ...(isIP(endpoint.host) === 0 ? { servername: endpoint.host } : {}),
        });
  const fail = (failure: RouterFailure) => stop(new RouterError(failure));
  const abort = () => fail({ kind: 'cancelled', command: during });
  const stopTimer = (options.after ?? realAfter)(connectMs, () =>
    fail({ kind: 'timeout', during, afterMs: connectMs }),
  );
  const settle = () => {
    stopTimer();
    options.signal?.removeEventListener('abort', abort);
  };
  const stop = (error: unknown) => {
    settle();
    socket.destroy();
    // Also what `trustsNew` threw goes to the caller as it is.
    reject(error instanceof Error ? error : new Error(String(error)));
  };
  socket.on('error', (error) => fail(networkFailure(error, endpoint)));
  socket.on('close', () => fail({ kind: 'reset', ...endpoint }));
  options.signal?.addEventListener('abort', abort);
  const stand = (fingerprint: string | undefined) => {
    if (socket.destroyed) return;
    settle();
    // From here on the session hears of errors and the end; these would only speak to a promise that is settled.
    socket.setNoDelay(true);
    resolve({ socket, fingerprint });
  };
  if (socket instanceof TLSSocket)
    socket.once('secureConnect', () => {
      checkCertificate(socket, options.tls ?? {}, endpoint).then(stand, stop);
    });
  else socket.once('connect', () => stand(undefined));
  return promise;
}
