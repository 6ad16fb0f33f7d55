import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CustomFieldLine } from '#shared/contract/fields.ts';
import { core } from '../../host/core.ts';
import { refusalOf, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';

interface RemoveFieldProps {
  readonly field: CustomFieldLine;
  readonly onRemoved: (field: CustomFieldLine) => void;
  readonly onClose: () => void;
}

/** Asks before a field is taken away, with the number of customers who have something in it. */
export function RemoveField({ field, onRemoved, onClose }: RemoveFieldProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const remove = useMutation(
    core.fields.remove.mutationOptions({
      onSuccess: async (removed) => {
        onClose();
        toast({ message: say('records.removed', { name: field.label }), undo: () => onRemoved(removed) });
        await cache.invalidateQueries();
      },
    }),
  );
  // More values came meanwhile: the answer to the first click is the next question.
  const refusal = refusalOf(remove.error);
  const now = refusal?.code === 'field-has-values' ? Number(refusal.params['count']) : null;
  const count = now ?? field.values;
  return (
    <Dialog
      title={say('records.remove-title', { name: field.label })}
      opened
      onClose={onClose}
      lightDismiss={!remove.isPending}
      actions={
        <>
          <Button onClick={onClose} disabled={remove.isPending}>
            {say('common.cancel')}
          </Button>
          <Button
            kind="danger"
            disabled={remove.isPending}
            data-autofocus=""
            onClick={() => remove.mutate({ id: field.id, values: count })}
          >
            {say('records.remove')}
          </Button>
        </>
      }
    >
      {remove.error !== null && <p role="alert">{sentenceOf(remove.error, say)}</p>}
      <p>{count === 0 ? say('fields.remove-empty') : say('fields.remove-text', { count })}</p>
    </Dialog>
  );
}
