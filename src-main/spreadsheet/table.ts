import type { Cell, CellTable } from '#shared/domain/import/cell.ts';
import { LIMITS } from './limits.ts';
import { cellName } from './place.ts';
import { FIRST_ROWS } from './result.ts';
import { Unreadable } from './unreadable.ts';

// Unicode's White_Space and the byte order mark, as in the shared rule for trimming; \s lacks NEL (U+0085).
const ONLY_WHITE_SPACE = /^[\s\u0085]*$/;

/** Whether a cell shows nothing. */
function isBlank(cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined) return true;
  if (typeof cell !== 'string') return false;
  const first = cell.charCodeAt(0);
  return first > 0x20 && first < 0x80 ? false : ONLY_WHITE_SPACE.test(cell);
}

/** Takes rows in, top to bottom, and leaves the empty ones out. */
export class TableInProgress {
  readonly #numbers: number[] = [];
  readonly #rows: (readonly Cell[])[] = [];
  readonly #sheet: string | null;
  readonly #onHead: ((table: CellTable) => void) | undefined;
  #headShown = false;
  #cells = 0;

  /** `sheet` is null where there are none. */
  constructor(sheet: string | null, onHead?: (table: CellTable) => void) {
    this.#sheet = sheet;
    this.#onHead = onHead;
  }

  get length(): number {
    return this.#rows.length;
  }

  /**
   * Takes the first `count` cells of an array as one row. They are copied: the caller may use its array again.
   * Throws `Unreadable` when a value stands too far right, or when the table outgrows the memory it may have.
   */
  add(number: number, cells: readonly Cell[], count = cells.length): void {
    let length = count;
    while (length > 0 && isNothing(cells[length - 1])) length--;
    if (length > LIMITS.columns) length = this.#withinColumns(number, cells, length);
    let first = 0;
    while (first < length && isBlank(cells[first])) first++;
    if (first === length) return;
    this.#cells += length;
    if (this.#cells > LIMITS.cells) {
      throw this.#refusal('too-many-cells', { row: number, limit: LIMITS.cells });
    }
    this.#numbers.push(number);
    this.#rows.push(cells.slice(0, length));
    if (this.#rows.length === FIRST_ROWS) this.#showHead();
  }

  #withinColumns(number: number, cells: readonly Cell[], length: number): number {
    for (let column = LIMITS.columns; column < length; column++) {
      if (isBlank(cells[column])) continue;
      throw this.#refusal('too-wide', { cell: cellName(column, number), limit: LIMITS.columns });
    }
    let kept: number = LIMITS.columns;
    while (kept > 0 && isNothing(cells[kept - 1])) kept--;
    return kept;
  }

  #refusal(reason: string, params: Readonly<Record<string, string | number>>): Unreadable {
    if (this.#sheet === null) return new Unreadable(`csv-${reason}`, params);
    return new Unreadable(`sheet-${reason}`, { sheet: this.#sheet, ...params });
  }

  #showHead(): void {
    if (this.#headShown) return;
    this.#headShown = true;
    this.#onHead?.({ numbers: this.#numbers.slice(), rows: this.#rows.slice() });
  }

  finished(): CellTable {
    this.#showHead();
    return { numbers: this.#numbers, rows: this.#rows };
  }
}

const isNothing = (cell: Cell | undefined): boolean => cell === null || cell === undefined || cell === '';
