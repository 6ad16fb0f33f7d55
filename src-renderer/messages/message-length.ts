import { fitsInOne, type MessageLength } from '#shared/domain/message/length.ts';
import type { Say } from './use-message.ts';

/** What a text takes: "147 of 160 signs, 1 message", "189 signs, 2 messages". */
export function lengthWords({ encoding, units, parts }: MessageLength, say: Say): string {
  const words =
    parts > 1
      ? say('messages.length', { units, count: parts })
      : say('messages.length-of', { units, fit: fitsInOne(encoding), count: parts });
  return encoding === 'gsm-7' ? words : `${words} · ${say('messages.length-wide')}`;
}
