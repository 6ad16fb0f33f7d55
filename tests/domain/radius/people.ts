import fc from 'fast-check';
import { CUSTOMER_STATUSES, CUSTOMER_TYPES } from '#shared/domain/customer/customer.ts';
import type { RadiusCustomer } from '#shared/domain/radius/customer-rows.ts';
import type { RadiusPlan } from '#shared/domain/radius/groups.ts';

export const PLAN = 'plan:01920000-0000-7000-8000-0000000000aa';
export const MACS = ['AA:BB:CC:00:00:01', 'AA:BB:CC:00:00:02'] as const;

export const RAHIM: RadiusCustomer = {
  ...{ username: 'rahim', password: 'secret', type: 'pppoe-monthly', status: 'active', suspendedReason: null },
  ...{ ip: null, macs: [], expiration: null, group: PLAN },
};

export const HOME: RadiusPlan = {
  ...{ id: '01920000-0000-7000-8000-0000000000aa', code: 'home', connection: 'pppoe', downKbps: 10_240, upKbps: 5120 },
  ...{ burstDownKbps: null, burstUpKbps: null, burstSeconds: null, addressFromPool: false, radiusGroup: null },
};

/** Words that FreeRADIUS would expand, run or cut, and harmless ones. */
export const words = fc.oneof(
  fc.constantFrom(
    '`id`',
    '"quoted"',
    "'quoted'",
    '%{User-Name}',
    '%{echo:/bin/id}',
    'x`',
    '"',
    'two\nlines',
    '\0',
    'o’b',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ maxLength: 20 }),
);

/** Anybody, in any state, whatever a console has let through. */
export const customers: fc.Arbitrary<RadiusCustomer> = fc.record({
  username: words,
  password: fc.option(words),
  type: fc.constantFrom(...CUSTOMER_TYPES),
  status: fc.constantFrom(...CUSTOMER_STATUSES),
  suspendedReason: fc.constantFrom(null, 'manual' as const, 'unpaid' as const),
  ip: fc.option(fc.integer({ min: 0, max: 0xff_ff_ff_ff })),
  macs: fc.array(fc.oneof(fc.constantFrom(...MACS, 'aa:bb:cc:00:00:03'), words), { maxLength: 3 }),
  expiration: fc.option(fc.integer({ min: 0, max: 4_000_000_000 })),
  group: fc.constant(PLAN),
});

const kbps = fc.option(fc.integer({ min: 1, max: 10_000_000 }));

export const plans: fc.Arbitrary<RadiusPlan> = fc.record({
  id: fc.constant(HOME.id),
  code: words,
  connection: fc.constantFrom('pppoe' as const, 'hotspot' as const, 'static' as const, 'other' as const),
  ...{ downKbps: kbps, upKbps: kbps, burstDownKbps: kbps, burstUpKbps: kbps },
  burstSeconds: fc.option(fc.integer({ min: 1, max: 600 })),
  addressFromPool: fc.boolean(),
  radiusGroup: fc.option(fc.oneof(words, fc.constantFrom('st:suspended', 'plan:other', 'gold'))),
});
