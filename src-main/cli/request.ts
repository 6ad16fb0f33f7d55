import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Options, textOption } from './command.ts';
import type { Console } from './console.ts';
import { Usage } from './usage.ts';

/** Of the commands that are done once, however often they are asked under one number. */
export const REQUEST_OPTION = { request: { type: 'string' } } as const;
export const REQUEST_USAGE = '[--request ID]';

/** What their help says of it. */
export const requestAbout = ({ say }: Pick<Console, 'say'>): string => say('cli.request-about');

/** The number of a request: a script's own, under which it may ask again when the answer was lost. Throws Usage. */
export function requestOf(options: Options): string {
  const typed = textOption(options, 'request');
  if (typed === undefined) return randomUUID();
  const request = z.uuid().safeParse(typed);
  if (!request.success) throw new Usage('request-option', { value: typed });
  return request.data.toLowerCase();
}
