import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell, CellTable } from '#shared/domain/import/cell.ts';
import type { Choices } from '#shared/domain/import/choices.ts';
import { HEADINGS, STANDARD_FIELDS, TEMPLATE_FIELDS } from '#shared/domain/import/fields.ts';
import { findLayout } from '#shared/domain/import/match.ts';
import { MASK } from '#shared/domain/import/patch.ts';

const TEN = TEMPLATE_FIELDS.map((field) => HEADINGS[field]);

const sheet = (...rows: Cell[][]): CellTable => ({ numbers: rows.map((_, index) => index + 1), rows });

/** One column below another heading that is known, so that there is a row of headings to find. */
function columnOf(heading: string, ...values: Cell[]) {
  const table = sheet(['Username', 'Password', heading], ...values.map((value, i) => [`user${i}`, 'secret', value]));
  const column = findLayout(table, []).columns[2];
  return column && { field: column.field, confidence: column.confidence, guess: column.guess };
}

const fields = (table: CellTable, choices: Choices = {}) =>
  findLayout(table, [], choices).columns.map(({ field }) => field);

describe('the template', () => {
  test('given the official headings in the official order, then nothing has to be asked', () => {
    const layout = findLayout(sheet(TEN), []);
    expect(layout).toMatchObject({ headerRow: 1, official: true, missing: [], referenceColumn: null });
    expect(layout.columns.map(({ field }) => field)).toEqual(TEMPLATE_FIELDS);
    expect(new Set(layout.columns.map(({ confidence }) => confidence))).toEqual(new Set(['official']));
  });

  test('given other case, white space, underscores and the further columns in any order, then it is official still', () => {
    const written = TEN.map((heading) => ` ${heading.toUpperCase().replace(' ', '_')}\u00A0`);
    expect(findLayout(sheet([...written, 'thana', 'IP ADDRESS', 'mac']), []).official).toBe(true);
  });

  test('given custom fields behind it, then it is official; given an unknown or a repeated column, then it is looked at', () => {
    const custom = [{ id: 'nid', label: 'NID', required: false }];
    expect(findLayout(sheet([...TEN, 'nid']), custom)).toMatchObject({ official: true });
    expect(findLayout(sheet([...TEN, 'NID']), custom).columns[10]).toMatchObject({
      field: 'custom:nid',
      confidence: 'known',
    });
    expect(findLayout(sheet([...TEN, 'Remarks']), custom).official).toBe(false);
    expect(findLayout(sheet([...TEN, 'Phone']), custom).official).toBe(false);
    expect(findLayout(sheet(['SL', ...TEN]), custom).official).toBe(false);
  });

  test('given values of any shape in the template, then its headings are believed', () => {
    const layout = findLayout(sheet(TEN, ...Array.from({ length: 5 }, () => TEN.map(() => '10.0.0.1'))), []);
    expect(layout.columns.map(({ field }) => field)).toEqual(TEMPLATE_FIELDS);
  });

  test('given our own error report, then its two columns are no data', () => {
    const layout = findLayout(sheet([...TEN, 'Reasons', 'Reference']), []);
    expect(layout).toMatchObject({ official: true, referenceColumn: 11 });
    expect(layout.columns.slice(10)).toMatchObject([
      { field: null, confidence: 'official' },
      { field: null, confidence: 'official' },
    ]);
    expect(findLayout(sheet([...TEN, 'Reference']), [])).toMatchObject({ official: false, referenceColumn: null });
  });

  test('given the official headings in any order, then all are mapped', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...STANDARD_FIELDS], { minLength: 2 }), (some) => {
        expect(fields(sheet(some.map((field) => HEADINGS[field])))).toEqual(some);
      }),
    );
  });
});

describe('the row of the headings', () => {
  test('given a title, a date and an odd table above it, then it is found', () => {
    const table: CellTable = {
      numbers: [1, 2, 5, 6],
      rows: [
        ['Customers of Dhaka North', null],
        [{ kind: 'date', iso: '2026-11-01' }, 'Phone'],
        TEN,
        TEN.map(() => 'x'),
      ],
    };
    expect(findLayout(table, [])).toMatchObject({ headerRow: 5, official: true });
  });

  test('given several rows with known names, then the one with most is it; the template before all', () => {
    expect(findLayout(sheet(['Name', 'Mobile'], ['User', 'Mobile', 'Plan'], ['a', 'b', 'c']), []).headerRow).toBe(2);
    expect(findLayout(sheet([...TEN, 'x'].toReversed(), TEN), []).headerRow).toBe(2);
  });

  test('given no known name, then there are no headings and every column is unknown', () => {
    const layout = findLayout(sheet(['rahim', '01711223344'], ['karim', '01811223344']), []);
    expect(layout).toMatchObject({ headerRow: null, official: false });
    expect(layout.missing).toHaveLength(6);
    expect(layout.columns).toMatchObject([
      { heading: '', field: null, confidence: 'unknown', samples: ['rahim', 'karim'] },
      { heading: '', field: null, confidence: 'unknown' },
    ]);
  });

  test('given the thirty-first row, then nobody looks for headings there', () => {
    const titles = Array.from({ length: 30 }, () => ['title']);
    expect(findLayout(sheet(...titles, TEN), []).headerRow).toBeNull();
  });

  test('given a chosen row, then it is taken, be it empty', () => {
    const table: CellTable = { numbers: [1, 3, 4], rows: [TEN, ['Jina', 'Simu'], ['Wanjiku', '0712345678']] };
    expect(findLayout(table, [], { headerRow: 3 })).toMatchObject({ headerRow: 3, official: false });
    expect(findLayout(table, [], { headerRow: 2 }).columns.map(({ samples }) => samples.length)).toEqual([2, 2]);
    expect(findLayout(table, [], { headerRow: 2 }).headerRow).toBe(2);
  });
});

describe('common names', () => {
  test.each([
    ['Mobile No', '01711223344', 'phone'],
    ['MOBILE_NO.', '01711223344', 'phone'],
    ['Phone (01XXXXXXXXX)', '01711223344', 'phone'],
    ['Contact', '01711223344', 'phone'],
    ['মোবাইল নম্বর', '০১৭১১২২৩৩৪৪', 'phone'],
    ['Simu', '0712345678', 'phone'],
    ['E-mail', 'a@example.com', 'email'],
    ['Customer Name', 'Rahim Uddin', 'fullName'],
    ['নাম', 'রহিম উদ্দিন', 'fullName'],
    ['Jina', 'Wanjiku', 'fullName'],
    ['Name', 'Rahim Uddin', 'fullName'],
    ['Plan', 'Home 10M', 'package'],
    ['Internet Package', 'Home 10M', 'package'],
    ['Package *', 'Home 10M', 'package'],
    ['Kifurushi', 'Home 10M', 'package'],
    ['Reseller', 'Dhaka North', 'operator'],
    ['Area', 'Mirpur', 'zone'],
    ['এলাকা', 'মিরপুর', 'zone'],
    ['ঠিকানা', 'বাড়ি ৭', 'address'],
    ['Anwani', 'Kisumu', 'address'],
    ['Remote Address', '10.0.0.9', 'ip'],
    ['Caller-ID', 'AA:BB:CC:DD:EE:01', null],
    ['MAC Addr', 'AA:BB:CC:DD:EE:01', 'mac'],
    ['Expiry Date', '31/12/2026', 'expires'],
    ['Account Balance', '500', 'balance'],
    ['Connection Type', 'PPPoE', 'type'],
    ['Connection Type', 'Wireless', 'medium'],
    ['Connectivity Type', 'Dedicated', 'sharing'],
    ['Upazila', 'Savar', 'thana'],
  ])('given %j over %j, then it is %s', (heading, value, field) => {
    expect(columnOf(heading, value, value, value)?.field).toBe(field);
  });

  test.each([
    'ID',
    'No',
    'No.',
    'SL',
    'Sl. No',
    'Date',
    'Rate',
    'Serial',
    'Serial No',
    'S/N',
    '#',
    '__proto__',
    'constructor',
    'toString',
    '',
  ])('given %j, then it is nothing at all', (heading) => {
    for (const value of ['10.0.0.9', 'Rahim Uddin', '01711223344', 5]) {
      expect(columnOf(heading, value, value, value)).toEqual({ field: null, confidence: 'unknown', guess: null });
    }
  });

  test.each([
    ['User ID', 'username'],
    ['Client ID', 'accountNumber'],
    ['Profile', 'package'],
    ['Billing Type', 'billingProfile'],
    ['Caller ID', 'mac'],
    ['Due Date', 'expires'],
  ])('given %j, which means several things, then it is only a guess', (heading, guess) => {
    expect(columnOf(heading, 'x')).toEqual({ field: null, confidence: 'unsure', guess });
  });

  test('given a custom field of that label, then the label goes before a common name', () => {
    const custom = [{ id: 'c1', label: 'Mobile', required: true }];
    const layout = findLayout(sheet(['Username', 'MOBILE']), custom);
    expect(layout.columns[1]?.field).toBe('custom:c1');
    expect(layout.missing).not.toContain('custom:c1');
    expect(findLayout(sheet(['Username', 'Phone']), custom).missing).toContain('custom:c1');
  });

  test('given words of the regulator under a name of its own, or no values, then the heading is believed', () => {
    expect(columnOf('Customer Category', 'Gold', 'Silver', 'Gold')?.field).toBe('clientType');
    expect(columnOf('Connection Type')?.field).toBe('type');
  });
});

describe('"Name" alone', () => {
  const rows = (...values: string[]) => values.map((value) => [value, 'x']);

  test('given no column for the login, then it may be either, and the values tell which', () => {
    const login = findLayout(sheet(['Name', 'Phone'], ...rows('rahim01', 'karim02')), []);
    expect(login.columns[0]).toMatchObject({ field: null, confidence: 'unsure', guess: 'username' });
    const person = findLayout(sheet(['Name', 'Phone'], ...rows('Rahim Uddin', 'karim')), []);
    expect(person.columns[0]).toMatchObject({ field: null, confidence: 'unsure', guess: 'fullName' });
  });

  test('given a column for the person’s name already, then it is none', () => {
    expect(fields(sheet(['Username', 'Name', 'Customer Name']))).toEqual(['username', null, 'fullName']);
  });

  test('given a column that a person chose for the login, then it is the person', () => {
    expect(fields(sheet(['ID', 'Name', 'Phone']), { columns: { '0': 'username' } })).toEqual([
      'username',
      'fullName',
      'phone',
    ]);
  });
});

describe('two columns for one field', () => {
  test('given two common names, then neither is sure', () => {
    const layout = findLayout(sheet(['Username', 'Mobile', 'Contact No']), []);
    expect(layout.columns.slice(1)).toMatchObject([
      { field: null, confidence: 'unsure', guess: 'phone' },
      { field: null, confidence: 'unsure', guess: 'phone' },
    ]);
  });

  test('given the official heading beside a common one, then the official is it', () => {
    expect(fields(sheet(['Mobile', 'Phone', 'Username']))).toEqual([null, 'phone', 'username']);
  });

  test('given the official heading in two spellings, then the exact one is it; twice exactly, then neither', () => {
    expect(fields(sheet(['phone', 'Phone', 'Username']))).toEqual([null, 'phone', 'username']);
    expect(fields(sheet(['Phone', 'Phone', 'Username']))).toEqual([null, null, 'username']);
  });

  test('given a choice, then it goes before every heading', () => {
    expect(fields(sheet(['Mobile', 'Phone', 'Username']), { columns: { '0': 'phone', '2': null } })).toEqual([
      'phone',
      null,
      null,
    ]);
    expect(
      findLayout(sheet(['Mobile', 'Phone']), [], { columns: { '0': 'phone', '9': 'zone' } }).columns[0]?.confidence,
    ).toBe('chosen');
  });
});

describe('the shape of the values', () => {
  test.each([
    ['Phone', ['Home 10M', 'Home 20M', 'Office'], 'phone'],
    ['Phone', ['10.0.0.1', '10.0.0.2', '10.0.0.3'], 'phone'],
    [
      'Phone',
      [{ kind: 'date', iso: '2026-01-01' } as const, { kind: 'date', iso: '2026-01-02' } as const, 'x'],
      'phone',
    ],
    ['IP Address', ['Home 10M', 'Home 20M', 'Office'], 'ip'],
    ['Email', ['Rahim', 'Karim', 'Selim'], 'email'],
    ['MAC', ['1', '2', '3'], 'mac'],
    ['Full Name', ['01711223344', '01811223344', 5], 'fullName'],
    ['Package', ['01711223344', '01811223344', '01911223344'], 'package'],
    ['Zone', ['a@example.com', '10.0.0.1', { kind: 'date', iso: '2026-01-01' } as const], 'zone'],
    ['Expires', [800, 500, 800], 'expires'],
    ['Balance', ['paid', 'due', 'paid'], 'balance'],
    ['Type', ['a', 'b', 'c'], 'type'],
  ])('given %j over %j, then the heading is doubted', (heading, values, guess) => {
    expect(columnOf(heading, ...values)).toEqual({ field: null, confidence: 'unsure', guess });
  });

  test('given values with mistakes, then the heading is believed', () => {
    expect(columnOf('Phone', '0171122334', '8.80171E+12', 1711223344, 'none')?.field).toBe('phone');
    expect(columnOf('IP Address', '10.0.0.256', '010.0.0.1', 'x')?.field).toBe('ip');
    expect(columnOf('Balance', 'Tk 500', '1,500/-', '20')?.field).toBe('balance');
    expect(columnOf('Expires', '31/02/2026', '31-12-2026', { kind: 'date', iso: '2026-01-01' })?.field).toBe('expires');
  });

  test('given logins with spaces, or dates, then the login column is doubted', () => {
    const of = (...values: Cell[]) =>
      findLayout(sheet(['User', 'Phone'], ...values.map((value) => [value, null])), []).columns[0];
    expect(of('Rahim Uddin', 'Karim Ali', 'Selim Reza')?.confidence).toBe('unsure');
    expect(of('rahim01', 'Karim Ali', 'selim')?.field).toBe('username');
  });

  test('given two values only, or failed formulas, then they prove nothing', () => {
    expect(columnOf('Phone', 'shop', 'none')?.field).toBe('phone');
    expect(columnOf('Phone', '#N/A', { kind: 'error', text: '#REF!' }, '#N/A', 'x')?.field).toBe('phone');
  });
});

describe('what is shown of a column', () => {
  test('given passwords, then samples are dots', () => {
    const layout = findLayout(sheet(['Username', 'Password', 'PIN'], ['a', 'hush-hush', '4711']), []);
    expect(layout.columns.map(({ samples }) => samples)).toEqual([['a'], [MASK], [MASK]]);
  });

  test('given many values, then a few different ones are shown, long ones cut', () => {
    const values = ['a', 'a', 'b', 'c', 'd', 'e', 'f', 'x'.repeat(100)];
    const layout = findLayout(sheet(['Username', 'Zone'], ...values.toReversed().map((value) => [null, value])), []);
    expect(layout.columns[1]?.samples).toEqual(['x'.repeat(60), 'f', 'e', 'd', 'c']);
  });

  test('given a column without heading, then it is listed when any row fills it, however far down', () => {
    const rows = Array.from({ length: 300 }, (_, i): Cell[] => ['user', 'pass', '  ', i === 299 ? 'lost' : null]);
    const layout = findLayout(sheet(['Username', 'Password'], ...rows), []);
    expect(layout.columns.map(({ column }) => column)).toEqual([0, 1, 3]);
  });
});

test('given a fixed value for a field that no column fills, then it is not missing; a blank one does not count', () => {
  const table = sheet(['Username', 'Password', 'Full Name', 'Package']);
  expect(findLayout(table, [], { fixed: { operator: 'Dhaka North', billingProfile: ' ' } }).missing).toEqual([
    'billingProfile',
  ]);
});

test('given any sheet whatever, then columns are found without a fault and no field twice', () => {
  const heading = fc.oneof(
    fc.constantFrom(...TEN, 'Name', 'Mobile', 'ID', 'Plan', '__proto__', 'Reasons', 'Reference'),
    fc.string(),
    fc.constant(null),
  );
  const cell = fc.oneof(
    fc.string(),
    fc.constant(null),
    fc.double(),
    fc.boolean(),
    fc.constant({ kind: 'error', text: '#N/A' } as const),
  );
  fc.assert(
    fc.property(
      fc.array(heading, { maxLength: 14 }),
      fc.array(fc.array(cell, { maxLength: 14 }), { maxLength: 8 }),
      (headings, rows) => {
        const layout = findLayout(sheet(headings, ...rows), [{ id: 'n', label: 'NID', required: true }]);
        const filled = layout.columns.flatMap(({ field }) => field ?? []);
        expect(new Set(filled).size).toBe(filled.length);
        for (const { field, confidence } of layout.columns)
          if (confidence === 'unsure' || confidence === 'unknown') expect(field).toBeNull();
      },
    ),
  );
});
