import { useState } from 'react';
import type { Picking } from './picking.ts';

/** Which of some rows are picked, for a list that is in the page as a whole. */
export function usePicks<Row extends { readonly id: string }>(rows: readonly Row[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const picked = rows.filter(({ id }) => ids.has(id));
  const picking: Picking<Row> = {
    isPicked: ({ id }) => ids.has(id),
    all: picked.length === 0 ? false : picked.length === rows.length ? true : 'some',
    onPick: (from, to, isPicked) =>
      setIds((now) => {
        const next = new Set(now);
        for (const { id } of rows.slice(from, to + 1))
          if (isPicked) next.add(id);
          else next.delete(id);
        return next;
      }),
    onPickAll: (isPicked) => setIds(new Set(isPicked ? rows.map(({ id }) => id) : [])),
  };
  return { picked, picking, pickNone: () => setIds(new Set()) };
}
