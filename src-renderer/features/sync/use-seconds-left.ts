import { useEffect, useState } from 'react';

/** Whole seconds until an instant, by the clock and not by counting: a page that is not looked at is woken seldom. */
export function useSecondsLeft(until: string): number {
  const left = (): number => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000));
  const [, setShown] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setShown(left()), 250);
    return () => clearInterval(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `left` is of `until` alone
  }, [until]);
  return left();
}
