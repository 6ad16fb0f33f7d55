import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlapping, readBlock, startingPoint, usableSize } from '#shared/domain/ip/block.ts';
import { type Block, formatCidr, parseCidr } from '#shared/domain/ip/ipv4.ts';

describe('a block as it is typed', () => {
  test('given a CIDR and a gateway in it, when it is read, then both are numbers', () => {
    expect(readBlock(' ১০.০.০.০/22 ', '10.0.0.1')).toEqual({
      kind: 'block',
      block: { first: 0x0a000000, last: 0x0a0003ff },
      gateway: 0x0a000001,
    });
  });

  test('given what is no block, begins in the middle of one, or has its gateway elsewhere, when it is read, then it says which', () => {
    expect(readBlock('10.0.0.0', null)).toEqual({ kind: 'cidr' });
    expect(readBlock('10.0.0.0/33', null)).toEqual({ kind: 'cidr' });
    expect(readBlock('10.0.0.0/2x', null)).toEqual({ kind: 'cidr' });
    expect(readBlock('x/22', null)).toEqual({ kind: 'cidr' });
    expect(readBlock('10.0.1.5/22', null)).toEqual({ kind: 'cidr-start', fix: '10.0.0.0/22' });
    expect(readBlock('10.0.0.0/22', '10.0.4.1')).toEqual({ kind: 'gateway' });
    expect(readBlock('10.0.0.0/22', '10.0.0.0')).toEqual({ kind: 'gateway' });
    expect(readBlock('10.0.0.0/22', 'x')).toEqual({ kind: 'gateway' });
  });

  test('given blocks of every size, when their addresses are counted, then network, broadcast and gateway are not among them', () => {
    const size = (cidr: string, gateway: number | null) => usableSize(parseCidr(cidr)!, gateway);
    expect(size('10.0.0.0/22', 0x0a000001)).toBe(1021);
    expect(size('10.0.0.0/30', null)).toBe(2);
    expect(size('10.0.0.0/31', null)).toBe(2);
    expect(size('10.0.0.0/32', 0x0a000000)).toBe(0);
    expect(size('0.0.0.0/0', null)).toBe(2 ** 32 - 2);
  });

  test('given any address and length, when the starting point is told, then it is the block that the address lies in', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.nat(32), (address, bits) => {
        const text = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
        const block = parseCidr(startingPoint(`${text}/${bits}`) ?? '');
        expect(block && block.first <= address && address <= block.last).toBe(true);
      }),
    );
  });
});

test('given any blocks that are taken in one after the other unless they overlap, when they are compared, then every address is in one at most', () => {
  const block = fc.tuple(fc.nat(255), fc.integer({ min: 20, max: 32 })).map(([third, bits]): Block => {
    const size = 2 ** (32 - bits);
    const first = 0x0a000000 + third * 256;
    return { first: first - (first % size), last: first - (first % size) + size - 1 };
  });
  fc.assert(
    fc.property(fc.array(block, { maxLength: 30 }), (asked) => {
      const kept: Block[] = [];
      for (const one of asked) if (!overlapping(one, kept)) kept.push(one);
      const inOrder = kept.toSorted((one, other) => one.first - other.first);
      for (const [i, one] of inOrder.entries()) {
        expect(one.first > (inOrder[i - 1]?.last ?? -1)).toBe(true);
        expect(parseCidr(formatCidr(one))).toEqual(one);
      }
      // Whoever was turned away shares an address with one that was there.
      for (const one of asked)
        expect(kept.some((other) => one.first <= other.last && other.first <= one.last)).toBe(true);
    }),
  );
});
