import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ActionOutcome, ActionRun } from '#shared/contract/actions.ts';
import { core, queryClient } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ActionDialog } from './action-dialog.tsx';
import styles from './actions.module.css';
import { beginRetry, beginUndo } from './run-action.ts';
import { Outcomes } from './run-outcomes.tsx';
import { targetOf } from './target.ts';

/** How often a run that goes on is looked at, in ms. */
const LOOK = 400;

interface RunDialogProps {
  readonly run: string;
  readonly onClose: () => void;
  /** Another run takes its place: the retry, or the undo. */
  readonly onRun: (run: string) => void;
}

/** What is being done to many, and what came of it: for each customer, with another try and a way back. */
export function RunDialog({ run: id, onClose, onRun }: RunDialogProps) {
  const say = useMessage();
  const { data: run, error } = useQuery({
    ...core.actions.get.queryOptions({ input: { run: id } }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'done' || state.error !== null ? false : LOOK),
  });
  const isDone = run?.state === 'done';
  useEffect(() => {
    // Whoever began it may be gone since: what the lists know is read anew by whoever sees it end.
    if (isDone) void queryClient.invalidateQueries({ queryKey: core.customers.key() });
  }, [isDone]);

  const [requests] = useState(() => ({ retry: crypto.randomUUID(), undo: crypto.randomUUID() }));
  const retry = useMutation({ mutationFn: () => beginRetry(requests.retry, id) });
  const undo = useMutation({ mutationFn: () => beginUndo(requests.undo, id) });
  // What takes its place is asked for with the click: whoever has closed the dialog meanwhile is not shown another one.
  const busy = retry.isPending || undo.isPending;
  const failure = error ?? retry.error ?? undo.error;
  const [solving, setSolving] = useState<ActionOutcome | null>(null);
  if (solving !== null) return <Solve outcome={solving} onClose={() => setSolving(null)} />;

  return (
    <Dialog
      title={run === undefined ? say('actions.run') : titleOf(run, say)}
      opened
      onClose={onClose}
      width={680}
      actions={
        <>
          {isDone && run.refused + run.failed > 0 && (
            <Button disabled={busy} onClick={() => retry.mutate(undefined, { onSuccess: () => onRun(requests.retry) })}>
              {say('actions.retry-failed', { count: run.refused + run.failed })}
            </Button>
          )}
          {isDone && run.canUndo && (
            <Button disabled={busy} onClick={() => undo.mutate(undefined, { onSuccess: () => onRun(requests.undo) })}>
              {say('actions.undo-run')}
            </Button>
          )}
          <Button kind="primary" onClick={onClose}>
            {say(isDone ? 'common.close' : 'actions.go-on-behind')}
          </Button>
        </>
      }
    >
      {run !== undefined && <Progress run={run} />}
      {isDone && <Outcomes run={run} onSolve={run.action === 'restore' ? setSolving : undefined} />}
      {failure !== null && (
        <p className={styles.problem} role="alert">
          {sentenceOf(failure, say)}
        </p>
      )}
    </Dialog>
  );
}

const titleOf = (run: ActionRun, say: ReturnType<typeof useMessage>): string =>
  run.undoes === null
    ? say('actions.title-run', { action: say(`actions.do-${run.action}`) })
    : say('actions.title-undo', { action: say(`actions.do-${run.action}`) });

function Progress({ run }: { run: ActionRun }) {
  const say = useMessage();
  const done = run.applied + run.refused + run.failed;
  if (run.state === 'running') {
    return (
      <div>
        <p role="status">{say('actions.progress', { done, total: run.total })}</p>
        <div
          className={styles.meter}
          role="progressbar"
          aria-label={say('actions.run')}
          aria-valuemin={0}
          aria-valuemax={run.total}
          aria-valuenow={done}
        >
          <div style={{ width: `${(done / Math.max(1, run.total)) * 100}%` }} />
        </div>
      </div>
    );
  }
  return (
    <p role="status">
      {run.undoes === null
        ? say(`actions.ran-${run.action}`, { count: run.applied })
        : say('actions.put-back', { count: run.applied })}
      {run.refused + run.failed > 0 && <> {say('actions.not-done', { count: run.refused + run.failed })}</>}
      {run.undone > 0 && <> {say('actions.undone-of-it', { count: run.undone })}</>}
    </p>
  );
}

/** One of those that could not be restored, with the dialog that solves it. */
function Solve({ outcome, onClose }: { outcome: ActionOutcome; onClose: () => void }) {
  const { data } = useQuery(core.customers.get.queryOptions({ input: { id: outcome.customer } }));
  return data === undefined ? null : <ActionDialog action="restore" target={targetOf(data)} onClose={onClose} />;
}
