import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { BatchResult, Session } from '#shared/contract/import.ts';
import { client } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { toast } from '../../ui/toast.tsx';

/** When a commit ends that was watched here and nothing was refused, the Customers list opens on what it brought. */
export function useArrival(session: Session | undefined): void {
  const say = useMessage();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const stage = session?.stage;
  const result = session?.result ?? null;
  const before = useRef(stage);
  useEffect(() => {
    // A small commit is over before anybody has seen it run.
    const justEnded = before.current !== undefined && before.current !== 'done' && stage === 'done';
    before.current = stage;
    if (!justEnded || result === null || result.failed > 0 || result.imported === 0) return;
    const takeBack = async ({ batch }: BatchResult): Promise<void> => {
      const { removed, left } = await client.import.undoBatch({ batch });
      await cache.invalidateQueries();
      toast({
        message:
          left.length === 0
            ? say('import.undone', { count: removed })
            : `${say('import.undone', { count: removed })} ${say('import.stayed', { count: left.length })}`,
      });
    };
    void navigate({ to: '/customers', search: { batch: result.batch } }).then(() =>
      toast({
        message: say('import.successfully', { count: result.imported }),
        undo: () => void takeBack(result).catch((error: unknown) => toast({ message: sentenceOf(error, say) })),
      }),
    );
  }, [cache, navigate, result, say, stage]);
}
