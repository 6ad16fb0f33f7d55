import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';

/** Forgets the server, after a question. */
export function RadiusRemove({ version }: { version: number }) {
  const say = useMessage();
  const cache = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const { mutate, isPending, error } = useMutation(
    core.radius.removeServer.mutationOptions({
      onSuccess: async () => {
        setAsked(false);
        toast({ message: say('radius.removed'), about: 'radius' });
        await cache.invalidateQueries({ queryKey: core.radius.key() });
      },
    }),
  );
  return (
    <>
      <Button kind="danger" onClick={() => setAsked(true)}>
        {say('radius.remove')}
      </Button>
      <Dialog
        title={say('radius.remove-title')}
        opened={isAsked}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button onClick={() => setAsked(false)}>{say('common.cancel')}</Button>
            <Button kind="danger" disabled={isPending} onClick={() => mutate({ version })}>
              {say('radius.remove-now')}
            </Button>
          </>
        }
      >
        <p>{say('radius.remove-text')}</p>
        {error !== null && <p role="alert">{sentenceOf(error, say)}</p>}
      </Dialog>
    </>
  );
}
