import type { SyncPreview } from '#shared/contract/sync.ts';
import type { RecordRow } from '#shared/sync/rows.ts';
import type { Store } from '../../../store/index.ts';
import { readSetting } from '../../settings/index.ts';
import { Refusal } from '../../../refusal.ts';
import type { CentralLine, LineFailure } from '../line/index.ts';
import { recordIds, recordRow } from '../rows/index.ts';
import type { ServerRow } from '../server-row.ts';
import { matched, type Sides } from './matching.ts';

/** Both sides as they are now. */
export interface Before extends Sides {
  readonly isEmpty: boolean;
}

/** All records of the server that this console will see. Throws Refusal with what the line says. */
export async function recordsThere(line: CentralLine): Promise<readonly RecordRow[]> {
  const rows: RecordRow[] = [];
  let after: string | null = null;
  do {
    const reply = await line.records({ after, limit: 1_000 });
    if (!reply.ok) throw refusalOf(reply.failure);
    rows.push(...reply.value.rows);
    after = reply.value.next;
  } while (after !== null);
  return rows;
}

export const refusalOf = ({ code, params }: LineFailure): Refusal => new Refusal(code, params);

/** All records of this console. */
export function recordsHere({ reader, seal }: Pick<Store, 'reader' | 'seal'>): readonly RecordRow[] {
  return [...recordIds(reader)].flatMap(({ kind, id }) => recordRow(reader, seal, kind, id) ?? []);
}

/** The operator at the top of this console. */
export function rootHere({ reader }: Pick<Store, 'reader'>): string {
  const id = reader.prepare<[], string>('SELECT id FROM operator WHERE parent_id IS NULL').pluck().get();
  if (id === undefined) throw new Error('The store has no operator at the top');
  return id;
}

const SHOWN = ['country', 'currency', 'timeZone'];

/** What comes together, for somebody to look at. */
export function previewOf(
  { reader }: Pick<Store, 'reader'>,
  server: Pick<ServerRow, 'operatorName' | 'consoleName'>,
  { here, there, root, isEmpty }: Before,
): SyncPreview {
  const count = (sql: string): number => reader.prepare<[], number>(sql).pluck().get() ?? 0;
  const settings = SHOWN.flatMap((name) => {
    const theirs = there.find((row) => row.kind === 'setting' && row.id === name)?.body['value'];
    const ours = readSetting(reader, name);
    return theirs === undefined || theirs === ours
      ? []
      : [{ name, here: String(ours), there: typeof theirs === 'string' ? theirs : JSON.stringify(theirs) }];
  });
  return {
    operator: server.operatorName,
    isEmpty,
    records: [...matched({ here, there, root }, server.consoleName)],
    customers: count('SELECT count(*) FROM customer'),
    lines: count('SELECT count(*) FROM ledger_entry'),
    serverRecords: there.length,
    settings,
  };
}
