import { expect, type Locator, type Page } from '@playwright/test';
import type { RouterBeside } from '../../fixtures/router-beside.ts';
import { call } from '../call.ts';
import { AdoptPage } from './adopt-page.ts';

/** Where a router is not as it should be. */
export class DriftPage {
  readonly page: Page;
  readonly rows: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page
      .getByRole('grid', { name: /^What differs/ })
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

  /** Tells the office of a router whose customers it takes over, and waits until all of them are on it as they should be. */
  async takenOver(router: RouterBeside, name: string): Promise<string> {
    const id = await new AdoptPage(this.page).addRouter(router, name);
    await call(this.page, 'adopt/takeOver', { router: id, records: 'all' });
    await expect.poll(() => call(this.page, 'provisioning/counts', {})).toMatchObject({ queued: 0, failed: 0 });
    return id;
  }
}
