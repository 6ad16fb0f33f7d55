import type { DesiredRecord, Menu, RouterRecord } from './record.ts';

/** The records of a router, as it has told them. What comes and goes by itself is left out of every look-up. */
export interface Standing {
  readonly of: (menu: Menu) => readonly RouterRecord[];
  /** Those whose comment has a marker. */
  readonly marked: (menu: Menu, marker: string) => readonly RouterRecord[];
  /** The one in the place of a desired record: alike in all fields of its key. */
  readonly keyed: (desired: DesiredRecord) => RouterRecord | undefined;
}

const NONE: readonly RouterRecord[] = [];

const keyOf = (key: readonly string[], fields: RouterRecord): string =>
  JSON.stringify(key.map((field) => fields[field] ?? ''));

/** Records by marker and by key, so that thousands of customers are looked for in thousands of records at once. */
export function standingOf(records: ReadonlyMap<Menu, readonly RouterRecord[]>): Standing {
  const lasting = new Map(
    [...records].map(([menu, all]) => [menu, all.filter(({ dynamic }) => dynamic !== 'true')] as const),
  );
  const byMarker = new Map<Menu, ReadonlyMap<string, readonly RouterRecord[]>>();
  const byKey = new Map<string, ReadonlyMap<string, RouterRecord>>();

  const markersIn = (menu: Menu): ReadonlyMap<string, readonly RouterRecord[]> => {
    const known = byMarker.get(menu);
    if (known) return known;
    const made = new Map<string, RouterRecord[]>();
    for (const record of lasting.get(menu) ?? NONE) {
      const words = (record['comment'] ?? '').split(/\s+/).filter((word) => word.startsWith('lastmile:'));
      for (const word of new Set(words)) {
        const others = made.get(word);
        if (others) others.push(record);
        else made.set(word, [record]);
      }
    }
    byMarker.set(menu, made);
    return made;
  };

  const keysIn = (menu: Menu, key: readonly string[]): ReadonlyMap<string, RouterRecord> => {
    const name = `${menu} ${key.join(' ')}`;
    const known = byKey.get(name);
    if (known) return known;
    const made = new Map<string, RouterRecord>();
    for (const record of lasting.get(menu) ?? NONE) {
      const at = keyOf(key, record);
      if (!made.has(at)) made.set(at, record);
    }
    byKey.set(name, made);
    return made;
  };

  return {
    of: (menu) => records.get(menu) ?? NONE,
    marked: (menu, marker) => markersIn(menu).get(marker) ?? NONE,
    keyed: ({ menu, key, fields }) => keysIn(menu, key).get(keyOf(key, fields)),
  };
}
