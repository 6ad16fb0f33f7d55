import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { SyncConflict } from '#shared/contract/sync.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { CouldNotLoad, Loading, Notice, StaleNotice } from '../../ui/page-states.tsx';
import { PickedBar } from '../../ui/picked-bar.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { isAsked } from './choices.ts';
import { ConflictRow } from './conflict-row.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { EditDialog } from './edit-dialog.tsx';
import styles from './sync.module.css';
import { useSolve } from './use-solve.ts';

/** Refusals that travel together. */
const WINDOW = 100;
const REFRESH = 10_000;

interface Asked {
  readonly of: readonly SyncConflict[];
  readonly choice: 'mine' | 'theirs';
}

/** What the server did not take, each with what can be done about it; several of them at once. */
export function Conflicts({ undecided }: { undecided: number }) {
  const say = useMessage();
  const { count } = useFormats();
  const navigate = useNavigate({ from: '/sync' });
  const search = useSearch({ from: '/sync' });
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [editing, setEditing] = useState<SyncConflict | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const solve = useSolve(() => {
    setEditing(null);
    setAsked(null);
    setPicked(new Set());
  });
  const list = useInfiniteQuery({
    ...core.sync.conflicts.infiniteOptions({
      input: (after: string | undefined) => ({ ...search, limit: WINDOW, ...(after !== undefined && { after }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
    staleTime: 0,
    refetchInterval: REFRESH,
  });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, dataUpdatedAt } = list;
  const conflicts = data?.pages.flatMap((page) => page.conflicts) ?? [];
  const total = data?.pages[0]?.total;
  const isNarrowed = search.about !== undefined || search.batch !== undefined;
  const chosen = conflicts.filter(({ id }) => picked.has(id));
  const pick = (ids: readonly string[], isPicked: boolean): void => {
    const next = new Set(picked);
    for (const id of ids)
      if (isPicked) next.add(id);
      else next.delete(id);
    setPicked(next);
  };
  const retry = (): void => void refetch();
  const decide = (of: readonly SyncConflict[], choice: 'mine' | 'theirs'): void =>
    solve.mutate({ ids: of.map(({ id }) => id), choice });
  const all = chosen.length > 0 && chosen.length === conflicts.length;

  return (
    <section className={styles.conflictsPart} aria-label={say('sync.undecided-title')}>
      <h2 className={styles.undecided}>
        {say('sync.undecided-title')}
        {total !== undefined && total > 0 && <span className="muted">{count(total)}</span>}
      </h2>
      {isNarrowed && (
        <Notice
          actions={
            <Button onClick={() => void navigate({ search: {}, replace: true })}>
              {say('sync.show-all', { count: undecided })}
            </Button>
          }
        >
          {say(search.batch === undefined ? 'sync.only-about' : 'sync.only-batch')}
        </Notice>
      )}
      {error !== null && data !== undefined && <StaleNotice error={error} onRetry={retry} lastGood={dataUpdatedAt} />}
      {error !== null && data === undefined && <CouldNotLoad error={error} onRetry={retry} />}
      {error === null && data === undefined && <Loading />}
      {/* What fails while a dialog is open is told in it. */}
      {solve.error !== null && editing === null && asked === null && (
        <p className={styles.failure} role="alert">
          {sentenceOf(solve.error, say)}
        </p>
      )}
      {total === 0 && (
        <div className={styles.empty} role="status">
          <p>{say(isNarrowed ? 'sync.nothing-narrowed' : 'sync.nothing-undecided')}</p>
          <p className="muted">{say('sync.nothing-text')}</p>
        </div>
      )}
      {conflicts.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.conflicts} aria-label={say('sync.undecided-title')}>
            <thead>
              <tr>
                <th scope="col" className={styles.box}>
                  <input
                    type="checkbox"
                    aria-label={say('sync.pick-all')}
                    checked={all}
                    ref={(box) => {
                      if (box) box.indeterminate = chosen.length > 0 && !all;
                    }}
                    onChange={(event) =>
                      pick(
                        conflicts.map(({ id }) => id),
                        event.currentTarget.checked,
                      )
                    }
                  />
                </th>
                <th scope="col" className={styles.what1}>
                  {say('sync.what')}
                </th>
                <th scope="col" className={styles.side}>
                  {say('sync.here')}
                </th>
                <th scope="col" className={styles.side}>
                  {say('sync.there')}
                </th>
                <th scope="col">{say('sync.why')}</th>
                <th scope="col" className={styles.choices}>
                  <span className="unseen">{say('sync.choices')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {conflicts.map((conflict) => (
                <ConflictRow
                  key={conflict.id}
                  of={conflict}
                  left={solve.left.get(conflict.id) ?? null}
                  isPicked={picked.has(conflict.id)}
                  onPick={(isPicked) => pick([conflict.id], isPicked)}
                  isPending={solve.isPending}
                  onChoose={(choice) => {
                    solve.reset();
                    if (choice === 'edit') setEditing(conflict);
                    else if (isAsked(conflict, choice)) setAsked({ of: [conflict], choice });
                    else decide([conflict], choice);
                  }}
                />
              ))}
            </tbody>
          </table>
          {hasNextPage && (
            <div className={styles.more}>
              <Button aria-disabled={isFetchingNextPage} onClick={() => !isFetchingNextPage && void fetchNextPage()}>
                {say(isFetchingNextPage ? 'history.loading-more' : 'sync.more')}
              </Button>
            </div>
          )}
        </div>
      )}
      {chosen.length > 0 && (
        <PickedBar label={say('sync.picked')} count={chosen.length} onNone={() => setPicked(new Set())}>
          {(['theirs', 'mine'] as const).map((choice) => {
            const fit = chosen.filter(({ choices }) => choices.includes(choice));
            return (
              <Button
                key={choice}
                disabled={fit.length === 0 || solve.isPending}
                onClick={() => {
                  solve.reset();
                  setAsked({ of: chosen, choice });
                }}
              >
                {say(choice === 'mine' ? 'sync.many-mine' : 'sync.many-theirs', { count: fit.length })}
              </Button>
            );
          })}
        </PickedBar>
      )}
      {asked !== null && (
        <DecideDialog
          of={asked.of}
          choice={asked.choice}
          left={solve.left}
          isPending={solve.isPending}
          error={solve.error}
          onDecide={decide}
          onClose={() => setAsked(null)}
        />
      )}
      {editing !== null && (
        <EditDialog
          of={editing}
          left={solve.isSuccess ? (solve.left.get(editing.id) ?? null) : null}
          isPending={solve.isPending}
          error={solve.error}
          onSend={(value) => solve.mutate({ ids: [editing.id], choice: 'edit', value })}
          onClose={() => setEditing(null)}
        />
      )}
      <StatusLine>
        {total !== undefined && total > 0 && <span>{say('sync.shown', { shown: conflicts.length, total })}</span>}
      </StatusLine>
    </section>
  );
}
