import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { quick } from '#shared/sync/quick.ts';
import { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import { customer, payment } from '../../server/central.ts';

// The quick models say of every row what zod says of it; they only make nothing of one that is right.

const ID = '0190a5c0-0000-7000-8000-000000000001';
const DEVICE = { id: ID, mac: 'AA:BB:CC:DD:EE:FF', type: null, addedBy: 'admin', addedAt: 0 };

const row = customer('rahim01', { custom: { ['field']: 'value' }, devices: [DEVICE] });
const line = payment(row.id, 50_000);
const MODELS = [
  { what: 'customer', model: CustomerRow, plain: z.strictObject(CustomerRow.shape), right: row },
  { what: 'line', model: LedgerRow, plain: z.strictObject(LedgerRow.shape), right: line },
];

/** What may stand in a field: right for some, at the edge for others, wrong for most. */
const EDGES: readonly unknown[] = [
  ...[null, undefined, '', 'active', 'unpaid', 'payment', 'cash', ID, ID.toUpperCase(), `${ID}\n`, 'x'.repeat(64)],
  ...['x'.repeat(65), 'অ'.repeat(200), 'x'.repeat(201), 'x'.repeat(300), 'x'.repeat(301), 'x'.repeat(2000)],
  ...['x'.repeat(2001), '2028-02-29', '2027-02-29', '2027-2-9', 0, -0, -1, 0.5, 0xff_ff_ff_ff, 0x1_00_00_00_00],
  ...[7_258_118_399_999, 7_258_118_400_000, -2_208_988_800_000, -2_208_988_800_001, Number.NaN, true, [], {}],
  ...[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1, [DEVICE], [{ ...DEVICE, mac: 'aa' }], [DEVICE, null]],
  ...[Array.from({ length: 100 }, () => DEVICE), Array.from({ length: 101 }, () => DEVICE), [{ ...DEVICE, more: 1 }]],
  ...[{ ['x'.repeat(64)]: 'x' }, { ['x'.repeat(65)]: 'x' }, { field: 'x'.repeat(2001) }, { field: 1 }],
];

describe.for(MODELS)('a $what', ({ model, plain, right }) => {
  const isSaidAsByZod = (given: object): void => {
    const [is, should] = [model.safeParse(given), plain.safeParse(given)];
    expect(is.success).toBe(should.success);
    expect(is.error?.issues).toEqual(should.error?.issues);
    if (should.success) expect(is.data).toEqual(should.data);
  };
  const fields = [...Object.keys(right), 'more'];

  test('given any field with what is at the edge of what it may be, then it is taken or refused as by zod', () => {
    for (const field of fields) {
      for (const edge of EDGES) isSaidAsByZod({ ...right, [field]: edge });
      isSaidAsByZod(without(right, field));
    }
  });

  test('given any fields with anything, and one missing, then it is taken or refused as by zod, in the same words', () => {
    const anything = fc.oneof(fc.constantFrom(...EDGES), fc.jsonValue());
    const changes = fc.array(fc.tuple(fc.constantFrom(...fields, '__proto__'), anything), { maxLength: 3 });
    fc.assert(
      fc.property(changes, fc.constantFrom(...fields), (changed, left) => {
        isSaidAsByZod(without({ ...right, ...Object.fromEntries(changed) }, left));
      }),
    );
  });
});

const without = (given: object, field: string): object =>
  Object.fromEntries(Object.entries(given).filter(([name]) => name !== field));

test('Given a key that would change what an object is, then it is left out as by zod', () => {
  const custom: unknown = JSON.parse('{"__proto__": "x", "field": "value"}');
  expect(Object.keys(CustomerRow.parse({ ...row, custom }).custom)).toEqual(['field']);
});

test('Given what JSON never makes (a Map, a list with holes), then it is refused as by zod', () => {
  const holes: unknown[] = [];
  holes.length = 2;
  for (const more of [{ custom: new Map() }, { custom: new Date(0) }, { devices: holes }]) {
    expect(CustomerRow.safeParse({ ...row, ...more }).success, JSON.stringify(more)).toBe(false);
  }
});

test('Given what is no row at all, then it is refused as by zod', () => {
  for (const { model, plain } of MODELS) {
    for (const given of [null, undefined, 'row', 1, [], [row], {}]) {
      expect(model.safeParse(given).error?.issues).toEqual(plain.safeParse(given).error?.issues);
    }
  }
});

test('Given a row that is right, then nothing is made of it, wherever in a model it stands', () => {
  for (const { model, right } of MODELS) {
    expect(z.array(model).parse([right])[0]).toBe(right);
  }
});

test('Given a model that changes what it parses, or lacks something, or says something that is not known here, then it is not quick', () => {
  const models = [
    z.object({ text: z.string() }),
    z.looseObject({ text: z.string() }),
    z.strictObject({ text: z.string().optional() }),
    z.strictObject({ text: z.string().default('') }),
    z.strictObject({ text: z.string().trim() }),
    z.strictObject({ text: z.string().refine((text) => text !== 'x') }),
    z.strictObject({ text: z.string().regex(/x/g) }),
    z.strictObject({ text: z.string().transform((text) => text.length) }),
    z.strictObject({ text: z.url() }),
    z.strictObject({ text: z.base64() }),
    z.strictObject({ byName: z.record(z.enum(['a']), z.string()) }),
    z.strictObject({ number: z.number() }),
    z.strictObject({ number: z.int().multipleOf(3) }),
    z.strictObject({ either: z.union([z.string(), z.int()]) }),
    z.strictObject({ flag: z.boolean().refine(Boolean) }),
    z.strictObject({ text: z.string() }).refine(Boolean),
  ];
  for (const model of models) expect(() => quick(model)).toThrow(TypeError);
});

test('Given bounds that leave out their own end, then they hold as by zod', () => {
  const model = quick(z.strictObject({ number: z.int().gt(1).lt(4) }));
  const taken = [0, 1, 2, 3, 4].filter((number) => model.safeParse({ number }).success);
  expect(taken).toEqual([2, 3]);
});
