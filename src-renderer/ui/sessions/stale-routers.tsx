import type { InferContractRouterOutputs } from '@orpc/contract';
import { useMutation } from '@tanstack/react-query';
import type { Contract } from '#shared/contract/index.ts';
import { client, core, queryClient } from '../../host/core.ts';
import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../button.tsx';
import { Notice } from '../page-states.tsx';
import { toast } from '../toast.tsx';

export type SourceRouter = InferContractRouterOutputs<Contract>['online']['list']['routers'][number];

/** More of them would leave no room for the table. */
const MOST = 3;

interface StaleRoutersProps {
  readonly routers: readonly SourceRouter[];
  /** Whether whoever looks may have a router read at once. */
  readonly mayRead: boolean;
}

/** Which routers do not answer, since when, and why: what is shown of them is what they told last. */
export function StaleRouters({ routers, mayRead }: StaleRoutersProps) {
  const say = useMessage();
  const stale = routers.filter(({ reason }) => reason !== null);
  return (
    <>
      {stale.slice(0, MOST).map((router) => (
        <Stale key={router.id} router={router} mayRead={mayRead} />
      ))}
      {stale.length > MOST && (
        <Notice>
          {say('online.stale-more', {
            names: stale
              .slice(MOST)
              .map(({ name }) => name)
              .join(', '),
          })}
        </Notice>
      )}
    </>
  );
}

function Stale({ router, mayRead }: { router: SourceRouter; mayRead: boolean }) {
  const say = useMessage();
  const { time } = useFormats();
  const { mutate, isPending } = useMutation({
    mutationFn: () => client.online.refresh({ router: router.id }),
    onError: (error) => toast({ message: sentenceOf(error, say) }),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: core.online.list.key() }),
  });
  const { reason, readAt, name } = router;
  if (reason === null) return null;
  const sentence = refusedSentence(reason, say);
  return (
    <Notice
      actions={
        mayRead && (
          <Button disabled={isPending} aria-label={say('online.read-again-of', { name })} onClick={() => mutate()}>
            {say(isPending ? 'online.reading' : 'online.read-again')}
          </Button>
        )
      }
    >
      {sentence}{' '}
      {readAt === null
        ? say('online.never-read', { name })
        : say('online.stale', { name, time: time(Date.parse(readAt)) })}
    </Notice>
  );
}
