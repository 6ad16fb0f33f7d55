import type { Database, Statement } from 'better-sqlite3';
import type { Existing, LookUp, Reference } from '#shared/domain/import/reference.ts';
import { reachOf } from '#shared/domain/operator/operator.ts';

/** Keys asked for at once: 5,000 in one json_each take about a millisecond against a million customers. */
const AT_ONCE = 5_000;
/** No batch has this id, and NULL is not it either: with NULL itself nobody who came without a batch would be found. */
const NO_BATCH = '';

/**
 * Which usernames and addresses exist, all operators' included: a username is unique across the ISP. Of phones only those
 * within the reach of whoever asks are told: whose customer somebody is, is nobody else's business. `batch`: its customers do
 * not count, they are the rows that ask.
 */
export function lookUpIn(
  reader: Database,
  batch: string | null,
  { actorOperatorId, operators }: Pick<Reference, 'actorOperatorId' | 'operators'>,
): LookUp {
  const found = (column: string, live: string) =>
    reader
      .prepare<string[]>(
        `SELECT ${column} AS key, min(status = 'deleted') AS deleted FROM customer
         WHERE ${column} IN (SELECT value FROM json_each(?)) AND batch_id IS NOT ? ${live} GROUP BY ${column}`,
      )
      .raw();
  const live = "AND status <> 'deleted'";
  const usernames = found('username_key', '');
  const phones = found('phone_key', `${live} AND +operator_id IN (SELECT value FROM json_each(?))`);
  const ips = found('ip', live);
  const reach = JSON.stringify([...reachOf(actorOperatorId, operators)]);
  return (keys): Existing => ({
    usernames: new Map(
      [...asked(usernames, keys.usernames, batch)].map(([key, deleted]) => [
        key as string,
        deleted === 1 ? ('deleted' as const) : ('live' as const),
      ]),
    ),
    phones: new Set([...asked(phones, keys.phones, batch, reach)].map(([key]) => key as string)),
    ips: new Set([...asked(ips, keys.ips, batch)].map(([key]) => key as number)),
  });
}

type Lookup = Statement<string[]>;

function* asked(
  statement: Lookup,
  keys: readonly (string | number)[],
  batch: string | null,
  ...within: string[]
): Generator<readonly unknown[]> {
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    // Raw rows of the statements above: [key, deleted].
    const some = JSON.stringify(keys.slice(from, from + AT_ONCE));
    yield* statement.all(some, batch ?? NO_BATCH, ...within) as (readonly unknown[])[];
  }
}
