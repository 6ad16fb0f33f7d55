import { hash } from 'node:crypto';

/**
 * UUID version 5 (RFC 9562 5.5) of a name within a namespace: the same row of the same batch has the same id however often
 * it is made, which is what lets an interrupted commit or push be repeated.
 */
export function uuidOf(namespace: string, name: string): string {
  const bytes = Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name, 'utf8')]);
  const hex = hash('sha1', bytes, 'hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
