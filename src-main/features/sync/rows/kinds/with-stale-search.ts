import { noteStale, type Stale } from '../../../records/index.ts';
import type { RowKind, Stored } from './row-kind.ts';

/**
 * The same kind, by whose records customers are found: where `told`, what of a record stands in the search index, is no
 * longer what it was, their texts are made anew.
 */
export const withStaleSearch = (kind: RowKind, by: Stale['by'], told: (record: Stored) => unknown): RowKind => ({
  ...kind,
  writer: (tx, seal) => {
    const write = kind.writer(tx, seal);
    return (id, to, before) => {
      write(id, to, before);
      if (told(to) !== (before ? told(before) : null)) noteStale(tx, by, id);
    };
  },
  remover: (tx) => {
    const remove = kind.remover(tx);
    return (id) => {
      remove(id);
      noteStale(tx, by, id);
    };
  },
});
