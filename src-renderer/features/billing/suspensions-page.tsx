import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '#shared/contract/index.ts';
import { CUSTOMER_STATUSES } from '#shared/domain/customer/customer.ts';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { CustomerStatus } from '../../ui/customer-status.tsx';
import { Section } from '../../ui/facts.tsx';
import { CouldNotLoad, Loading, NothingYet } from '../../ui/page-states.tsx';
import { ReportsFrame } from './reports-frame.tsx';
import styles from './billing.module.css';
import { SuspensionNote } from './suspension-note.tsx';

export type Suspension = InferContractRouterOutputs<Contract>['ledger']['suspensions']['suspensions'][number];

const SOME = 100;

/** Who was suspended by itself, and what somebody who looked it through says of it. */
export function SuspensionsPage() {
  const say = useMessage();
  const navigate = useNavigate({ from: '/reports/suspensions' });
  const unread = useSearch({ from: '/reports/suspensions' }).unread === 'yes';
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...core.ledger.suspensions.infiniteOptions({
      input: (after: string | undefined) => ({ unread, limit: SOME, ...(after !== undefined && { after }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
    staleTime: 0,
  });
  const lines = data?.pages.flatMap((page) => page.suspensions) ?? [];
  return (
    <ReportsFrame needs="ledger.suspensions">
      <Section title={say('suspensions.title')}>
        <p className={styles.about}>{say('suspensions.text')}</p>
        <ChoiceTabs
          label={say('suspensions.show')}
          choices={[
            { value: 'all', word: say('suspensions.all') },
            { value: 'unread', word: say('suspensions.unread') },
          ]}
          value={unread ? 'unread' : 'all'}
          onChoose={(which) => void navigate({ search: which === 'unread' ? { unread: 'yes' } : {}, replace: true })}
        />
        {error !== null && data === undefined && <CouldNotLoad error={error} onRetry={() => void refetch()} />}
        {error === null && data === undefined && <Loading />}
        {data !== undefined && lines.length === 0 && unread && (
          <p className={styles.about}>{say('suspensions.none-unread')}</p>
        )}
        {lines.length > 0 && (
          <div className={styles.scroll} role="group" aria-label={say('suspensions.title')} tabIndex={0}>
            <table className={`${styles.ledger} ${styles.noted}`}>
              <thead>
                <tr>
                  <th scope="col">{say('suspensions.time')}</th>
                  <th scope="col">{say('suspensions.username')}</th>
                  <th scope="col">{say('suspensions.name')}</th>
                  <th scope="col">{say('suspensions.why')}</th>
                  <th scope="col">{say('suspensions.now')}</th>
                  <th scope="col" className={styles.noteCell}>
                    {say('suspensions.note')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <Line key={line.id} of={line} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {hasNextPage && (
          <Button
            className={styles.more}
            aria-disabled={isFetchingNextPage}
            onClick={() => !isFetchingNextPage && void fetchNextPage()}
          >
            {say('suspensions.earlier')}
          </Button>
        )}
      </Section>
      {data !== undefined && lines.length === 0 && !unread && (
        <NothingYet title={say('suspensions.none-title')} text={say('suspensions.none-text')} actions={null} />
      )}
    </ReportsFrame>
  );
}

function Line({ of }: { of: Suspension }) {
  const say = useMessage();
  const { dateTime } = useFormats();
  const status = CUSTOMER_STATUSES.find((one) => one === of.status);
  return (
    <tr>
      <td>
        <time dateTime={of.at}>{dateTime(of.at)}</time>
      </td>
      <td>
        <Link to="/customers/$id/billing" params={{ id: of.customer }}>
          {of.username}
        </Link>
      </td>
      <td>{of.fullName}</td>
      <td>{say(`suspensions.reason-${of.reason}`)}</td>
      <td>{status !== undefined && <CustomerStatus of={{ status, suspendedReason: null }} />}</td>
      <td className={styles.noteCell}>
        <SuspensionNote of={of} />
      </td>
    </tr>
  );
}
