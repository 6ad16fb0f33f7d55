import { useState } from 'react';
import type { CustomerFilter, CustomerLine, CustomerSelection } from '#shared/contract/customers.ts';

/** Most customers that can be picked one by one; more are picked as "all that match". */
const MOST = 10_000;

interface Picked {
  /** What the list was when they were picked. */
  readonly of: string;
  /** Null: all that match, but those in `except`. */
  readonly ids: ReadonlyMap<string, CustomerLine> | null;
  readonly except: ReadonlySet<string>;
}

export interface Selection {
  readonly count: number;
  readonly all: boolean | 'some';
  readonly isPicked: (row: CustomerLine) => boolean;
  readonly pick: (rows: readonly CustomerLine[], picked: boolean) => void;
  readonly pickAll: (picked: boolean) => void;
  /** As the core is told; null: nobody. */
  readonly which: CustomerSelection | null;
  /** The customers, as far as the page knows them; all that match are not held here. */
  readonly lines: readonly CustomerLine[];
}

const NOBODY = { ids: new Map<string, CustomerLine>(), except: new Set<string>() };

/**
 * Which customers of a list are picked, also those that have left the screen. Another list begins with nobody: nothing is
 * ever done to somebody who cannot be seen in the list that is shown. `key` says which list it is.
 */
export function useSelection(key: string, filter: CustomerFilter, total: number): Selection {
  const [kept, setKept] = useState<Picked>({ of: key, ...NOBODY });
  const { ids, except } = kept.of === key ? kept : NOBODY;
  const set = (next: Omit<Picked, 'of'>): void => setKept({ of: key, ...next });

  const count = ids === null ? Math.max(0, total - except.size) : ids.size;
  return {
    count,
    all: count === 0 ? false : count === total ? true : 'some',
    isPicked: (row) => (ids === null ? !except.has(row.id) : ids.has(row.id)),
    pick: (rows, picked) => {
      if (ids === null) {
        const left = new Set(except);
        for (const { id } of rows)
          if (picked) left.delete(id);
          else left.add(id);
        set({ ids, except: left });
        return;
      }
      const chosen = new Map(ids);
      for (const row of rows)
        if (!picked) chosen.delete(row.id);
        else if (chosen.size < MOST) chosen.set(row.id, row);
      set({ ids: chosen, except: NOBODY.except });
    },
    pickAll: (picked) => set(picked ? { ids: null, except: NOBODY.except } : NOBODY),
    which: count === 0 ? null : ids === null ? { filter, except: [...except] } : { ids: [...ids.keys()] },
    lines: ids === null ? [] : [...ids.values()],
  };
}
