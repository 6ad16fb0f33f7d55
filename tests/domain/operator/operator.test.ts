import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineOf, reachOf } from '#shared/domain/operator/operator.ts';

const tree = [
  { id: 'admin', parentId: null },
  { id: 'north', parentId: 'admin' },
  { id: 'north-1', parentId: 'north' },
  { id: 'north-2', parentId: 'north' },
  { id: 'south', parentId: 'admin' },
];

describe('reach and line', () => {
  test('given a reseller, when asked whose customers it sees, then it is itself and all beneath it', () => {
    expect([...reachOf('north', tree)].sort()).toEqual(['north', 'north-1', 'north-2']);
    expect(reachOf('admin', tree).size).toBe(5);
    expect(reachOf('stranger', tree).size).toBe(0);
  });

  test('given a sub-reseller, when asked whose packages it may use, then it is its own line, nearest first', () => {
    expect([...lineOf('north-1', tree)]).toEqual(['north-1', 'north', 'admin']);
    expect(lineOf('stranger', tree).size).toBe(0);
  });

  test('given a tree that bites its tail, when walked, then it ends', () => {
    const ring = [
      { id: 'a', parentId: 'b' },
      { id: 'b', parentId: 'a' },
    ];
    expect(reachOf('a', ring).size).toBe(2);
    expect([...lineOf('a', ring)]).toEqual(['a', 'b']);
    expect([...lineOf('c', [{ id: 'c', parentId: 'gone' }])]).toEqual(['c', 'gone']);
  });

  test('given any tree, then one is in the reach of another exactly when that is in its line', () => {
    const trees = fc
      .array(fc.nat(), { minLength: 1, maxLength: 12 })
      .map((parents) =>
        parents.map((parent, index) => ({ id: String(index), parentId: index === 0 ? null : String(parent % index) })),
      );
    fc.assert(
      fc.property(trees, (operators) => {
        for (const { id } of operators) {
          const reach = reachOf(id, operators);
          for (const other of operators) expect(reach.has(other.id)).toBe(lineOf(other.id, operators).has(id));
        }
      }),
    );
  });
});
