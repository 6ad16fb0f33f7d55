import type { RowProblem, SessionCounts, SessionRow } from '../../contract/import.ts';
import { folded } from '../text.ts';
import { textOf } from './cell-text.ts';
import type { Cell } from './cell.ts';
import { AcrossRows } from './check/across.ts';
import { RowChecker, type RowCheck } from './check/row-checker.ts';
import type { DateOrder, RowFilter, Step } from './choices.ts';
import { countsOf } from './counts.ts';
import { CustomersToBe, type CustomerToBe } from './customer-to-be.ts';
import { inTemplateOrder, type FieldColumn, type FieldTable } from './field-table.ts';
import { HEADINGS, type ImportField } from './fields.ts';
import { nearestError } from './nearest-error.ts';
import { changesOf, MASK, patchOf, type Patch, type TableView } from './patch.ts';
import type { LookUp } from './reference.ts';
import type { ReferenceIndex } from './reference-index.ts';
import { HAS_ERROR, isShown, LEFT_OUT, statusOf } from './row-status.ts';
import type { Place, RefusedRow, ToldProblem, WorkTable } from './work-table.ts';

interface Done {
  readonly step: Step;
  readonly patch: Patch;
}

/** The one implementation of WorkTable. It rechecks what a step changed, and the rows that a change makes or unmakes duplicates. */
export class RowsUnderWork implements WorkTable, TableView {
  readonly columns: readonly FieldColumn[];
  readonly #numbers: readonly number[];
  readonly #checker: RowChecker;
  readonly #across: AcrossRows;
  readonly #customers: CustomersToBe;
  readonly #order: ReadonlyMap<ImportField, number>;
  readonly #checks: RowCheck[];
  readonly #statuses: Uint8Array;
  readonly #done: Done[] = [];
  readonly #undone: Done[] = [];
  /** The rows of the filter that was asked for last; good until something changes. */
  #shown: { readonly key: string; readonly rows: readonly number[] } | null = null;
  #counts: SessionCounts | null = null;

  constructor(source: FieldTable, index: ReferenceIndex, lookUp: LookUp, dateOrder: DateOrder | undefined) {
    const { numbers, columns } = withAddresses(source, index);
    this.columns = columns;
    this.#numbers = numbers;
    this.#order = new Map(columns.map(({ field }, position) => [field, position]));
    this.#checker = new RowChecker(columns, index, dateOrder);
    this.#across = new AcrossRows(lookUp);
    this.#customers = new CustomersToBe({ numbers, columns }, index, dateOrder);
    this.#statuses = new Uint8Array(numbers.length);
    this.#checks = numbers.map((_, row) => this.#checker.check(row));
    const disturbed = new Set<number>();
    this.#checks.forEach((check, row) => this.#across.add(check, row, disturbed));
    this.#across.ask();
    for (let row = 0; row < numbers.length; row++) this.#settle(row);
  }

  get fields(): readonly { readonly field: ImportField; readonly label: string }[] {
    return this.columns.map(({ field, label }) => ({ field, label }));
  }

  get steps(): readonly Step[] {
    return this.#done.map(({ step }) => step);
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  apply(step: Step): { readonly changed: number } {
    const patch = patchOf(step, this);
    const changed = changesOf(patch);
    if (changed === 0) return { changed };
    this.#undone.length = 0;
    this.#done.push({ step, patch });
    this.#carryOut(patch, true);
    return { changed };
  }

  tryStep(step: Step): { readonly changed: number } {
    return { changed: changesOf(patchOf(step, this)) };
  }

  replay(steps: readonly Step[]): void {
    for (const step of steps) {
      const patch = patchOf(step, this);
      this.#done.push({ step, patch });
      this.#carryOut(patch, true);
    }
  }

  undo(): boolean {
    // A replayed step that came to nothing is not what the person wants back: it goes along.
    for (let last = this.#done.pop(); last; last = this.#done.pop()) {
      this.#undone.push(last);
      if (changesOf(last.patch) === 0) continue;
      this.#carryOut(last.patch, false);
      return true;
    }
    return false;
  }

  redo(): boolean {
    for (let next = this.#undone.pop(); next; next = this.#undone.pop()) {
      this.#done.push(next);
      if (changesOf(next.patch) === 0) continue;
      this.#carryOut(next.patch, true);
      return true;
    }
    return false;
  }

  counts(): SessionCounts {
    this.#counts ??= countsOf(this.#statuses, (row) => this.problemsAt(row));
    return this.#counts;
  }

  page(filter: RowFilter, from: number, count: number): { readonly total: number; readonly rows: SessionRow[] } {
    const shown = this.rowsShown(filter);
    const rows = shown.slice(from, from + count).map((row, offset) => ({
      index: from + offset,
      number: this.#numberOf(row),
      values: this.columns.map(({ field, cells }) => shownText(field, cells[row] ?? null)),
      problems: [...this.problemsAt(row)],
      leftOut: this.isLeftOut(row),
    }));
    return { total: shown.length, rows };
  }

  seek(filter: RowFilter, from: number, field: ImportField | null, backwards: boolean): Place | null {
    const shown = this.rowsShown(filter);
    const column = field === null ? -1 : (this.#order.get(field) ?? -1);
    const found = nearestError(shown.length, from, column, backwards, (index) =>
      this.#errorColumns(shown[index] ?? -1),
    );
    const row = shown[found?.index ?? -1];
    const at = this.columns[found?.column ?? -1];
    return found && row !== undefined && at
      ? { index: found.index, number: this.#numberOf(row), field: at.field }
      : null;
  }

  *problemsOf(): Iterable<ToldProblem> {
    for (let row = 0; row < this.#numbers.length; row++) {
      for (const problem of this.problemsAt(row)) {
        const column = this.columns[this.#order.get(problem.field) ?? -1];
        yield { row: this.#numberOf(row), column: column?.label ?? '', ...problem };
      }
    }
  }

  *ready(): Iterable<CustomerToBe> {
    for (const row of this.rowsShown({ show: 'ready' })) {
      const check = this.#checks[row];
      const customer = check ? this.#customers.of(row, check) : null;
      if (customer === null) throw new Error(`Row ${this.#numberOf(row)} passed the checks and is no customer`);
      yield customer;
    }
  }

  *refused(): Iterable<RefusedRow> {
    for (const row of this.rowsShown({ show: 'errors' })) {
      const values = this.columns.map(({ cells }) => textOf(cells[row] ?? null));
      yield { number: this.#numberOf(row), values, problems: this.problemsAt(row) };
    }
  }

  leftOut(): readonly number[] {
    return this.rowsShown({ show: 'left-out' }).map((row) => this.#numberOf(row));
  }

  rowOf(number: number): number | null {
    let low = 0;
    let high = this.#numbers.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#numberOf(middle);
      if (found === number) return middle;
      if (found < number) low = middle + 1;
      else high = middle - 1;
    }
    return null;
  }

  rowsShown(filter: RowFilter): readonly number[] {
    const key = JSON.stringify([filter.show, filter.code, filter.text]);
    if (this.#shown?.key === key) return this.#shown.rows;
    const wanted = folded(filter.text ?? '');
    const columns = this.columns.filter(({ field }) => field !== 'password');
    const rows: number[] = [];
    for (let row = 0; row < this.#numbers.length; row++) {
      if (!isShown(filter.show, this.#statuses[row] ?? 0)) continue;
      if (filter.code && !this.problemsAt(row).some(({ code }) => code === filter.code)) continue;
      if (wanted !== '' && !columns.some(({ cells }) => folded(textOf(cells[row] ?? null)).includes(wanted))) continue;
      rows.push(row);
    }
    this.#shown = { key, rows };
    return rows;
  }

  isLeftOut(row: number): boolean {
    return this.#statuses[row] === LEFT_OUT;
  }

  /** All problems of a row in the order of the columns; none of a row that is left out. */
  problemsAt(row: number): readonly RowProblem[] {
    return this.isLeftOut(row) ? [] : this.#findProblems(row);
  }

  #findProblems(row: number): readonly RowProblem[] {
    const check = this.#checks[row];
    if (!check) return [];
    const isAlone = this.#across.isAlone(check, row);
    if (isAlone && check.problems.length < 2) return check.problems;
    const shared = isAlone
      ? []
      : this.#across.problems(
          check,
          row,
          (field) => this.#textAt(field, row),
          (other) => this.#numberOf(other),
        );
    const place = ({ field }: RowProblem): number => this.#order.get(field) ?? 0;
    return [...check.problems, ...shared].sort((a, b) => place(a) - place(b));
  }

  #carryOut(patch: Patch, forwards: boolean): void {
    const disturbed = new Set<number>();
    if (patch.cells.length > 0) this.#rewrite(patch, forwards, disturbed);
    if (patch.rows.length > 0) this.#leaveOut(patch.rows, patch.leftOut === forwards, disturbed);
    this.#across.ask();
    for (const row of disturbed) this.#settle(row);
    this.#shown = null;
    this.#counts = null;
  }

  /** Backwards out of the index and forwards into it, so that the lists of duplicates change at their ends. */
  #rewrite({ cells }: Patch, forwards: boolean, disturbed: Set<number>): void {
    const rows = [...new Set(cells.map(({ row }) => row))].sort((a, b) => a - b);
    for (const row of rows.toReversed()) {
      const check = this.#checks[row];
      if (check && !this.isLeftOut(row)) this.#across.remove(check, row, disturbed);
    }
    for (const { column, row, before, after } of cells) column.cells[row] = forwards ? after : before;
    for (const row of rows) {
      const check = this.#checker.check(row);
      this.#checks[row] = check;
      disturbed.add(row);
      if (!this.isLeftOut(row)) this.#across.add(check, row, disturbed);
    }
  }

  #leaveOut(rows: readonly number[], leftOut: boolean, disturbed: Set<number>): void {
    for (const row of leftOut ? rows.toReversed() : rows) {
      const check = this.#checks[row];
      if (!check) continue;
      disturbed.add(row);
      this.#statuses[row] = leftOut ? LEFT_OUT : 0;
      if (leftOut) this.#across.remove(check, row, disturbed);
      else this.#across.add(check, row, disturbed);
    }
  }

  #settle(row: number): void {
    const isLeftOut = this.isLeftOut(row);
    this.#statuses[row] = statusOf(isLeftOut, isLeftOut ? [] : this.problemsAt(row));
  }

  #errorColumns(row: number): readonly number[] {
    if (this.#statuses[row] !== HAS_ERROR) return [];
    const columns = this.problemsAt(row).flatMap(({ severity, field }) =>
      severity === 'error' ? [this.#order.get(field) ?? -1] : [],
    );
    return [...new Set(columns)];
  }

  #numberOf(row: number): number {
    return this.#numbers[row] ?? 0;
  }

  #textAt(field: ImportField, row: number): string {
    return textOf(this.columns[this.#order.get(field) ?? -1]?.cells[row] ?? null);
  }
}

function shownText(field: ImportField, cell: Cell): string {
  return field === 'password' && cell !== null ? MASK : textOf(cell);
}

/** With fixed-address packages around every row needs a place for its address, whether or not the file has one. */
function withAddresses({ numbers, columns }: FieldTable, index: ReferenceIndex): FieldTable {
  if (!index.hasStaticPackages || columns.some(({ field }) => field === 'ip')) return { numbers, columns };
  const cells: Cell[] = numbers.map(() => null);
  return { numbers, columns: inTemplateOrder([...columns, { field: 'ip', label: HEADINGS.ip, cells }]) };
}
