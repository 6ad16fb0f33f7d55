import { hash } from 'node:crypto';
import { uuidOfHash } from '#shared/domain/named-id.ts';

/**
 * UUID version 5 (RFC 9562 5.5) of a name within a namespace: the same row of the same batch has the same id however often
 * it is made, which is what lets an interrupted commit or push be repeated.
 */
export function uuidOf(namespace: string, name: string): string {
  const bytes = Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name, 'utf8')]);
  return uuidOfHash(hash('sha1', bytes, 'hex'));
}
