import { useMutation } from '@tanstack/react-query';
import type { OnlineServer } from '#shared/contract/online.ts';
import { client, core, queryClient } from '../../host/core.ts';
import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../button.tsx';
import { Notice } from '../page-states.tsx';
import { toast } from '../toast.tsx';

interface StaleServerProps {
  readonly server: OnlineServer;
  /** Whether whoever looks may have it asked at once. */
  readonly mayRead: boolean;
}

/** That the central server is not reached, since when, and why: what is shown of it is what it told last. */
export function StaleServer({ server, mayRead }: StaleServerProps) {
  const say = useMessage();
  const { time } = useFormats();
  const { mutate, isPending } = useMutation({
    mutationFn: () => client.online.refresh({}),
    onError: (error) => toast({ message: sentenceOf(error, say) }),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: core.online.key() }),
  });
  if (server === null || server.reason === null) return null;
  return (
    <Notice
      actions={
        mayRead && (
          <Button disabled={isPending} aria-label={say('online.server-again')} onClick={() => mutate()}>
            {say(isPending ? 'online.reading' : 'online.read-again')}
          </Button>
        )
      }
    >
      {refusedSentence(server.reason, say)}{' '}
      {server.readAt === null
        ? say('online.server-never')
        : say('online.server-stale', { time: time(Date.parse(server.readAt)) })}
    </Notice>
  );
}
