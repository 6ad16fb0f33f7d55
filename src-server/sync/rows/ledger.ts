import type { LedgerRow } from '#shared/sync/rows.ts';
import { ledgerEntry } from '../../store/schema.ts';
import { without } from '../../store/without.ts';
import { selectOf } from './columns.ts';

export type StoredLine = typeof ledgerEntry.$inferSelect;

export const LEDGER = selectOf(ledgerEntry);

/** As it travels. */
export const ledgerRow = (stored: StoredLine): LedgerRow => without(stored, ['commitVersion']);
