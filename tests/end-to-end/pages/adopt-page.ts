import type { Locator, Page } from '@playwright/test';
import type { RouterBeside } from '../../fixtures/router-beside.ts';
import { call } from '../call.ts';

/** Who is on a router without Lastmile having put them there. */
export class AdoptPage {
  readonly page: Page;
  readonly rows: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page
      .getByRole('grid', { name: /^Customers on/ })
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') });
    this.dialog = page.getByRole('dialog');
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  /** Picks a row by the box before it. */
  async pick(name: string): Promise<void> {
    await this.row(name).getByRole('gridcell').first().click();
  }

  /** "Match a customer here", "New here". */
  tab(name: string): Locator {
    return this.page.getByRole('radio', { name });
  }

  /** Tells the office of a router, as its form would; answers its id. */
  async addRouter(router: RouterBeside, name: string, { writes = true } = {}): Promise<string> {
    const { who } = (await call(this.page, 'signIn/state', {})) as { who: { operatorId: string } };
    const fields = router.fields(who.operatorId, { name, writes });
    return ((await call(this.page, 'routers/add', fields)) as { id: string }).id;
  }
}
