import type { RowProblem } from '../../../contract/import.ts';
import type { Cell } from '../cell.ts';
import { PROBLEM_SEVERITY, type ProblemCode } from '../codes.ts';
import type { ImportField, StandardField } from '../fields.ts';
import type { OperatorRef, PackageRef, ProfileRef } from '../reference-index.ts';

/** The cells of each standard field that the table has. */
export type Columns = Readonly<Partial<Record<StandardField, readonly Cell[]>>>;

/** One rule family: looks at one row and tells what is wrong. Rules run in a fixed order, operator and package first. */
export type Rule = (row: number, hand: RowInHand) => void;

type Params = Readonly<Record<string, string | number>>;

const NO_PARAMS: Params = {};

/** A long text helps nobody in a sentence; the cell itself keeps all of it. */
const LONGEST_VALUE = 200;

/** The row that is being checked, and what the rules before found out about it. One object serves row after row. */
export class RowInHand {
  operator: OperatorRef | null = null;
  country = '';
  package: PackageRef | null = null;
  profile: ProfileRef | null = null;
  usernameKey: string | null = null;
  phoneKey: string | null = null;
  ip: number | null = null;
  /** Null while nothing is wrong, as in most rows. */
  problems: RowProblem[] | null = null;

  /** Forgets the row before. */
  takeUp(): void {
    this.operator = null;
    this.package = null;
    this.profile = null;
    this.usernameKey = null;
    this.phoneKey = null;
    this.ip = null;
    this.problems = null;
  }

  /** `value` is the cell's text. A password is never told. */
  tell(field: ImportField, code: ProblemCode, value: string, params: Params = NO_PARAMS, suggestion?: string): void {
    this.problems ??= [];
    this.problems.push(problem(field, code, value, params, suggestion));
  }
}

export function problem(
  field: ImportField,
  code: ProblemCode,
  value: string,
  params: Params,
  suggestion?: string,
): RowProblem {
  const shown = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  const told = { field, code, severity: PROBLEM_SEVERITY[code], value: field === 'password' ? '' : shown, params };
  return suggestion === undefined ? told : { ...told, suggestion };
}

/** The cell, null where the table has no such column. */
export function at(column: readonly Cell[] | undefined, row: number): Cell {
  return column?.[row] ?? null;
}

/** Whether the cell says nothing that a rule could judge: it is empty, or a failed formula, which is told on its own. */
export function isMute(cell: Cell): boolean {
  return cell === null || (typeof cell === 'object' && cell.kind === 'error');
}
