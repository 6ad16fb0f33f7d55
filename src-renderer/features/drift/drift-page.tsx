import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Drift, DriftLine } from '#shared/contract/drift.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Grid, usePicks } from '../../ui/grid/index.ts';
import { ListBar } from '../../ui/list-bar.tsx';
import { CouldNotLoad, Loading, NothingYet, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';
import { useDriftColumns } from './columns.tsx';

/** Where a router is not as it should be: what would be changed, before anything is. */
export function DriftPage() {
  const say = useMessage();
  const { id: router = '' } = useParams({ strict: false });
  // Comparing asks the router for all it has: only when somebody wants it.
  const list = useQuery(core.drift.compare.queryOptions({ input: { router }, staleTime: Infinity, retry: false }));
  const { data, error, refetch, isFetching, dataUpdatedAt } = list;
  const again = (
    <Button disabled={isFetching} onClick={() => void refetch()}>
      {say(isFetching ? 'drift.comparing' : 'drift.again')}
    </Button>
  );
  return (
    <Page title={say('drift.title', { router: data?.router ?? '' })} layout="fill" actions={data && again}>
      {error !== null && data === undefined && <CouldNotLoad error={error} onRetry={() => void refetch()} />}
      {error !== null && data && <StaleNotice error={error} onRetry={() => void refetch()} lastGood={dataUpdatedAt} />}
      {data === undefined && error === null && <Loading />}
      {data && <Compared router={router} drift={data} />}
    </Page>
  );
}

/** The whole list is in the page: no window of it has to be asked for. */
const allHere = (): void => undefined;

function Compared({ router, drift }: { readonly router: string; readonly drift: Drift }) {
  const say = useMessage();
  const navigate = useNavigate();
  const { time } = useFormats();
  const columns = useDriftColumns();
  const may = useMay('drift.repair');
  const [asked, setAsked] = useState<readonly DriftLine[] | null>(null);
  const { lines, matching, foreign, writes } = drift;
  const { picked, picking, pickNone } = usePicks(lines);
  const canRepair = (some: readonly DriftLine[]) => some.filter(({ kind }) => kind !== 'foreign');
  const chosen = canRepair(picked.length > 0 ? picked : lines);
  const counts = say('drift.counts', { count: lines.length, matching, foreign });
  const at = say('drift.checked-at', { time: time(Date.parse(drift.checkedAt)) });
  return (
    <>
      <ListBar
        begins="words"
        end={
          <>
            {!writes && <span className="muted">{say('refused.router-may-not-write', { router: drift.router })}</span>}
            {lines.length > 0 && (
              <Button
                kind="primary"
                disabled={!writes || !may.allowed || chosen.length === 0}
                onClick={() => setAsked(chosen)}
              >
                {say(picked.length > 0 ? 'drift.repair-picked' : 'drift.repair-all', { count: chosen.length })}
              </Button>
            )}
          </>
        }
      >
        <span role="status">{counts}</span>
        <span className="muted">{at}</span>
      </ListBar>
      {lines.length === 0 ? (
        <NothingYet title={say('drift.none-title')} text={say('drift.none-text')} actions={null} />
      ) : (
        <Grid
          label={say('drift.title', { router: drift.router })}
          columns={columns}
          total={lines.length}
          rowAt={(index) => lines[index]}
          onRange={allHere}
          rowKey={({ id }) => id}
          picking={picking}
          onOpen={(_, { customer }) =>
            customer !== null && void navigate({ to: '/customers/$id', params: { id: customer } })
          }
        />
      )}
      {asked && (
        <RepairDialog
          router={router}
          lines={asked}
          onClose={() => {
            setAsked(null);
            pickNone();
          }}
        />
      )}
    </>
  );
}

interface RepairProps {
  readonly router: string;
  readonly lines: readonly DriftLine[];
  readonly onClose: () => void;
}

function RepairDialog({ router, lines, onClose }: RepairProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const removed = lines.filter(({ kind }) => kind === 'extra').length;
  const repair = useMutation(
    core.drift.repair.mutationOptions({
      onSuccess: async (done) => {
        onClose();
        toast({ message: say('drift.repaired', { ...done }) });
        await cache.invalidateQueries();
      },
    }),
  );
  return (
    <Dialog
      title={say('drift.repair-title', { count: lines.length })}
      opened
      onClose={onClose}
      lightDismiss={!repair.isPending}
      actions={
        <>
          <Button onClick={onClose} disabled={repair.isPending}>
            {say('common.cancel')}
          </Button>
          <Button
            kind="primary"
            disabled={repair.isPending}
            onClick={() => repair.mutate({ router, lines: lines.map(({ id }) => id) })}
          >
            {say(repair.isPending ? 'drift.repairing' : 'drift.repair-do')}
          </Button>
        </>
      }
    >
      <p>{say('drift.repair-text', { removed, changed: lines.length - removed })}</p>
      {repair.error !== null && <p role="alert">{sentenceOf(repair.error, say)}</p>}
    </Dialog>
  );
}
