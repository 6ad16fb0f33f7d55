import { randomUUID } from 'node:crypto';
import type { Witness } from '#shared/sync/head.ts';
import { ServerRefusal } from '../refusal.ts';
import type { Database, Queries } from '../store/database.ts';
import { headOf } from '../sync/head.ts';
import { codeOf, hashOf, newCode, newToken, readable } from './secret.ts';

/** How long a code can be used, in milliseconds. */
export const CODE_LIVES = 24 * 60 * 60 * 1000;

export interface EnrolCode {
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Makes a code by which one console of an operator may enrol. Throws ServerRefusal `server-operator-unknown`. */
export async function makeCode(db: Queries, operatorName: string, now: Date): Promise<EnrolCode> {
  const operatorId = await operatorNamed(db, operatorName);
  const code = newCode();
  const expiresAt = now.getTime() + CODE_LIVES;
  await db.query('DELETE FROM enrol_code WHERE expires_at < $1', [now.getTime()]);
  await db.query('INSERT INTO enrol_code (code_hash, operator_id, expires_at) VALUES ($1, $2, $3)', [
    hashOf(code),
    operatorId,
    expiresAt,
  ]);
  return { code, expiresAt };
}

/** An operator by name or code, without case. */
export async function operatorNamed(db: Queries, name: string): Promise<string> {
  const [found] = await db.query<{ id: string }>(
    `SELECT id FROM record WHERE kind = 'operator' AND (lower(body->>'name') = lower($1) OR lower(body->>'code') = lower($1))
     ORDER BY lower(body->>'code') = lower($1) DESC LIMIT 1`,
    [name],
  );
  if (!found) throw new ServerRefusal('server-operator-unknown', { name });
  return found.id;
}

export interface Enrolled {
  readonly deviceId: string;
  readonly token: string;
  readonly operator: { readonly id: string; readonly name: string };
  readonly receiptPrefix: string;
  readonly isEmpty: boolean;
  readonly head: Witness;
}

/**
 * Uses a code up. Throws ServerRefusal `enrol-code-unknown` for one that is wrong, used or too old: which of it, is not told.
 */
export async function enrol(
  database: Database,
  asked: { readonly code: string; readonly consoleName: string },
  now: Date,
): Promise<Enrolled> {
  return database.transaction(async (tx) => {
    const [code] = await tx.query<{ operatorId: string }>(
      'DELETE FROM enrol_code WHERE code_hash = $1 AND expires_at >= $2 RETURNING operator_id AS "operatorId"',
      [hashOf(codeOf(asked.code)), now.getTime()],
    );
    if (!code) throw new ServerRefusal('enrol-code-unknown');
    const deviceId = randomUUID();
    const token = newToken(deviceId);
    const receiptPrefix = await freePrefix(tx);
    await tx.query(
      `INSERT INTO device (id, operator_id, console_name, receipt_prefix, token_hash, enrolled_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [deviceId, code.operatorId, asked.consoleName, receiptPrefix, hashOf(token), now.getTime()],
    );
    const [operator] = await tx.query<{ name: string }>(
      `SELECT body->>'name' AS name FROM record WHERE kind = 'operator' AND id = $1`,
      [code.operatorId],
    );
    const [customer] = await tx.query('SELECT 1 FROM customer LIMIT 1');
    return {
      deviceId,
      token,
      operator: { id: code.operatorId, name: operator?.name ?? '' },
      receiptPrefix,
      isEmpty: customer === undefined,
      head: await headOf(tx),
    };
  });
}

/** What the receipts of no other console begin with. */
async function freePrefix(db: Queries): Promise<string> {
  for (;;) {
    const prefix = readable(3);
    const [taken] = await db.query('SELECT 1 FROM device WHERE receipt_prefix = $1', [prefix]);
    if (taken === undefined) return prefix;
  }
}
