import type { TLSSocket } from 'node:tls';
import { RouterError, type Endpoint } from './failure.ts';

/** Whom to believe: the fingerprint that was seen before, or whoever may say that a new one is the router's. */
export type Trust = {
  /** SHA-256 of the certificate, "AA:BB:…". */
  readonly fingerprint?: string;
  readonly trustsNew?: (fingerprint: string) => boolean | Promise<boolean>;
};

/** Checks who is at the other end, before anything is said to it; gives the fingerprint. */
export async function checkCertificate(socket: TLSSocket, trust: Trust, { host, port }: Endpoint): Promise<string> {
  // Empty where there is none, which the types do not know.
  const found: unknown = socket.getPeerCertificate().fingerprint256;
  if (typeof found !== 'string') throw new RouterError({ kind: 'tls-no-certificate', host, port });
  if (trust.fingerprint !== undefined) {
    if (trust.fingerprint.toUpperCase() === found) return found;
    throw new RouterError({ kind: 'tls-changed', host, port, expected: trust.fingerprint, found });
  }
  if ((await trust.trustsNew?.(found)) === true) return found;
  throw new RouterError({ kind: 'tls-unknown', host, port, fingerprint: found });
}
