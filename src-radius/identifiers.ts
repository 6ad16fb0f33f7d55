import { randomInt } from 'node:crypto';

/** As many requests to one server as can be told apart (RFC 2865 2.5: one byte). */
const HOW_MANY = 256;

interface Identifiers {
  last: number;
  readonly inFlight: Set<number>;
}

// Of the process, as the ports of the machine are: two parts of the program that ask one server must not meet.
const servers = new Map<string, Identifiers>();

/**
 * An identifier that no other request to this server has, until `release`; null when all 256 are in flight. They go round,
 * so that one just released comes back last, and an answer that is late finds nobody to mistake it.
 */
export function takeIdentifier(server: string): { readonly identifier: number; readonly release: () => void } | null {
  const known = servers.get(server) ?? { last: randomInt(HOW_MANY), inFlight: new Set<number>() };
  servers.set(server, known);
  for (let step = 1; step <= HOW_MANY; step += 1) {
    const identifier = (known.last + step) % HOW_MANY;
    if (known.inFlight.has(identifier)) continue;
    known.last = identifier;
    known.inFlight.add(identifier);
    return { identifier, release: () => void known.inFlight.delete(identifier) };
  }
  return null;
}
