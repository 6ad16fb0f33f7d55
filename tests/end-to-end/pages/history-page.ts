import type { Locator, Page } from '@playwright/test';

/** The history: filters, and lines under their days. */
export class HistoryPage {
  readonly page: Page;
  readonly lines: Locator;
  readonly customer: Locator;
  readonly what: Locator;

  constructor(page: Page) {
    this.page = page;
    this.lines = page.getByRole('region', { name: 'History' }).getByRole('listitem');
    this.customer = page.getByRole('textbox', { name: 'Customer' });
    this.what = page.getByRole('combobox', { name: 'What' });
  }

  /** Lines that hold a change have lists of their own within: the outer ones are those with a time. */
  line(words: string | RegExp): Locator {
    return this.lines.filter({ has: this.page.locator('time') }).filter({ hasText: words });
  }

  async choose(what: string): Promise<void> {
    await this.what.click();
    await this.page.getByRole('option', { name: what, exact: true }).click();
  }

  /** Saves the lines in a format and answers the file's path. */
  async export(format: '.xlsx' | '.csv'): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Export' }).click();
    await this.page.getByRole('menuitem', { name: `As ${format}` }).click();
    return (await download).path();
  }
}
