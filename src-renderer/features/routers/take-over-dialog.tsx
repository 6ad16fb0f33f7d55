import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RouterLine } from '#shared/contract/routers.ts';
import { client } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import styles from './routers.module.css';

/** Asks before this console holds a router that another one may be working. */
export function TakeOverDialog({ line: { id, name, holder }, onClose }: { line: RouterLine; onClose: () => void }) {
  const say = useMessage();
  const cache = useQueryClient();
  const take = useMutation({
    mutationFn: () => client.routers.takeOver({ id }),
    onSuccess: () => {
      toast({ message: say('routers.taken-over', { name }) });
      onClose();
    },
    onSettled: () => cache.invalidateQueries(),
  });
  const console = holder?.console ?? null;
  const context = holder?.who === 'nobody' ? 'nobody' : console === null ? 'unnamed' : undefined;
  return (
    <Dialog
      title={say('routers.take-over-title', { name })}
      opened
      onClose={onClose}
      lightDismiss={!take.isPending}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button kind="primary" disabled={take.isPending} data-autofocus="" onClick={() => take.mutate()}>
            {say('routers.take-over-do')}
          </Button>
        </>
      }
    >
      <p>{say('routers.take-over-text', { name, console: console ?? '', ...(context && { context }) })}</p>
      {take.error !== null && (
        <p className={styles.failure} role="alert">
          {sentenceOf(take.error, say)}
        </p>
      )}
    </Dialog>
  );
}
