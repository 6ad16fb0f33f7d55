import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parentsAfterMerge, sumsBeneath, treeOrder, zonesBeneath } from '#shared/domain/zone/tree.ts';

interface Node {
  readonly id: string;
  readonly parentId: string | null;
}

const node = (id: string, parentId: string | null = null): Node => ({ id, parentId });

test('given a tree, when it is put in order, then each zone stands before those beneath it, with its depth', () => {
  const rows = [node('a'), node('b', 'd'), node('c', 'a'), node('d', 'a'), node('e')];
  expect(treeOrder(rows).map(({ row, depth }) => `${row.id}${depth}`)).toEqual(['a0', 'c1', 'd1', 'b2', 'e0']);
});

test('given a parent that is not among them, or a circle that came from elsewhere, when it is put in order, then nothing is left out', () => {
  const rows = [node('a', 'gone'), node('b', 'c'), node('c', 'b')];
  expect(treeOrder(rows).map(({ row, depth }) => `${row.id}${depth}`)).toEqual(['a0', 'b0', 'c1']);
  expect(sumsBeneath(rows, new Map([['b', 2]])).get('c')).toBe(2);
  expect([...zonesBeneath('b', rows)]).toEqual(['b', 'c']);
});

test('given a zone that is merged into one beneath it, when the parents are told, then that one takes its place', () => {
  // top → from → a → into, and b beside a
  const rows = [node('top'), node('from', 'top'), node('a', 'from'), node('into', 'a'), node('b', 'from')];
  expect(parentsAfterMerge('from', 'into', rows)).toEqual(
    new Map([
      ['into', 'top'],
      ['a', 'into'],
      ['b', 'into'],
    ]),
  );
});

type Step =
  | { readonly does: 'add' | 'change' | 'merge'; readonly one: number; readonly other: number }
  | { readonly does: 'remove'; readonly one: number };

const steps = fc.array(
  fc.record({
    does: fc.constantFrom('add' as const, 'change' as const, 'merge' as const, 'remove' as const),
    one: fc.nat(30),
    other: fc.nat(30),
  }),
  { maxLength: 60 },
);

/** What the rules let through of a step, as the store would write it. */
function after(rows: readonly Node[], counts: Map<string, number>, step: Step, number: number): readonly Node[] {
  const at = (place: number): Node | undefined => (rows.length === 0 ? undefined : rows[place % rows.length]);
  const one = at(step.one);
  if (step.does === 'add') {
    counts.set(`z${number}`, step.other);
    return [...rows, node(`z${number}`, step.one % 3 === 0 ? null : (one?.id ?? null))];
  }
  if (!one) return rows;
  if (step.does === 'remove') {
    if (rows.some(({ parentId }) => parentId === one.id) || counts.get(one.id) !== 0) return rows;
    return rows.filter((row) => row !== one);
  }
  const other = at(step.other);
  if (!other || other === one) return rows;
  if (step.does === 'change') {
    if (zonesBeneath(one.id, rows).has(other.id)) return rows;
    return rows.map((row) => (row === one ? node(one.id, other.id) : row));
  }
  const parents = parentsAfterMerge(one.id, other.id, rows);
  counts.set(other.id, (counts.get(other.id) ?? 0) + (counts.get(one.id) ?? 0));
  counts.delete(one.id);
  return rows
    .filter((row) => row !== one)
    .map((row) => (parents.has(row.id) ? node(row.id, parents.get(row.id) ?? null) : row));
}

test('given any sequence of additions, moves, merges and removals, when the tree is looked at, then it has no circle and the counts add up', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const counts = new Map<string, number>();
      let rows: readonly Node[] = [];
      sequence.forEach((step, number) => {
        rows = after(rows, counts, step, number);
      });
      const ids = new Set(rows.map(({ id }) => id));
      for (const { id, parentId } of rows) {
        expect(parentId === null || ids.has(parentId)).toBe(true);
        const passed = new Set<string>();
        for (let at: string | null = id; at !== null; at = rows.find((row) => row.id === at)?.parentId ?? null) {
          expect(passed.has(at)).toBe(false);
          passed.add(at);
        }
      }
      const sums = sumsBeneath(rows, counts);
      const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const tops = rows.filter(({ parentId }) => parentId === null).map(({ id }) => sums.get(id) ?? 0);
      expect(tops.reduce((sum, count) => sum + count, 0)).toBe(all);
      for (const { id } of rows) {
        const beneath = [...zonesBeneath(id, rows)].reduce((sum, one) => sum + (counts.get(one) ?? 0), 0);
        expect(sums.get(id)).toBe(beneath);
      }
      expect(treeOrder(rows)).toHaveLength(rows.length);
    }),
  );
});
