import { Month } from '#shared/contract/reports.ts';
import { monthAt, monthsAfter } from '#shared/domain/report/month.ts';

/** What the address says after the ?: the month, "2026-11". */
export interface ReportSearch {
  readonly month?: string;
}

export function reportSearchOf(raw: Readonly<Record<string, unknown>>): ReportSearch {
  const month = Month.safeParse(raw['month']);
  return month.success ? { month: month.data } : {};
}

/** How many months one may choose from. */
const CHOICES = 13;

/** The month under way and those before it, the latest first. */
export function lastMonths(now: number, timeZone: string): readonly string[] {
  const current = monthAt(now, timeZone);
  return Array.from({ length: CHOICES }, (_, index) => monthsAfter(current, -index));
}
