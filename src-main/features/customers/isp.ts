import type { Store } from '../../store/index.ts';
import { readSetting } from '../settings/index.ts';

/** A setting that is a text; `usual` where it was never set. */
export function textSetting(reader: Store['reader'], name: string, usual: string): string {
  const value = readSetting(reader, name);
  return typeof value === 'string' ? value : usual;
}

/** The ISP's own: in which days begin and end. */
export const timeZoneOf = (reader: Store['reader']): string => textSetting(reader, 'timeZone', 'Asia/Dhaka');
