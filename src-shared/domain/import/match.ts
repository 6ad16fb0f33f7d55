import type { ColumnMatch } from '../../contract/import.ts';
import type { CustomField } from '../field/custom-field.ts';
import { trimmed } from '../text.ts';
import { cellOfText, textOf } from './cell-text.ts';
import type { Cell, CellTable } from './cell.ts';
import type { Choices } from './choices.ts';
import { HEADINGS, REQUIRED_FIELDS, TEMPLATE_FIELDS, type ImportField, type StandardField } from './fields.ts';
import { findHeaderRow, isOfficialRow } from './header-row.ts';
import { headingKey } from './heading-key.ts';
import { commonField, isBareName, officialField, reportColumn } from './headings.ts';
import { MASK } from './patch.ts';
import { byWords, fits } from './shape.ts';

type CustomFieldRef = Pick<CustomField, 'id' | 'label' | 'required'>;

/** How the columns of a sheet are read. */
export interface Layout {
  /** Row number of the headings as a spreadsheet program shows it; null: the sheet has none, every row is data. */
  readonly headerRow: number | null;
  /** Every column that has a heading or a value. */
  readonly columns: readonly ColumnMatch[];
  /** Required fields that no column and no fixed value fills. */
  readonly missing: readonly ImportField[];
  /** The template's headings in the template's order: nothing has to be asked. */
  readonly official: boolean;
  /** The column of our own error report that names batch and row; such a file carries our apostrophe guard. */
  readonly referenceColumn: number | null;
}

/** What one column may be, before the columns are compared with each other. */
interface Candidate {
  readonly column: number;
  readonly heading: string;
  readonly values: readonly Cell[];
  field: ImportField | null;
  confidence: ColumnMatch['confidence'];
  guess: ImportField | null;
}

/** As many rows show what a column holds. */
const LOOK_AT = 200;
const SAMPLES = 5;
const LONGEST_SAMPLE = 60;

/**
 * Finds the headings and what each column holds; what a person chose goes before what is found. `made`: the columns as the
 * reader itself has laid them out, with their headings on top; nothing has to be found out then.
 */
export function findLayout(
  table: CellTable,
  customFields: readonly CustomFieldRef[],
  choices: Choices = {},
  made: readonly StandardField[] | null = null,
): Layout {
  const header = made ? { index: 0, number: table.numbers[0] ?? null } : headerOf(table, customFields, choices);
  const candidates = columnsOf(table, header);
  const reference = candidates.find(({ heading }) => reportColumn(heading) === 'reference');
  const isOwnReport = reference !== undefined && candidates.some(({ heading }) => reportColumn(heading) === 'reasons');
  for (const candidate of candidates) {
    const field = made?.[candidate.column];
    if (field === undefined) identify(candidate, customFields, isOwnReport);
    else settle(candidate, field, 'official');
  }
  const official = made !== null || isOfficial(table.rows[header.index ?? -1] ?? [], candidates);
  // One value for all rows that a person gave goes before a column that was found, and after one that was named.
  for (const candidate of candidates) if (isFixed(candidate.field, choices)) settle(candidate, null, 'chosen');
  for (const [heading, field] of Object.entries(choices.headings ?? {})) {
    for (const candidate of candidates) if (isNamed(candidate, heading)) settle(candidate, field, 'chosen');
  }
  for (const [column, field] of Object.entries(choices.columns ?? {})) {
    const candidate = candidates.find((each) => each.column === Number(column));
    if (candidate) settle(candidate, field, 'chosen');
  }
  nameAlone(candidates);
  if (!official) for (const candidate of candidates) doubtByShape(candidate);
  doubtTwins(candidates);
  const filled = new Set<ImportField | null>(candidates.map(({ field }) => field));
  const required = [
    ...REQUIRED_FIELDS,
    ...customFields.filter((field) => field.required).map(({ id }): ImportField => `custom:${id}`),
  ];
  return {
    headerRow: header.number,
    columns: candidates.map(matchOf),
    missing: required.filter((field) => !filled.has(field) && !isFixed(field, choices)),
    official,
    referenceColumn: isOwnReport ? reference.column : null,
  };
}

interface Header {
  /** Position among the table's rows; null: no row has headings. */
  readonly index: number | null;
  readonly number: number | null;
}

const isFixed = (field: ImportField | null, { fixed }: Choices): boolean =>
  field !== null && cellOfText(fixed?.[field] ?? '') !== null;

/** Whether a column is meant when somebody names this heading. */
export function isNamed({ heading }: Pick<ColumnMatch, 'heading'>, name: string): boolean {
  return heading !== '' && headingKey(heading) === headingKey(name);
}

function headerOf(table: CellTable, customFields: readonly CustomFieldRef[], choices: Choices): Header {
  const { headerRow, headings } = choices;
  if (headerRow !== undefined) {
    // A row that is chosen and empty has no headings; what is above it is no data all the same.
    const index = table.numbers.indexOf(headerRow);
    return { index: index < 0 ? null : index, number: headerRow };
  }
  const index = rowNaming(table, Object.keys(headings ?? {})) ?? findHeaderRow(table, customFields);
  return { index, number: index === null ? null : (table.numbers[index] ?? null) };
}

/** The first row that has all of these headings: who names a column by its heading says which row they are in. */
function rowNaming(table: CellTable, names: readonly string[]): number | null {
  if (names.length === 0) return null;
  const index = table.rows.slice(0, LOOK_AT).findIndex((row) => {
    const keys = new Set(row.map((cell) => headingKey(textOf(cell))));
    return names.every((name) => keys.has(headingKey(name)));
  });
  return index < 0 ? null : index;
}

function columnsOf(table: CellTable, { index, number }: Header): Candidate[] {
  const headings = table.rows[index ?? -1] ?? [];
  const data = table.rows.filter((_, row) => (table.numbers[row] ?? 0) > (number ?? 0));
  const sample = data.slice(0, LOOK_AT);
  const width = table.rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const found: Candidate[] = [];
  for (let column = 0; column < width; column++) {
    const heading = trimmed(textOf(headings[column] ?? null));
    if (heading === '' && !data.some((row) => filledCell(row[column]) !== null)) continue;
    const values = sample.map((row) => filledCell(row[column])).filter((cell) => cell !== null);
    found.push({ column, heading, values, field: null, confidence: 'unknown', guess: null });
  }
  return found;
}

/** The cell as the checks will read it, null where there is nothing to judge. */
function filledCell(cell: Cell | undefined): Cell {
  const read = typeof cell === 'string' ? cellOfText(cell) : (cell ?? null);
  return typeof read === 'object' && read?.kind === 'error' ? null : read;
}

function identify(candidate: Candidate, customFields: readonly CustomFieldRef[], isOwnReport: boolean): void {
  const { heading, values } = candidate;
  const official = officialField(heading);
  const custom = customFields.find(({ label }) => headingKey(label) === headingKey(heading));
  const common = commonField(heading);
  if (isOwnReport && reportColumn(heading) !== null) settle(candidate, null, 'official');
  else if (official !== null) settle(candidate, official, 'official');
  else if (custom && heading !== '') settle(candidate, `custom:${custom.id}`, 'known');
  else if (common?.sure) settle(candidate, byWords(common.field, values), 'known');
  else if (common) doubt(candidate, common.field);
}

/** Nothing has to be asked when the ten come first and what follows is known as well. */
function isOfficial(row: readonly Cell[], candidates: readonly Candidate[]): boolean {
  if (!isOfficialRow(row.map(textOf))) return false;
  const further = candidates.filter(({ column }) => column >= TEMPLATE_FIELDS.length);
  const fields = candidates.flatMap(({ field }) => field ?? []);
  return (
    further.every(({ field, confidence }) => confidence === 'official' || field?.startsWith('custom:')) &&
    new Set(fields).size === fields.length
  );
}

/** "Name" is the person where the login has its own column; without one it may be either. */
function nameAlone(candidates: readonly Candidate[]): void {
  const name = candidates.find(({ heading }) => isBareName(heading));
  if (name?.confidence !== 'unknown') return;
  const taken = (field: StandardField): boolean => candidates.some((candidate) => candidate.field === field);
  if (taken('username') && !taken('fullName')) Object.assign(name, { field: 'fullName', confidence: 'known' });
  else {
    const isLogin = !taken('username') && name.values.every((cell) => /^[!-~]+$/.test(textOf(cell)));
    doubt(name, isLogin ? 'username' : 'fullName');
  }
}

function doubtByShape(candidate: Candidate): void {
  const { field, confidence, values } = candidate;
  if (field !== null && confidence !== 'chosen' && !fits(field, values)) doubt(candidate, field);
}

/** Of two columns for one field neither is sure, unless one was chosen or is the template's own. */
function doubtTwins(candidates: readonly Candidate[]): void {
  for (const field of new Set(candidates.map((candidate) => candidate.field))) {
    const twins = candidates.filter((candidate) => candidate.field === field);
    if (field === null || twins.length < 2) continue;
    const ranks: ((candidate: Candidate) => boolean)[] = [
      ({ confidence }) => confidence === 'chosen',
      ({ heading }) => heading === (HEADINGS as Readonly<Record<string, string>>)[field], // undefined for custom fields
      ({ confidence }) => confidence === 'official',
    ];
    const winners = ranks.map((rank) => twins.filter(rank)).find((best) => best.length > 0) ?? [];
    const sure = winners.length === 1 ? winners[0] : undefined;
    for (const twin of twins) if (twin !== sure) doubt(twin, field);
  }
}

function settle(candidate: Candidate, field: ImportField | null, confidence: ColumnMatch['confidence']): void {
  candidate.field = field;
  candidate.confidence = confidence;
  candidate.guess = null;
}

function doubt(candidate: Candidate, guess: ImportField): void {
  candidate.field = null;
  candidate.confidence = 'unsure';
  candidate.guess = guess;
}

/** What a column of passwords is called somewhere in its heading, in whatever words nobody has thought of. */
const SECRET = /pass|secret|pwd|\bpin\b|পাস|siri|nywila/i;

/** Whether a column has passwords, or may have: nothing of it is shown. */
export function isSecretColumn({ field, guess, heading }: Pick<ColumnMatch, 'field' | 'guess' | 'heading'>): boolean {
  return field === 'password' || guess === 'password' || (field === null && SECRET.test(heading));
}

function matchOf({ column, heading, values, field, confidence, guess }: Candidate): ColumnMatch {
  const hides = isSecretColumn({ field, guess, heading });
  const texts = [...new Set(values.map(textOf))].slice(0, SAMPLES);
  const samples = texts.map((text) => (hides ? MASK : text.slice(0, LONGEST_SAMPLE)));
  return { column, heading, samples, field, confidence, guess };
}
