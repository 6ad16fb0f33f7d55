import type { Database } from 'better-sqlite3';
import type { GatewayFields } from '#shared/contract/messages.ts';
import type { Seal } from '../../store/index.ts';
import { OPERATOR_LINE } from '../operators/index.ts';

const COLUMN = 'message_gateway.sealed';

/** What of a gateway is sealed: all of it, as its key may stand anywhere in it. */
export interface SealedGateway {
  readonly fields: GatewayFields;
  readonly secret: string | null;
}

export interface GatewayRow {
  readonly id: string;
  readonly operatorId: string;
  readonly sealed: Buffer;
  readonly enabled: 0 | 1;
  readonly version: number;
}

const COLUMNS = 'message_gateway.id, operator_id AS operatorId, sealed, enabled, version';
const ROW = `SELECT ${COLUMNS} FROM message_gateway WHERE operator_id = ?`;
const NEAREST = `${OPERATOR_LINE}
  SELECT ${COLUMNS} FROM line JOIN message_gateway ON operator_id = line.id ORDER BY depth LIMIT 1`;

export const ownGateway = (db: Database, operatorId: string): GatewayRow | null =>
  db.prepare<[string], GatewayRow>(ROW).get(operatorId) ?? null;

/** The gateway of an operator, or of the nearest above that has one. One that is switched off holds all the same. */
export const heldGateway = (db: Database, operatorId: string): GatewayRow | null =>
  db.prepare<[string], GatewayRow>(NEAREST).get(operatorId) ?? null;

export const sealGateway = (seal: Seal, id: string, gateway: SealedGateway): Buffer =>
  seal.seal(JSON.stringify(gateway), id, COLUMN);

/** Throws Refusal `key-locked` or `store-sealed-damaged`. */
export function openGateway(seal: Seal, { id, sealed }: Pick<GatewayRow, 'id' | 'sealed'>): SealedGateway {
  // Cast: only `sealGateway` writes it, and what is sealed cannot have been changed.
  return JSON.parse(seal.open(sealed, id, COLUMN).toString('utf8')) as SealedGateway;
}
