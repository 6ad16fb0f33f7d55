import type { Zone } from './zone.ts';

type Node = Pick<Zone, 'id' | 'parentId'>;

/** A zone in its place: how deep it stands, from 0. */
export interface Placed<Row> {
  readonly row: Row;
  readonly depth: number;
}

/**
 * Zones as a tree reads: each before those beneath it, in the order in which they come otherwise. One whose parent is not
 * among them, or that stands beneath itself, begins a tree of its own: nothing is ever left out.
 */
export function treeOrder<Row extends Node>(rows: readonly Row[]): readonly Placed<Row>[] {
  const known = new Set(rows.map(({ id }) => id));
  const children = Map.groupBy(rows, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null));
  const placed: Placed<Row>[] = [];
  const seen = new Set<string>();
  const place = (row: Row, depth: number): void => {
    if (seen.has(row.id)) return;
    seen.add(row.id);
    placed.push({ row, depth });
    for (const child of children.get(row.id) ?? []) place(child, depth + 1);
  };
  for (const row of children.get(null) ?? []) place(row, 0);
  for (const row of rows) place(row, 0);
  return placed;
}

/** The zone and all beneath it. */
export function zonesBeneath(id: string, rows: readonly Node[]): ReadonlySet<string> {
  const children = Map.groupBy(rows, ({ parentId }) => parentId);
  const beneath = new Set<string>();
  const waiting = [id];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (beneath.has(one)) continue;
    beneath.add(one);
    waiting.push(...(children.get(one) ?? []).map((child) => child.id));
  }
  return beneath;
}

/** What counts for each zone, together with what counts for those beneath it. */
export function sumsBeneath(rows: readonly Node[], counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const parents = new Map(rows.map(({ id, parentId }) => [id, parentId]));
  for (const { id } of rows) {
    const count = counts.get(id) ?? 0;
    const passed = new Set<string>();
    for (let at: string | null = id; at !== null && !passed.has(at); at = parents.get(at) ?? null) {
      passed.add(at);
      sums.set(at, (sums.get(at) ?? 0) + count);
    }
  }
  return sums;
}

/**
 * The parents after one zone went into another: the other takes the place of the first where it stood beneath it, and
 * what else stood beneath the first stands beneath the other. Only zones whose parent changes.
 */
export function parentsAfterMerge(
  from: string,
  into: string,
  rows: readonly Node[],
): ReadonlyMap<string, string | null> {
  const fromParent = rows.find(({ id }) => id === from)?.parentId ?? null;
  const after = new Map<string, string | null>();
  // Lifted first: of a chain from → a → into, a may then stand beneath into.
  if (zonesBeneath(from, rows).has(into)) after.set(into, fromParent);
  for (const { id, parentId } of rows) if (parentId === from && id !== into) after.set(id, into);
  return after;
}
