import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCidr, formatIpv4, isUsableHost, parseCidr, parseIpv4 } from '#shared/domain/ip/ipv4.ts';

const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('parseIpv4', () => {
  test('given any address, when written and read, then it is the same', () => {
    fc.assert(
      fc.property(address, (ip) => {
        expect(parseIpv4(formatIpv4(ip))).toBe(ip);
      }),
    );
  });

  test('given Bengali digits and white space around, then they are read', () => {
    expect(parseIpv4('\u00A0১০.০.৩.৯ ')).toBe(0x0a000309);
    expect(parseIpv4('255.255.255.255')).toBe(2 ** 32 - 1);
    expect(parseIpv4('0.0.0.0')).toBe(0);
  });

  test.each([
    '',
    '10.0.0',
    '10.0.0.0.1',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.00',
    '10.0..1',
    '.10.0.0',
    '10.0.0.',
    '10.0.0.1/32',
    '10.0.0.-1',
    '1e1.0.0.1',
    '10 .0.0.1',
    'a.b.c.d',
    '0x0a.0.0.1',
    '1.2.3.4.',
  ])('given %j, then it is no address', (text) => {
    expect(parseIpv4(text)).toBeNull();
  });
});

describe('blocks', () => {
  test('given any block, when written and read, then it is the same', () => {
    fc.assert(
      fc.property(address, fc.integer({ min: 0, max: 32 }), (ip, prefix) => {
        const size = 2 ** (32 - prefix);
        const first = Math.floor(ip / size) * size;
        const block = { first, last: first + size - 1 };
        expect(parseCidr(formatCidr(block))).toEqual(block);
        expect(formatCidr(block)).toBe(`${formatIpv4(first)}/${prefix}`);
      }),
    );
  });

  test.each(['10.0.0.0', '10.0.0.1/24', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0/24', '10.0.0.0/024', '10.0.0.0/'])(
    'given %j, then it is no block',
    (text) => {
      expect(parseCidr(text)).toBeNull();
    },
  );

  test('given a block of four and more, then its first and last address are no hosts', () => {
    const block = parseCidr('10.0.0.0/30');
    const usable = [0, 1, 2, 3, 4].filter((offset) => block && isUsableHost(block.first + offset, block));
    expect(usable).toEqual([1, 2]);
  });

  test('given /31 and /32, then all addresses are hosts', () => {
    const pair = { first: 10, last: 11 };
    expect([9, 10, 11, 12].filter((ip) => isUsableHost(ip, pair))).toEqual([10, 11]);
    expect(isUsableHost(7, { first: 7, last: 7 })).toBe(true);
  });
});
