import type { Mutation } from '#shared/sync/mutations.ts';
import type { CustomerRow } from '#shared/sync/rows.ts';
import type { Database } from '#server/store/database.ts';
import type { World } from './world.ts';

interface Living {
  readonly id: string;
  readonly username: string;
  readonly ip: number | null;
}

/** What must hold when everybody has said everything. Throws what does not. */
export async function checkTruths(database: Database, { offices }: World): Promise<void> {
  const living = await database.query<Living>(`SELECT id, username, ip FROM customer WHERE status <> 'deleted'`);
  const results = new Map(
    (await database.query<{ uid: string; status: string }>('SELECT uid, status FROM mutation')).map(
      ({ uid, status }) => [uid, status],
    ),
  );
  const [paid] = await database.query<{ lines: number; applied: number }>(
    `SELECT (SELECT count(*)::int FROM ledger_entry) AS lines,
       (SELECT count(*)::int FROM mutation WHERE name = 'customer.change' AND status = 'applied') AS applied`,
  );
  if ((paid?.lines ?? 0) > (paid?.applied ?? 0)) throw new Error('A payment was taken twice');
  const posted = (await database.query<{ id: string }>('SELECT id FROM ledger_entry'))
    .map(({ id }) => id)
    .sort()
    .join('\n');
  for (const office of offices) {
    const { journal, customers, done } = office.disk;
    for (const { state, mutation } of journal) {
      if (state === 'pending') throw new Error('A journal never drains');
      if (results.get(mutation.uid) !== state) throw new Error(`${mutation.name} is ${state} here and not there`);
      if (state === 'rejected' && addedBy(mutation).some((id) => living.some((one) => one.id === id)))
        throw new Error('Somebody was refused and is there');
    }
    const mine = told([...customers.values()].filter(({ status }) => status !== 'deleted'));
    const theirs = told(living);
    if (mine !== theirs) throw new Error(`An office has\n${mine}\nand the server\n${theirs}`);
    const lines = [...office.disk.lines.keys()].sort().join('\n');
    if (lines !== posted) throw new Error(`An office has the lines\n${lines}\nand the server\n${posted}`);
    for (const uid of done) if (!results.has(uid)) throw new Error('Something that was done has vanished');
  }
}

const addedBy = ({ name, args }: Mutation): readonly string[] =>
  name === 'customers.add' ? args.customers.map(({ id }) => id) : [];

const told = (rows: readonly Pick<CustomerRow, 'id' | 'username' | 'ip'>[]): string =>
  rows
    .map(({ id, username, ip }) => `${id} ${username} ${String(ip)}`)
    .sort()
    .join('\n');
