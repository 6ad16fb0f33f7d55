import { SCHEMA, type Witness } from '#shared/sync/head.ts';
import type { PullReply, PullRequest } from '#shared/sync/pull.ts';
import { breather } from '../../breather.ts';
import type { FeatureDeps } from '../../feature.ts';
import { searchIndex, type WriteTransaction } from '../../store/index.ts';
import { beginAnew } from './anew.ts';
import { baseOf } from './base.ts';
import { entriesWithLines } from './entries.ts';
import { keepNotUnderstood } from './not-understood.ts';
import type { RecordProblem } from './rows/index.ts';
import { keepCursor, keepWitness, serverRow } from './server-row.ts';

interface Deps extends Pick<FeatureDeps, 'store' | 'newId'>, Partial<Pick<FeatureDeps, 'version'>> {
  readonly unreadable?: ((problem: RecordProblem) => void) | undefined;
}

/** Rows of a page: as much as a slow line brings in a minute. */
const PAGE = 1_000;

/** Null: there is no server any more. */
export function nextPull({ store }: Pick<Deps, 'store'>, limit = PAGE): PullRequest | null {
  const server = serverRow(store.reader);
  if (!server) return null;
  const { cursor, witness, scope } = server;
  return { cursor, witness, scope, schema: SCHEMA, limit };
}

const isSame = (one: Witness, other: Witness): boolean =>
  one.version === other.version && one.commitId === other.commitId;

/** Stores a page; the cursor moves with the rows, in one transaction. */
export async function takePage(deps: Deps, request: PullRequest, reply: PullReply): Promise<void> {
  const { store, newId } = deps;
  const { rows, tombstones, cursor, scope, fault, head, more } = reply;
  await store.write(async (tx) => {
    const { db } = tx;
    const server = serverRow(db);
    // Everything has begun anew while the answer was under way.
    if (!server || !isSame(server.cursor, request.cursor)) return;
    if (fault !== null) {
      // UPGRADE is the line's to tell: it never comes here.
      if (fault !== 'UPGRADE') beginAnew(tx, newId());
      return;
    }
    const problems: RecordProblem[] = [];
    const unreadable = (problem: RecordProblem): void => void problems.push(problem);
    const unsearched = new Set<number>();
    const base = baseOf(tx, store.seal, { unreadable, unsearched });
    const breathe = breather();
    for (const tombstone of tombstones) base.drop(tombstone);
    for (const row of rows) {
      base.take(row);
      await breathe();
    }
    const search = searchIndex(db);
    for (const seq of unsearched) {
      search.refresh(seq);
      await breathe();
    }
    keepCursor(db, cursor, scope);
    if (problems.length > 0) keepNotUnderstood(db, request.cursor, deps.version ?? '');
    for (const problem of problems) deps.unreadable?.(problem);
    keepWitness(db, head);
    if (!more) dropUnseen(tx, deps);
  });
}

/** What was here before everything was fetched anew, is not there any more, and is nothing that this office has still to tell. */
function dropUnseen(tx: WriteTransaction, { store }: Deps): void {
  const { db } = tx;
  if (db.prepare('SELECT 1 FROM sync_unseen LIMIT 1').get() === undefined) return;
  const base = baseOf(tx, store.seal);
  const own = new Set(
    entriesWithLines(db, store.seal)
      .flatMap(({ mutation: { args } }) => ('lines' in args ? args.lines : []))
      .map(({ id }) => id),
  );
  const customers = db
    .prepare<[], string>(
      // Only who is still to be added there, or was refused, is somebody whom the server cannot have.
      `SELECT id FROM sync_unseen WHERE entity = 'customer' AND NOT EXISTS (
         SELECT 1 FROM sync_reference JOIN sync_journal USING (seq)
         WHERE sync_reference.entity = 'customer' AND sync_reference.id = sync_unseen.id AND name = 'customers.add')`,
    )
    .pluck()
    .all();
  for (const id of customers) base.drop({ entity: 'customer', id });
  // What was taken of customers who are gone stays in the cash book of whoever took it.
  const lines = db
    .prepare<[], string>(
      `SELECT sync_unseen.id FROM sync_unseen JOIN ledger_entry ON ledger_entry.id = sync_unseen.id
       WHERE entity = 'ledger-entry' AND customer_id IN (SELECT id FROM customer)`,
    )
    .pluck()
    .all();
  for (const id of lines) if (!own.has(id)) base.dropLine(id);
  db.exec('DELETE FROM sync_unseen');
}
