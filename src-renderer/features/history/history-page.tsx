import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { CouldNotLoad, Loading, NoMatches, NothingYet, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { Days } from './days.tsx';
import { ExportMenu } from './export-menu.tsx';
import { Filters } from './filters.tsx';
import styles from './history.module.css';
import { type HistorySearch, historySearchOf } from './place.ts';

/** Lines that travel together. */
const WINDOW = 100;

/** Who did what, the latest first, day by day. It is read here and changed nowhere. */
export function HistoryPage() {
  const say = useMessage();
  const navigate = useNavigate({ from: '/history' });
  const search = useSearch({ from: '/history' });
  const query = useInfiniteQuery({
    ...core.history.list.infiniteOptions({
      input: (after: number | undefined) => ({ filter: search, limit: WINDOW, ...(after !== undefined && { after }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
    staleTime: 0,
  });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, dataUpdatedAt } = query;
  const lines = data?.pages.flatMap((page) => page.lines) ?? [];
  const total = data?.pages[0]?.total;
  const isFiltered = Object.keys(search).length > 0;
  const change = (next: HistorySearch): void => void navigate({ search: historySearchOf({ ...next }), replace: true });
  const retry = (): void => void refetch();

  return (
    <Page title={say('history.title')} layout="fill" actions={<ExportMenu filter={search} isEmpty={total === 0} />}>
      <Filters search={search} onChange={change} />
      {error !== null && data !== undefined && <StaleNotice error={error} onRetry={retry} lastGood={dataUpdatedAt} />}
      {error !== null && data === undefined && <CouldNotLoad error={error} onRetry={retry} />}
      {error === null && data === undefined && <Loading />}
      {total === 0 && isFiltered && <NoMatches text={say('history.none-match')} onClear={() => change({})} />}
      {total === 0 && !isFiltered && (
        <NothingYet title={say('history.none-title')} text={say('history.none-text')} actions={null} />
      )}
      {lines.length > 0 && (
        // A region that scrolls must be reachable by keyboard.
        <div className={styles.lines} tabIndex={0} role="region" aria-label={say('history.title')}>
          <Days lines={lines} />
          {hasNextPage && (
            <div className={styles.more}>
              <Button aria-disabled={isFetchingNextPage} onClick={() => !isFetchingNextPage && void fetchNextPage()}>
                {say(isFetchingNextPage ? 'history.loading-more' : 'history.earlier')}
              </Button>
            </div>
          )}
        </div>
      )}
      <StatusLine>
        {total !== undefined && <span>{say('history.shown', { shown: lines.length, total })}</span>}
      </StatusLine>
      <div className="unseen" role="status">
        {total !== undefined && isFiltered && say('history.shown', { shown: lines.length, total })}
      </div>
    </Page>
  );
}
