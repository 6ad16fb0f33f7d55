import type { RecordsReply, RecordsRequest } from '#shared/sync/records.ts';
import type { SyncDeps, Speaker } from './push.ts';
import { headOf } from './head.ts';
import { reachOf } from './reach.ts';
import { RECORD_OF_REACH, recordParams } from './pull.ts';
import { RECORD, recordRow, type StoredRecord } from './rows/record.ts';

/**
 * The records that a console would pull, without customers: what somebody compares before a console that has worked alone
 * joins. In the order of kind and id, a page at a time.
 */
export async function records(
  { database, seal }: Pick<SyncDeps, 'database' | 'seal'>,
  speaker: Speaker,
  { after, limit }: RecordsRequest,
): Promise<RecordsReply> {
  const reach = await reachOf(database, speaker.operatorId);
  const rows = await database.query<StoredRecord>(
    `${RECORD} WHERE (kind || '/' || id) COLLATE "C" > $1 AND ${RECORD_OF_REACH(2)}
     ORDER BY (kind || '/' || id) COLLATE "C" LIMIT $5`,
    [after ?? '', ...recordParams(reach), limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map((row) => recordRow(row, seal)),
    next: last ? `${last.kind}/${last.id}` : null,
    head: await headOf(database),
  };
}
