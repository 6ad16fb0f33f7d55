import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { CouldNotLoad, Loading, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { CustomerStatus } from './customer-status.tsx';
import { Neighbours } from './neighbours.tsx';
import { Profile } from './profile.tsx';

/** One customer: who it is, and everything the office knows. */
export function CustomerPage() {
  const say = useMessage();
  const { id } = useParams({ from: '/customers/$id' });
  const search = useSearch({ from: '/customers/$id' });
  const { data, error, refetch, dataUpdatedAt } = useQuery(core.customers.get.queryOptions({ input: { id } }));
  const retry = (): void => void refetch();
  useBackOnEscape();

  return (
    <Page
      title={data?.fullName ?? say('customers.customer')}
      before={
        <ButtonLink
          kind="icon"
          to="/customers"
          search={search}
          aria-label={say('customers.back')}
          title={say('customers.back')}
        >
          <IconChevronLeft size={18} stroke={1.75} aria-hidden="true" />
        </ButtonLink>
      }
      beside={data && <CustomerStatus of={data} full />}
      actions={search.at !== undefined && <Neighbours id={id} search={search} at={search.at} />}
    >
      {error !== null && data !== undefined && <StaleNotice error={error} onRetry={retry} lastGood={dataUpdatedAt} />}
      {error !== null && data === undefined && <CouldNotLoad error={error} onRetry={retry} />}
      {error === null && data === undefined && <Loading />}
      {data !== undefined && <Profile of={data} key={data.id} />}
    </Page>
  );
}

/** Escape leads back to the list, to the row that was opened. */
function useBackOnEscape(): void {
  const navigate = useNavigate({ from: '/customers/$id' });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const busy = document.querySelector('[aria-modal="true"]') !== null;
      if (event.key !== 'Escape' || event.defaultPrevented || busy) return;
      void navigate({ to: '/customers', search: (now) => now });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [navigate]);
}
