import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { failed } from './failure.ts';

/**
 * Whom to believe. `machine`: whoever an authority of this machine vouches for, by name. `pinned`: the one certificate that
 * somebody has looked at, whoever has issued it and for whatever name. `anybody`: nobody is told a secret yet.
 */
export type Trust =
  | { readonly kind: 'machine' }
  | { readonly kind: 'pinned'; /** SHA-256, in hexadecimal, with or without colons. */ readonly fingerprint: string }
  | { readonly kind: 'anybody' };

/** A certificate as a person looks at it. */
export interface Certificate {
  /** SHA-256, "AA:BB:…". */
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: string;
}

/** Checks who is at the other end before anything is said. Null: this machine believes the certificate by itself. */
export function checkCertificate(socket: TLSSocket, trust: Trust, host: string, now: Date): Certificate | null {
  const found = socket.getPeerCertificate(true);
  const { fingerprint256: fingerprint } = found;
  if (trust.kind === 'pinned' && !isSame(trust.fingerprint, fingerprint)) {
    throw failed('certificate', 'sync-certificate-changed', { host, found: fingerprint });
  }
  // The types have an Error; it is the code of one.
  const code: unknown = socket.authorizationError;
  // Whoever trusts one certificate by hand trusts it alone, whatever became of its authority.
  checkDates(chainOf(found, trust), host, now, trust.kind === 'machine' ? code : null);
  if (socket.authorized) return null;
  if (trust.kind === 'machine') {
    if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
      throw failed('certificate', 'sync-certificate-name', { host, names: namesOf(found) });
    }
    throw failed('certificate', 'sync-certificate-unknown', {
      host,
      issuer: titleOf(found.issuer),
      found: fingerprint,
    });
  }
  const validTo = new Date(found.valid_to).toISOString();
  return { fingerprint, subject: titleOf(found.subject), issuer: titleOf(found.issuer), validTo };
}

/** Those whose dates count: who pins one certificate asks no authority. */
function chainOf(leaf: DetailedPeerCertificate, trust: Trust): readonly DetailedPeerCertificate[] {
  if (trust.kind !== 'machine') return [leaf];
  const chain: DetailedPeerCertificate[] = [];
  let next: DetailedPeerCertificate | undefined = leaf;
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    next = issuerOf(next);
  }
  return chain;
}

/** The last one is its own issuer; where the issuer is not known there is none, which the types do not know. */
const issuerOf = ({ issuerCertificate }: DetailedPeerCertificate): DetailedPeerCertificate | undefined =>
  issuerCertificate;

function checkDates(chain: readonly DetailedPeerCertificate[], host: string, now: Date, code: unknown): void {
  const today = now.toISOString().slice(0, 10);
  const ends = Math.min(...chain.map(({ valid_to }) => Date.parse(valid_to)));
  if (ends < now.getTime() || code === 'CERT_HAS_EXPIRED') {
    throw failed('certificate', 'sync-certificate-expired', { host, until: dayOf(ends), today });
  }
  const begins = Math.max(...chain.map(({ valid_from }) => Date.parse(valid_from)));
  if (begins > now.getTime() || code === 'CERT_NOT_YET_VALID') {
    throw failed('certificate', 'sync-certificate-early', { host, from: dayOf(begins), today });
  }
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What a certificate calls somebody: the name, or whatever else there is. */
function titleOf(subject: object): string {
  const { CN, O } = subject as { readonly CN?: string | string[]; readonly O?: string | string[] };
  return short([CN ?? O ?? '?'].flat().join(', '));
}

const namesOf = ({ subjectaltname, subject }: DetailedPeerCertificate): string =>
  short(subjectaltname?.replaceAll(/(DNS|IP Address):/g, '') ?? titleOf(subject));

/** Whoever stands in between says what he likes, but not at length. */
const short = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text);

const digits = (fingerprint: string): string => fingerprint.replaceAll(/[^0-9a-f]/gi, '').toUpperCase();
const isSame = (one: string, other: string): boolean => digits(one) === digits(other);
