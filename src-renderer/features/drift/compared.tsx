import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Drift, DriftLine } from '#shared/contract/drift.ts';
import { isDiffering, isRepaired } from '#shared/domain/provisioning/drift.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Grid, usePicks } from '../../ui/grid/index.ts';
import { ListBar } from '../../ui/list-bar.tsx';
import { Notice, NothingYet } from '../../ui/page-states.tsx';
import { useMay } from '../sign-in/index.ts';
import { useDriftColumns } from './columns.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RepairDialog } from './repair-dialog.tsx';

/** The whole list is in the page: no window of it has to be asked for. */
const allHere = (): void => undefined;

const repairable = (lines: readonly DriftLine[]) => lines.filter(({ kind }) => isRepaired(kind));

/** The records that differ, and what can be done about them. */
export function Compared({ router, drift }: { readonly router: string; readonly drift: Drift }) {
  const say = useMessage();
  const navigate = useNavigate();
  const columns = useDriftColumns();
  const may = useMay('drift.repair');
  const [repairing, setRepairing] = useState<readonly DriftLine[] | null>(null);
  const [removing, setRemoving] = useState<DriftLine | null>(null);
  const { lines, matching, foreign, writes } = drift;
  const { picked, picking, pickNone } = usePicks(lines);
  const chosen = repairable(picked.length > 0 ? picked : lines);
  const unknown = lines.filter(({ kind }) => kind === 'unknown').length;
  const [alone] = picked.length === 1 ? picked : [];
  const count = lines.filter(({ kind }) => isDiffering(kind)).length;
  const isIdle = !writes || !may.allowed;
  return (
    <>
      {unknown > 0 && <Notice>{say('drift.unknown', { count: unknown })}</Notice>}
      <ListBar
        begins="words"
        end={
          <>
            {!writes && <span className="muted">{say('refused.router-may-not-write', { router: drift.router })}</span>}
            {alone?.kind === 'unknown' && (
              <Button kind="danger" disabled={isIdle} title={may.why} onClick={() => setRemoving(alone)}>
                {say('drift.remove', { name: alone.name })}
              </Button>
            )}
            {chosen.length > 0 && (
              <Button kind="primary" disabled={isIdle} title={may.why} onClick={() => setRepairing(chosen)}>
                {say(picked.length > 0 ? 'drift.repair-picked' : 'drift.repair-all', { count: chosen.length })}
              </Button>
            )}
          </>
        }
      >
        <span role="status">{say('drift.counts', { count, matching, foreign })}</span>
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
      {repairing && (
        <RepairDialog
          router={router}
          lines={repairing}
          onClose={() => {
            setRepairing(null);
            pickNone();
          }}
        />
      )}
      {removing && (
        <RemoveDialog
          router={{ id: router, name: drift.router }}
          line={removing}
          onClose={() => {
            setRemoving(null);
            pickNone();
          }}
        />
      )}
    </>
  );
}
