import { describe, expect, test } from 'vitest';
import type { RowFilter, Step } from '#shared/domain/import/choices.ts';
import { fieldTableOf } from '#shared/domain/import/field-table.ts';
import { findLayout } from '#shared/domain/import/match.ts';
import { MASK } from '#shared/domain/import/patch.ts';
import type { Keys } from '#shared/domain/import/reference.ts';
import { createWorkTable } from '#shared/domain/import/work-table.ts';
import { fileOf, GOOD, ISP, NOBODY, row, told, work } from './isp.ts';

const ALL: RowFilter = { show: 'all' };
const numbers = (table: ReturnType<typeof work>, filter: RowFilter) =>
  table.page(filter, 0, 100).rows.map(({ number }) => number);
const valueOf = (table: ReturnType<typeof work>, number: number, field: string) => {
  const column = table.fields.findIndex((each) => each.field === field);
  return table.page(ALL, 0, 100).rows.find((each) => each.number === number)?.values[column];
};

/** Rows 2 to 6: good, an error, a warning, both, good. */
const mixed = () =>
  work([row(), row({ package: 'Home10' }), row({ phone: null }), row({ package: 'Home10', password: 'abc' }), row()]);

describe('filters and counts', () => {
  test('given rows of every kind, then each stands in exactly one place', () => {
    const table = mixed();
    table.apply({ kind: 'leave-out', rows: [6], leftOut: true });
    expect(numbers(table, ALL)).toEqual([2, 3, 4, 5, 6]);
    expect(numbers(table, { show: 'errors' })).toEqual([3, 5]);
    expect(numbers(table, { show: 'warnings' })).toEqual([4]);
    expect(numbers(table, { show: 'ready' })).toEqual([2, 4]);
    expect(numbers(table, { show: 'left-out' })).toEqual([6]);
    expect(table.leftOut()).toEqual([6]);
    expect(table.counts()).toEqual({
      all: 5,
      errors: 2,
      warnings: 1,
      ready: 2,
      leftOut: 1,
      byCode: [
        { code: 'package-not-found', rows: 2, suggestions: 2 },
        { code: 'no-phone', rows: 1, suggestions: 0 },
        { code: 'password-weak', rows: 1, suggestions: 0 },
      ],
    });
  });

  test('given a code or a text, then only rows with it are shown; a password is never searched', () => {
    const table = work([
      row({ fullName: 'Selim' }),
      row({ address: 'near SELIM store', phone: null }),
      row({ password: 'selim-77' }),
    ]);
    expect(numbers(table, { show: 'all', text: 'selim' })).toEqual([2, 3]);
    expect(numbers(table, { show: 'all', code: 'no-phone' })).toEqual([3]);
    expect(numbers(table, { show: 'ready', code: 'no-phone', text: 'nobody' })).toEqual([]);
    expect(numbers(table, { show: 'all', text: ' ' })).toEqual([2, 3, 4]);
  });

  test('given the same filter before and after a step, then it shows what is so now', () => {
    const table = mixed();
    expect(numbers(table, { show: 'errors' })).toEqual([3, 5]);
    table.apply({ kind: 'set', row: 3, field: 'package', value: 'Home 10M' });
    expect(numbers(table, { show: 'errors' })).toEqual([5]);
    table.undo();
    expect(numbers(table, { show: 'errors' })).toEqual([3, 5]);
  });

  test('given a problem twice in one row, then the row counts once', () => {
    const table = work([row({ username: '#N/A', zone: '#N/A' })]);
    expect(table.counts().byCode).toEqual([{ code: 'formula-error', rows: 1, suggestions: 0 }]);
  });

  test('given a page, then its rows know their place among those shown', () => {
    const page = mixed().page({ show: 'errors' }, 1, 5);
    expect(page).toMatchObject({ total: 2, rows: [{ index: 1, number: 5, leftOut: false }] });
    expect(page.rows[0]?.problems.map(({ field }) => field)).toEqual(['password', 'package']);
    expect(mixed().page(ALL, 99, 5)).toEqual({ total: 5, rows: [] });
  });

  test('given passwords, then a page has dots for them and nothing for empty ones', () => {
    const table = work([row({ password: 'secret-1' }), row({ password: null })]);
    expect([valueOf(table, 2, 'password'), valueOf(table, 3, 'password')]).toEqual([MASK, '']);
  });
});

describe('setting a cell', () => {
  test('given a correction, then only that row is another, and undo and redo go there and back', () => {
    const table = mixed();
    expect([table.canUndo, table.canRedo]).toEqual([false, false]);
    expect(table.apply({ kind: 'set', row: 3, field: 'package', value: ' Home 10M ' })).toEqual({ changed: 1 });
    expect(valueOf(table, 3, 'package')).toBe('Home 10M');
    expect(table.counts()).toMatchObject({ errors: 1, ready: 4 });
    expect(table.undo()).toBe(true);
    expect(valueOf(table, 3, 'package')).toBe('Home10');
    expect([table.canUndo, table.canRedo, table.steps]).toEqual([false, true, []]);
    expect(table.redo()).toBe(true);
    expect(table.counts()).toMatchObject({ errors: 1, ready: 4 });
    expect(table.redo()).toBe(false);
    expect([table.undo(), table.undo()]).toEqual([true, false]);
  });

  test('given what is there already, a row or a field that is not, or the dots, then nothing changes and nothing is remembered', () => {
    const table = mixed();
    for (const step of [
      { row: 3, field: 'package', value: 'Home10 ' },
      { row: 1, field: 'package', value: 'x' },
      { row: 99, field: 'package', value: 'x' },
      { row: 3, field: 'mac', value: 'x' },
      { row: 3, field: 'password', value: MASK },
    ] as const) {
      expect(table.apply({ kind: 'set', ...step })).toEqual({ changed: 0 });
    }
    expect(table.canUndo).toBe(false);
  });

  test('given a number typed in again, then it stays a number; typed in otherwise, it is text', () => {
    const table = work([row({ phone: 1711223344 })]);
    expect(table.apply({ kind: 'set', row: 2, field: 'phone', value: '1711223344' })).toEqual({ changed: 0 });
    table.apply({ kind: 'set', row: 2, field: 'phone', value: '01711223344' });
    table.apply({ kind: 'set', row: 2, field: 'phone', value: '1711223344' });
    expect(told(table)).toEqual([]);
    table.undo();
    table.undo();
    expect(told(table)).toEqual(['2 Phone phone-zero-lost']);
  });

  test('given a new step after an undo, then what was undone is gone', () => {
    const table = mixed();
    table.apply({ kind: 'set', row: 3, field: 'package', value: 'Home 10M' });
    table.undo();
    table.apply({ kind: 'set', row: 4, field: 'phone', value: '01811223344' });
    expect(table.canRedo).toBe(false);
  });

  test('given a password set to the username, then it is weak and nobody reads it', () => {
    const table = work([row({ username: 'rahim-01' })]);
    table.apply({ kind: 'set', row: 2, field: 'password', value: 'rahim-01' });
    expect([...table.problemsOf()]).toMatchObject([{ code: 'password-weak', value: '' }]);
    expect([...table.ready()][0]?.password).toBe('rahim-01');
  });

  test('given a formula that failed, typed in, then it is one', () => {
    const table = work([row()]);
    table.apply({ kind: 'set', row: 2, field: 'address', value: '#REF!' });
    expect(told(table)).toEqual(['2 Address formula-error']);
  });
});

describe('duplicates under editing', () => {
  test('given the first of three renamed, then the second becomes the first', () => {
    const table = work([row({ username: 'a' }), row({ username: 'A' }), row({ username: 'a' })]);
    table.apply({ kind: 'set', row: 2, field: 'username', value: 'b' });
    expect(told(table)).toEqual(['4 Username duplicate-in-file']);
    table.apply({ kind: 'set', row: 4, field: 'username', value: 'B' });
    expect(told(table)).toEqual(['4 Username duplicate-in-file']);
    table.apply({ kind: 'set', row: 2, field: 'username', value: 'A' });
    expect(told(table)).toEqual(['3 Username duplicate-in-file']);
    expect([...table.problemsOf()][0]?.params).toEqual({ otherRow: 2 });
  });

  test('given the first left out, then the later one is free; taken in again, it is not', () => {
    const table = work([row({ username: 'a', ip: '10.0.1.9' }), row({ username: 'a', ip: '10.0.1.9' })]);
    const out: Step = { kind: 'leave-out', rows: [2, 2, 99], leftOut: true };
    expect(table.tryStep(out)).toEqual({ changed: 1 });
    expect(table.apply(out)).toEqual({ changed: 1 });
    expect(told(table)).toEqual([]);
    expect(table.apply(out)).toEqual({ changed: 0 });
    table.apply({ kind: 'leave-out', rows: [2], leftOut: false });
    expect(told(table)).toEqual(['3 Username duplicate-in-file', '3 IP Address ip-taken']);
    table.undo();
    table.undo();
    expect(table.counts()).toMatchObject({ errors: 1, leftOut: 0 });
  });

  test('given a row that is left out, then it has no problems and can still be edited', () => {
    const table = work([row({ username: 'a' }), row({ username: 'a', package: 'Home10' })]);
    table.apply({ kind: 'leave-out', rows: [3], leftOut: true });
    expect(told(table)).toEqual([]);
    expect(table.apply({ kind: 'accept', code: 'package-not-found', filter: ALL })).toEqual({ changed: 0 });
    table.apply({ kind: 'set', row: 3, field: 'username', value: 'b' });
    table.apply({ kind: 'leave-out', rows: [3], leftOut: false });
    expect(told(table)).toEqual(['3 Package package-not-found']);
  });

  test('given keys that were asked for, then nobody is asked again, whatever comes and goes', () => {
    const asked: Keys[] = [];
    const file = fileOf([
      row({ username: 'a', phone: '01711223344', ip: '10.0.1.9' }),
      row({ username: 'a', phone: null }),
    ]);
    const table = createWorkTable(fieldTableOf(file, findLayout(file, []), []), ISP, (keys) => {
      asked.push(keys);
      return { ...NOBODY, usernames: new Map(keys.usernames.includes('taken') ? [['taken', 'live']] : []) };
    });
    expect(asked).toEqual([{ usernames: ['a'], phones: ['8801711223344'], ips: [0x0a000109] }]);
    for (const value of ['b', 'a', 'b', 'A']) {
      table.apply({ kind: 'set', row: 2, field: 'username', value });
      table.apply({ kind: 'set', row: 3, field: 'username', value });
    }
    expect(asked.slice(1)).toEqual([{ usernames: ['b'], phones: [], ips: [] }]);
    table.apply({ kind: 'set', row: 2, field: 'username', value: 'taken' });
    expect(told(table)).toEqual(['2 Username duplicate-username', '3 Phone no-phone']);
  });
});

describe('find and replace', () => {
  const replace = {
    kind: 'replace',
    field: 'package',
    find: 'Home10',
    with: 'Home 10M',
    whole: true,
    filter: ALL,
  } as const;

  test('given one value in many rows, then all become another in one step, and one undo', () => {
    const table = mixed();
    expect(table.tryStep(replace)).toEqual({ changed: 2 });
    expect(table.canUndo).toBe(false);
    expect(table.apply(replace)).toEqual({ changed: 2 });
    expect(table.counts().errors).toBe(0);
    expect(table.steps).toEqual([replace]);
    table.undo();
    expect(table.counts().errors).toBe(2);
  });

  test('given a filter, then only the rows it shows change', () => {
    const table = work([row({ address: 'Rd 5' }), row({ address: 'Rd 6', phone: null })]);
    expect(
      table.apply({
        ...replace,
        field: 'address',
        find: 'Rd',
        with: 'Road',
        whole: false,
        filter: { show: 'warnings' },
      }),
    ).toEqual({ changed: 1 });
    expect([valueOf(table, 2, 'address'), valueOf(table, 3, 'address')]).toEqual(['Rd 5', 'Road 6']);
  });

  test('given a part of the text, then every place of it changes, with the replacement taken literally', () => {
    const table = work([row({ address: 'a.b.a' })]);
    table.apply({ ...replace, field: 'address', find: 'a', with: '$&!', whole: false });
    expect(valueOf(table, 2, 'address')).toBe('$&!.b.$&!');
    expect(table.apply({ ...replace, field: 'address', find: '.b', with: '', whole: true })).toEqual({ changed: 0 });
  });

  test('given composed and decomposed letters, then they are the same text', () => {
    const table = work([row({ address: 'Cafe\u0301 5' })]);
    expect(table.apply({ ...replace, field: 'address', find: 'Café', with: 'Shop', whole: false })).toEqual({
      changed: 1,
    });
  });

  test('given all columns, then passwords stay; given the password column, then it is meant', () => {
    const table = work([row({ username: 'abc123', password: 'abc-secret', address: 'abc' })]);
    expect(table.apply({ ...replace, field: null, find: 'abc', with: 'x', whole: false })).toEqual({ changed: 2 });
    expect([...table.ready()][0]).toMatchObject({ username: 'x123', password: 'abc-secret', address: 'x' });
    expect(table.apply({ ...replace, field: 'password', find: 'abc', with: 'new', whole: false })).toEqual({
      changed: 1,
    });
    expect([...table.ready()][0]?.password).toBe('new-secret');
  });
});

describe('accepting suggestions', () => {
  test('given one code, then all its suggestions are taken in the rows shown, or in one row', () => {
    const rows = () => [
      row({ phone: 1711223344 }),
      row({ phone: 1811223344, package: 'Home10' }),
      row({ phone: 1911223344 }),
    ];
    const table = work(rows());
    expect(table.apply({ kind: 'accept', code: 'phone-zero-lost', filter: { show: 'ready' } })).toEqual({ changed: 2 });
    expect(told(table)).toEqual(['3 Phone phone-zero-lost', '3 Package package-not-found']);
    expect(table.apply({ kind: 'accept', code: 'phone-zero-lost', row: 3, filter: ALL })).toEqual({ changed: 1 });
    expect(valueOf(table, 3, 'phone')).toBe('01811223344');
    expect(table.apply({ kind: 'accept', code: 'phone-zero-lost', row: 99, filter: ALL })).toEqual({ changed: 0 });
    expect(table.apply({ kind: 'accept', code: 'package-not-found', filter: ALL })).toEqual({ changed: 1 });
    expect(told(table)).toEqual([]);
    for (let step = 0; step < 3; step++) table.undo();
    expect(told(table)).toHaveLength(4);
  });

  test('given a code without suggestions, then nothing changes', () => {
    const table = work([row({ package: 'Nothing like it' })]);
    expect(table.apply({ kind: 'accept', code: 'package-not-found', filter: ALL })).toEqual({ changed: 0 });
  });
});

describe('going on with a session', () => {
  test('given its steps, then the table is as it was left, and each can be undone', () => {
    const rows = [row(), row({ package: 'Home10' }), row({ phone: 1711223344 })];
    const first = work(rows);
    first.apply({ kind: 'accept', code: 'package-not-found', filter: ALL });
    first.apply({ kind: 'leave-out', rows: [4], leftOut: true });
    const again = work(rows);
    again.replay(first.steps);
    expect(again.page(ALL, 0, 9)).toEqual(first.page(ALL, 0, 9));
    expect(again.steps).toEqual(first.steps);
    again.undo();
    expect(again.counts()).toMatchObject({ leftOut: 0 });
  });

  test('given a step that comes to nothing on other columns, then it is kept, and undo and redo pass over it', () => {
    const table = work([row()]);
    const steps = [
      { kind: 'set', row: 2, field: 'mac', value: 'x' },
      { kind: 'set', row: 2, field: 'address', value: 'new' },
      { kind: 'set', row: 99, field: 'address', value: 'x' },
    ] as const;
    table.replay(steps);
    expect(table.steps).toEqual(steps);
    expect(table.undo()).toBe(true);
    expect(valueOf(table, 2, 'address')).toBe(GOOD.address);
    expect(table.steps).toEqual(steps.slice(0, 1));
    expect(table.redo()).toBe(true);
    expect(valueOf(table, 2, 'address')).toBe('new');
    expect([table.undo(), table.undo(), table.canUndo]).toEqual([true, false, false]);
  });
});

describe('seeking errors', () => {
  const errors = () =>
    work([row(), row({ username: 'a b', package: 'x' }), row(), row({ zone: 'x' }), row({ phone: null })]);
  const places = (
    from: number,
    field: 'package' | 'zone' | 'username' | 'mac' | null,
    backwards: boolean,
    filter = ALL,
  ) => {
    const place = errors().seek(filter, from, field, backwards);
    return place && `${place.index} ${place.number} ${place.field}`;
  };

  test('given a place, then F8 goes to the next error cell and round the end', () => {
    expect(places(-1, null, false)).toBe('1 3 username');
    expect(places(1, 'username', false)).toBe('1 3 package');
    expect(places(1, 'package', false)).toBe('3 5 zone');
    expect(places(3, 'zone', false)).toBe('1 3 username');
    expect(places(4, null, false)).toBe('1 3 username');
    expect(places(99, null, false)).toBe('1 3 username');
  });

  test('given backwards, then it goes the other way', () => {
    expect(places(-1, null, true)).toBe('3 5 zone');
    expect(places(3, 'zone', true)).toBe('1 3 package');
    expect(places(1, 'package', true)).toBe('1 3 username');
    expect(places(1, 'username', true)).toBe('3 5 zone');
    expect(places(1, null, true)).toBe('3 5 zone');
    expect(places(99, null, true)).toBe('3 5 zone');
  });

  test('given a filter, then only its rows count', () => {
    expect(places(-1, null, false, { show: 'errors' })).toBe('0 3 username');
    expect(places(0, 'mac', false, { show: 'errors' })).toBe('0 3 username');
    expect(places(0, null, false, { show: 'errors', code: 'zone-not-found' })).toBe('0 5 zone');
    expect(places(0, 'zone', false, { show: 'errors', code: 'zone-not-found' })).toBe('0 5 zone');
    expect(places(-1, null, false, { show: 'warnings' })).toBeNull();
    expect(places(-1, null, false, { show: 'left-out' })).toBeNull();
  });

  test('given all errors, then going forward visits each once', () => {
    const table = work([row({ username: null, password: null }), row(), row({ email: 'x', zone: 'y' })]);
    const visited: string[] = [];
    let place = table.seek(ALL, -1, null, false);
    for (let step = 0; step < 4; step++) {
      visited.push(`${place?.number ?? 0} ${place?.field ?? ''}`);
      place = table.seek(ALL, place?.index ?? -1, place?.field ?? null, false);
    }
    expect(visited).toEqual(['2 username', '2 password', '4 email', '4 zone']);
    expect(place).toMatchObject({ number: 2, field: 'username' });
  });
});

describe('what comes out', () => {
  test('given refused rows, then they are told as the person wrote them, with all their problems', () => {
    const table = work([row(), row({ ...GOOD, username: 'a b', phone: 1711223344, package: 'Home10' })]);
    const refused = [...table.refused()];
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ number: 3 });
    expect(refused[0]?.values.slice(0, 10)).toEqual([
      'a b',
      GOOD.password,
      GOOD.fullName,
      '1711223344',
      GOOD.email,
      GOOD.operator,
      'Home10',
      GOOD.billingProfile,
      GOOD.zone,
      GOOD.address,
    ]);
    expect(refused[0]?.problems.map(({ code }) => code)).toEqual([
      'invalid-username',
      'phone-zero-lost',
      'package-not-found',
    ]);
  });

  test('given a static package anywhere in sight, then there is a column for addresses, else not', () => {
    const fields = (isp: typeof ISP) => work([row()], { isp }).fields.map(({ field }) => field);
    expect(fields(ISP)).toContain('ip');
    expect(fields({ ...ISP, packages: ISP.packages.filter(({ connection }) => connection !== 'static') })).toHaveLength(
      10,
    );
    expect(
      fields({ ...ISP, packages: ISP.packages.map((plan) => ({ ...plan, operatorId: 'elsewhere' })) }),
    ).not.toContain('ip');
  });

  test('given no rows, then there is nothing, and nobody is asked', () => {
    const table = work([]);
    expect(table.counts()).toEqual({ all: 0, errors: 0, warnings: 0, ready: 0, leftOut: 0, byCode: [] });
    expect(table.seek(ALL, -1, null, false)).toBeNull();
    expect([...table.ready(), ...table.refused(), ...table.problemsOf()]).toEqual([]);
  });
});
