import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { type ListSearch, placeOf, statusOf } from './place.ts';

interface ElsewhereHintProps {
  readonly search: ListSearch;
  /** How many are in the list. */
  readonly here: number | undefined;
  readonly onSearch: (search: ListSearch) => void;
}

/** Somebody who calls may be suspended: says how many more a search would find in every state. */
export function ElsewhereHint({ search, here, onSearch }: ElsewhereHintProps) {
  const say = useMessage();
  const status = statusOf(search);
  const isNarrow = search.search !== undefined && status !== undefined && status !== 'any' && status !== 'deleted';
  const everywhere: ListSearch = { ...search, status: 'any', suspendedReason: undefined, mine: undefined };
  const { data } = useQuery({
    ...core.customers.count.queryOptions({ input: { which: { filter: placeOf(everywhere).filter } } }),
    enabled: isNarrow && here !== undefined,
  });
  const more = data === undefined || here === undefined ? 0 : data.total - here;
  if (!isNarrow || more <= 0) return null;
  return (
    <Button kind="quiet" onClick={() => onSearch(everywhere)}>
      {say('customers.more-elsewhere', { count: more })}
    </Button>
  );
}
