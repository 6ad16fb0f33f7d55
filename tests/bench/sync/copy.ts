import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '#server/store/migrate.ts';
import { migrations } from '#server/store/migrations/index.ts';
import { postgresql } from '#server/store/postgresql.ts';

/** Everything that a push of customers writes. */
const TABLES = [
  ...['customer', 'ledger_entry', 'commit', 'mutation', 'mutation_number', 'radcheck', 'radreply', 'radusergroup'],
  ...['radius_user', 'radius_name'],
];

/** PostgreSQL's own COPY of the same rows from files into the same tables with the same indexes, empty before: milliseconds. */
export async function copyOfTheSame(server: string, from: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'lastmile-bench-copy-'));
  // PostgreSQL's own user writes and reads there.
  chmodSync(folder, 0o777);
  const source = postgresql(`${server}/${from}`, () => undefined);
  for (const table of TABLES) await source.run(`COPY ${table} TO '${join(folder, table)}'`);
  await source.run(`CREATE DATABASE ${from}_copy`);
  const target = postgresql(`${server}/${from}_copy`, () => undefined);
  await migrate(target, migrations, () => new Date());
  await target.run('DELETE FROM commit');
  const begun = performance.now();
  for (const table of TABLES) await target.run(`COPY ${table} FROM '${join(folder, table)}'`);
  const took = performance.now() - begun;
  await target.close();
  await source.close();
  rmSync(folder, { recursive: true });
  return took;
}
