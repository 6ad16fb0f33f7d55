import { useFormats } from '../../messages/use-formats.ts';

/** "10:42" of an instant of today, "12 Dec 2026, 10:42" of any other, by the ISP's clock. */
export function useMoment(): (instant: string) => string {
  const { clock, date, dateTime } = useFormats();
  return (instant) => (date(instant) === date(new Date().toISOString()) ? clock(instant) : dateTime(instant));
}
