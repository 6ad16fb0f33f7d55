import { useCallback, useRef } from 'react';
import type { DeviceLine } from '#shared/contract/devices.ts';
import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { personOf } from '../../messages/person.ts';
import { useMessage } from '../../messages/use-message.ts';
import { toast } from '../../ui/toast.tsx';
import { beginRun, beginUndo, outcomeOf } from '../customers/index.ts';

/** Takes a device away from its customer at once, and offers to take that back. A second click on the same does nothing. */
export function useRemoveDevice(): (device: DeviceLine) => void {
  const say = useMessage();
  const underWay = useRef(new Set<string>());

  return useCallback(
    (device) => {
      const takeBack = async (run: string, name: string): Promise<void> => {
        try {
          const { applied } = await (await beginUndo(crypto.randomUUID(), run)).ended;
          toast({ message: say(applied > 0 ? 'actions.taken-back' : 'actions.not-taken-back', { name }) });
        } catch (error) {
          toast({ message: sentenceOf(error, say) });
        }
      };

      const remove = async ({ id, mac, customer }: DeviceLine): Promise<void> => {
        if (underWay.current.has(id)) return;
        underWay.current.add(id);
        const name = personOf(customer, say);
        try {
          const order = { which: { ids: [customer.id] }, terms: { action: 'remove-mac' as const, mac } };
          const run = await (await beginRun({ request: crypto.randomUUID(), ...order })).ended;
          const reason = run.applied === 1 ? null : (await outcomeOf(run.id))?.reason;
          toast({
            message: reason ? refusedSentence(reason, say) : say('devicesPage.removed', { mac, name }),
            ...(run.canUndo && { undo: () => void takeBack(run.id, name) }),
          });
        } catch (error) {
          toast({ message: sentenceOf(error, say) });
        } finally {
          underWay.current.delete(id);
        }
      };
      void remove(device);
    },
    [say],
  );
}
