import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { core } from '../../host/core.ts';
import { refusalOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { CouldNotLoad, Loading, NothingYet, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { JustAdded } from '../registration/index.ts';
import { ActionDialog } from './action-dialog.tsx';
import { CustomerActions } from './customer-actions.tsx';
import { CustomerDo, CustomerShown } from './customer-context.ts';
import styles from './customer-page.module.css';
import { CustomerStatus } from '../../ui/customer-status.tsx';
import { Neighbours } from './neighbours.tsx';
import { Parts } from './parts.tsx';
import { targetOf } from './target.ts';
import { TYPE_WORDS } from './type-words.ts';
import { UnpaidSince } from './unpaid-since.tsx';

/** One customer: who it is, what is done with it, and its parts, each with an address of its own. */
export function CustomerPage() {
  const say = useMessage();
  const { id } = useParams({ from: '/customers/$id' });
  const search = useSearch({ from: '/customers/$id' });
  const { data, error, refetch, dataUpdatedAt } = useQuery(core.customers.get.queryOptions({ input: { id } }));
  const [doing, setDoing] = useState<CustomerAction | null>(null);
  const retry = (): void => void refetch();
  const isUnknown = data === undefined && UNKNOWN.has(refusalOf(error)?.code ?? '');
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
      beside={
        data && (
          <>
            <span className={styles.status}>
              <CustomerStatus of={data} full />
            </span>
            {data.suspendedReason === 'unpaid' && <UnpaidSince customer={data.id} />}
            <Link to="/customers/types" className={styles.type} title={say('customers.about-types')}>
              {say(TYPE_WORDS[data.type])}
            </Link>
          </>
        )
      }
      actions={
        <>
          {search.at !== undefined && <Neighbours id={id} search={search} at={search.at} />}
          {data !== undefined && <CustomerActions of={data} onAction={setDoing} />}
        </>
      }
    >
      {error !== null && data !== undefined && <StaleNotice error={error} onRetry={retry} lastGood={dataUpdatedAt} />}
      {isUnknown && (
        <NothingYet
          title={say('customer.unknown')}
          text={say('customer.unknown-text')}
          actions={<ButtonLink to="/customers">{say('shell.to-customers')}</ButtonLink>}
        />
      )}
      {error !== null && data === undefined && !isUnknown && <CouldNotLoad error={error} onRetry={retry} />}
      {error === null && data === undefined && <Loading />}
      {data !== undefined && (
        <CustomerShown value={data} key={data.id}>
          <CustomerDo value={setDoing}>
            <JustAdded name={data.fullName} onSendDetails={() => setDoing('send-details')} />
            <Parts id={id} />
            <Outlet />
          </CustomerDo>
        </CustomerShown>
      )}
      {doing !== null && data !== undefined && (
        <ActionDialog action={doing} target={targetOf(data)} onClose={() => setDoing(null)} />
      )}
    </Page>
  );
}

/** Nobody of that id within reach, or what stands in the address is no id at all: to try again would not help. */
const UNKNOWN = new Set(['customer-unknown', 'input-invalid']);

/** Escape leads back to the list, to the row that was opened. */
function useBackOnEscape(): void {
  const navigate = useNavigate({ from: '/customers/$id' });
  useEffect(() => {
    // Asked on the way down: a dialog that this very key closes is gone by the time the key comes up to the page.
    let busy = false;
    const look = (): void => {
      busy = document.querySelector('[aria-modal="true"], [role="menu"]') !== null;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const isForm = event.target instanceof HTMLElement && event.target.closest('form') !== null;
      if (event.key !== 'Escape' || event.defaultPrevented || busy || isForm) return;
      void navigate({ to: '/customers', search: (now) => now });
    };
    window.addEventListener('keydown', look, true);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', look, true);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [navigate]);
}
