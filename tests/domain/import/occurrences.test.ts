import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Occurrences } from '#shared/domain/import/occurrences.ts';

test('given rows that come and go in any order, then it is known who is first, who is later, and whose state changed', () => {
  const move = fc.record({ row: fc.integer({ min: 0, max: 9 }), key: fc.constantFrom('a', 'b') });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const occurrences = new Occurrences<string>();
      const model = new Map<number, string>();
      const everHere = new Set<string>();
      const rowsOf = (key: string) =>
        [...model]
          .filter(([, other]) => other === key)
          .map(([row]) => row)
          .sort((a, b) => a - b);
      for (const { row, key } of moves) {
        const present = model.get(row);
        if (present !== undefined) {
          const wasFirst = rowsOf(present)[0] === row;
          model.delete(row);
          expect(occurrences.remove(present, row)).toBe(wasFirst ? (rowsOf(present)[0] ?? null) : null);
          continue;
        }
        const first = rowsOf(key)[0];
        model.set(row, key);
        expect(occurrences.add(key, row)).toEqual({
          isNew: !everHere.has(key),
          displaced: first !== undefined && first > row ? first : null,
        });
        everHere.add(key);
        for (const [each, itsKey] of model) {
          const leader = rowsOf(itsKey)[0] ?? null;
          expect(occurrences.isLater(each)).toBe(leader !== each);
          expect(occurrences.firstBefore(itsKey, each)).toBe(leader === each ? null : leader);
        }
      }
    }),
  );
});
