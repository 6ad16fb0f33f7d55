import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
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
  const queryKey = core.customers.columns.queryKey();
  const known = useQuery(core.customers.columns.queryOptions()).data?.columns;
  // At once: a box that was ticked must not wait for the core. Null: the usual ones; undefined: nothing was chosen here.
  const [wanted, want] = useState<readonly CustomerColumn[] | null>();
  const { mutate } = useMutation(
    core.customers.chooseColumns.mutationOptions({
      // What was chosen last is kept last.
      scope: { id: 'customer-columns' },
      onSettled: () => cache.invalidateQueries({ queryKey }),
      onError: () => want(undefined),
    }),
  );
  const keep = (columns: readonly CustomerColumn[] | null): void => {
    want(columns);
    mutate({ columns: columns?.slice() ?? null });
  };
  const kept = wanted === undefined ? known : wanted;
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
