import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DriftLine } from '#shared/contract/drift.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { AskDialog } from '../../ui/ask-dialog.tsx';
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
    <AskDialog
      title={say('drift.remove-title', { name, router: router.name })}
      kind="danger"
      word={say(remove.isPending ? 'drift.removing' : 'drift.remove-do')}
      isPending={remove.isPending}
      wrong={remove.error && sentenceOf(remove.error, say)}
      onDo={() => remove.mutate({ router: router.id, line: line.id })}
      onClose={onClose}
    >
      <p>{say('drift.remove-text', { menu })}</p>
    </AskDialog>
  );
}
