import { nationalPhone } from '../customer/phone.ts';
import type { Gateway } from './gateway.ts';

/** International digits ("8801711223344") as a gateway takes them. */
export function phoneFor(format: Gateway['phoneFormat'], key: string): string {
  if (format === 'plus') return `+${key}`;
  return format === 'national' ? nationalPhone(key) : key;
}
