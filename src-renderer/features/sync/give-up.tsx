import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';
import { besidePreview } from './beside-preview.ts';
import styles from './sync.module.css';

/** The way back to working alone, asked for twice. */
export function GiveUp({ waiting }: { waiting: number }) {
  const say = useMessage();
  const cache = useQueryClient();
  const may = useMay('sync.leave');
  const [isAsked, setAsked] = useState(false);
  const leave = useMutation(
    core.sync.leave.mutationOptions({
      onSuccess: async (now) => {
        setAsked(false);
        cache.setQueryData(core.sync.status.queryKey(), now);
        toast({ message: say('sync.left') });
        await cache.invalidateQueries(besidePreview);
      },
    }),
  );
  return (
    <>
      <Button disabled={!may.allowed} title={may.why} onClick={() => setAsked(true)}>
        {say('sync.leave-ask')}
      </Button>
      <Dialog
        title={say('sync.leave-title')}
        opened={isAsked}
        onClose={() => setAsked(false)}
        lightDismiss={!leave.isPending}
        actions={
          <>
            <Button onClick={() => setAsked(false)} disabled={leave.isPending}>
              {say('common.cancel')}
            </Button>
            <Button kind="danger" disabled={leave.isPending} onClick={() => leave.mutate({})}>
              {say(leave.isPending ? 'sync.leaving' : 'sync.leave')}
            </Button>
          </>
        }
      >
        <div className={styles.said}>
          <p>{say('sync.leave-text')}</p>
          {waiting > 0 && <p>{say('sync.leave-waiting', { count: waiting })}</p>}
          {leave.error !== null && (
            <p className={styles.wrong} role="alert">
              {sentenceOf(leave.error, say)}
            </p>
          )}
        </div>
      </Dialog>
    </>
  );
}
