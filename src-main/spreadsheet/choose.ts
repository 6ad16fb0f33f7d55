import type { CellTable } from '#shared/domain/import/cell.ts';
import type { ReadRequest, Sheet, SheetChoice, SheetHead, SpreadsheetFormat } from './result.ts';
import { Unreadable } from './unreadable.ts';

/** Which sheet is to be read, and whether others that have rows were passed over. */
export interface Chosen {
  readonly name: string;
  readonly amongSeveral: boolean;
}

/**
 * Finds the sheet to read: the one asked for; the only visible one; the only visible one with rows; the one that the
 * caller picks by its first rows; or it is for a person to say. Throws `Unreadable`.
 */
export async function chooseSheet(
  format: SpreadsheetFormat,
  sheets: readonly Sheet[],
  request: ReadRequest,
  headOf: (name: string) => Promise<CellTable>,
): Promise<Chosen | SheetChoice> {
  if (request.sheet !== undefined) return { name: named(sheets, request.sheet), amongSeveral: false };
  const shown = sheets.filter(({ hidden }) => !hidden);
  const candidates = shown.length > 0 ? shown : sheets;
  const [first] = candidates;
  if (!first) throw new Unreadable('file-no-sheets');
  if (candidates.length === 1) return { name: first.name, amongSeveral: false };
  const heads: SheetHead[] = [];
  for (const { name } of candidates) {
    const head = await headOf(name);
    if (head.rows.length > 0) heads.push({ name, head });
  }
  const [only] = heads;
  if (!only) throw new Unreadable('file-no-rows');
  if (heads.length === 1) return { name: only.name, amongSeveral: true };
  const picked = request.pickSheet?.(heads) ?? null;
  if (picked !== null) return { name: named(sheets, picked), amongSeveral: true };
  return { kind: 'choose-sheet', format, sheets, heads };
}

/** A sheet by its name. Spreadsheet programs compare names without case. */
function named(sheets: readonly Sheet[], wanted: string): string {
  const lower = wanted.trim().toLowerCase();
  const sheet =
    sheets.find(({ name }) => name === wanted) ?? sheets.find(({ name }) => name.trim().toLowerCase() === lower);
  if (sheet) return sheet.name;
  throw new Unreadable('sheet-not-found', {
    sheet: wanted,
    sheets: sheets.map(({ name, hidden }) => (hidden ? `${name} (hidden)` : name)).join(', '),
  });
}
