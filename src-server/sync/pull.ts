import { SCHEMA, type Witness } from '#shared/sync/head.ts';
import type { PullReply, PullRequest, Tombstone } from '#shared/sync/pull.ts';
import { type PulledRow, USED_FROM_BELOW } from '#shared/sync/rows.ts';
import type { Database } from '../store/database.ts';
import { headOf, isKnown } from './head.ts';
import type { SyncDeps, Speaker } from './push.ts';
import { type Reach, reachOf } from './reach.ts';
import { readableRow, type StoredCustomer, CUSTOMER } from './rows/customer.ts';
import { LEDGER, ledgerRow, type StoredLine } from './rows/ledger.ts';
import { RECORD, recordRow, type StoredRecord } from './rows/record.ts';

interface Committed {
  readonly commitVersion: number;
}

/** Rows of one table behind the cursor, and the version up to which they are all there are. */
interface Read<Row> {
  readonly rows: readonly Row[];
  readonly wholeUpTo: number;
}

/**
 * What has changed since a console last looked, as far as its operator may see it, in whole versions. The cursor is a commit
 * of this database, or everything begins anew: RESET.
 */
export async function pull(
  deps: Pick<SyncDeps, 'database' | 'seal' | 'log'>,
  speaker: Speaker,
  request: PullRequest,
): Promise<PullReply> {
  const { database, seal, log } = deps;
  const head = await headOf(database);
  const fault = (code: 'UPGRADE' | 'RESET'): PullReply => ({
    ...{ rows: [], tombstones: [], cursor: request.cursor, more: false, behind: 0, scope: null, fault: code, head },
  });
  if (request.schema !== SCHEMA) return fault('UPGRADE');
  if (!(await isKnown(database, request.witness)) || !(await isKnown(database, request.cursor))) return fault('RESET');
  const from = request.cursor.version;
  const reach = await reachOf(database, speaker.operatorId);
  // Whoever sees others than before has to begin anew: what came into sight may be older than the cursor.
  if (request.scope !== null && request.scope !== reach.fingerprint) return fault('RESET');
  const scope: Scope = { database, reach, from, to: head.version, limit: request.limit };
  const [records, customers, lines, gone] = await Promise.all([
    recordsSince(scope),
    customersSince(scope),
    linesSince(scope),
    goneSince(scope),
  ]);
  const upTo = Math.min(head.version, ...[records, customers, lines, gone].map(({ wholeUpTo }) => wholeUpTo));
  const within = <Row extends Committed>({ rows }: Read<Row>): Row[] =>
    rows.filter(({ commitVersion }) => commitVersion <= upTo);
  // Without a password that nobody can read any more: the page holds everybody else of a whole operator.
  const told = (stored: StoredCustomer) =>
    readableRow(stored, seal, (error) => {
      log?.failure(error, { during: 'pull', customer: stored.id });
      return null;
    });
  const rows: PulledRow[] = [
    ...within(records).map((row): PulledRow => ({ entity: 'record', row: recordRow(row, seal) })),
    ...within(customers).map((row): PulledRow => ({ entity: 'customer', row: told(row) })),
    ...within(lines).map((row): PulledRow => ({ entity: 'ledger-entry', row: ledgerRow(row) })),
  ];
  return {
    rows,
    tombstones: within(gone).map(({ entity, id }) => ({ entity, id })),
    cursor: upTo === head.version ? head : await commitAt(database, upTo),
    more: upTo < head.version,
    behind: head.version - upTo,
    scope: reach.fingerprint,
    fault: null,
    head,
  };
}

interface Scope {
  readonly database: Database;
  readonly reach: Reach;
  /** The versions behind it are asked for, to the head. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/**
 * Reads in the order of versions. A version that alone is longer than the limit is read whole: it could never be passed
 * otherwise.
 */
async function since<Row extends Committed>(
  { database, from, to, limit }: Scope,
  select: string,
  condition: string,
  params: readonly unknown[],
): Promise<Read<Row>> {
  const text = `${select} WHERE commit_version > $1 AND commit_version <= $2 AND ${condition} ORDER BY commit_version`;
  const rows = await database.query<Row>(`${text} LIMIT ${limit + 1}`, [from, to, ...params]);
  if (rows.length <= limit) return { rows, wholeUpTo: to };
  const [first, last] = [rows[0], rows.at(-1)].map((row) => row?.commitVersion ?? to);
  if (first !== undefined && last !== undefined && last > first) return { rows, wholeUpTo: last - 1 };
  return { rows: await database.query<Row>(text, [from, first, ...params]), wholeUpTo: first ?? to };
}

const customersSince = (scope: Scope): Promise<Read<StoredCustomer>> =>
  since(scope, CUSTOMER, 'operator_id = ANY($3)', [[...scope.reach.own]]);

const linesSince = (scope: Scope): Promise<Read<StoredLine>> =>
  since(
    scope,
    LEDGER,
    // What was taken of somebody who is gone for good is still of the operator who took it.
    `(customer_id IN (SELECT id FROM customer WHERE operator_id = ANY($3))
       OR (operator_id = ANY($3) AND NOT EXISTS (SELECT 1 FROM customer WHERE customer.id = customer_id)))`,
    [[...scope.reach.own]],
  );

/** The records that a console may see: its own, what it may use of the operators above, and the ISP's. */
export const RECORD_OF_REACH = (first: number): string =>
  `(operator_id IS NULL OR operator_id = ANY($${first})
     OR (operator_id = ANY($${first + 1}) AND kind = ANY($${first + 2})))`;
export const recordParams = ({ own, line }: Reach): readonly unknown[] => [[...own], [...line], [...USED_FROM_BELOW]];

const recordsSince = (scope: Scope): Promise<Read<StoredRecord>> =>
  since(scope, RECORD, RECORD_OF_REACH(3), recordParams(scope.reach));

const goneSince = (scope: Scope): Promise<Read<Tombstone & Committed>> =>
  since(
    scope,
    'SELECT entity, id, commit_version AS "commitVersion" FROM tombstone',
    // Who has gone from one operator to another within reach has not gone from here.
    `(operator_id IS NULL OR operator_id = ANY($3) OR (operator_id = ANY($4) AND entity = ANY($5)))
       AND NOT (entity = 'customer'
         AND EXISTS (SELECT 1 FROM customer WHERE customer.operator_id = ANY($3)
           AND customer.id = CASE WHEN entity = 'customer' THEN tombstone.id::uuid END))
       AND NOT EXISTS (SELECT 1 FROM record WHERE record.kind = tombstone.entity AND record.id = tombstone.id
         AND record.operator_id = ANY($3))`,
    [[...scope.reach.own], [...scope.reach.line], [...USED_FROM_BELOW]],
  );

async function commitAt(database: Database, version: number): Promise<Witness> {
  const [row] = await database.query<Witness>(
    'SELECT version, commit_id AS "commitId" FROM commit WHERE version = $1',
    [version],
  );
  if (!row) throw new Error(`There is no commit ${version}`);
  return row;
}
