import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RouterLine } from '#shared/contract/routers.ts';
import { client } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { fieldsOfLine } from './router-fields.ts';
import styles from './routers.module.css';

/** Lets Lastmile write to a router, or no more. */
export function useWrites(onDone: () => void) {
  const say = useMessage();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ line, writes }: { readonly line: RouterLine; readonly writes: boolean }) =>
      client.routers.change({ id: line.id, version: line.version, fields: { ...fieldsOfLine(line), writes } }),
    onSuccess: ({ name, writes }) => {
      toast({ message: say(writes ? 'routers.writes-now' : 'routers.writes-stopped', { name }) });
      onDone();
    },
    onSettled: () => cache.invalidateQueries(),
  });
}

/** Asks before what waits is written to a router. */
export function WritesDialog({ line, onClose }: { line: RouterLine; onClose: () => void }) {
  const say = useMessage();
  const writes = useWrites(onClose);
  return (
    <Dialog
      title={say('routers.writes-title', { name: line.name })}
      opened
      onClose={onClose}
      lightDismiss={!writes.isPending}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button
            kind="primary"
            disabled={writes.isPending}
            data-autofocus=""
            onClick={() => writes.mutate({ line, writes: true })}
          >
            {say('routers.writes-do')}
          </Button>
        </>
      }
    >
      <p>{say('routers.writes-text', { count: line.queued })}</p>
      {writes.error !== null && (
        <p className={styles.failure} role="alert">
          {sentenceOf(writes.error, say)}
        </p>
      )}
    </Dialog>
  );
}
