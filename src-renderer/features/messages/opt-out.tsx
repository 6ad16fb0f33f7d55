import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './messages.module.css';

/** Whether a customer has asked not to be sent messages, and the way to note it. */
export function OptOut({ customer }: { customer: string }) {
  const say = useMessage();
  const cache = useQueryClient();
  const may = useMay('messages.changeOptOut');
  const { data } = useQuery(core.messages.optOut.queryOptions({ input: { customer } }));
  const { mutate, isPending } = useMutation(
    core.messages.changeOptOut.mutationOptions({
      onSuccess: async ({ optedOut }) => {
        cache.setQueryData(core.messages.optOut.queryKey({ input: { customer } }), { optedOut });
        toast({
          message: say(optedOut ? 'messages.opted-out-now' : 'messages.opted-in-now'),
          undo: () => mutate({ customer, optedOut: !optedOut }),
          about: 'opt-out',
        });
        // Its version counts up, and the history has a line more.
        await cache.invalidateQueries({ queryKey: core.customers.get.key() });
        await cache.invalidateQueries({ queryKey: core.history.key() });
      },
      onError: (error) => toast({ message: sentenceOf(error, say), about: 'opt-out' }),
    }),
  );
  if (data === undefined) return null;
  const { optedOut } = data;
  return (
    <span className={styles.line}>
      {optedOut ? (
        <Status glyph="cross" tone="warn">
          {say('messages.opted-out')}
        </Status>
      ) : (
        <span>{say('messages.may-be-sent')}</span>
      )}
      <Button
        kind="quiet"
        disabled={isPending || !may.allowed}
        title={may.why}
        onClick={() => mutate({ customer, optedOut: !optedOut })}
      >
        {say(optedOut ? 'messages.allow' : 'messages.stop')}
      </Button>
    </span>
  );
}
