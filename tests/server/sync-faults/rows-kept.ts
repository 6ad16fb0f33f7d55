import type { Store } from '#main/store/index.ts';

/** What never says anything of what is kept. */
const LEFT_OUT = /^(sqlite_|customer_search|search_)/;

/** All that a store keeps, as it lies on the disk. */
export function kept({ reader }: Store): ReadonlyMap<string, readonly unknown[]> {
  const tables = reader
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    )
    .pluck()
    .all()
    .filter((name) => !LEFT_OUT.test(name));
  return new Map(tables.map((name) => [name, reader.prepare<[]>(`SELECT * FROM "${name}"`).raw().all()] as const));
}

/** The same where what is sealed (each time another one) or numbered anew counts as something that is there. */
export function keptAlike(store: Store): unknown {
  const told = JSON.stringify([...kept(store)], (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' ? 'sealed' : value,
  );
  return JSON.parse(told);
}
