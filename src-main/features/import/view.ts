import type { DryRun } from '#shared/contract/import.ts';
import type { Cell, CellTable } from '#shared/domain/import/cell.ts';
import { findLayout, isSecretColumn, type Layout } from '#shared/domain/import/match.ts';
import type { ReadingNote } from '#shared/domain/import/reading-note.ts';
import { MASK } from '#shared/domain/import/patch.ts';
import type { WorkTable } from '#shared/domain/import/work-table.ts';
import type { ReadTable, SheetHead } from '../../spreadsheet/result.ts';
import type { WorkerView } from './worker-protocol.ts';

/** How many lines the file page shows. */
const HEAD_ROWS = 12;

/** What a session shows before anything has been read. */
export const NOTHING_YET: WorkerView = {
  stage: 'reading',
  progress: 0,
  refused: null,
  sheets: [],
  sheet: null,
  format: null,
  notes: [],
  encoding: null,
  delimiter: null,
  headerRow: null,
  columns: [],
  missing: [],
  head: [],
  fields: [],
  counts: null,
  canUndo: false,
  canRedo: false,
};

/** How the file was read. */
export function readingView(read: ReadTable): Partial<WorkerView> {
  const { sheets, sheet, format, encoding, delimiter, notes = [] } = read;
  return { sheets: [...sheets], sheet, format, encoding, delimiter, notes: [...notes] };
}

/** What the columns are. */
export function layoutView(layout: Layout, table: CellTable): Partial<WorkerView> {
  const secret = layout.columns.filter(isSecretColumn);
  const columns = new Set(secret.map(({ column }) => column));
  const isSecret = (row: number, column: number): boolean => columns.has(column) && row > (layout.headerRow ?? 0);
  return {
    headerRow: layout.headerRow,
    columns: [...layout.columns],
    missing: [...layout.missing],
    head: table.numbers.slice(0, HEAD_ROWS).map((number, i) => ({
      number,
      cells: (table.rows[i] ?? []).map((cell, column) => (isSecret(number, column) ? MASK : cellText(cell))),
    })),
  };
}

/** How the rows stand. */
export function workView(work: WorkTable): Partial<WorkerView> {
  return { fields: [...work.fields], counts: work.counts(), canUndo: work.canUndo, canRedo: work.canRedo };
}

/** Rows, how many of them have no error, and the headings that nobody reads. */
export function sumsOf(work: WorkTable, layout: Layout, notes: readonly ReadingNote[]): DryRun {
  const { all, errors } = work.counts();
  // Our own report's extra columns are known, though they fill nothing.
  const unused = layout.columns.filter(({ field, confidence }) => field === null && confidence !== 'official');
  return {
    rows: all,
    ok: all - errors,
    notes: [...notes],
    ignored: unused.map(({ heading, column }) => (heading === '' ? letterOf(column) : heading)),
  };
}

/** A column by its letter, as the spreadsheet program shows it: values under no heading have no other name. */
function letterOf(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest === 0 ? '' : letterOf(rest - 1)) + String.fromCharCode(65 + (column % 26));
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  switch (cell.kind) {
    case 'date':
      return cell.iso;
    case 'error':
      return cell.text;
    case 'number':
      return cell.written;
  }
}

/** Of several sheets the only one with the template's headings; null when a person must say. */
export function officialSheet(heads: readonly SheetHead[]): string | null {
  const official = heads.filter(({ head }) => findLayout(head, []).official);
  return official.length === 1 ? (official[0]?.name ?? null) : null;
}
