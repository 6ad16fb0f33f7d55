import type { KeyKeeper } from '../platform/platform.ts';
import { Refusal } from '../refusal.ts';
import type { FromThread, KeyAnswer } from './thread-messages.ts';

/** The desktop's keeper of keys, as the core's thread sees it: every question goes to the main thread. */
export function keeperAcross(
  tell: (message: FromThread) => void,
): KeyKeeper & { readonly answered: (call: number, answer: KeyAnswer) => void } {
  const waiting = new Map<number, (answer: KeyAnswer) => void>();
  let calls = 0;
  const ask = async (what: 'load' | 'create', keyId: string): Promise<Uint8Array | null> => {
    const call = ++calls;
    const answer = await new Promise<KeyAnswer>((resolve) => {
      waiting.set(call, resolve);
      tell({ kind: 'key', call, ask: what, keyId });
    });
    if ('refused' in answer) throw new Refusal(answer.refused.code, answer.refused.params);
    return answer.key;
  };
  return {
    kind: 'platform',
    load: (keyId) => ask('load', keyId),
    create: async (keyId) => {
      const key = await ask('create', keyId);
      if (!key) throw new Error('The desktop made no key');
      return key;
    },
    answered: (call, answer) => {
      waiting.get(call)?.(answer);
      waiting.delete(call);
    },
  };
}
