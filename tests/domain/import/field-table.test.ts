import { describe, expect, test } from 'vitest';
import type { Cell, CellTable } from '#shared/domain/import/cell.ts';
import type { Choices } from '#shared/domain/import/choices.ts';
import { fieldTableOf, labelOf } from '#shared/domain/import/field-table.ts';
import { HEADINGS, TEMPLATE_FIELDS } from '#shared/domain/import/fields.ts';
import { findLayout } from '#shared/domain/import/match.ts';

const TEN = TEMPLATE_FIELDS.map((field) => HEADINGS[field]);
const NID = { id: 'nid', label: 'NID', required: true };

function read(
  table: CellTable,
  choices: Choices = {},
  custom = [NID],
  passwordOf?: (reference: string) => string | null,
) {
  const { numbers, columns } = fieldTableOf(table, findLayout(table, custom, choices), custom, choices, passwordOf);
  const cells: Record<string, readonly Cell[]> = Object.fromEntries(
    columns.map((column) => [column.field, column.cells]),
  );
  return { numbers, fields: columns.map(({ field }) => field), labels: columns.map(({ label }) => label), cells };
}

describe('the table of fields', () => {
  const table: CellTable = {
    numbers: [1, 3, 4, 5, 7],
    rows: [
      ['Our customers'],
      ['Mobile', 'User', 'Remarks', 'IP Address'],
      [1711223344, '\u00A0rahim ', 'x', { kind: 'date', iso: '2026-01-01' }],
      [' ', '', '\t', null],
      ['#N/A', null, 'only a remark', '10.0.0.9'],
    ],
  };

  test('given a title and empty lines, then only the rows below the headings that hold anything are data', () => {
    expect(read(table).numbers).toEqual([4, 7]);
  });

  test('given columns in any order, then the ten of the template come first, then what the file and the ISP add', () => {
    const { fields, labels } = read(table);
    expect(fields).toEqual([...TEMPLATE_FIELDS, 'ip', 'custom:nid']);
    expect(labels.slice(-2)).toEqual(['IP Address', 'NID']);
  });

  test('given values, then text is trimmed, types are kept, failed formulas are such, and what has no column is empty', () => {
    const { cells } = read(table);
    expect(cells['username']).toEqual(['rahim', null]);
    expect(cells['phone']).toEqual([1711223344, { kind: 'error', text: '#N/A' }]);
    expect(cells['ip']?.[0]).toEqual({ kind: 'date', iso: '2026-01-01' });
    expect(cells['password']).toEqual([null, null]);
  });

  test('given a fixed value, then every row has it, before a column that was found and after one that was named', () => {
    const { cells, fields } = read(table, { fixed: { operator: ' Dhaka North ', type: 'pppoe', username: 'all' } });
    expect(cells['operator']).toEqual(['Dhaka North', 'Dhaka North']);
    expect(cells['type']).toEqual(['pppoe', 'pppoe']);
    expect(cells['username']).toEqual(['all', 'all']);
    const named = read(table, { fixed: { username: 'all' }, columns: { '1': 'username' } });
    expect(named.cells['username']).toEqual(['rahim', null]);
    expect(fields).toContain('type');
  });

  test('given no headings, then every row is data', () => {
    const bare: CellTable = { numbers: [1, 2], rows: [['rahim'], ['karim']] };
    expect(read(bare, { columns: { '0': 'username' } }).cells['username']).toEqual(['rahim', 'karim']);
  });
});

describe('our own error report', () => {
  const report = (...rows: Cell[][]): CellTable => ({
    numbers: [1, ...rows.map((_, i) => i + 2)],
    rows: [[...TEN, 'Reasons', 'Reference'], ...rows],
  });
  const line = (username: string, password: Cell, reference: Cell): Cell[] => [
    username,
    password,
    ...TEN.slice(2),
    'because',
    reference,
  ];

  test('given our guard, then it goes again; in any other file an apostrophe stays', () => {
    const { cells } = read(report(line("'+8801711", "'=secret", 'x'), line("''=x", "'tis", 'x')));
    expect(cells['username']).toEqual(['+8801711', "'=x"]);
    expect(cells['password']).toEqual(['=secret', "'tis"]);
    const other: CellTable = { numbers: [1, 2], rows: [TEN, ["'+8801711"]] };
    expect(read(other).cells['username']).toEqual(["'+8801711"]);
  });

  test('given an empty password with a reference, then it is taken from where the reference leads', () => {
    const passwordOf = (reference: string) => (reference === 'batch/5' ? 'from the session' : null);
    const table = report(
      line('a', null, ' batch/5 '),
      line('b', 'new', 'batch/5'),
      line('c', null, 'elsewhere'),
      line('d', null, null),
      line('e', null, 7),
    );
    expect(read(table, {}, [], passwordOf).cells['password']).toEqual(['from the session', 'new', null, null, null]);
    expect(read(table, {}, []).cells['password']).toEqual([null, 'new', null, null, null]);
  });
});

test('given a field, then its label is what a person knows', () => {
  expect(labelOf('fullName', [])).toBe('Full Name');
  expect(labelOf('custom:nid', [NID])).toBe('NID');
  expect(labelOf('custom:gone', [NID])).toBe('custom:gone');
});
