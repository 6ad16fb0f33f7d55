import { useMutation, useQueryClient } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { toast } from '../../ui/toast.tsx';

/** What a person decides about messages: send them again, cancel them, send what waits. */
export function useDecide(onDone: () => void) {
  const say = useMessage();
  const cache = useQueryClient();
  const done = (message: string) => async (): Promise<void> => {
    toast({ message, about: 'messages' });
    onDone();
    await cache.invalidateQueries({ queryKey: core.messages.key() });
  };
  const onError = (error: unknown): void => toast({ message: sentenceOf(error, say), about: 'messages' });
  const again = useMutation(
    core.messages.sendAgain.mutationOptions({
      onSuccess: ({ queued }) => done(say('messages.queued-again', { count: queued }))(),
      onError,
    }),
  );
  const cancel = useMutation(
    core.messages.cancel.mutationOptions({
      onSuccess: ({ cancelled }) => done(say('messages.cancelled-now', { count: cancelled }))(),
      onError,
    }),
  );
  const flush = useMutation(
    core.messages.flush.mutationOptions({
      onSuccess: ({ tried, sent, waiting }) => done(say('messages.flushed', { count: tried, sent, waiting }))(),
      onError,
    }),
  );
  const isPending = again.isPending || cancel.isPending;
  return {
    isPending,
    isFlushing: flush.isPending,
    sendAgain: (ids: readonly string[]) => !isPending && again.mutate({ ids: [...ids] }),
    cancel: (ids: readonly string[]) => !isPending && cancel.mutate({ ids: [...ids] }),
    flush: () => !flush.isPending && flush.mutate({}),
  };
}
