import type { Delimiter } from '#shared/domain/import/choices.ts';
import { Unreadable } from '../unreadable.ts';
import { RecordScanner } from './scan.ts';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];
const SAMPLE = 64 * 1024;

const DECLARATION = /^"?sep=([,;\t|])"?(?:\r\n|\n|\r|$)/i;

/** The first line `sep=;` that Excel understands and hides: what it says and how many characters it takes. */
export function declaredDelimiter(text: string): { delimiter: Delimiter; length: number } | null {
  const found = DECLARATION.exec(text);
  const delimiter = DELIMITERS.find((one) => one === found?.[1]);
  return found && delimiter ? { delimiter, length: found[0].length } : null;
}

/**
 * The delimiter that divides most of the first lines into the same number of cells; of several that do, the one that
 * makes more cells. A text of one column gets the comma.
 */
export function foundDelimiter(text: string): Delimiter {
  const sample = text.slice(0, SAMPLE);
  let best: { delimiter: Delimiter; share: number; width: number } = { delimiter: ',', share: 0, width: 1 };
  for (const delimiter of DELIMITERS) {
    const widths = widthsOf(sample, delimiter, text.length > SAMPLE);
    const usual = mostFrequent(widths.filter((width) => width > 1));
    if (usual === null) continue;
    const share = widths.filter((width) => width === usual).length / widths.length;
    const clearer = share > best.share + 0.1;
    const asClear = share > best.share - 0.1;
    if (clearer || (asClear && usual > best.width)) best = { delimiter, share, width: usual };
  }
  return best.delimiter;
}

/** How many cells each line has that is not empty; a last line that the sample cuts off does not count. */
function widthsOf(sample: string, delimiter: Delimiter, cut: boolean): number[] {
  const widths: number[] = [];
  const scanner = new RecordScanner(delimiter, (_, cells, count) => {
    if (count > 1 || cells[0] !== null) widths.push(count);
  });
  try {
    scanner.push(sample);
    if (!cut) scanner.end();
  } catch (cause) {
    // With the wrong delimiter a quotation mark may seem open; the lines before it count.
    if (!(cause instanceof Unreadable)) throw cause;
  }
  return widths;
}

function mostFrequent(values: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || other[0] - one[0])[0]?.[0] ?? null;
}
