import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CouldNotLoad, Loading, NoMatches, NothingYet, StaleNotice } from '../../ui/page-states.tsx';
import { useMay } from '../sign-in/index.ts';
import { AddCustomer } from '../registration/index.ts';
import { cleared, isFiltered, type ListSearch } from './place.ts';
import { tabOf } from './tabs.ts';
import type { CustomerList } from './use-customer-list.ts';

interface ListStateProps {
  readonly list: CustomerList;
  readonly search: ListSearch;
  readonly onSearch: (search: ListSearch) => void;
}

/** What stands in place of the table, or over it, when it is not there: on its way, failed, nothing found, nobody yet. */
export function ListState({ list, search, onSearch }: ListStateProps) {
  const say = useMessage();
  const { allowed: mayImport } = useMay('import.open');
  const { data: counts } = useQuery(core.customers.counts.queryOptions());
  const { error, total, retry, lastGood } = list;
  if (total === undefined) {
    return error === null ? <Loading /> : <CouldNotLoad error={error} onRetry={retry} lastGood={lastGood} />;
  }
  const stale = error !== null && <StaleNotice error={error} onRetry={retry} lastGood={lastGood} />;
  if (total > 0) return stale;
  if (isFiltered(search)) {
    return (
      <>
        {stale}
        <NoMatches text={say('customers.none-match')} onClear={() => onSearch(cleared(search))} />
      </>
    );
  }
  const isEmpty = counts !== undefined && Object.values(counts.byStatus).every((count) => count === 0);
  const isAll = tabOf(search) === 'any';
  return isEmpty || isAll ? (
    <NothingYet
      title={say('customers.none-title')}
      text={say('customers.none-text')}
      actions={
        <>
          {mayImport && <ButtonLink to="/import">{say('customers.import')}</ButtonLink>}
          <AddCustomer />
        </>
      }
    />
  ) : (
    <NothingYet
      title={say('customers.none-here')}
      text={say('customers.none-here-text')}
      actions={<Button onClick={() => onSearch({ status: 'any' })}>{say('customers.show-all')}</Button>}
    />
  );
}
