import { describe, expect, test } from 'vitest';
import { type Admission, followUp } from '#shared/domain/radius/follow-up.ts';

const LET_IN: Admission = {
  ...{ username: 'rahim', group: 'plan:home', pool: 'home', rate: '5M/10M', address: null, expiration: 1000 },
};
const SUSPENDED: Admission = { ...LET_IN, group: 'st:suspended', pool: null, rate: null, expiration: null };
const EXPIRED: Admission = { ...LET_IN, group: 'st:expired', pool: 'lastmile-expired', rate: '64k/64k' };
const REFUSED: Admission = { ...SUSPENDED, group: null };
const END = { kind: 'disconnect' };

describe('what open sessions are told', () => {
  test.each<readonly [string, Admission | null, Admission | null, object | null]>([
    ['somebody who is new', null, LET_IN, null],
    ['nothing that has changed', LET_IN, { ...LET_IN }, null],
    ['a suspension', LET_IN, SUSPENDED, END],
    ['time that is over', LET_IN, EXPIRED, END],
    ['a hotspot whose time is over', LET_IN, REFUSED, END],
    ['somebody who is gone', LET_IN, null, END],
    ['another name', LET_IN, { ...LET_IN, username: 'karim' }, END],
    ['an address of their own', LET_IN, { ...LET_IN, address: '10.0.0.9' }, END],
    ['another address', { ...LET_IN, address: '10.0.0.8' }, { ...LET_IN, address: '10.0.0.9' }, END],
    ['another pool', LET_IN, { ...LET_IN, pool: 'fast', rate: '9M/9M' }, END],
    [
      'another pool of somebody with an address of their own',
      { ...LET_IN, address: '10.0.0.8' },
      { ...LET_IN, address: '10.0.0.8', pool: 'fast' },
      null,
    ],
    ['another speed', LET_IN, { ...LET_IN, rate: '9M/9M' }, { kind: 'change', rate: true, expiration: false }],
    ['a renewal', LET_IN, { ...LET_IN, expiration: 2000 }, { kind: 'change', rate: false, expiration: true }],
    ['a renewal of somebody who was let in slowly', EXPIRED, LET_IN, END],
    ['a suspension that is lifted', SUSPENDED, LET_IN, null],
    ['a hotspot that is renewed', REFUSED, LET_IN, null],
    ['somebody suspended who is gone', SUSPENDED, null, null],
  ])('given %s, then just what a session cannot find out by itself', (_, before, after, told) => {
    expect(followUp(before, after)).toEqual(told);
  });
});
