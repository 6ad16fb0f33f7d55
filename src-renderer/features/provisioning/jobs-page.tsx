import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { ProvisioningJob } from '#shared/contract/provisioning.ts';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { Grid } from '../../ui/grid/index.ts';
import { CouldNotLoad, Loading, NoMatches, NothingYet, NotForYou, StaleNotice } from '../../ui/page-states.tsx';
import { ListBar } from '../../ui/list-bar.tsx';
import { Page } from '../../ui/page.tsx';
import { PickedBar } from '../../ui/picked-bar.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { useMay } from '../sign-in/index.ts';
import { useJobColumns } from './columns.tsx';
import styles from './jobs.module.css';
import { JOB_STATES, jobSearchOf } from './place.ts';
import { useJobList } from './use-job-list.ts';
import { useRetryJobs } from './use-retry-jobs.ts';

/** What waits to be brought to a router, what a router did not take, and what stands there; the latest first. */
export function JobsPage() {
  const say = useMessage();
  const may = useMay('provisioning.list');
  if (may.allowed) return <List />;
  return (
    <Page title={say('jobs.title')} layout="fill">
      <NotForYou why={may.why} />
    </Page>
  );
}

const keyOf = ({ customer, routerId }: ProvisioningJob): string => `${customer} ${routerId}`;

function List() {
  const say = useMessage();
  const { count } = useFormats();
  const navigate = useNavigate({ from: '/jobs' });
  const search = useSearch({ from: '/jobs' });
  const state = search.state ?? 'queued';
  const { total, rows, counts, want, error, lastGood, retry } = useJobList(search);
  const { data: routers = [] } = useQuery(core.routers.list.queryOptions());
  const columns = useJobColumns(state);
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const again = useRetryJobs(() => setKeys(new Set()));
  const mayRetry = useMay('provisioning.retry');

  const picked = rows.filter((job) => keys.has(keyOf(job)));
  const pick = (jobs: readonly ProvisioningJob[], isPicked: boolean): void => {
    const next = new Set(keys);
    for (const job of jobs)
      if (isPicked) next.add(keyOf(job));
      else next.delete(keyOf(job));
    setKeys(next);
  };
  const go = (next: object): void => {
    setKeys(new Set());
    void navigate({ search: (now) => jobSearchOf({ ...now, ...next }), replace: true });
  };
  const ofRouter = search.router === undefined ? {} : { router: search.router };
  const rowAt = (index: number): ProvisioningJob | undefined => rows[index];
  const onRange = useCallback((first: number, last: number) => want(first, last), [want]);

  return (
    <Page
      title={say('jobs.title')}
      layout="fill"
      actions={
        state === 'failed' && (
          <Button
            kind="primary"
            disabled={!mayRetry.allowed || again.isPending || total === undefined || total === 0}
            title={mayRetry.why}
            onClick={() => again.mutate(ofRouter)}
          >
            {say('jobs.retry-all')}
          </Button>
        )
      }
    >
      <ListBar
        begins="tabs"
        end={
          routers.length > 0 && (
            <Select
              className={styles.routers}
              aria-label={say('jobs.router')}
              size="xs"
              data={[
                { value: '', label: say('jobs.all-routers') },
                ...routers.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={search.router ?? ''}
              onChange={(router) => go({ router: router ?? '' })}
              allowDeselect={false}
              searchable={routers.length > 10}
            />
          )
        }
      >
        <ChoiceTabs
          label={say('jobs.states')}
          value={state}
          choices={JOB_STATES.map((one) => ({
            value: one,
            word: say(`jobs.${one}`),
            // The counts are of all routers; beside one they would promise what is not shown.
            count: counts && search.router === undefined ? count(counts[one]) : undefined,
          }))}
          onChoose={(chosen) => go({ state: chosen })}
        />
      </ListBar>
      {error !== null && total !== undefined && <StaleNotice error={error} onRetry={retry} lastGood={lastGood} />}
      {error !== null && total === undefined && <CouldNotLoad error={error} onRetry={retry} />}
      {error === null && total === undefined && <Loading />}
      {total === 0 && search.router !== undefined && (
        <NoMatches text={say('jobs.none-match')} onClear={() => go({ router: '' })} />
      )}
      {total === 0 && search.router === undefined && (
        <NothingYet
          title={say(`jobs.none-${state}`)}
          text={say(`jobs.none-${state}-text`)}
          actions={<ButtonLink to="/customers">{say('shell.to-customers')}</ButtonLink>}
        />
      )}
      {total !== undefined && total > 0 && (
        <Grid
          key={JSON.stringify(search)}
          label={say('jobs.title')}
          columns={columns}
          total={total}
          rowAt={rowAt}
          onRange={onRange}
          rowKey={keyOf}
          onOpen={(_, { customer }) => void navigate({ to: '/customers/$id', params: { id: customer }, search: {} })}
          {...(state === 'failed' && {
            picking: {
              isPicked: (job: ProvisioningJob) => keys.has(keyOf(job)),
              all: picked.length === 0 ? false : picked.length === rows.length ? true : 'some',
              onPick: (from: number, to: number, isPicked: boolean) => pick(rows.slice(from, to + 1), isPicked),
              onPickAll: (isPicked: boolean) => pick(rows, isPicked),
            },
          })}
        />
      )}
      {picked.length > 0 && (
        <PickedBar label={say('jobs.picked')} count={picked.length} onNone={() => setKeys(new Set())}>
          <Button
            disabled={!mayRetry.allowed || again.isPending}
            title={mayRetry.why}
            onClick={() =>
              // As many as one question takes; the others stay picked by nobody and can be tried with all.
              again.mutate({ jobs: picked.slice(0, 1000).map(({ customer, routerId }) => ({ customer, routerId })) })
            }
          >
            {say('jobs.retry-picked', { count: picked.length })}
          </Button>
        </PickedBar>
      )}
      <StatusLine>
        {total !== undefined && total > 0 && (
          <span>
            {say('jobs.shown', { shown: count(rows.length) })}
            {total > rows.length && ` · ${say('jobs.more')}`} · {say('jobs.hint')}
          </span>
        )}
      </StatusLine>
    </Page>
  );
}
