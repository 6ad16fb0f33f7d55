import { central } from '#shared/sync/contract.ts';
import { type Address, addressOf } from './address.ts';
import { type CentralLineOptions, procedure, whenSame } from './central-line.ts';
import { failed, type LineFailure, type Outcome } from './failure.ts';
import { thisMachine } from './network.ts';
import { Questions } from './questions.ts';
import type { Certificate } from './trust.ts';

/** Who is at an address. */
export interface Seen {
  /** As the address is kept: "https://isp.example". */
  readonly url: string;
  readonly version: string;
  /** Null: this machine trusts it by itself, or there is none (this machine's own server). */
  readonly certificate: Certificate | null;
}

/**
 * Looks who is at an address, before anything secret goes there: nobody has to be trusted for that, unless a fingerprint is
 * given that the certificate must have.
 */
export async function lookAt(
  { url, fingerprint, proxy, now, timer, network = thisMachine }: Omit<CentralLineOptions, 'token'>,
  signal?: AbortSignal,
): Promise<Outcome<Seen>> {
  const read = addressOf(url);
  if (!read.ok) return read;
  const { address } = read;
  const trust = fingerprint === null ? ({ kind: 'anybody' } as const) : ({ kind: 'pinned', fingerprint } as const);
  const questions = new Questions({ address, trust, proxy, network, timer, now });
  try {
    const health = whenSame(await questions.ask(procedure(central.health), signal), address.name);
    if (!health.ok) return isAskedWithoutTls(health, address) ? wantsTls(address) : health;
    return {
      ok: true,
      value: { url: address.url, version: health.value.version, certificate: questions.certificate },
    };
  } finally {
    questions.close();
  }
}

/** A server with TLS ends a line on which none is spoken. This machine's own is asked so where no scheme was typed. */
const isAskedWithoutTls = ({ failure }: { readonly failure: LineFailure }, { isSecure }: Address): boolean =>
  !isSecure && failure.code === 'sync-server-hangs-up';

const wantsTls = ({ name: host }: Address): Outcome<Seen> => ({
  ok: false,
  failure: failed('no-server', 'sync-wants-tls', { host }).failure,
});
