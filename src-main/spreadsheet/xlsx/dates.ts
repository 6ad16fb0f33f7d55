import type { Cell } from '#shared/domain/import/cell.ts';

/** Numbers of the formats that every workbook has without saying so (ECMA-376-1, 18.8.30), as far as they show a day. */
const BUILT_IN = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/** Whether a number format shows a day. A format of hours, minutes and seconds alone does not. */
export function showsDay(format: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.has(format);
  const [positive = ''] = code
    .replace(/"[^"]*"|\\.|[_*]./gs, '')
    .replace(/\[[^\]]*\]/g, (bracket) => (/^\[(?:h+|m+|s+)\]$/i.test(bracket) ? 'h' : ''))
    .replace(/general/gi, '')
    .replace(/AM\/PM|A\/P/gi, 'h')
    .split(';');
  if (/[ydb]/i.test(positive)) return true;
  // "m" is a month, except beside hours or seconds, where it is minutes.
  return /m/i.test(positive) && !/[hs]/i.test(positive);
}

const DAY = 86_400_000;
/** 9999-12-31, the last day that Excel knows. */
const LAST_DAY = 2_958_465;
const DAYS_TO_1904 = 1462;

/**
 * The calendar date of a day number, or the number itself when it names no day: below 1, beyond the year 9999, or
 * 1900-02-29, which Excel has and the calendar has not.
 */
export function dateCell(serial: number, from1904: boolean): Cell {
  // Half a millisecond: what is that close to midnight is shown as the next day.
  let day = Math.floor(serial + 0.5 / DAY);
  if (from1904) {
    if (serial < 0) return serial;
    day += DAYS_TO_1904;
  }
  if (day < 1 || day > LAST_DAY || day === 60) return serial;
  const sinceEpoch = day - 25_569 + (day < 60 ? 1 : 0);
  return { kind: 'date', iso: new Date(sinceEpoch * DAY).toISOString().slice(0, 10) };
}

/** A cell that holds a date as text (`t="d"`, ISO 8601). */
export function isoDateCell(text: string): Cell {
  const day = /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(text.trim())?.[1];
  if (day === undefined || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return text === '' ? null : text;
  return { kind: 'date', iso: day };
}
