import type { CustomerColumn, CustomerSelection, CustomerSort } from '#shared/contract/customers.ts';
import { dayAt } from '#shared/domain/time/day.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { csvParts } from '../../spreadsheet/csv/parts.ts';
import type { Written } from '../../spreadsheet/csv/write.ts';
import { LIMITS } from '../../spreadsheet/limits.ts';
import { writeXlsx } from '../../spreadsheet/xlsx/write.ts';
import { openPassword, type Store } from '../../store/index.ts';
import { say } from '../../words.ts';
import { type ExportColumn, exportColumns } from './columns.ts';
import { timeZoneOf } from './isp.ts';
import { lineOf, type LineTerms, lineTerms } from './line.ts';
import type { ListDeps } from './list.ts';
import { selected } from './selection.ts';
import { turns } from './turns.ts';
import { linesReader } from './windows.ts';

export interface ExportAsked {
  readonly which: CustomerSelection;
  readonly sort?: CustomerSort | undefined;
  readonly columns: readonly CustomerColumn[];
  readonly format: 'xlsx' | 'csv';
  readonly passwords: boolean;
}

const TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * The list as a file, made some hundred customers at a time. Text that could be run as a formula is made harmless. That it
 * was taken is recorded first, and whether passwords are in it. Throws Refusal `export-too-many`, `key-locked`.
 */
export async function exported(
  store: Store,
  deps: ListDeps,
  actor: Actor,
  asked: ExportAsked,
  signal: AbortSignal | undefined,
): Promise<File> {
  const { reader, now } = deps;
  const { format, passwords } = asked;
  const turn = turns(signal);
  const timeZone = timeZoneOf(reader);
  const columns = exportColumns(reader, asked.columns, timeZone);
  const { total, pieces } = await selected(deps, actor, asked.which, asked.sort, turn);
  const most = LIMITS.rows - 1;
  if (format === 'xlsx' && total > most) throw new Refusal('export-too-many', { count: total, most });
  if (passwords && store.locked) throw new Refusal('key-locked', { folder: store.folder });
  await store.write((tx) => {
    const after = { customers: total, format, columns: columns.map(({ heading }) => heading), passwords };
    tx.audit({ actor, action: 'customer.export', entity: 'customer', after });
  });
  const rows = rowPieces(store, columns, lineTerms(reader), passwords, pieces);
  const name = `${say('customers.title')} ${dayAt(now().getTime(), timeZone)}.${format}`;
  const parts = format === 'csv' ? await csvParts(rows, turn) : [await workbook(columns, passwords, rows)];
  return new File(parts, name, { type: TYPES[format] });
}

/** The headings, then the customers. */
function* rowPieces(
  { reader, seal }: Store,
  columns: readonly ExportColumn[],
  terms: LineTerms,
  passwords: boolean,
  pieces: Iterable<readonly number[]>,
): Generator<Written[][]> {
  const secret = reader.prepare<[number], Buffer | null>('SELECT password_sealed FROM customer WHERE seq = ?').pluck();
  const linesOf = linesReader(reader);
  const passwordOf = (seq: number, id: string): string => {
    const sealed = secret.get(seq);
    return sealed ? openPassword(seal, id, sealed) : '';
  };
  yield [[...columns.map(({ heading }) => heading), ...(passwords ? [say('customers.password')] : [])]];
  for (const numbers of pieces) {
    yield linesOf(numbers).map((row) => {
      const line = lineOf(row, terms);
      const cells = columns.map(({ cell }) => short(cell(line)));
      return passwords ? [...cells, passwordOf(row.seq, row.id)] : cells;
    });
  }
}

/** As much as a cell of a workbook takes. */
const short = (cell: Written): Written =>
  typeof cell === 'string' && cell.length > LIMITS.cellCharacters ? cell.slice(0, LIMITS.cellCharacters) : cell;

async function workbook(
  columns: readonly ExportColumn[],
  passwords: boolean,
  rows: Iterable<Written[][]>,
): Promise<Blob> {
  const widths = [...columns.map(({ width }) => width), ...(passwords ? [18] : [])];
  // It takes its rows as fast as they are packed, which lets others through.
  return new Blob([await writeXlsx([{ name: say('customers.title'), look: 'table', widths, rows: flat(rows) }])]);
}

function* flat(pieces: Iterable<Written[][]>): Generator<Written[]> {
  for (const rows of pieces) yield* rows;
}
