import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActionOutcome } from '#shared/contract/actions.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { toast } from '../../ui/toast.tsx';
import { beginRun, beginUndo, outcomeOf, type RunOrder } from './run-action.ts';

interface SingleAction {
  readonly run: (order: Omit<RunOrder, 'request'>) => void;
  readonly isPending: boolean;
  readonly error: Error | null;
  /** Why it was not done. */
  readonly outcome: ActionOutcome | undefined;
}

/** Does something to one customer, once however often it is asked for, and offers to take it back. */
export function useSingleAction(action: CustomerAction, name: string, onDone: () => void): SingleAction {
  const say = useMessage();
  // One id for as long as the same is asked for: after a lost reply the core answers with what it did.
  const [request, setRequest] = useState(() => crypto.randomUUID());
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async (order: Omit<RunOrder, 'request'>) => {
      const run = await (await beginRun({ request, ...order })).ended;
      return { run, outcome: run.applied === run.total ? undefined : await outcomeOf(run.id) };
    },
    onSuccess: ({ run, outcome }) => {
      if (outcome !== undefined) {
        setRequest(crypto.randomUUID());
        return;
      }
      toast({
        message: say(`actions.did-${action}`, { name }),
        about: 'customer',
        ...(run.canUndo && { undo: () => void takeBack(run.id) }),
      });
      onDone();
    },
  });
  const takeBack = async (run: string): Promise<void> => {
    try {
      const undone = await (await beginUndo(crypto.randomUUID(), run)).ended;
      toast({
        message: say(undone.applied > 0 ? 'actions.taken-back' : 'actions.not-taken-back', { name }),
        about: 'customer',
      });
    } catch (failure) {
      toast({ message: sentenceOf(failure, say), about: 'customer' });
    }
  };
  return { run: (order) => (isPending ? undefined : mutate(order)), isPending, error, outcome: data?.outcome };
}
