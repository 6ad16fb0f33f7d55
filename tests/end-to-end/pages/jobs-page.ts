import type { Locator, Page } from '@playwright/test';
import DatabaseFile from 'better-sqlite3';
import { pathsOf } from '#main/store/folder.ts';
import type { Host } from '../host.ts';

/** What waits for routers, and what failed there. */
export class JobsPage {
  readonly page: Page;
  readonly rows: Locator;
  readonly retryAll: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page
      .getByRole('grid', { name: 'Router jobs' })
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') });
    this.retryAll = page.getByRole('button', { name: 'Try all again' });
  }

  tab(name: string): Locator {
    return this.page.getByRole('radio', { name });
  }
}

/**
 * A router that every block of the sample ISP is on, before the host starts. Nobody may write to it, so that nothing of its
 * queue goes on by itself; one customer failed there.
 */
export function withRouter(host: Host, failed: string): void {
  const db = new DatabaseFile(pathsOf(host.folder).store);
  try {
    db.exec(`
      INSERT INTO router (id, operator_id, name, name_key, code, code_key, host, port, username)
        SELECT '01920000-0000-7000-8000-00000000000a', id, 'Tower 1', 'tower 1', 'tower-1', 'tower-1', '192.168.88.1', 8728, 'lastmile'
        FROM operator WHERE parent_id IS NULL;
      UPDATE network_address SET router_id = (SELECT id FROM router);`);
    db.prepare(
      `INSERT INTO provisioning (customer_id, router_id, state, queued_at, ended_at, attempts, code, params)
         SELECT customer.id, router.id, 'failed', 1780000000000, 1780000000000, 3, 'provisioning-no-mac',
           json_object('username', customer.username)
         FROM customer, router WHERE customer.username = ?
       ON CONFLICT DO UPDATE SET state = 'failed', attempts = 3, ended_at = excluded.ended_at, code = excluded.code,
         params = excluded.params`,
    ).run(failed);
  } finally {
    db.close();
  }
}
