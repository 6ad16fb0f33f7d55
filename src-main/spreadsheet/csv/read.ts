import type { Delimiter } from '#shared/domain/import/choices.ts';
import { LIMITS } from '../limits.ts';
import type { ReadRequest, ReadTable } from '../result.ts';
import { TableInProgress } from '../table.ts';
import { Unreadable } from '../unreadable.ts';
import { decoded } from './decode.ts';
import { declaredDelimiter, foundDelimiter } from './delimiter.ts';
import { encodingOf } from './encoding.ts';
import { RecordScanner } from './scan.ts';

/**
 * Reads delimited text. Rows have the numbers that a spreadsheet program gives them: empty lines count, a quoted line
 * break does not. Throws `Unreadable`.
 */
export async function readCsv(bytes: Buffer, request: ReadRequest): Promise<ReadTable> {
  const encoding = request.encoding ?? encodingOf(bytes);
  const table = new TableInProgress(null, request.onHead);
  let scanner: RecordScanner | null = null;
  let delimiter: Delimiter = ',';
  let done = 0;
  const unit = encoding.startsWith('utf-16') ? 2 : 1;
  for (let piece of decoded(bytes, encoding)) {
    done += piece.length * unit;
    if (!scanner) {
      const declared = declaredDelimiter(piece);
      if (declared) piece = piece.slice(declared.length);
      delimiter = request.delimiter ?? declared?.delimiter ?? foundDelimiter(piece);
      scanner = new RecordScanner(delimiter, (number, cells, count) => {
        if (number > LIMITS.rows) throw new Unreadable('csv-too-long', { limit: LIMITS.rows });
        table.add(number, cells, count);
      });
    }
    scanner.push(piece);
    request.onProgress?.(Math.min(1, done / bytes.length));
    // Lets whoever runs beside this have a turn.
    await new Promise(setImmediate);
  }
  scanner?.end();
  if (table.length === 0) throw new Unreadable('file-no-rows');
  return { kind: 'table', format: 'csv', sheets: [], sheet: null, encoding, delimiter, table: table.finished() };
}
