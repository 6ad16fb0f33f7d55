import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '#shared/domain/import/cell.ts';
import type { RowFilter, Step } from '#shared/domain/import/choices.ts';
import { PROBLEM_CODES } from '#shared/domain/import/codes.ts';
import { fieldTableOf } from '#shared/domain/import/field-table.ts';
import { findLayout } from '#shared/domain/import/match.ts';
import type { LookUp } from '#shared/domain/import/reference.ts';
import { createWorkTable, type WorkTable } from '#shared/domain/import/work-table.ts';
import { parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { fileOf, GOOD, ISP, type Row } from './isp.ts';

// Few values, so that rows collide with each other and with customers all the time.
const VALUES = {
  username: ['a', 'A ', 'b', 'c d', 'live', 'Deleted', null],
  password: ['secret-1', 'abc', 'unknown', null],
  phone: ['01711223344', 1711223344, '+8801711223344', '01811223344', '8.8E+12', null],
  package: ['Home 10M', 'Home10', 'Office Fixed', 'Half Done', null],
  billingProfile: ['Monthly', 'Daily'],
  ip: ['10.0.1.9', '10.0.1.10', '10.0.1.9/32', '192.168.0.1', null],
} as const satisfies Record<string, readonly Cell[]>;

type Field = keyof typeof VALUES;
const FIELDS = Object.keys(VALUES) as Field[]; // keys of VALUES

const rows = fc.array(
  fc
    .record(Object.fromEntries(FIELDS.map((field) => [field, fc.constantFrom<Cell>(...VALUES[field])])))
    .map((cells): Row => ({ ...GOOD, ...cells })),
  { minLength: 1, maxLength: 8 },
);
const filter: fc.Arbitrary<RowFilter> = fc.record(
  {
    show: fc.constantFrom('all', 'errors', 'warnings', 'ready', 'left-out'),
    code: fc.constantFrom(...PROBLEM_CODES),
    text: fc.constantFrom('a', '017', ''),
  },
  { requiredKeys: ['show'] },
);
const number = fc.integer({ min: 1, max: 10 });
const field = fc.constantFrom(...FIELDS);
const text = fc.constantFrom(
  '',
  ...FIELDS.flatMap((name) => VALUES[name].filter((value) => typeof value === 'string')),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), row: number, field, value: text }),
  fc.record({
    kind: fc.constant('replace' as const),
    field: fc.option(field),
    find: fc.constantFrom('a', 'Home10', '0', '01711223344'),
    with: text,
    whole: fc.boolean(),
    filter,
  }),
  fc.record({
    kind: fc.constant('accept' as const),
    code: fc.constantFrom('phone-zero-lost' as const, 'package-not-found' as const),
    filter,
  }),
  fc.record({
    kind: fc.constant('accept' as const),
    code: fc.constantFrom('phone-zero-lost' as const, 'package-not-found' as const),
    row: number,
    filter,
  }),
  fc.record({
    kind: fc.constant('leave-out' as const),
    rows: fc.array(number, { maxLength: 5 }),
    leftOut: fc.boolean(),
  }),
);
const steps = fc.array(step, { maxLength: 8 });

/** A store with a few customers, which answers only for what it is asked. */
const lookUp: LookUp = ({ usernames, phones, ips }) => ({
  usernames: new Map(usernames.flatMap((key) => (key === 'live' || key === 'deleted' ? [[key, key] as const] : []))),
  phones: new Set(phones.filter((key) => key === '8801811223344')),
  ips: new Set(ips.filter((ip) => ip === parseIpv4('10.0.1.10'))),
});

function open(file: readonly Row[]) {
  const table = fileOf(file);
  const source = fieldTableOf(table, findLayout(table, []), []);
  return { source, table: createWorkTable(source, ISP, lookUp) };
}

/** Everything that can be seen of a table. */
const seen = (table: WorkTable) => ({
  page: table.page({ show: 'all' }, 0, 100),
  counts: table.counts(),
  refused: [...table.refused()],
  ready: [...table.ready()],
  leftOut: table.leftOut(),
});

describe('any steps on any table', () => {
  test('given the same steps again, then the table is the same', () => {
    fc.assert(
      fc.property(rows, steps, (file, list) => {
        const { table } = open(file);
        for (const each of list) table.apply(each);
        const again = open(file).table;
        again.replay(table.steps);
        expect(seen(again)).toEqual(seen(table));
      }),
    );
  });

  test('given an edited table, then it is checked as if it were read anew: incremental checking is checking', () => {
    fc.assert(
      fc.property(rows, steps, (file, list) => {
        const { source, table } = open(file);
        for (const each of list) table.apply(each);
        const anew = createWorkTable(structuredClone(source), ISP, lookUp);
        anew.apply({ kind: 'leave-out', rows: [...table.leftOut()], leftOut: true });
        expect(seen(table)).toEqual(seen(anew));
      }),
      { numRuns: 300 },
    );
  });

  test('given a step, then trying tells its count and changes nothing, undo is as before, redo as after', () => {
    fc.assert(
      fc.property(rows, steps, step, (file, list, last) => {
        const { table } = open(file);
        for (const each of list) table.apply(each);
        const before = seen(table);
        const tried = table.tryStep(last);
        expect(seen(table)).toEqual(before);
        expect(table.apply(last)).toEqual(tried);
        const after = seen(table);
        if (tried.changed === 0) {
          expect(after).toEqual(before);
          return;
        }
        table.undo();
        expect(seen(table)).toEqual(before);
        table.redo();
        expect(seen(table)).toEqual(after);
      }),
    );
  });

  test('given all steps undone, then the table is as it was read; all redone, as it was left', () => {
    fc.assert(
      fc.property(rows, steps, (file, list) => {
        const { table } = open(file);
        const first = seen(table);
        for (const each of list) table.apply(each);
        const last = seen(table);
        while (table.undo());
        expect(seen(table)).toEqual(first);
        while (table.redo());
        expect(seen(table)).toEqual(last);
      }),
    );
  });

  test('given any moment, then every row is refused, ready or left out, and counts are what filters show', () => {
    fc.assert(
      fc.property(rows, steps, filter, (file, list, extra) => {
        const { table } = open(file);
        for (const each of list) table.apply(each);
        const of = (some: RowFilter) => table.page(some, 0, 100).rows.map((each) => each.number);
        const counts = table.counts();
        expect(
          [...of({ show: 'errors' }), ...of({ show: 'ready' }), ...of({ show: 'left-out' })].sort((a, b) => a - b),
        ).toEqual(of({ show: 'all' }));
        expect(counts.all).toBe(file.length);
        expect(counts.errors + counts.ready + counts.leftOut).toBe(counts.all);
        expect(counts.errors).toBe(of({ show: 'errors' }).length);
        expect(counts.warnings).toBe(of({ show: 'warnings' }).length);
        expect([...table.ready()].map((each) => each.row)).toEqual(of({ show: 'ready' }));
        expect([...table.refused()].map((each) => each.number)).toEqual(of({ show: 'errors' }));
        for (const { code, rows: count } of counts.byCode) expect(of({ show: 'all', code })).toHaveLength(count);
        for (const each of of(extra)) expect(of({ show: extra.show })).toContain(each);
      }),
    );
  });

  test('given the rows in another order, then the same problems stand in the same rows, but for who is the later duplicate', () => {
    fc.assert(
      fc.property(
        rows.chain((file) =>
          fc.tuple(
            fc.constant(file),
            fc.shuffledSubarray(
              file.map((_, i) => i),
              { minLength: file.length },
            ),
          ),
        ),
        ([file, order]) => {
          const alone = (table: WorkTable, place: number) =>
            (table.page({ show: 'all' }, place, 1).rows[0]?.problems ?? []).filter(
              ({ params }) => !('otherRow' in params),
            );
          // A shared phone or address of a customer gives way to the row that shares it.
          const shape = (table: WorkTable, place: number) =>
            alone(table, place).filter(({ code }) => code !== 'duplicate-phone' && code !== 'ip-taken');
          const table = open(file).table;
          const shuffled = open(order.map((i) => file[i] ?? {})).table;
          order.forEach((from, to) => expect(shape(shuffled, to)).toEqual(shape(table, from)));
          const later = (some: WorkTable) =>
            [...some.problemsOf()]
              .filter(({ params }) => 'otherRow' in params)
              .map(({ code }) => code)
              .sort();
          expect(later(shuffled)).toEqual(later(table));
        },
      ),
    );
  });
});

test('given 50,000 rows with one wrong value, then it is one step and one undo', () => {
  const file = Array.from({ length: 50_000 }, (_, i): Row => ({
    ...GOOD,
    username: `user${i}`,
    phone: null,
    package: 'Home10',
  }));
  const { table } = open(file);
  expect(table.counts().errors).toBe(50_000);
  expect(
    table.apply({
      kind: 'replace',
      field: 'package',
      find: 'Home10',
      with: 'Home 10M',
      whole: true,
      filter: { show: 'errors' },
    }),
  ).toEqual({ changed: 50_000 });
  expect(table.counts().errors).toBe(0);
  expect(table.steps).toHaveLength(1);
  table.undo();
  expect(table.counts().errors).toBe(50_000);
});

test('given 20,000 rows with one phone, then giving each its own leaves no duplicate', () => {
  const file = Array.from({ length: 20_000 }, (_, i): Row => ({
    ...GOOD,
    username: `user${i}`,
    phone: '01711223344',
    address: String(i),
  }));
  const { table } = open(file);
  expect(table.counts().warnings).toBe(19_999);
  table.apply({
    kind: 'replace',
    field: 'phone',
    find: '01711223344',
    with: '',
    whole: true,
    filter: { show: 'warnings' },
  });
  expect(table.counts().byCode.map(({ code, rows: count }) => [code, count])).toEqual([['no-phone', 19_999]]);
  table.undo();
  expect(table.counts().warnings).toBe(19_999);
});
