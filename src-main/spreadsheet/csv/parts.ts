import { writeCsv, type Written } from './write.ts';

/** The byte order mark that every piece is written with stands once in a file. */
const MARK = 3;

/** A long .csv, made some rows at a time: `turn` is awaited behind each piece. */
export async function csvParts(
  pieces: Iterable<Iterable<readonly Written[]>>,
  turn: () => Promise<void>,
): Promise<Blob[]> {
  const parts: Blob[] = [];
  for (const rows of pieces) {
    const piece = writeCsv(rows);
    // Beside the heap; without a copy in between, as a file may be large.
    parts.push(new Blob([parts.length === 0 ? piece : piece.subarray(MARK)]));
    await turn();
  }
  return parts;
}
