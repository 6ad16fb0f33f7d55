import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';
import { besidePreview } from './beside-preview.ts';

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
      <AskDialog
        title={say('sync.leave-title')}
        opened={isAsked}
        kind="danger"
        word={say(leave.isPending ? 'sync.leaving' : 'sync.leave')}
        isPending={leave.isPending}
        wrong={leave.error && sentenceOf(leave.error, say)}
        onDo={() => leave.mutate({})}
        onClose={() => setAsked(false)}
      >
        <p>{say('sync.leave-text')}</p>
        {waiting > 0 && <p>{say('sync.leave-waiting', { count: waiting })}</p>}
      </AskDialog>
    </>
  );
}
