import type { OnlineSession } from '#shared/contract/online.ts';
import type { Formats } from '../../messages/formats.ts';
import type { Say } from '../../messages/use-message.ts';

/** "3d 4h", "4h 12m", "12m", "5s": as much as one looks for. */
export function uptimeWords(seconds: number | null, say: Say): string {
  if (seconds === null) return '';
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return say('online.days', { days, hours });
  if (hours > 0) return say('online.hours', { hours, minutes });
  return minutes > 0 ? say('online.minutes', { minutes }) : say('online.seconds', { seconds });
}

/** "1.4 GB / 210 MB", down and up since it began; empty where the server does not know of it. */
export const usedWords = (
  { bytesDown, bytesUp }: Pick<OnlineSession, 'bytesDown' | 'bytesUp'>,
  { size }: Formats,
): string => (bytesDown === null || bytesUp === null ? '' : `${size(bytesDown)} / ${size(bytesUp)}`);

/** "2.1 / 0.4 Mbps", down and up; empty where the router does not tell. */
export function rateWords(
  { downBps, upBps }: Pick<OnlineSession, 'downBps' | 'upBps'>,
  say: Say,
  { count }: Formats,
): string {
  if (downBps === null || upBps === null) return '';
  const isMega = Math.max(downBps, upBps) >= 1_000_000;
  const of = (bps: number): string => count(isMega ? Math.round(bps / 100_000) / 10 : Math.round(bps / 1000));
  return say(isMega ? 'online.mbps' : 'online.kbps', { down: of(downBps), up: of(upBps) });
}
