import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  customerMarker,
  markedCustomer,
  markedPackage,
  packageMarker,
  withMarker,
  withoutMarker,
} from '#shared/domain/provisioning/marker.ts';
import { plainRate, queueLimits, rateLimit, type Speeds } from '#shared/domain/provisioning/rate.ts';
import { isSameValue } from '#shared/domain/provisioning/same-value.ts';
import { ID, OTHER } from './isp.ts';

describe('a marker', () => {
  test('given any comment, when it is marked, then the customer is found and what stood there is kept', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (comment) => {
        const marked = withMarker(comment, customerMarker(ID));
        expect(markedCustomer(marked)).toBe(ID);
        expect(withoutMarker(marked)).toBe(withoutMarker(comment));
        expect(withMarker(marked, customerMarker(ID))).toBe(marked);
        expect(markedCustomer(withMarker(marked, customerMarker(OTHER)))).toBe(OTHER);
      }),
    );
  });

  test.each([undefined, '', 'house 5', `x${customerMarker(ID)}`, `${customerMarker(ID)}x`, packageMarker(ID)])(
    'given the comment %j, then it is no customer’s',
    (comment) => {
      expect(markedCustomer(comment)).toBeNull();
    },
  );

  test('given a package’s marker, then it is told from a customer’s', () => {
    expect(markedPackage(`ours ${packageMarker(ID)}`)).toBe(ID);
    expect(markedPackage(customerMarker(ID))).toBeNull();
  });
});

describe('a rate', () => {
  const plain: Speeds = { downKbps: 10_240, upKbps: 5120, burstDownKbps: null, burstUpKbps: null, burstSeconds: null };
  const burst: Speeds = { ...plain, burstDownKbps: 20_480, burstSeconds: 8 };

  test('given speeds, then upload stands first, as the router sees it', () => {
    expect(rateLimit(plain)).toBe('5120k/10240k');
    expect(rateLimit(burst)).toBe('5120k/10240k 5120k/20480k 5120k/10240k 8/8');
    expect(rateLimit({ ...plain, upKbps: null })).toBe('');
    expect(rateLimit({ ...burst, burstSeconds: null })).toBe('5120k/10240k');
  });

  test('given speeds, then a queue has them in fields of its own', () => {
    expect(queueLimits(burst)).toEqual({
      'max-limit': '5120k/10240k',
      'burst-limit': '5120k/20480k',
      'burst-threshold': '5120k/10240k',
      'burst-time': '8s/8s',
    });
    expect(queueLimits({ ...plain, downKbps: null })).toMatchObject({ 'max-limit': '0/0', 'burst-time': '0s/0s' });
  });

  test.each([
    ['5M/10M', '5000000/10000k'],
    ['1.5M/2M', '1500k/2000000'],
    ['5120k/10240k 0/0', '5120000/10240000 0/0'],
    ['1G/1G', '1000M/1000000k'],
  ])('given %j and %j, then they are the same', (one, other) => {
    expect(plainRate(one)).toBe(plainRate(other));
  });
});

describe('a value on a router', () => {
  test.each([
    ['disabled', 'yes', 'true'],
    ['disabled', 'no', undefined],
    ['block-access', 'no', 'false'],
    ['rate-limit', '5120k/10240k', '5120000/10240000'],
    ['caller-id', 'AA:BB:CC:00:00:01', 'aa:bb:cc:00:00:01'],
    ['burst-time', '8s/8s', '8/8'],
    ['target', '10.0.0.9', '10.0.0.9/32'],
    ['mac-address', '', '00:00:00:00:00:00'],
    ['server', '', 'all'],
    ['remote-address', '', undefined],
  ])('given %s wanted as %j and there as %j, then it is as it should be', (field, wanted, there) => {
    expect(isSameValue(field, wanted, there)).toBe(true);
  });

  test.each([
    ['disabled', 'yes', undefined],
    ['rate-limit', '5120k/10240k', '10240k/5120k'],
    ['profile', 'home', 'Home'],
    ['remote-address', '', '10.0.0.9'],
    ['target', '10.0.0.9', '10.0.0.9/31'],
    ['name', 'rahim', undefined],
  ])('given %s wanted as %j and there as %j, then it is not', (field, wanted, there) => {
    expect(isSameValue(field, wanted, there)).toBe(false);
  });
});
