import type { Database } from 'better-sqlite3';
import type { Witness } from '#shared/sync/head.ts';
import type { Store } from '../../store/index.ts';

/** The central server that this console works with, as it is kept. Instants are milliseconds since 1970. */
export interface ServerRow {
  readonly url: string;
  readonly fingerprint: string | null;
  readonly deviceId: string;
  readonly tokenSealed: Uint8Array;
  readonly tokenAt: number;
  readonly operatorId: string;
  readonly operatorName: string;
  readonly consoleName: string;
  readonly state: 'joining' | 'joined';
  readonly enrolledAt: number;
  readonly instanceId: string;
  readonly nextMid: number;
  readonly witness: Witness;
  readonly cursor: Witness;
  readonly scope: string | null;
  readonly isPaused: boolean;
  readonly contactAt: number | null;
  readonly fullAt: number | null;
}

interface Kept extends Omit<ServerRow, 'witness' | 'cursor' | 'isPaused'> {
  readonly witnessVersion: number;
  readonly witnessCommit: string;
  readonly cursorVersion: number;
  readonly cursorCommit: string;
  readonly paused: 0 | 1;
}

const ROW = `SELECT url, fingerprint, device_id AS deviceId, token_sealed AS tokenSealed, token_at AS tokenAt,
    operator_id AS operatorId, operator_name AS operatorName, console_name AS consoleName, state,
    enrolled_at AS enrolledAt, instance_id AS instanceId, next_mid AS nextMid, witness_version AS witnessVersion,
    witness_commit AS witnessCommit, cursor_version AS cursorVersion, cursor_commit AS cursorCommit, scope, paused,
    contact_at AS contactAt, full_at AS fullAt
  FROM sync_server`;

/** Null: the console works alone. */
export function serverRow(db: Database): ServerRow | null {
  const row = db.prepare<[], Kept>(ROW).get();
  if (!row) return null;
  const { witnessVersion, witnessCommit, cursorVersion, cursorCommit, paused, ...rest } = row;
  return {
    ...rest,
    isPaused: paused === 1,
    witness: { version: witnessVersion, commitId: witnessCommit },
    cursor: { version: cursorVersion, commitId: cursorCommit },
  };
}

const WHERE = ['server', 'sync_server.token_sealed'] as const;

export const sealToken = (seal: Store['seal'], token: string): Uint8Array => seal.seal(token, ...WHERE);

/** Throws Refusal `key-locked` or `store-sealed-damaged`. */
export const openToken = (seal: Store['seal'], { tokenSealed }: ServerRow): string =>
  seal.open(tokenSealed, ...WHERE).toString('utf8');

/** What an enrolment comes to. */
export type NewServer = Omit<
  ServerRow,
  'nextMid' | 'witness' | 'cursor' | 'scope' | 'isPaused' | 'contactAt' | 'fullAt'
>;

/** Keeps a newly enrolled server in place of the one before. */
export function keepServer(db: Database, row: NewServer): void {
  db.prepare(
    `INSERT OR REPLACE INTO sync_server (one, url, fingerprint, device_id, token_sealed, token_at, operator_id,
       operator_name, console_name, state, enrolled_at, instance_id) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    ...[row.url, row.fingerprint, row.deviceId, row.tokenSealed, row.tokenAt, row.operatorId, row.operatorName],
    ...[row.consoleName, row.state, row.enrolledAt, row.instanceId],
  );
}

/** The same server lets this console in by another token: what is known of it holds. */
export function keepDevice(db: Database, row: NewServer): void {
  db.prepare(
    `UPDATE sync_server SET url = ?, fingerprint = ?, device_id = ?, console_name = ?, token_sealed = ?, token_at = ?,
       operator_name = ?, enrolled_at = ?`,
  ).run(
    ...[row.url, row.fingerprint, row.deviceId, row.consoleName, row.tokenSealed, row.tokenAt],
    ...[row.operatorName, row.enrolledAt],
  );
}

/** The newest commit that was heard of. */
export function keepWitness(db: Database, { version, commitId }: Witness): void {
  db.prepare('UPDATE sync_server SET witness_version = ?, witness_commit = ?').run(version, commitId);
}

/** Up to where everything is stored, and of whom. */
export function keepCursor(db: Database, { version, commitId }: Witness, scope: string | null): void {
  db.prepare('UPDATE sync_server SET cursor_version = ?, cursor_commit = ?, scope = ?').run(version, commitId, scope);
}

/** Another number for this copy of the store: what is sent counts from one. */
export function keepInstance(db: Database, instanceId: string): void {
  db.prepare('UPDATE sync_server SET instance_id = ?, next_mid = 1').run(instanceId);
}

export const keepNextMid = (db: Database, nextMid: number): void => {
  db.prepare('UPDATE sync_server SET next_mid = ?').run(nextMid);
};

export const keepPaused = (db: Database, paused: boolean): void => {
  db.prepare('UPDATE sync_server SET paused = ?').run(Number(paused));
};

/** When the server last answered. */
export const keepContact = (db: Database, at: number): void => {
  db.prepare('UPDATE sync_server SET contact_at = ?').run(at);
};

/** When last nothing was left to be told on either side. */
export const keepFull = (db: Database, at: number): void => {
  db.prepare('UPDATE sync_server SET contact_at = ?, full_at = ?').run(at, at);
};

export const keepToken = (db: Database, tokenSealed: Uint8Array, at: number): void => {
  db.prepare('UPDATE sync_server SET token_sealed = ?, token_at = ?').run(tokenSealed, at);
};
