import { plainRate } from './rate.ts';

const RATES: ReadonlySet<string> = new Set(['rate-limit', 'max-limit', 'burst-limit', 'burst-threshold']);
const SWITCHES: ReadonlySet<string> = new Set(['disabled', 'block-access']);
const TIMES: ReadonlySet<string> = new Set(['burst-time']);
const NAMED_IN_ANY_CASE: ReadonlySet<string> = new Set(['caller-id', 'mac-address']);

/** What a router says when a field is clear, by the field; elsewhere nothing. */
const CLEAR: Readonly<Record<string, readonly string[]>> = {
  'mac-address': ['00:00:00:00:00:00'],
  address: ['0.0.0.0'],
  server: ['all'],
  'remote-address': ['0.0.0.0'],
  'local-address': ['0.0.0.0'],
};

const isOn = (text: string): boolean => text === 'yes' || text === 'true';
const seconds = (text: string): string => text.replace(/(\d)s/g, '$1');
const target = (text: string): string => text.replace(/\/32$/, '');

/** Whether a field on a router is as it should be: routers write the same thing in more than one way. */
export function isSameValue(field: string, wanted: string, there: string | undefined): boolean {
  const has = there ?? '';
  if (SWITCHES.has(field)) return isOn(wanted) === isOn(has);
  if (wanted === '') return has === '' || (CLEAR[field] ?? []).includes(has);
  if (RATES.has(field)) return plainRate(wanted) === plainRate(has);
  if (TIMES.has(field)) return seconds(wanted) === seconds(has);
  if (NAMED_IN_ANY_CASE.has(field)) return wanted.toUpperCase() === has.toUpperCase();
  if (field === 'target') return target(wanted) === target(has);
  return wanted === has;
}
