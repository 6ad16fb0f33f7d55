import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../../../refusal.ts';

/** What a document comes to for one kind of records. `rows` are all of the kind as they will stand. */
export interface Planned<Row> {
  readonly created: readonly Row[];
  readonly updated: readonly Row[];
  readonly unchanged: number;
  readonly rows: readonly Row[];
}

interface Kept {
  readonly id: string;
  readonly version: number;
}

interface Kind<Item, Row> {
  /** How a message names the item: `zones "Mirpur"`. */
  readonly labelOf: (item: Item) => string;
  /** What makes an item and a row the same record. */
  readonly keyOfItem: (item: Item) => string;
  readonly keyOfRow: (row: Row) => string;
  /** The row as the item wants it; what the item does not say stays as it is. */
  readonly make: (item: Item, id: string, current: Row | undefined) => Row;
}

/** Matches items with rows. Throws Refusal `reference-twice` when two items mean the same record. */
export function planEach<Item, Row extends Kept>(
  items: readonly Item[],
  rows: readonly Row[],
  newId: () => string,
  { labelOf, keyOfItem, keyOfRow, make }: Kind<Item, Row>,
): Planned<Row> {
  const known = new Map(rows.map((row) => [keyOfRow(row), row]));
  const after = new Map(rows.map((row) => [row.id, row]));
  const created: Row[] = [];
  const updated: Row[] = [];
  const seen = new Set<string>();
  for (const item of items) {
    const key = keyOfItem(item);
    if (seen.has(key)) throw new Refusal('reference-twice', { item: labelOf(item) });
    seen.add(key);
    const current = known.get(key);
    const wanted = make(item, current?.id ?? newId(), current);
    if (current && JSON.stringify(wanted) === JSON.stringify(current)) continue;
    const row = current ? { ...wanted, version: current.version + 1 } : wanted;
    (current ? updated : created).push(row);
    after.set(row.id, row);
  }
  const unchanged = items.length - created.length - updated.length;
  return { created, updated, unchanged, rows: [...after.values()] };
}

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly code?: string | undefined;
}

/** Finds records by name or code; a name goes before a code. Several may bear a name, under different owners. */
export function lookUpOf<Record extends Named>(records: Iterable<Record>): (nameOrCode: string) => readonly Record[] {
  const byName = new Map<string, Record[]>();
  const byCode = new Map<string, Record[]>();
  for (const record of records) {
    add(byName, folded(record.name), record);
    if (record.code !== undefined) add(byCode, folded(record.code), record);
  }
  return (nameOrCode) => byName.get(folded(nameOrCode)) ?? byCode.get(folded(nameOrCode)) ?? [];
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** Throws Refusal `reference-circle` when a record stands beneath itself. */
export function refuseCircles(
  rows: readonly { readonly id: string; readonly name: string; readonly parentId: string | null }[],
  kind: string,
): void {
  const parents = new Map(rows.map(({ id, parentId }) => [id, parentId]));
  for (const { id, name } of rows) {
    const passed = new Set<string>();
    for (let above: string | null = id; above !== null; above = parents.get(above) ?? null) {
      if (passed.has(above)) throw new Refusal('reference-circle', { item: `${kind} "${name}"` });
      passed.add(above);
    }
  }
}
