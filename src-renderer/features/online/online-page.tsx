import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { OnlineSession } from '#shared/contract/online.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Grid } from '../../ui/grid/index.ts';
import { CouldNotLoad, Loading, NoMatches, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { DisconnectDialog, type SourceRouter, StaleRouters, StaleServer } from '../../ui/sessions/index.ts';
import { StatusLine } from '../../ui/status-line.tsx';
import { useMay } from '../sign-in/index.ts';
import { useOnlineColumns } from './columns.tsx';
import { NobodyOnline, NoRouter } from './empty.tsx';
import { Filters } from './filters.tsx';
import styles from './online.module.css';
import { PickedSessions } from './picked-sessions.tsx';
import { onlineSearchOf } from './place.ts';
import { useOnlineList } from './use-online-list.ts';

const keyOf = ({ routerId, id }: OnlineSession): string => `${routerId ?? ''} ${id}`;

/** Who is online now, on which router, and since when; and how somebody is thrown out. */
export function OnlinePage() {
  const say = useMessage();
  const navigate = useNavigate({ from: '/online' });
  const search = useSearch({ from: '/online' });
  const [isPaused, setPaused] = useState(false);
  const list = useOnlineList(search, isPaused);
  const { total, online, rows, routers, server, sources, isReading, want, error, lastGood, retry } = list;
  const may = useMay('online.disconnect');
  const mayRead = useMay('online.refresh').allowed;
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<readonly OnlineSession[]>([]);
  const [range, setRange] = useState({ first: 0, last: -1 });
  const askOne = useCallback((session: OnlineSession) => setAsked([session]), []);
  const columns = useOnlineColumns(server !== null, may.allowed ? askOne : undefined);

  const picked = rows.filter((row) => keys.has(keyOf(row)));
  const isFiltered = search.search !== undefined || search.router !== undefined || search.zone !== undefined;
  const change = (next: Readonly<Record<string, unknown>>): void =>
    void navigate({ search: (now) => onlineSearchOf({ ...now, ...next }), replace: true });
  const pick = (some: readonly OnlineSession[], isPicked: boolean): void => {
    const next = new Set(keys);
    for (const row of some)
      if (isPicked) next.add(keyOf(row));
      else next.delete(keyOf(row));
    setKeys(next);
  };
  const onRange = useCallback(
    (first: number, last: number) => {
      want(first, last);
      setRange({ first, last });
    },
    [want],
  );
  const hasSource = sources.length > 0;
  const isEmpty = total === 0 && hasSource && !isReading;

  return (
    <Page
      title={say('online.title')}
      layout="fill"
      beside={hasSource && <Now online={online} sources={sources} isPaused={isPaused} isReading={isReading} />}
      middle={
        <SearchField
          label={say('online.search')}
          value={search.search ?? ''}
          onSearch={(text) => change({ search: text })}
        />
      }
      actions={
        hasSource && (
          <Button aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
            {say(isPaused ? 'online.go-on' : 'online.pause')}
          </Button>
        )
      }
    >
      {hasSource && <Filters search={search} routers={routers} onChange={(next) => change({ ...next })} />}
      <StaleServer server={server} mayRead={mayRead} />
      <StaleRouters routers={routers} mayRead={mayRead} />
      {error !== null && total !== undefined && <StaleNotice error={error} onRetry={retry} lastGood={lastGood} />}
      {error !== null && total === undefined && <CouldNotLoad error={error} onRetry={retry} />}
      {error === null && (total === undefined || (total === 0 && isReading)) && <Loading />}
      {total !== undefined && !hasSource && <NoRouter />}
      {isEmpty && isFiltered && (
        <NoMatches
          text={say('online.none-match')}
          onClear={() => change({ search: undefined, router: undefined, zone: undefined })}
        />
      )}
      {isEmpty && !isFiltered && <NobodyOnline />}
      {total !== undefined && total > 0 && (
        <Grid
          key={JSON.stringify(search)}
          label={say('online.title')}
          columns={columns}
          total={total}
          rowAt={(index) => rows[index]}
          onRange={onRange}
          rowKey={keyOf}
          onOpen={(_, { customer }) =>
            customer === null ? undefined : void navigate({ to: '/customers/$id/sessions', params: { id: customer } })
          }
          onKey={(event, { index }) => {
            const row = rows[index];
            if (event.key !== 'Delete' || row === undefined || !may.allowed) return;
            event.preventDefault();
            setAsked(picked.length > 0 ? picked : [row]);
          }}
          {...(may.allowed && {
            picking: {
              isPicked: (row: OnlineSession) => keys.has(keyOf(row)),
              all: picked.length === 0 ? false : picked.length === rows.length ? true : ('some' as const),
              onPick: (from: number, to: number, isPicked: boolean) => pick(rows.slice(from, to + 1), isPicked),
              onPickAll: (isPicked: boolean) => pick(rows, isPicked),
            },
          })}
        />
      )}
      {picked.length > 0 && (
        <PickedSessions count={picked.length} onDisconnect={() => setAsked(picked)} onNone={() => setKeys(new Set())} />
      )}
      <DisconnectDialog sessions={asked} onClose={() => setAsked([])} onDone={() => setKeys(new Set())} />
      <StatusLine>
        {total !== undefined && total > 0 && range.last >= 0 && (
          <span>
            {say('online.shown', { first: range.first + 1, last: Math.min(range.last + 1, total), total })}
            {may.allowed && ` · ${say('online.hint')}`}
          </span>
        )}
      </StatusLine>
      <div className="unseen" role="status">
        {total !== undefined && isFiltered && say('online.found', { count: total })}
      </div>
    </Page>
  );
}

interface NowProps {
  readonly online: number;
  readonly sources: readonly Pick<SourceRouter, 'readAt' | 'reason'>[];
  readonly isPaused: boolean;
  readonly isReading: boolean;
}

/** How many are online in all, and as of when: the oldest answer of those that do answer. */
function Now({ online, sources, isPaused, isReading }: NowProps) {
  const say = useMessage();
  const { time } = useFormats();
  const times = sources.flatMap(({ readAt, reason }) =>
    readAt === null || reason !== null ? [] : [Date.parse(readAt)],
  );
  if (isReading) return <span className={styles.state}>{say('online.reading')}</span>;
  return (
    <span className={styles.state}>
      {say('online.count', { count: online })}
      {times.length > 0 &&
        ` · ${say(isPaused ? 'online.paused-at' : 'online.updated', { time: time(Math.min(...times)) })}`}
    </span>
  );
}
