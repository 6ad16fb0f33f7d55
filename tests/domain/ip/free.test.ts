import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countFree, firstFree } from '#shared/domain/ip/free.ts';
import { type Block, formatIpv4, isUsableHost, parseCidr, parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { mapOf } from '#shared/domain/ip/map.ts';
import { type BlockPlan, claimOn, claimsOf, offered } from '#shared/domain/ip/plan.ts';
import { beginningWith } from '#shared/domain/ip/prefix.ts';
import { readReserved } from '#shared/domain/ip/reserved.ts';
import { common, joined, sizeOf, without } from '#shared/domain/ip/stretches.ts';

const ip = (text: string): number => parseIpv4(text)!;
const every = ({ first, last }: Block): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

const plan = (cidr: string, gateway: string | null, ...reserved: readonly [string, string][]): BlockPlan => ({
  ...parseCidr(cidr)!,
  gateway: gateway === null ? null : ip(gateway),
  reserved: reserved.map(([first, last]) => ({ first: ip(first), last: ip(last) })),
});

/** The taken addresses of a stretch out of a list, and how many of them were asked for. */
function takenFrom(taken: readonly number[]) {
  const inOrder = [...new Set(taken)].sort((one, other) => one - other);
  const within = ({ first, last }: Block) => inOrder.filter((one) => one >= first && one <= last);
  let read = 0;
  function* reading(stretch: Block) {
    for (const one of within(stretch)) {
      read += 1;
      yield one;
    }
  }
  return {
    of: (stretch: Block) => reading(stretch),
    in: (stretch: Block) => within(stretch).length,
    read: () => read,
  };
}

// Blocks of up to 64 addresses with everything that can be in the way, also at the very end of the address space.
const anyBlock = fc
  .tuple(fc.integer({ min: 26, max: 32 }), fc.constantFrom(0x0a000000, 2 ** 32 - 64))
  .map(([bits, at]) => ({
    first: at,
    last: at + 2 ** (32 - bits) - 1,
  }));
const anyPlan: fc.Arbitrary<BlockPlan> = anyBlock.chain((block) => {
  const within = fc.integer({ min: block.first, max: block.last });
  return fc.record({
    first: fc.constant(block.first),
    last: fc.constant(block.last),
    gateway: fc.option(within.filter((one) => isUsableHost(one, block))),
    reserved: fc
      .array(fc.tuple(within, within), { maxLength: 4 })
      .map((pairs) =>
        joined(pairs.map(([one, other]) => ({ first: Math.min(one, other), last: Math.max(one, other) }))),
      ),
  });
});
const anyUse = anyPlan.chain((block) => {
  const some = fc.array(fc.integer({ min: block.first, max: block.last }), { maxLength: 70 });
  return fc.record({ block: fc.constant(block), taken: some, held: some, wanted: fc.integer({ min: 0, max: 80 }) });
});

describe('what is free in a block', () => {
  test('given any block, gateway, reserved ranges, customers and holds, when it is asked, then it is what a walk from address to address finds', () => {
    fc.assert(
      fc.property(anyUse, ({ block, taken, held, wanted }) => {
        const walk = every(block).filter(
          (one) => claimOn(one, block) === null && !taken.includes(one) && !held.includes(one),
        );
        const from = takenFrom(taken);
        expect(firstFree(offered(block), from.of, new Set(held), wanted)).toEqual(walk.slice(0, wanted));
        const onlyHeld = held.filter((one) => !taken.includes(one));
        expect(countFree(offered(block), from.in, onlyHeld)).toBe(walk.length);
        expect(sizeOf(offered(block))).toBe(every(block).filter((one) => claimOn(one, block) === null).length);
      }),
    );
  });

  test('given a /8, when the first hundred are asked for, then no more of what is taken is read than lies before them', () => {
    const block = plan('10.0.0.0/8', '10.0.0.1', ['10.0.0.2', '10.0.0.9']);
    const taken = takenFrom([
      ip('10.0.0.10'),
      ip('10.0.0.12'),
      ...every({ first: ip('10.9.0.0'), last: ip('10.9.3.255') }),
    ]);
    const found = firstFree(offered(block), taken.of, new Set([ip('10.0.0.13')]), 3);
    expect(found.map(formatIpv4)).toEqual(['10.0.0.11', '10.0.0.14', '10.0.0.15']);
    expect(taken.read()).toBeLessThanOrEqual(3);
    expect(countFree(offered(block), taken.in, [ip('10.0.0.13')])).toBe(2 ** 24 - 2 - 1 - 8 - 2 - 1024 - 1);
  });

  test('given any map, when it is drawn, then what is free on it is what is offered, and a customer stands before all else', () => {
    fc.assert(
      fc.property(anyUse, ({ block, taken, held }) => {
        const map = mapOf(
          block,
          block,
          (one) => taken.includes(one),
          (one) => held.includes(one),
        );
        expect(map.map((one) => one.ip)).toEqual(every(block));
        const free = map.filter(({ state }) => state === 'free').map((one) => one.ip);
        expect(free).toEqual(firstFree(offered(block), takenFrom(taken).of, new Set(held), 100));
        for (const { ip: one, state } of map) expect(state === 'taken').toBe(taken.includes(one));
      }),
    );
  });

  test('given many blocks, when an address is looked for, then it is set aside by the block that it is in', () => {
    const blocks = [
      plan('10.0.1.0/24', null, ['10.0.1.7', '10.0.1.8']),
      plan('10.0.0.0/24', '10.0.0.1'),
      plan('10.0.9.0/31', null),
    ];
    const claimOf = claimsOf(blocks);
    const told = ['10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.1.8', '10.0.1.255', '10.0.2.0', '10.0.9.0', '9.0.0.1'];
    expect(told.map((one) => claimOf(ip(one)))).toEqual([
      'edge',
      'gateway',
      null,
      'reserved',
      'edge',
      null,
      null,
      null,
    ]);
  });
});

describe('the beginning of an address', () => {
  const begins = (typed: string) => (one: string) =>
    beginningWith(typed).some(({ first, last }) => first <= ip(one) && ip(one) <= last);

  test('given "10.0.3", when it is typed, then 10.0.3 and 10.0.30 to 10.0.39 are meant; with a dot behind it, 10.0.3 alone', () => {
    const is = begins('10.0.3');
    expect(['10.0.3.0', '10.0.3.255', '10.0.30.1', '10.0.39.9'].every(is)).toBe(true);
    expect(['10.0.4.1', '10.0.29.255', '10.0.40.0', '10.3.0.0'].some(is)).toBe(false);
    expect(beginningWith('10.0.3.')).toEqual([{ first: ip('10.0.3.0'), last: ip('10.0.3.255') }]);
    expect(beginningWith('10.0.')).toEqual([{ first: ip('10.0.0.0'), last: ip('10.0.255.255') }]);
    expect(beginningWith('১০.০.৩.')).toEqual(beginningWith('10.0.3.'));
  });

  test('given what begins no address, when it is typed, then nothing is meant', () => {
    for (const typed of ['x', '10..', '.', '256', '10.0.03', '10.0.0.0.', '10.0.0.0.0', '10 0', '-1', '10.0.0.0/8']) {
      expect(beginningWith(typed), typed).toEqual([]);
    }
  });

  test('given any text of an address cut off anywhere, when it is typed, then exactly those addresses are meant whose text begins so', () => {
    const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(address, address, fc.nat(15), (one, other, length) => {
        const typed = formatIpv4(one).slice(0, length);
        const ranges = beginningWith(typed);
        const isMeant = (ip_: number) => ranges.some(({ first, last }) => first <= ip_ && ip_ <= last);
        expect(isMeant(one)).toBe(true);
        expect(isMeant(other)).toBe(formatIpv4(other).startsWith(typed));
        ranges.forEach(({ first }, i) => expect(first > (ranges[i - 1]?.last ?? -1)).toBe(true));
      }),
    );
  });
});

test('given any sets of addresses, when they are joined, cut and taken from each other, then it is as with sets', () => {
  const range = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
  const some = fc.array(range, { maxLength: 8 });
  const setOf = (blocks: readonly Block[]) => new Set(blocks.flatMap(every));
  fc.assert(
    fc.property(some, some, (one, other) => {
      const [a, b] = [joined(one), joined(other)];
      expect(setOf(a)).toEqual(setOf(one));
      expect(sizeOf(a)).toBe(setOf(one).size);
      const inBoth = every({ first: 0, last: 60 }).filter((x) => setOf(one).has(x) && setOf(other).has(x));
      const inOne = every({ first: 0, last: 60 }).filter((x) => setOf(one).has(x) && !setOf(other).has(x));
      expect(common(a, b).flatMap(every)).toEqual(inBoth);
      expect(without(a, b).flatMap(every)).toEqual(inOne);
    }),
  );
});

describe('reserved ranges as they are typed', () => {
  const block = parseCidr('10.0.0.0/24')!;
  const read = (...lines: readonly [string, string][]) =>
    readReserved(
      lines.map(([from, to]) => ({ from, to, note: null })),
      block,
    );

  test('given ranges in any order and digits, when they are read, then they are in the order of the addresses', () => {
    expect(read(['10.0.0.9', ''], [' ১০.০.০.২ ', '10.0.0.5'])).toEqual({
      kind: 'ranges',
      ranges: [
        { first: ip('10.0.0.2'), last: ip('10.0.0.5'), note: null },
        { first: ip('10.0.0.9'), last: ip('10.0.0.9'), note: null },
      ],
    });
  });

  test('given what cannot be, when it is read, then the line is told', () => {
    expect(read(['10.0.0.2', '10.0.0.5'], ['10.0.1.2', ''])).toMatchObject({
      kind: 'outside',
      line: 1,
      value: '10.0.1.2',
    });
    expect(read(['10.0.0.2', 'x'])).toMatchObject({ kind: 'outside', line: 0, value: 'x' });
    expect(read(['10.0.0.5', '10.0.0.2'])).toMatchObject({ kind: 'backwards', line: 0 });
    expect(read(['10.0.0.4', '10.0.0.8'], ['10.0.0.1', '10.0.0.4'])).toEqual({
      kind: 'overlap',
      line: 1,
      value: '10.0.0.1 – 10.0.0.4',
      other: '10.0.0.4 – 10.0.0.8',
    });
  });
});
