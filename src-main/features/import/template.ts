import { HEADINGS, REQUIRED_FIELDS, type StandardField, TEMPLATE_FIELDS } from '#shared/domain/import/fields.ts';
import { lineOf, reachOf } from '#shared/domain/operator/operator.ts';
import type { Actor } from '../../procedure.ts';
import { writeCsv } from '../../spreadsheet/csv/write.ts';
import { type Dropdown, type SheetToWrite, writeXlsx } from '../../spreadsheet/xlsx/write.ts';
import type { Store } from '../../store/store.ts';
import { say } from '../../words.ts';
import { gatherReference } from './gather-reference.ts';

/** Rows of the template that have dropdowns: what an office fills in by hand. */
const ROWS = 5_000;

const WIDTHS: Readonly<Record<(typeof TEMPLATE_FIELDS)[number], number>> = {
  username: 18,
  password: 16,
  fullName: 26,
  phone: 16,
  email: 26,
  operator: 20,
  package: 18,
  billingProfile: 18,
  zone: 16,
  address: 40,
};

export function templateName(format: 'xlsx' | 'csv'): string {
  return `lastmile-customers.${format}`;
}

/**
 * The official template: exactly the ten headings in their order. The .xlsx has text cells (a phone keeps its zero),
 * dropdowns of what the actor may choose from, and a sheet with notes.
 */
export function importTemplate(store: Store, actor: Actor, format: 'xlsx' | 'csv'): Promise<Buffer> {
  const headings = TEMPLATE_FIELDS.map((field) => HEADINGS[field]);
  if (format === 'csv') return Promise.resolve(writeCsv([headings]));
  const lists = listsOf(store, actor);
  const customers: SheetToWrite = {
    name: 'Customers',
    look: 'table',
    widths: TEMPLATE_FIELDS.map((field) => WIDTHS[field]),
    dropdowns: dropdownsOf(lists),
    rows: [headings],
  };
  return writeXlsx([customers, notes(), choices(lists)]);
}

interface List {
  readonly field: (typeof TEMPLATE_FIELDS)[number];
  readonly names: readonly string[];
}

function listsOf(store: Store, { operatorId }: Actor): List[] {
  const all = gatherReference(store.query, operatorId);
  const reach = reachOf(operatorId, all.operators);
  const usable = new Set([...reach, ...lineOf(operatorId, all.operators)]);
  const names = (records: readonly { readonly operatorId: string; readonly name: string }[]): string[] =>
    [...new Set(records.filter((record) => usable.has(record.operatorId)).map(({ name }) => name))].sort();
  return [
    {
      field: 'operator',
      names: all.operators.filter(({ id, isRetired }) => reach.has(id) && isRetired !== true).map(({ name }) => name),
    },
    { field: 'package', names: names(all.packages) },
    { field: 'billingProfile', names: names(all.billingProfiles) },
    { field: 'zone', names: names(all.zones) },
  ];
}

function dropdownsOf(lists: readonly List[]): Dropdown[] {
  return lists.flatMap(({ field, names }, column) =>
    names.length === 0
      ? []
      : [
          {
            column: TEMPLATE_FIELDS.indexOf(field),
            rows: [2, ROWS] as const,
            values: { sheet: CHOICES, column, rows: [2, names.length + 1] as const },
          },
        ],
  );
}

const CHOICES = 'Choices';

/** What the dropdowns choose from; hidden, as nobody fills it in. */
function choices(lists: readonly List[]): SheetToWrite {
  const longest = Math.max(0, ...lists.map(({ names }) => names.length));
  const rows = Array.from({ length: longest }, (_, i) => lists.map(({ names }) => names[i] ?? null));
  return {
    name: CHOICES,
    hidden: true,
    look: 'table',
    widths: lists.map(() => 24),
    rows: [lists.map(({ field }) => HEADINGS[field]), ...rows],
  };
}

function notes(): SheetToWrite {
  const isRequired = (field: StandardField): boolean => REQUIRED_FIELDS.includes(field);
  const needed = (field: StandardField): string =>
    field === 'phone' ? 'recommended' : isRequired(field) ? 'required' : 'optional';
  return {
    name: 'Notes',
    look: 'text',
    widths: [18, 14, 90],
    rows: [
      [say('import.notes.title'), '', ''],
      [say('import.notes.how'), '', ''],
      ['', '', ''],
      ...TEMPLATE_FIELDS.map((field) => [
        HEADINGS[field],
        say(`import.notes.${needed(field)}`),
        say(`import.notes.${field}`),
      ]),
    ],
  };
}
