import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import { ACTIONS, CUSTOMER_ACTIONS, obstacle, ruleOf } from '#shared/domain/customer/actions.ts';
import type { Changes, CustomerInHand } from '#shared/domain/customer/action-facts.ts';
import { CUSTOMER_STATUSES, CUSTOMER_TYPES, customerType } from '#shared/domain/customer/customer.ts';
import { decide } from '#shared/domain/customer/decide.ts';
import { generatedPassword, isUsablePassword } from '#shared/domain/customer/password.ts';
import { lookAtClock, purgeBefore } from '#shared/domain/customer/purge.ts';
import { flatFields, threeWay } from '#shared/domain/customer/three-way.ts';
import { usernameFault } from '#shared/domain/customer/username.ts';
import { ROLES } from '#shared/domain/operator/role.ts';
import { can } from '#shared/domain/operator/can.ts';
import { applied, customerIn, factsOf, IDS, type Office, office } from './actions-office.ts';

const statuses = fc.constantFrom(...CUSTOMER_STATUSES);
const ips = fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', '10.9.0.4', '192.168.0.1');
const macs = fc.constantFrom('02:00:00:00:00:01', '02-00-00-00-00-02', '0200.0000.0003', 'nonsense');

/** Anything that anybody could ask for, sensible or not. */
const terms: fc.Arbitrary<ActionTerms> = fc.oneof(
  fc.constantFrom<ActionTerms>({ action: 'activate' }, { action: 'reactivate' }, { action: 'delete' }),
  fc.constantFrom<ActionTerms>({ action: 'suspend' }, { action: 'reset-password' }, { action: 'remove-mac' }),
  fc.record(
    { action: fc.constant('change-package' as const), package: fc.constantFrom(...IDS.packages), ip: fc.option(ips) },
    { requiredKeys: ['action', 'package'] },
  ),
  fc.record({ action: fc.constant('change-profile' as const), billingProfile: fc.constantFrom(...IDS.profiles) }),
  fc.record({ action: fc.constant('change-zone' as const), zone: fc.constantFrom(...IDS.zones, null) }),
  fc.record({ action: fc.constant('change-router' as const), router: fc.constantFrom(...IDS.routers, null) }),
  fc.record({ action: fc.constant('change-operator' as const), operator: fc.constantFrom(...IDS.operators) }),
  fc.record({ action: fc.constant('change-ip' as const), ip: fc.option(ips) }),
  fc.record({ action: fc.constant('bind-mac' as const), mac: macs }),
  fc.record(
    { action: fc.constant('restore' as const), username: fc.constantFrom('a', 'b', 'c d', 'e'), ip: fc.option(ips) },
    { requiredKeys: ['action'] },
  ),
);

const amounts = fc.constantFrom('10', '300', '৩০০', '1,500.00', '0', '-5', 'ten', '1.5.0');

/** Anything about money that anybody could ask for. */
const moneyTerms: fc.Arbitrary<ActionTerms> = fc.oneof(
  fc.record({
    action: fc.constantFrom('recharge' as const, 'add-payment' as const),
    method: fc.constantFrom('cash' as const, 'mpesa' as const),
    reference: fc.constantFrom('QGH7XK2LM9', 'USED000001'),
    amount: amounts,
  }),
  fc.record(
    { action: fc.constant('renew' as const), method: fc.constant('cash' as const), amount: amounts },
    { requiredKeys: ['action', 'method'] },
  ),
  fc.record({
    action: fc.constantFrom('add-charge' as const, 'add-credit' as const),
    amount: amounts,
    note: fc.constant('a reason'),
  }),
  fc.record({ action: fc.constant('extend' as const), until: fc.constantFrom('2026-11-19', '2026-12-31') }),
  fc.record({ action: fc.constant('extend' as const), days: fc.constantFrom(1, 30) }),
  fc.record({ action: fc.constant('special-price' as const), price: fc.option(amounts) }),
  fc.constantFrom<ActionTerms>({ action: 'send-details' }, { action: 'send-message', kind: 'expiring' }),
);

/** What must hold of every customer of an office, whatever was done. */
function expectSound({ customers }: Office): void {
  const living = customers.filter(({ status }) => status !== 'deleted');
  const usernames = living.map(({ username }) => username.toLowerCase());
  expect(new Set(usernames).size).toBe(usernames.length);
  const addresses = living.flatMap(({ ip }) => ip ?? []);
  expect(new Set(addresses).size).toBe(addresses.length);
  const facts = factsOf({ customers });
  for (const one of customers) {
    expect(one.suspendedReason === null).toBe(one.status !== 'suspended');
    expect(one.deletedAt === null).toBe(one.status !== 'deleted');
    expect(new Set(one.macs).size).toBe(one.macs.length);
    const plan = facts.package(one.packageId);
    const profile = facts.profile(one.billingProfileId);
    const line = facts.lineOf(one.operatorId);
    expect(plan && profile && customerType(plan.connection, profile.mode)).toBe(one.type);
    const zone = one.zoneId === null ? plan : facts.zone(one.zoneId);
    const router = one.routerId === null ? plan : facts.router(one.routerId);
    expect([plan, profile, zone, router].every((choice) => choice && line.has(choice.operatorId))).toBe(true);
    if (one.type === 'static-monthly') expect(one.ip).not.toBeNull();
  }
}

/** No money appears or is lost, and only the state that billing gives is one. */
function expectAddsUp({ account }: CustomerInHand, { step }: Changes): void {
  if (!step) return;
  const posted = step.postings.reduce((sum, { amount }) => sum + amount, 0);
  expect(step.account.balance).toBe(account.balance + posted);
  expect(new Set(step.postings.map(({ id }) => id)).size).toBe(step.postings.length);
}

describe('any actions on any customers in any order', () => {
  test('leave every customer sound, and what was refused unchanged', () => {
    const anything = fc.oneof({ weight: 2, arbitrary: terms }, moneyTerms);
    const asked = fc.array(fc.tuple(fc.nat({ max: 3 }), anything), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(asked, (steps) => {
        let now = office();
        for (const [who, wanted] of steps) {
          const customer = customerIn(now, who);
          const decision = decide(customer, wanted, factsOf(now));
          if (decision.kind === 'change') {
            expectAddsUp(customer, decision.changes);
            now = applied(now, customer.id, decision.changes);
          }
          expectSound(now);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('done twice over, are refused or change nothing more the second time', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3 }), terms, (who, wanted) => {
        const before = office();
        const first = decide(customerIn(before, who), wanted, factsOf(before));
        if (first.kind === 'refused' || wanted.action === 'reset-password') return;
        const after = applied(before, customerIn(before, who).id, first.changes);
        expect(decide(customerIn(after, who), wanted, factsOf(after)).kind).toBe('refused');
      }),
    );
  });
});

describe('the matrix', () => {
  test('speaks of every type in every state, and knows no action that nobody may do', () => {
    for (const action of CUSTOMER_ACTIONS) {
      for (const type of CUSTOMER_TYPES) {
        for (const status of CUSTOMER_STATUSES) {
          const allowed = ACTIONS[action].types.includes(type) && ACTIONS[action].from.includes(status);
          expect(obstacle(action, { type, status }) === null, `${action} ${type} ${status}`).toBe(allowed);
        }
      }
      const who = ROLES.filter((role) => can({ role, isRoot: false }, ruleOf(action), 'beneath'));
      expect(who, action).toContain('manager');
      expect(can({ role: 'manager', isRoot: false }, ruleOf(action), 'foreign')).toBe(false);
      expect(can({ role: 'manager', isRoot: false }, ruleOf(action), 'parent')).toBe(false);
    }
  });

  test('lets a payment alone lift what a missing payment did, and the office suspend on top of it', () => {
    const unpaid = { type: 'pppoe-daily', status: 'suspended', suspendedReason: 'unpaid' } as const;
    expect(obstacle('reactivate', unpaid)).toBe('action-unpaid');
    expect(obstacle('suspend', unpaid)).toBeNull();
    expect(obstacle('suspend', { ...unpaid, suspendedReason: 'manual' })).toBe('action-already-so');
  });

  test('does nothing to who is deleted but restore', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CUSTOMER_ACTIONS), fc.constantFrom(...CUSTOMER_TYPES), (action, type) => {
        expect(obstacle(action, { type, status: 'deleted' }) === null).toBe(action === 'restore');
      }),
    );
    fc.assert(
      fc.property(statuses, (status) => {
        expect(obstacle('restore', { type: 'other', status }) === null).toBe(status === 'deleted');
      }),
    );
  });
});

describe('a username', () => {
  test.each([
    ['rahim\u200B', 'invisible', 'U+200B'],
    ['ra\u00ADhim', 'invisible', 'U+00AD'],
    ['ra\u2060him', 'invisible', 'U+2060'],
    ['ra\uFEFFhim', 'invisible', 'U+FEFF'],
    ['ra\u00A0him', 'invisible', 'U+00A0'],
    ['r\u0430him', 'foreign', 'U+0430'],
    ['rahi\u043C', 'foreign', 'U+043C'],
    ['\u03BFffice', 'foreign', 'U+03BF'],
    ['\uFF41bc', 'foreign', 'U+FF41'],
    ['রহিম', 'foreign', 'U+09B0'],
    ['a#b', 'character', 'U+0023'],
    ['a\u{1F600}b', 'character', 'U+1F600'],
  ])('given %j, then the character is named', (text, context, code) => {
    expect(usernameFault(text)).toMatchObject({ context, code });
  });

  test('given anything, then it is refused unless it has only what routers and RADIUS servers take', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (text) => {
        const isPlain = /^[A-Za-z0-9+][A-Za-z0-9._@:/+-]{0,63}$/.test(text);
        expect(usernameFault(text) === null).toBe(isPlain);
      }),
    );
    expect(usernameFault('a b')).toEqual({});
    expect(usernameFault('-a')).toEqual({});
  });
});

test('given any random bytes, then a password of ten characters without look-alikes comes of them', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat({ max: 255 })), (stream) => {
      const password = generatedPassword((count) => stream.take(count));
      expect(password).toMatch(/^[a-hjkmnp-z2-9]{10}$/);
      expect(isUsablePassword(password)).toBe(true);
    }),
  );
});

describe('three versions of a form', () => {
  const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('', '1', '2'));

  test('given any three, then what only one side changed is kept, and only what both changed is asked about', () => {
    fc.assert(
      fc.property(fields, fields, fields, (before, mine, theirs) => {
        const { write, both } = threeWay(before, mine, theirs);
        const at = (values: Readonly<Record<string, string>>, field: string) => values[field] ?? '';
        for (const field of ['a', 'b', 'c', 'd']) {
          const [was, my, their] = [at(before, field), at(mine, field), at(theirs, field)];
          const merged = write.includes(field) ? my : their;
          if (was === my) expect(merged).toBe(their);
          if (was === their) expect(merged).toBe(my);
          expect(both.includes(field)).toBe(was !== my && was !== their && my !== their);
        }
      }),
    );
  });

  test('given white space and empty fields, then they are no change', () => {
    const one = { phone: null, custom: { x: ' 1 ' } } as unknown as Parameters<typeof flatFields>[0]; // some of a form
    expect(flatFields(one)).toEqual({ phone: '', 'custom:x': '1' });
  });
});

describe('the clock before anything is removed for good', () => {
  const DAY = 86_400_000;
  const looks = (...days: readonly number[]): boolean => {
    let seen: ReturnType<typeof lookAtClock>['seen'] | null = null;
    let isTrusted = false;
    for (const day of days) ({ seen, isTrusted } = lookAtClock(day * DAY, seen));
    return isTrusted;
  };

  test.each([
    ['the first look', false, [1000]],
    ['a week of looks', true, [1000, 1003, 1007]],
    ['two looks, eight days apart', true, [1000, 1008]],
    ['a jump of a year', false, [1000, 1010, 1375]],
    ['a day after a jump of a year', false, [1000, 1010, 1375, 1376]],
    ['a week after a jump of a year', true, [1000, 1010, 1375, 1379, 1382]],
    ['a clock set back by a day', false, [1000, 1010, 1009]],
    ['back again where it was', false, [1000, 1010, 9999, 1011]],
  ])('given %s, then it is trusted: %s', (_, trusted, days) => {
    expect(looks(...days)).toBe(trusted);
  });

  test('given no days, then nobody is ever removed', () => {
    expect(purgeBefore(5 * DAY, 0)).toBeNull();
    expect(purgeBefore(5 * DAY, 3)).toBe(2 * DAY);
  });
});
