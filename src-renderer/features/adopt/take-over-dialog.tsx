import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FoundRecord } from '#shared/contract/adopt.ts';
import { core } from '../../host/core.ts';
import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';

interface TakeOverProps {
  readonly router: string;
  readonly records: readonly FoundRecord[];
  readonly onClose: () => void;
}

/** Asks whether records become Lastmile's, and says what of them is written. */
export function TakeOverDialog({ router, records, onClose }: TakeOverProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const take = useMutation(
    core.adopt.takeOver.mutationOptions({
      onSuccess: async ({ adopted, failed, reason }) => {
        onClose();
        const why = reason ? ` ${refusedSentence(reason, say)}` : '';
        toast({ message: say('adopt.taken', { adopted, failed }) + why });
        await cache.invalidateQueries();
      },
    }),
  );
  const byAddress = records.filter(({ match }) => match?.by === 'address').length;
  return (
    <Dialog
      title={say('adopt.take-title', { count: records.length })}
      opened
      onClose={onClose}
      lightDismiss={!take.isPending}
      actions={
        <>
          <Button onClick={onClose} disabled={take.isPending}>
            {say('common.cancel')}
          </Button>
          <Button
            kind="primary"
            disabled={take.isPending}
            onClick={() => take.mutate({ router, records: records.map(({ id }) => id) })}
          >
            {say(take.isPending ? 'adopt.taking' : 'adopt.take-do')}
          </Button>
        </>
      }
    >
      <p>{say('adopt.take-text')}</p>
      {byAddress > 0 && <p>{say('adopt.take-by-address', { count: byAddress })}</p>}
      {take.error !== null && <p role="alert">{sentenceOf(take.error, say)}</p>}
    </Dialog>
  );
}
