import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Refused } from '#shared/contract/refused.ts';
import { client } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { toast } from '../../ui/toast.tsx';

/** As many as one question takes. */
const AT_ONCE = 1000;

export interface Decision {
  readonly ids: readonly string[];
  readonly choice: 'mine' | 'theirs' | 'edit';
  readonly value?: string;
}

/** Ends refusals as somebody has decided; tells how many, and remembers of the others why they could not be. */
export function useSolve(onDone: () => void) {
  const say = useMessage();
  const cache = useQueryClient();
  const [left, setLeft] = useState<ReadonlyMap<string, Refused>>(new Map());
  const solve = useMutation({
    mutationFn: async ({ ids, choice, value }: Decision) => {
      let solved = 0;
      const unsolved = new Map<string, Refused>();
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        const some = ids.slice(from, from + AT_ONCE);
        const told = await client.sync.solve({ ids: some, choice, ...(value !== undefined && { value }) });
        solved += told.solved;
        for (const { id, reason } of told.left) unsolved.set(id, reason);
      }
      return { solved, unsolved };
    },
    onSuccess: async ({ solved, unsolved }, { ids }) => {
      setLeft((before) => new Map([...[...before].filter(([id]) => !ids.includes(id)), ...unsolved]));
      if (solved > 0) toast({ message: say('sync.solved', { count: solved }), about: 'sync-solved' });
      if (unsolved.size === 0) onDone();
      await cache.invalidateQueries();
    },
  });
  return { ...solve, left };
}
