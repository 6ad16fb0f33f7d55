import { useMutation, useQueryClient } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { toast } from '../../ui/toast.tsx';

/** Queues again what failed on routers: some jobs, all of a router, or all. */
export function useRetryJobs(onDone: () => void = () => undefined) {
  const say = useMessage();
  const cache = useQueryClient();
  return useMutation(
    core.provisioning.retry.mutationOptions({
      onSuccess: async ({ queued }) => {
        toast({ message: say('jobs.queued-again', { count: queued }), about: 'jobs' });
        onDone();
        await Promise.all([
          cache.invalidateQueries({ queryKey: core.provisioning.key() }),
          cache.invalidateQueries({ queryKey: core.customers.key() }),
        ]);
      },
      onError: (error) => toast({ message: sentenceOf(error, say), about: 'jobs' }),
    }),
  );
}
