import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CustomerColumn } from '#shared/contract/customers.ts';
import { core } from '../../host/core.ts';
import { OF_DELETED, USUAL } from './list-columns.ts';
import { columnsOf, type ListSearch } from './place.ts';

interface ListColumns {
  readonly shown: readonly CustomerColumn[];
  readonly choose: (columns: readonly CustomerColumn[]) => void;
  readonly reset: () => void;
}

/**
 * The columns of the list: those of the address where it names some, as a saved view does; else what this person chose
 * last. Deleted customers have their own.
 */
export function useListColumns(search: ListSearch, go: (search: ListSearch) => void): ListColumns {
  const cache = useQueryClient();
  const kept = useQuery(core.customers.columns.queryOptions()).data?.columns;
  const { mutate } = useMutation(core.customers.chooseColumns.mutationOptions());
  const keep = (next: readonly CustomerColumn[] | null): void => {
    const columns = next?.slice() ?? null;
    const queryKey = core.customers.columns.queryKey();
    const show = (): unknown => cache.setQueryData(queryKey, { columns });
    // At once: a box that was ticked must not wait for the core. An answer of before, still on its way, does not undo it.
    show();
    void cache.cancelQueries({ queryKey }).then(show);
    mutate({ columns });
  };
  const isOfAddress = search.columns !== undefined || search.status === 'deleted' || search.mine !== undefined;
  const { columns, status } = search;
  const shown = useMemo(() => {
    const named = columnsOf({ ...(columns !== undefined && { columns }) });
    if (named !== null) return named;
    if (status === 'deleted') return OF_DELETED;
    return kept != null && kept.length > 0 ? kept : USUAL;
  }, [columns, kept, status]);
  return {
    shown,
    choose: (next) => (isOfAddress ? go({ ...search, columns: next.join(',') }) : keep(next)),
    reset: () => (isOfAddress ? go({ ...search, columns: undefined }) : keep(null)),
  };
}
