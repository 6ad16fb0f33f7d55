import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SignInState } from '#shared/contract/sign-in.ts';
import { client, core } from '../../host/core.ts';

/** Where the tabs of one browser tell each other that somebody is there, in ms since 1970. */
const USED = 'lastmile-used';
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
/** How often at most other tabs and the core are told, in ms. */
const TELL = 20_000;

/**
 * Locks this console when nobody has used it for as long as the settings say. The page knows of every key and movement, so
 * it locks; the core, which hears of them now and then, does it alone when the page is gone.
 */
export function useIdleLock(state: SignInState | undefined): void {
  const cache = useQueryClient();
  const limit = (state?.lockAfterMinutes ?? 0) * 60_000;
  const isOn = state?.isNeeded === true && state.who !== null && limit > 0;
  useEffect(() => {
    if (!isOn) return undefined;
    let lastUse = Date.now();
    let told = 0;
    const isIdle = (): boolean => {
      const elsewhere = Number(localStorage.getItem(USED) ?? 0);
      return Date.now() - Math.max(lastUse, elsewhere) >= limit;
    };
    const lock = (): void => {
      void client.signIn
        .lock()
        .then((locked) => cache.setQueryData(core.signIn.state.queryKey(), locked))
        .catch(() => undefined);
    };
    const used = (): void => {
      // The first key after a long sleep of the machine comes before any timer.
      if (isIdle()) {
        lock();
        return;
      }
      lastUse = Date.now();
      if (lastUse - told < TELL) return;
      told = lastUse;
      localStorage.setItem(USED, String(lastUse));
      void client.signIn.present().catch(() => undefined);
    };
    localStorage.setItem(USED, String(lastUse));
    const timer = setInterval(() => isIdle() && lock(), Math.min(limit / 4, 5000));
    for (const sign of SIGNS) window.addEventListener(sign, used, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, used, { capture: true });
    };
  }, [isOn, limit, cache]);
}
