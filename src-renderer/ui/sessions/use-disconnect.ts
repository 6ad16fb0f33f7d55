import { useMutation } from '@tanstack/react-query';
import type { OnlineSession } from '#shared/contract/online.ts';
import { client, core, queryClient } from '../../host/core.ts';
import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { toast } from '../toast.tsx';

/** Ends sessions, and says what came of it. `onEnd`: whatever came of it, it is over. */
export function useDisconnect(onEnd: () => void) {
  const say = useMessage();
  const { mutate, isPending } = useMutation({
    mutationFn: (sessions: readonly OnlineSession[]) =>
      client.online.disconnect({ sessions: sessions.map(({ routerId, id }) => ({ routerId, id })) }),
    onSuccess: ({ ended, failed }, sessions) => {
      const [first] = failed;
      const [only] = sessions;
      const done =
        sessions.length === 1 && only
          ? say('online.ended-one', { name: only.username })
          : say('online.ended', { count: ended });
      const why = first && refusedSentence(first.reason, say);
      const more = failed.length > 1 ? say('online.not-ended', { count: failed.length, why: why ?? '' }) : why;
      toast({ message: [...(ended > 0 ? [done] : []), ...(more === undefined ? [] : [more])].join(' ') });
    },
    onError: (error) => toast({ message: sentenceOf(error, say) }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: core.online.list.key() });
      void queryClient.invalidateQueries({ queryKey: core.history.list.key() });
      onEnd();
    },
  });
  return { disconnect: mutate, isPending };
}
