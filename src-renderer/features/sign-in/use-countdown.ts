import { useEffect, useState } from 'react';

/** Seconds that are left, counted down; and what begins it. */
export function useCountdown(): readonly [number, (seconds: number) => void] {
  const [until, setUntil] = useState<number | null>(null);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === null) return undefined;
    const timer = setInterval(() => {
      // By the clock and not by counting: a page that is not looked at is woken seldom.
      const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setLeft(seconds);
      if (seconds === 0) setUntil(null);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  const begin = (seconds: number): void => {
    setLeft(seconds);
    setUntil(Date.now() + seconds * 1000);
  };
  return [left, begin];
}
