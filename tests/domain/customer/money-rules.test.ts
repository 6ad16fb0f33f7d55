import { describe, expect, test } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import { decide } from '#shared/domain/customer/decide.ts';
import { termsObstacle } from '#shared/domain/customer/terms-obstacle.ts';
import { applied, customerIn, factsOf, office } from './actions-office.ts';

const [PENDING, FIXED, HOTSPOT, CABLE] = [0, 1, 2, 3];
const cash = { method: 'cash' } as const;

function asked(who: number, terms: ActionTerms) {
  const here = office();
  return decide(customerIn(here, who), terms, factsOf(here));
}

const codeOf = (who: number, terms: ActionTerms): string | null => {
  const decision = asked(who, terms);
  return decision.kind === 'refused' ? decision.reason.code : null;
};

const postedBy = (who: number, terms: ActionTerms) => {
  const decision = asked(who, terms);
  if (decision.kind === 'refused') throw new Error(decision.reason.code);
  return (decision.changes.step?.postings ?? []).map(({ kind, amount }) => [kind, amount]);
};

describe('an amount', () => {
  test.each([
    ['1500', 150_000],
    ['1,500', 150_000],
    ['1500,50', 150_050],
    ['1 500.5', 150_050],
    ['১৫০০', 150_000],
  ])('given "%s", then it is %i in minor units', (amount, minor) => {
    expect(postedBy(FIXED, { action: 'add-payment', ...cash, amount })).toEqual([['payment', minor]]);
  });

  test.each(['0', '-1500', 'fifteen', '1.500.00.0', '12.345', '∞'])('given "%s", then it is none', (amount) => {
    expect(codeOf(FIXED, { action: 'add-payment', ...cash, amount })).toBe('amount-invalid');
    expect(codeOf(FIXED, { action: 'add-charge', amount, note: 'x' })).toBe('amount-invalid');
  });

  test('given more than one amount can be, then it is refused whatever it is for', () => {
    const amount = '90071992547409.91';
    expect(codeOf(FIXED, { action: 'add-payment', ...cash, amount })).toBe('amount-too-large');
    expect(codeOf(FIXED, { action: 'renew', ...cash, amount })).toBe('amount-too-large');
    expect(codeOf(FIXED, { action: 'add-credit', amount, note: 'x' })).toBe('amount-too-large');
    expect(codeOf(FIXED, { action: 'special-price', price: amount })).toBe('amount-too-large');
  });

  test('given a special price of nothing, then it is one, and less than nothing is none', () => {
    expect(codeOf(FIXED, { action: 'special-price', price: '0' })).toBeNull();
    expect(codeOf(FIXED, { action: 'special-price', price: '-1' })).toBe('amount-invalid');
    expect(codeOf(FIXED, { action: 'special-price', price: null })).toBe('action-already-so');
  });
});

describe('more time', () => {
  test.each([
    ['to a day of the year 9999', { until: '9999-12-31' }],
    ['to the day before that', { until: '9999-12-30' }],
    ['to the day after ten years', { until: '2036-11-21' }],
  ])('given it is asked for %s, then it is refused with the latest day', (_, terms) => {
    expect(asked(HOTSPOT, { action: 'extend', ...terms })).toMatchObject({
      reason: { code: 'extend-too-far', params: { day: '2036-11-20' } },
    });
  });

  test('given somebody who has time already, when ten years more are asked for again and again, then they end ten years from now', () => {
    let here = office();
    const codes = [3650, 3650, 1].map((days) => {
      const decision = decide(customerIn(here, HOTSPOT), { action: 'extend', days }, factsOf(here));
      if (decision.kind === 'change') here = applied(here, 'c', decision.changes);
      return decision.kind === 'refused' ? decision.reason.code : decision.kind;
    });
    expect(codes).toEqual(['change', 'extend-too-far', 'change']);
    expect(codeOf(HOTSPOT, { action: 'extend', until: '2036-11-20' })).toBeNull();
  });
});

describe('a payment', () => {
  test('given a code that was used, when it is paid with again, then it is refused, by another method too', () => {
    const terms = { action: 'add-payment', amount: '10', reference: 'USED000001' } as const;
    expect(codeOf(FIXED, { ...terms, method: 'mpesa' })).toBe('payment-reference-used');
    expect(codeOf(FIXED, { ...terms, method: 'bank' })).toBe('payment-reference-used');
  });

  test('given one code, when it is to be for many, then nothing is begun', () => {
    const facts = factsOf(office());
    const terms = { action: 'add-payment', amount: '10', method: 'mpesa', reference: 'QGH7XK2LM9' } as const;
    expect(termsObstacle(terms, 2, facts)?.code).toBe('action-one-at-a-time');
    expect(termsObstacle({ ...terms, method: 'bank' }, 2, facts)?.code).toBe('action-one-at-a-time');
    expect(termsObstacle({ ...terms, method: 'bank', reference: '0123456789' }, 2, facts)).toBeNull();
    expect(termsObstacle({ action: 'add-payment', amount: '10', method: 'cash' }, 2, facts)).toBeNull();
  });
});

describe('a renewal', () => {
  test('of a time that runs out: takes a whole period, and the payment covers it', () => {
    expect(postedBy(HOTSPOT, { action: 'renew', ...cash })).toEqual([
      ['payment', 30_000],
      ['renewal', -30_000],
    ]);
    expect(codeOf(HOTSPOT, { action: 'renew', ...cash, amount: '299.99' })).toBe('renew-too-little');
    expect(codeOf(PENDING, { action: 'renew', ...cash })).toBe('action-not-in-state');
  });

  test('by the month: is the payment of what is to come, and more of it pays for longer', () => {
    expect(postedBy(FIXED, { action: 'renew', ...cash, amount: '50' })).toEqual([['payment', 5000]]);
  });
});

describe('more time', () => {
  test('given a day that is over, neither or both ways to say it, then it is refused', () => {
    const facts = factsOf(office());
    expect(codeOf(CABLE, { action: 'extend', until: '2026-11-19' })).toBe('extend-past');
    expect(termsObstacle({ action: 'extend' }, 1, facts)?.code).toBe('extend-which');
    expect(termsObstacle({ action: 'extend', until: '2026-12-01', days: 2 }, 1, facts)?.code).toBe('extend-which');
  });

  test('given days, then it ends that many days later, at the last second for whoever pays by the month', () => {
    const decision = asked(FIXED, { action: 'extend', days: 3 });
    const until = decision.kind === 'change' ? decision.changes.step?.account.extendedUntil : null;
    expect(new Date(until ?? 0).toISOString()).toBe('2026-11-23T17:59:59.000Z');
  });

  test.each([
    ['whom nobody suspends', { autoSuspend: false }],
    ['who pays nothing', { price: 0 }],
  ])('given somebody without an end, %s, when it is to be extended, then there is none to extend', (_, tariff) => {
    const here = office();
    const one = customerIn(here, FIXED);
    const endless = { ...one, account: { ...one.account, tariff: { ...one.account.tariff, ...tariff } } };
    const code = (customer: typeof one): string | null => {
      const decision = decide(customer, { action: 'extend', days: 3 }, factsOf(here));
      return decision.kind === 'refused' ? decision.reason.code : null;
    };
    expect(code(endless)).toBe('extend-endless');
    const ends = { ...endless, account: { ...endless.account, expiresAt: Date.parse('2026-12-01T17:59:59Z') } };
    expect(code(ends)).toBeNull();
  });

  test('given time that runs out by itself or by hand and has no end yet, when it is extended, then it gets one', () => {
    const here = office();
    const guest = customerIn(here, HOTSPOT);
    const decision = decide(guest, { action: 'extend', until: '2026-12-05' }, factsOf(here));
    expect(decision.kind === 'change' && decision.changes.step?.account.expiresAt).toBe(
      Date.parse('2026-12-05T17:59:59Z'),
    );
  });
});

describe('activating', () => {
  test('given time that has run out, then it is to be renewed instead', () => {
    const here = office();
    const guest = { ...customerIn(here, HOTSPOT), status: 'expired' } as const;
    const decision = decide(guest, { action: 'activate' }, factsOf(here));
    expect(decision).toMatchObject({ kind: 'refused', reason: { code: 'activate-renew' } });
  });
});
