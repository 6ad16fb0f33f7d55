import type { SyncStatus } from '#shared/contract/sync.ts';
import { dayAt, startOfDay } from '#shared/domain/time/day.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { Store } from '../../store/index.ts';
import { readSetting } from '../settings/index.ts';
import type { Going } from './going.ts';
import { isConflict } from './refusals.ts';
import { serverRow } from './server-row.ts';

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** How the console stands with the central server. */
export function statusOf({ reader }: Pick<Store, 'reader'>, going: Going, now: number): SyncStatus {
  const server = serverRow(reader);
  const begun = today(reader, now);
  const { conflicts, refused, taken } = refusedCounts(reader, begun);
  const { phase, progress, failure, nextTryAt } = going;
  return {
    server: server && {
      ...{ url: server.url, operator: server.operatorName, consoleName: server.consoleName },
      ...{ fingerprint: server.fingerprint, state: server.state },
      enrolledAt: new Date(server.enrolledAt).toISOString(),
    },
    phase,
    progress: progress && { ...progress },
    paused: server?.isPaused ?? false,
    waiting: countOf(reader, "state IN ('pending', 'sent')"),
    ...{ conflicts, refused },
    doneToday: server ? countOf(reader, "state = 'applied' AND ended_at >= ?", begun) + taken : 0,
    contactAt: instant(server?.contactAt ?? null),
    fullAt: instant(server?.fullAt ?? null),
    failure:
      failure && server
        ? {
            reason: { code: failure.code, params: { ...failure.params } },
            since: new Date(failure.since).toISOString(),
            nextTryAt: server.isPaused ? null : instant(nextTryAt),
          }
        : null,
  };
}

const countOf = (db: Store['reader'], condition: string, ...params: readonly number[]): number =>
  db
    .prepare<unknown[], number>(`SELECT coalesce(sum(records), 0) FROM sync_journal WHERE ${condition}`)
    .pluck()
    .get(...params) ?? 0;

function today(db: Store['reader'], now: number): number {
  const timeZone = String(readSetting(db, 'timeZone'));
  return startOfDay(dayAt(now, timeZone), timeZone);
}

interface RefusedCounts {
  readonly conflicts: number;
  readonly refused: number;
  /** What the server took of entries of which it refused some. */
  readonly taken: number;
}

/** Without opening what is sealed: this is asked every few seconds. */
function refusedCounts(db: Store['reader'], since: number): RefusedCounts {
  const rows = db
    .prepare<[], { rejections: string; records: number; endedAt: number }>(
      "SELECT rejections, records, coalesce(ended_at, 0) AS endedAt FROM sync_journal WHERE state = 'rejected'",
    )
    .all();
  let [conflicts, refused, taken] = [0, 0, 0];
  for (const { rejections, records, endedAt } of rows) {
    let left = records;
    // Cast: only what the server's reply was parsed to is kept there.
    for (const rejection of JSON.parse(rejections) as Rejection[]) {
      // Who is named is refused alone; without names it is all of the entry.
      const count = rejection.ids?.length ?? 1;
      if (isConflict(rejection)) conflicts += count;
      else refused += count;
      left -= rejection.ids?.length ?? records;
    }
    if (endedAt >= since) taken += Math.max(0, left);
  }
  return { conflicts, refused, taken };
}
