import { guarded } from '#shared/domain/import/formula-guard.ts';

/** A cell to be written; null is an empty one. */
export type Written = string | number | null;

const NEEDS_QUOTES = /[",;\t|\r\n]|^\s|\s$/;

/**
 * A .csv as spreadsheet programs read it best: comma, CRLF (RFC 4180), UTF-8 with a byte order mark, without which Excel
 * takes Bangla for Windows-1252. Text that could be run as a formula is guarded.
 */
export function writeCsv(rows: Iterable<readonly Written[]>): Buffer {
  const pieces: Buffer[] = [];
  let text = '\uFEFF';
  for (const row of rows) {
    text += `${row.map(field).join(',')}\r\n`;
    if (text.length < 1 << 20) continue;
    pieces.push(Buffer.from(text, 'utf8'));
    text = '';
  }
  pieces.push(Buffer.from(text, 'utf8'));
  return Buffer.concat(pieces);
}

function field(cell: Written): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = guarded(cell);
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
