import type { Database } from 'better-sqlite3';
import { SharedSecret } from '#radius/index.ts';
import type { Seal } from '../../store/index.ts';
import { OPERATOR_LINE } from '../operators/index.ts';

const COLUMN = 'radius_server.secret_sealed';

export interface ServerRow {
  readonly operatorId: string;
  readonly host: string;
  readonly port: number;
  readonly secretSealed: Buffer;
  readonly version: number;
}

const COLUMNS = 'operator_id AS operatorId, host, port, secret_sealed AS secretSealed, version';
const OWN = `SELECT ${COLUMNS} FROM radius_server WHERE operator_id = ?`;
const NEAREST = `${OPERATOR_LINE}
  SELECT ${COLUMNS} FROM line JOIN radius_server ON operator_id = line.id ORDER BY depth LIMIT 1`;

export const ownServer = (db: Database, operatorId: string): ServerRow | null =>
  db.prepare<[string], ServerRow>(OWN).get(operatorId) ?? null;

/** The server of an operator, or of the nearest above that has one. */
export const heldServer = (db: Database, operatorId: string): ServerRow | null =>
  db.prepare<[string], ServerRow>(NEAREST).get(operatorId) ?? null;

export const sealSecret = (seal: Seal, operatorId: string, secret: string): Buffer =>
  seal.seal(secret, operatorId, COLUMN);

/** Throws Refusal `key-locked` or `store-sealed-damaged`. */
export const openSecret = (seal: Seal, { operatorId, secretSealed }: ServerRow): SharedSecret =>
  new SharedSecret(seal.open(secretSealed, operatorId, COLUMN).toString('utf8'));
