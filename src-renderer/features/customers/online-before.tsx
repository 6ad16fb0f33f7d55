import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/facts.tsx';
import { Loading } from '../../ui/page-states.tsx';
import styles from './customer-page.module.css';
import { DataUsed } from './data-used.tsx';
import { PastSessions } from './past-sessions.tsx';

/** Sessions that are read at once. */
const SOME = 50;
/** What the server has told is not kept: without it nothing is shown, as nobody could say from when it is. */
const NOW_ONLY = { staleTime: 0, gcTime: 0 } as const;

interface OnlineBeforeProps {
  readonly customer: string;
  /** Whether the page says already why the server is not reached. */
  readonly isWhyTold: boolean;
}

/** What the customer has used this month, and when they were online, as the central server tells it now. */
export function OnlineBefore({ customer, isWhyTold }: OnlineBeforeProps) {
  const say = useMessage();
  const used = useQuery({
    ...core.online.usage.queryOptions({ input: { by: 'day', customer } }),
    ...NOW_ONLY,
  });
  const past = useInfiniteQuery({
    ...core.online.sessions.infiniteOptions({
      input: (after: string | undefined) => ({ customer, limit: SOME, ...(after !== undefined && { after }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
    ...NOW_ONLY,
  });
  const error = past.error ?? used.error;
  const again = (): void => void Promise.all([past.refetch(), used.refetch()]);
  if (error !== null) {
    return (
      <div className={styles.bar}>
        <p role="status">
          {!isWhyTold && `${sentenceOf(error, say)} `}
          {say('sessions.not-now')}
        </p>
        <Button onClick={again}>{say('common.retry')}</Button>
      </div>
    );
  }
  if (used.data === undefined || past.data === undefined) return <Loading />;
  return (
    <>
      <Section title={say('sessions.used')}>
        <DataUsed used={used.data} />
      </Section>
      <Section title={say('sessions.history')}>
        <PastSessions sessions={past.data.pages.flatMap(({ sessions }) => sessions)} />
        {past.hasNextPage && (
          <Button disabled={past.isFetchingNextPage} onClick={() => void past.fetchNextPage()}>
            {say('sessions.more')}
          </Button>
        )}
      </Section>
    </>
  );
}
