import fc from 'fast-check';

const office = fc.nat(2);
const fault = fc.constantFrom('none', 'none', 'none', 'lost-request', 'lost-reply', 'twice', 'late');
const some = fc.nat(3);

/** One thing that happens. `one`: which of the customers that an office knows. */
export const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('add' as const), office, name: some, ip: some }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('move' as const), office, one: fc.nat(5), ip: some }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('pay' as const), office, one: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('delete' as const), office, one: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('remove' as const), office, one: fc.nat(5) }) },
  {
    weight: 8,
    arbitrary: fc.record({ what: fc.constant('push' as const), office, most: fc.integer({ min: 1, max: 4 }), fault }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ what: fc.constant('pull' as const), office, most: fc.integer({ min: 1, max: 3 }), fault }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('deliver' as const), one: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('server-backup' as const, 'server-restore' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constantFrom('office-backup' as const, 'office-restore' as const, 'office-copied' as const),
      office,
    }),
  },
);
export type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

export const history = fc.array(happening, { maxLength: 50, size: 'max' });
