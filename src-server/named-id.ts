import { hash } from 'node:crypto';
import { uuidOfHash } from '#shared/domain/named-id.ts';

/** The same id for the same name of the same record as in an office: what both of them post is posted once. */
export const uuidOf = (namespace: string, name: string): string =>
  uuidOfHash(
    hash('sha1', Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name)]), 'hex'),
  );
