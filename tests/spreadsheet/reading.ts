import { readSpreadsheet } from '#main/spreadsheet/read.ts';
import type { CellTable } from '#shared/domain/import/cell.ts';
import type { ReadRefusal, ReadRequest, ReadTable } from '#main/spreadsheet/result.ts';

/** Reads what must be a table. */
export async function tableOf(bytes: Uint8Array, request: Partial<ReadRequest> = {}): Promise<ReadTable> {
  const result = await readSpreadsheet(bytes, { fileName: 'customers', ...request });
  if (result.kind !== 'table') throw new Error(`not a table: ${JSON.stringify(result)}`);
  return result;
}

/** Reads what must be refused. */
export async function refusalOf(bytes: Uint8Array, request: Partial<ReadRequest> = {}): Promise<ReadRefusal> {
  const result = await readSpreadsheet(bytes, { fileName: 'customers', ...request });
  if (result.kind !== 'refused') throw new Error(`not refused: ${JSON.stringify(result).slice(0, 500)}`);
  return result;
}

export const rowsOf = async (bytes: Uint8Array, request: Partial<ReadRequest> = {}) =>
  (await tableOf(bytes, request)).table.rows;

/** A text as the bytes of a .csv. */
export const csv = (text: string): Buffer => Buffer.from(text, 'utf8');

/** All texts of a table, cell by cell. */
export const textsOf = (table: CellTable): string[] => table.rows.flat().filter((cell) => typeof cell === 'string');
