import type { Locator, Page } from '@playwright/test';

/** The regulator's report of a month. */
export class ReportsPage {
  readonly page: Page;
  readonly missing: Locator;
  readonly complete: Locator;

  constructor(page: Page) {
    this.page = page;
    this.missing = page.getByRole('region', { name: 'Values that are missing' });
    this.complete = page.getByText('Every value that the regulator asks for is there.');
  }

  /** "3" of "Subscribers". */
  fact(name: string): Locator {
    return this.page
      .locator('dl > div')
      .filter({ has: this.page.getByText(name, { exact: true }) })
      .getByRole('definition');
  }

  async export(format: '.xlsx' | '.csv'): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: `Export ${format}` }).click();
    return (await download).path();
  }
}
