import { MOST_RECORDS } from '#shared/sync/mutations.ts';

/** How many customers travel, are journalled and are written between two turns of the event loop. */
export const CHUNK_ROWS = MOST_RECORDS;

/**
 * Some customers-to-be, made ready beside the core so that it only has to write: passwords are sealed, the journal entry
 * is packed, the text for the search is built. Values are positional: CUSTOMER_COLUMNS, without seq.
 */
export interface Chunk {
  /** Row numbers in the file. */
  readonly first: number;
  readonly last: number;
  readonly customers: readonly (readonly ColumnValue[])[];
  /** The sealed passwords one after another; `sealedEnds[i]` is where customer i's ends. An empty one: not known. */
  readonly sealed: Uint8Array;
  readonly sealedEnds: readonly number[];
  readonly searchTexts: readonly string[];
  readonly devices: readonly { readonly id: string; readonly customer: number; readonly mac: string }[];
  readonly openings: readonly { readonly id: string; readonly customer: number; readonly amount: number }[];
  readonly journal: { readonly uid: string; readonly sealed: Uint8Array };
}

export type ColumnValue = string | number | null;

/** The columns of `customer` that a chunk fills, in its order; the sealed password is joined in by the writer. */
export const CUSTOMER_COLUMNS = [
  'id',
  'operator_id',
  'username',
  'username_key',
  'full_name',
  'name_key',
  'phone',
  'phone_key',
  'email',
  'package_id',
  'billing_profile_id',
  'zone_id',
  'address',
  'ip',
  'account_number',
  'status',
  'expires_at',
  'client_type',
  'medium',
  'sharing',
  'distribution_point',
  'division',
  'district',
  'thana',
  'custom',
  'batch_id',
  'batch_row',
  'version',
  'created_at',
  'updated_at',
  'activated_at',
] as const;

const at = (column: (typeof CUSTOMER_COLUMNS)[number]): number => CUSTOMER_COLUMNS.indexOf(column);

/** Where the values stand that are looked at again inside the transaction. */
export const ID = at('id');
export const USERNAME_KEY = at('username_key');
export const IP = at('ip');
export const BATCH_ROW = at('batch_row');
