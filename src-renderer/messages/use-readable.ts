import type { Refused } from '#shared/contract/refused.ts';
import { useFormats } from './use-formats.ts';

/** What in a reason is an amount: it comes as a decimal. */
const AMOUNTS = new Set(['amount', 'needed', 'most']);

/** What is a day: it comes as "2026-11-30". */
const DAYS = new Set(['today', 'since']);

/** A reason with its amounts, days and instants as people read them. */
export function useReadable(): (reason: Refused) => Refused {
  const { money, dateTime, day } = useFormats();
  return ({ code, params }) => ({
    code,
    params: Object.fromEntries(
      Object.entries(params).map(([name, value]) => {
        if (name === 'instant') return [name, dateTime(String(value))];
        if (DAYS.has(name)) return [name, day(String(value))];
        const isAmount = AMOUNTS.has(name) || (code === 'renew-too-little' && name === 'value');
        return [name, isAmount ? money(String(value)) : value];
      }),
    ),
  });
}
