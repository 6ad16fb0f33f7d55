import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DriftLine } from '#shared/contract/drift.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';

interface RepairProps {
  readonly router: string;
  readonly lines: readonly DriftLine[];
  readonly onClose: () => void;
}

/** Says what repairing does before it is done. */
export function RepairDialog({ router, lines, onClose }: RepairProps) {
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
