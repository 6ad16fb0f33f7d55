import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Found, FoundRecord } from '#shared/contract/adopt.ts';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { Grid, usePicks } from '../../ui/grid/index.ts';
import { ListBar } from '../../ui/list-bar.tsx';
import { CouldNotLoad, Loading, NothingYet, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { BackToRouters, useRouterName } from '../routers/index.ts';
import { useMay } from '../sign-in/index.ts';
import { useFoundColumns } from './columns.tsx';
import { ProposeDialog } from './propose-dialog.tsx';
import { TakeOverDialog } from './take-over-dialog.tsx';

/** Who is on a router without Lastmile having put them there. */
export function AdoptPage() {
  const say = useMessage();
  const { id: router = '' } = useParams({ strict: false });
  const name = useRouterName(router);
  // Reading asks the router for all it has: only when somebody wants it.
  const found = useQuery(core.adopt.found.queryOptions({ input: { router }, staleTime: Infinity, retry: false }));
  const { data, error, refetch, isFetching, dataUpdatedAt } = found;
  const again = (
    <Button disabled={isFetching} onClick={() => void refetch()}>
      {say(isFetching ? 'adopt.reading' : 'adopt.again')}
    </Button>
  );
  return (
    <Page
      title={say('adopt.title', { router: data?.router ?? name })}
      layout="fill"
      before={<BackToRouters />}
      actions={data && again}
    >
      {error !== null && data === undefined && <CouldNotLoad error={error} onRetry={() => void refetch()} />}
      {error !== null && data && <StaleNotice error={error} onRetry={() => void refetch()} lastGood={dataUpdatedAt} />}
      {data === undefined && error === null && <Loading />}
      {data && <Records router={router} found={data} />}
    </Page>
  );
}

/** The whole list is in the page: no window of it has to be asked for. */
const allHere = (): void => undefined;

type Shown = 'matching' | 'new';

function Records({ router, found }: { readonly router: string; readonly found: Found }) {
  const say = useMessage();
  const columns = useFoundColumns();
  const matching = found.records.filter(({ match }) => match !== null);
  const fresh = found.records.filter(({ match }) => match === null);
  const [chosen, setShown] = useState<Shown | null>(null);
  const shown = chosen ?? (matching.length > 0 || fresh.length === 0 ? 'matching' : 'new');
  const rows = shown === 'matching' ? matching : fresh;
  const { picked, picking, pickNone } = usePicks(rows);
  const [asked, setAsked] = useState<readonly FoundRecord[] | null>(null);
  const mayTake = useMay('adopt.takeOver');
  const mayPropose = useMay('adopt.propose');
  const some = picked.length > 0 ? picked : rows;
  const close = (): void => {
    setAsked(null);
    pickNone();
  };
  const hindrance =
    shown === 'new'
      ? mayPropose.why
      : !found.writes
        ? say('refused.router-may-not-write', { router: found.router })
        : found.authentication === 'radius'
          ? say('refused.adopt-radius', { router: found.router })
          : mayTake.why;
  return (
    <>
      <ListBar
        begins="words"
        end={
          <>
            {hindrance !== undefined && rows.length > 0 && <span className="muted">{hindrance}</span>}
            {rows.length > 0 && (
              <Button kind="primary" disabled={hindrance !== undefined} onClick={() => setAsked(some)}>
                {say(shown === 'matching' ? 'adopt.take-over' : 'adopt.propose', { count: some.length })}
              </Button>
            )}
          </>
        }
      >
        <ChoiceTabs
          label={say('adopt.shown')}
          value={shown}
          choices={[
            { value: 'matching', word: say('adopt.matching'), count: String(matching.length) },
            { value: 'new', word: say('adopt.new-here'), count: String(fresh.length) },
          ]}
          onChoose={(next) => {
            setShown(next);
            pickNone();
          }}
        />
        <span className="muted">{say('adopt.ours', { count: found.ours })}</span>
      </ListBar>
      {rows.length === 0 ? (
        <NothingYet
          title={say(shown === 'matching' ? 'adopt.none-matching' : 'adopt.none-new')}
          text={say(shown === 'matching' ? 'adopt.none-matching-text' : 'adopt.none-new-text')}
          actions={null}
        />
      ) : (
        <Grid
          key={shown}
          label={say('adopt.title', { router: found.router })}
          columns={columns}
          total={rows.length}
          rowAt={(index) => rows[index]}
          onRange={allHere}
          rowKey={({ id }) => id}
          picking={picking}
        />
      )}
      {asked && shown === 'matching' && <TakeOverDialog router={router} records={asked} onClose={close} />}
      {asked && shown === 'new' && (
        <ProposeDialog router={router} records={asked} hasPasswords={found.hasPasswords} onClose={close} />
      )}
    </>
  );
}
