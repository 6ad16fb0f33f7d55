import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { client, core } from '../../host/core.ts';

/** How often an address that is kept is asked for again while somebody looks at it: well within the time it is kept. */
const RENEW_MS = 5 * 60_000;

interface Chosen {
  /** Null: nothing is kept, whoever saves is told then. */
  readonly draft: string | null;
  readonly block: string | null;
  readonly ip: string;
  readonly onLost: (error: unknown) => void;
}

/** Keeps the chosen address for a draft: when it is chosen, when a draft is opened again, and for as long as it is in sight. */
export function useHeldAddress({ draft, block, ip, onLost }: Chosen) {
  const cache = useQueryClient();
  const [until, setUntil] = useState<string | null>(null);
  const held = useRef('');
  const lost = useRef(onLost);
  useEffect(() => {
    lost.current = onLost;
  });

  const hold = useCallback(
    async (in_: string, wanted?: string): Promise<string> => {
      if (draft === null) throw new Error('Nothing is kept without a draft');
      const kept = await client.networkAddresses.hold({
        draft,
        block: in_,
        ...(wanted !== undefined && { ip: wanted }),
      });
      held.current = kept.ip;
      setUntil(kept.until);
      await cache.invalidateQueries({ queryKey: core.networkAddresses.free.key() });
      return kept.ip;
    },
    [draft, cache],
  );

  useEffect(() => {
    if (draft === null || block === null || ip === '') return undefined;
    const renew = (): void => void hold(block, ip).catch((error: unknown) => lost.current(error));
    // Chosen before this was on the screen: in a draft that was left, perhaps longer ago than it is kept.
    if (held.current !== ip) renew();
    const timer = setInterval(renew, RENEW_MS);
    return () => clearInterval(timer);
  }, [draft, block, ip, hold]);

  return { hold, until: ip === '' ? null : until };
}
