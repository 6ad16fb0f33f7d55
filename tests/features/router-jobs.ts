import DatabaseFile from 'better-sqlite3';
import { pathsOf } from '#main/store/folder.ts';
import type { RouterOffice } from './adopt-office.ts';

/** How often each customer was queued for a router, by username. */
export function jobsOf({ office, routerId }: RouterOffice): Readonly<Record<string, number>> {
  const db = new DatabaseFile(pathsOf(office.folder).store, { readonly: true });
  try {
    const rows = db
      .prepare<[string], { username: string; generation: number }>(
        'SELECT username, generation FROM provisioning JOIN customer ON id = customer_id WHERE provisioning.router_id = ?',
      )
      .all(routerId);
    return Object.fromEntries(rows.map(({ username, generation }) => [username, generation]));
  } finally {
    db.close();
  }
}
