import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { ActionOutcome } from '#shared/contract/actions.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { toast } from '../../ui/toast.tsx';
import { isPayment } from './money-terms.ts';
import { beginRun, beginUndo, outcomeOf, type RunOrder } from './run-action.ts';

interface SingleAction {
  readonly run: (order: Omit<RunOrder, 'request'>) => void;
  readonly isPending: boolean;
  readonly error: Error | null;
  /** Why it was not done. */
  readonly outcome: ActionOutcome | undefined;
  /** Forgets why it was not done: something else is about to be asked for. */
  readonly reset: () => void;
}

/** What is said of it when it is done. */
export interface Said {
  readonly name: string;
  /** What was paid or charged, as people read it. */
  readonly amount: string;
}

/** Does something to one customer, once however often it is asked for, and offers to take it back. */
export function useSingleAction(action: CustomerAction, said: Said, onDone: () => void): SingleAction {
  const say = useMessage();
  const navigate = useNavigate();
  const { name } = said;
  // One id for as long as the same is asked for: after a lost reply the core answers with what it did.
  const [request, setRequest] = useState(() => crypto.randomUUID());
  // The second click of two comes before the page knows of the first.
  const isAsked = useRef(false);
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: async (order: Omit<RunOrder, 'request'>) => {
      const run = await (await beginRun({ request, ...order })).ended;
      const isDone = run.applied === run.total;
      const came = isDone && !isPayment(action) ? undefined : await outcomeOf(run.id);
      return { run, outcome: isDone ? undefined : came, payment: came?.payment ?? null };
    },
    onSettled: () => {
      isAsked.current = false;
    },
    onSuccess: ({ run, outcome, payment }) => {
      if (outcome !== undefined) {
        setRequest(crypto.randomUUID());
        return;
      }
      toast({
        message: say(`actions.did-${action}`, { ...said }),
        about: 'customer',
        ...(run.canUndo && { undo: () => void takeBack(run.id) }),
        ...(payment !== null && {
          undo: () => void navigate({ to: '/receipt/$payment', params: { payment } }),
          undoKey: 'ledger.receipt' as const,
        }),
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
  const run = (order: Omit<RunOrder, 'request'>): void => {
    if (isAsked.current) return;
    isAsked.current = true;
    mutate(order);
  };
  return { run, isPending, error, outcome: data?.outcome, reset };
}
