import type { Database } from 'better-sqlite3';
import { daytimeFrom } from '#shared/domain/message/hours.ts';
import { timeZoneOf } from './isp.ts';

/** Whether people sleep at an instant, where the ISP is. */
export const isNight = (db: Database, at: number): boolean => daytimeFrom(at, timeZoneOf(db)) > at;

/**
 * The message whose turn it is among those of some operators (JSON), with or without those that wait for the day. Of each
 * operator one step into the index finds the first: however many wait, and for one instant, nothing is sorted.
 */
export const NEXT_DUE = `
  SELECT due.id FROM json_each(?) AS served CROSS JOIN json_each(?) AS by_day CROSS JOIN message AS due
  WHERE due.id = (
    SELECT id FROM message INDEXED BY message_next
    WHERE state = 'waiting' AND operator_id = served.value AND by_day = by_day.value AND next_try_at <= ?
    ORDER BY next_try_at, id LIMIT 1
  )
  ORDER BY due.next_try_at, due.id LIMIT 1`;

/** The message that some operators have to send next, at an instant; undefined: none is due. */
export const nextDue = (db: Database, operators: readonly string[], at: number): string | undefined =>
  db
    .prepare<[string, string, number], string>(NEXT_DUE)
    .pluck()
    .get(JSON.stringify(operators), JSON.stringify(isNight(db, at) ? [0] : [0, 1]), at);

/** Lets all of some operators (JSON) be tried at once. Only what a line put off: what is due keeps the place that it has. */
export const TRY_NOW = `
  UPDATE message SET next_try_at = ? WHERE id IN (
    SELECT put_off.id FROM json_each(?) AS served CROSS JOIN json_each('[0, 1]') AS by_day
      CROSS JOIN message AS put_off INDEXED BY message_next
    WHERE put_off.state = 'waiting' AND put_off.operator_id = served.value AND put_off.by_day = by_day.value
      AND put_off.next_try_at > ?
  )`;
