import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DriftLine } from '#shared/contract/drift.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';

interface RemoveProps {
  readonly router: { readonly id: string; readonly name: string };
  readonly line: DriftLine;
  readonly onClose: () => void;
}

/** Asks before a record goes that may be somebody else's. */
export function RemoveDialog({ router, line, onClose }: RemoveProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const { name, menu } = line;
  const remove = useMutation(
    core.drift.remove.mutationOptions({
      onSuccess: async () => {
        onClose();
        toast({ message: say('drift.removed', { name }) });
        await cache.invalidateQueries();
      },
    }),
  );
  return (
    <Dialog
      title={say('drift.remove-title', { name, router: router.name })}
      opened
      onClose={onClose}
      lightDismiss={!remove.isPending}
      actions={
        <>
          <Button onClick={onClose} disabled={remove.isPending} data-autofocus="">
            {say('common.cancel')}
          </Button>
          <Button
            kind="danger"
            disabled={remove.isPending}
            onClick={() => remove.mutate({ router: router.id, line: line.id })}
          >
            {say(remove.isPending ? 'drift.removing' : 'drift.remove-do')}
          </Button>
        </>
      }
    >
      <p>{say('drift.remove-text', { menu })}</p>
      {remove.error !== null && <p role="alert">{sentenceOf(remove.error, say)}</p>}
    </Dialog>
  );
}
