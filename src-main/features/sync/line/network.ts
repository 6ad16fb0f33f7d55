import type { LookupFunction } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createSecureContext, getCACertificates, rootCertificates, type SecureContext } from 'node:tls';

/** What this machine knows of the network. */
export interface Network {
  /** Whether any network but the machine's own is there. */
  readonly hasInterface: () => boolean;
  /** How names become addresses; the system's way when absent. */
  readonly lookup?: LookupFunction;
  /** Whose certificates are believed. */
  readonly trusted: () => SecureContext;
}

let trusted: SecureContext | undefined;

/** The network as this machine has it. Certificates: those of Node, and those of the system, read once. */
export const thisMachine: Network = {
  hasInterface: () =>
    Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal) ?? false),
  trusted: () => (trusted ??= createSecureContext({ ca: [...authorities()] })),
};

/** An ISP's own authority stands in the store of the system; the usual ones come along, for systems whose store is old. */
function authorities(): ReadonlySet<string> {
  const of = (store: 'default' | 'system'): readonly string[] => {
    try {
      return getCACertificates(store);
    } catch {
      // A Node before 22.15, or a system whose store cannot be read.
      return [];
    }
  };
  return new Set([...rootCertificates, ...of('default'), ...of('system')]);
}
