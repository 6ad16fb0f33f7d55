import type { Locator, Page } from '@playwright/test';
import type { RouterFields } from '#shared/contract/routers.ts';
import type { RouterBeside } from '../../fixtures/router-beside.ts';
import { call } from '../call.ts';

/** Who is online. */
export class OnlinePage {
  readonly page: Page;
  readonly rows: Locator;
  readonly dialog: Locator;
  readonly notices: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page
      .getByRole('grid', { name: 'Online' })
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') });
    this.dialog = page.getByRole('dialog');
    this.notices = page.getByRole('note');
  }

  row(username: string): Locator {
    return this.rows.filter({ hasText: username });
  }

  /** Tells the office of a router, as its form would. */
  async addRouter(router: RouterBeside, name: string, more: Partial<RouterFields> = {}): Promise<void> {
    const { who } = (await call(this.page, 'signIn/state', {})) as { who: { operatorId: string } };
    await call(this.page, 'routers/add', router.fields(who.operatorId, { name, writes: false, ...more }));
  }
}
