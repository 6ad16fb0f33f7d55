import { createHmac, hkdfSync } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';

// Whoever asks for something twice under one number gets it once: the request is noted in the transaction that carries it
// out, and the second time its answer is told again.

/** A request by its number: whose it is, and what it asks for, so that another one under the same number is told from it. */
export interface Asked {
  readonly request: string;
  readonly staffUserId: string;
  /** A password may be among what is asked for, so the digest cannot be made again without the data key of the folder. */
  readonly digest: string;
}

/** The same for the same content, in whatever order its fields stand. Throws Refusal `key-locked`. */
export function askedOf({ seal }: Pick<Store, 'seal'>, actor: Actor, request: string, content: unknown): Asked {
  const key = Buffer.from(hkdfSync('sha256', seal.key, '', 'digest of a request', 32));
  const digest = createHmac('sha256', key).update(JSON.stringify(content, sorted)).digest('hex');
  return { request, staffUserId: actor.staffUserId, digest };
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Whether a request has been carried out already. Throws Refusal `action-request-taken` when that one was somebody else's,
 * or for something else.
 */
export function isAnswered(db: Database, { request, staffUserId, digest }: Asked): boolean {
  const known = db
    .prepare<[string], Omit<Asked, 'request'>>('SELECT staff_user_id AS staffUserId, digest FROM request WHERE id = ?')
    .get(request);
  if (!known) return false;
  if (known.staffUserId !== staffUserId || known.digest !== digest) throw new Refusal('action-request-taken');
  return true;
}

/**
 * Whether a request has been carried out already; notes it when not, in the transaction that does carry it out. Throws as
 * `isAnswered` does.
 */
export function answered(db: Database, asked: Asked, at: Date): boolean {
  if (isAnswered(db, asked)) return true;
  db.prepare('INSERT INTO request (id, staff_user_id, digest, at) VALUES (?, ?, ?, ?)').run(
    asked.request,
    asked.staffUserId,
    asked.digest,
    at.getTime(),
  );
  return false;
}
