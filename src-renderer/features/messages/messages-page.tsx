import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { MessageLine } from '#shared/contract/messages.ts';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { Grid } from '../../ui/grid/index.ts';
import { CouldNotLoad, Loading, NoMatches, Notice, NothingYet, NotForYou, StaleNotice } from '../../ui/page-states.tsx';
import { ListBar } from '../../ui/list-bar.tsx';
import { Page } from '../../ui/page.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { useMay } from '../sign-in/index.ts';
import { AgainDialog } from './again-dialog.tsx';
import { useMessageColumns } from './columns.tsx';
import { MessageDialog } from './message-dialog.tsx';
import { PickedMessages } from './picked-messages.tsx';
import { messageSearchOf, SHOWN_STATES } from './place.ts';
import { useDecide } from './use-decide.ts';
import { useMessageList } from './use-message-list.ts';

/** What customers were sent, what waits, and what somebody has to decide about; the latest first. */
export function MessagesPage() {
  const say = useMessage();
  const may = useMay('messages.list');
  if (may.allowed) return <List />;
  return (
    <Page title={say('messages.title')} layout="fill">
      <NotForYou why={may.why} />
    </Page>
  );
}

function List() {
  const say = useMessage();
  const { count } = useFormats();
  const navigate = useNavigate({ from: '/messages' });
  const search = useSearch({ from: '/messages' });
  const { total, rows, counts, want, error, lastGood, retry } = useMessageList(search);
  const columns = useMessageColumns();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string | null>(null);
  const [asked, setAsked] = useState<readonly MessageLine[]>([]);
  const decide = useDecide(() => {
    setIds(new Set());
    setOpen(null);
    setAsked([]);
  });
  const mayFlush = useMay('messages.flush');
  // Whoever may set one up is told that there is none.
  const maySetUp = useMay('messages.gateway').allowed;
  const { data: gateway } = useQuery({ ...core.messages.gateway.queryOptions(), enabled: maySetUp });
  const hasGateway = gateway !== null && gateway !== undefined;

  const picked = rows.filter(({ id }) => ids.has(id));
  const shown = rows.find(({ id }) => id === open);
  const isFiltered = search.state !== undefined || search.customer !== undefined;
  const all = counts && Object.values(counts).reduce((sum, one) => sum + one, 0);

  const pick = (lines: readonly MessageLine[], isPicked: boolean): void => {
    const next = new Set(ids);
    for (const { id } of lines)
      if (isPicked) next.add(id);
      else next.delete(id);
    setIds(next);
  };
  /** Where nobody knows whether it arrived, the person is asked once more. */
  const again = (lines: readonly MessageLine[]): void => {
    if (lines.some(({ state }) => state === 'unknown')) setAsked(lines);
    else decide.sendAgain(lines.map(({ id }) => id));
  };
  const rowAt = (index: number): MessageLine | undefined => rows[index];
  const onRange = useCallback((first: number, last: number) => want(first, last), [want]);

  return (
    <Page
      title={say('messages.title')}
      layout="fill"
      actions={
        <>
          {hasGateway && (
            <ButtonLink to="/settings/$part" params={{ part: 'messages' }}>
              {say('messages.to-settings')}
            </ButtonLink>
          )}
          <Button
            kind="primary"
            disabled={!mayFlush.allowed || decide.isFlushing || counts?.waiting === 0}
            title={mayFlush.why}
            onClick={decide.flush}
          >
            {say(decide.isFlushing ? 'messages.flushing' : 'messages.flush')}
          </Button>
        </>
      }
    >
      {gateway === null && (
        <Notice
          actions={
            <ButtonLink to="/settings/$part" params={{ part: 'messages' }}>
              {say('messages.to-settings')}
            </ButtonLink>
          }
        >
          {say('messages.no-gateway')}
        </Notice>
      )}
      <ListBar begins="tabs">
        <ChoiceTabs
          label={say('messages.state')}
          value={search.state ?? 'all'}
          choices={[
            { value: 'all' as const, word: say('messages.all'), count: all === undefined ? undefined : count(all) },
            ...SHOWN_STATES.map((state) => ({
              value: state,
              word: say(`messages.${state}`),
              count: counts && count(counts[state]),
            })),
          ]}
          onChoose={(state) => void navigate({ search: (now) => messageSearchOf({ ...now, state }), replace: true })}
        />
      </ListBar>
      {error !== null && total !== undefined && <StaleNotice error={error} onRetry={retry} lastGood={lastGood} />}
      {error !== null && total === undefined && <CouldNotLoad error={error} onRetry={retry} />}
      {error === null && total === undefined && <Loading />}
      {total === 0 && isFiltered && (
        <NoMatches text={say('messages.none-match')} onClear={() => void navigate({ search: {}, replace: true })} />
      )}
      {total === 0 && !isFiltered && (
        <NothingYet
          title={say('messages.none-title')}
          text={say('messages.none-text')}
          actions={
            <ButtonLink kind="primary" to="/customers">
              {say('messages.to-customers')}
            </ButtonLink>
          }
        />
      )}
      {total !== undefined && total > 0 && (
        <Grid
          key={JSON.stringify(search)}
          label={say('messages.title')}
          columns={columns}
          total={total}
          rowAt={rowAt}
          onRange={onRange}
          rowKey={({ id }) => id}
          onOpen={(_, row) => setOpen(row.id)}
          picking={{
            isPicked: ({ id }) => ids.has(id),
            all: picked.length === 0 ? false : picked.length === rows.length ? true : 'some',
            onPick: (from, to, isPicked) => pick(rows.slice(from, to + 1), isPicked),
            onPickAll: (isPicked) => pick(rows, isPicked),
          }}
        />
      )}
      {picked.length > 0 && (
        <PickedMessages
          picked={picked}
          onAgain={again}
          onCancel={(lines) => decide.cancel(lines.map(({ id }) => id))}
          onNone={() => setIds(new Set())}
        />
      )}
      {shown !== undefined && asked.length === 0 && (
        <MessageDialog
          line={shown}
          onAgain={() => again([shown])}
          onCancel={() => decide.cancel([shown.id])}
          onClose={() => setOpen(null)}
        />
      )}
      <AgainDialog
        lines={asked}
        isPending={decide.isPending}
        onSend={() => decide.sendAgain(asked.map(({ id }) => id))}
        onClose={() => setAsked([])}
      />
      <StatusLine>
        {total !== undefined && total > 0 && (
          <span>
            {say('messages.shown', { shown: rows.length })} · {say('messages.hint')}
          </span>
        )}
      </StatusLine>
    </Page>
  );
}
