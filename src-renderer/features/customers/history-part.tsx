import { useInfiniteQuery } from '@tanstack/react-query';
import type { HistoryLine } from '#shared/contract/history.ts';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { actionWord, ChangeLines } from '../../ui/change-lines.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import { useCustomer } from './customer-context.ts';
import styles from './customer-page.module.css';

/** Lines that are read at once. */
const SOME = 50;

/** Everything that was ever done to this customer: when, by whom, at which console, and what was there before. */
export function HistoryPart() {
  const say = useMessage();
  const { id } = useCustomer();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    core.history.list.infiniteOptions({
      input: (after: number | undefined) => ({
        filter: { customer: id },
        limit: SOME,
        ...(after !== undefined && { after }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
  );
  if (data === undefined) {
    return error === null ? <Loading /> : <CouldNotLoad error={error} onRetry={() => void refetch()} />;
  }
  const lines = data.pages.flatMap((page) => page.lines);
  if (lines.length === 0) return <p className={styles.none}>{say('customer.no-history')}</p>;
  return (
    <div className={styles.single}>
      <ol className={styles.history}>
        {lines.map((line) => (
          <Line key={line.seq} line={line} />
        ))}
      </ol>
      {hasNextPage && (
        <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('customer.earlier')}
        </Button>
      )}
    </div>
  );
}

function Line({ line }: { line: HistoryLine }) {
  const say = useMessage();
  const { dateTime } = useFormats();
  return (
    <li>
      <time dateTime={line.at}>{dateTime(line.at)}</time>
      <div>
        <p>
          <strong>{actionWord(line.action, say)}</strong>{' '}
          <span className="muted">
            {say('customer.by-at', { by: line.by ?? say('customer.somebody'), console: line.console })}
          </span>
        </p>
        <ChangeLines changes={line.changes} />
      </div>
    </li>
  );
}
