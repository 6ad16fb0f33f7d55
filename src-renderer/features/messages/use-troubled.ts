import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { core } from '../../host/core.ts';
import { remember, remembered } from '../../theme/remembered.ts';
import { useMay } from '../sign-in/index.ts';

/** Often enough that somebody hears of it while they still remember what they sent, in ms. */
const REFRESH = 20_000;

/**
 * How many messages were not sent, or are not known to have been, since this person last looked at the list on this machine.
 * What is sent again is among them no longer. Nobody is told who may not see the list.
 */
export function useTroubled(): number {
  const { allowed } = useMay('messages.list');
  const { data: signedIn } = useQuery(core.signIn.state.queryOptions());
  const { data: counts } = useQuery({
    ...core.messages.counts.queryOptions(),
    enabled: allowed && signedIn?.who != null,
    refetchInterval: REFRESH,
  });
  const isLooking = useLocation({ select: ({ pathname }) => pathname === '/messages' });
  const name = `messages-seen-${signedIn?.who?.id ?? ''}`;
  const all = counts === undefined ? null : counts.failed + counts.unknown;
  const before = Number(remembered(name) ?? 0);
  const seen = isLooking ? (all ?? before) : Math.min(before, all ?? before);
  useEffect(() => {
    if (all !== null && seen !== before) remember(name, String(seen));
  }, [all, seen, before, name]);
  return (all ?? seen) - seen;
}
