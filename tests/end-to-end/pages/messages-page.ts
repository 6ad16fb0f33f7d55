import type { Locator, Page } from '@playwright/test';

/** What customers were sent, and the settings for it. */
export class MessagesPage {
  readonly page: Page;
  readonly rows: Locator;
  readonly flush: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page
      .getByRole('grid', { name: 'Messages' })
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') });
    this.flush = page.getByRole('button', { name: 'Send what waits now' });
    this.dialog = page.getByRole('dialog');
  }

  tab(name: string): Locator {
    return this.page.getByRole('radio', { name, exact: false });
  }

  /** Describes a gateway that takes JSON, from the preset for any service. */
  async describeGateway(url: string, key: string): Promise<void> {
    const form = this.page.getByRole('region', { name: 'Gateway' });
    await form.getByRole('combobox', { name: 'Begin with' }).click();
    await this.page.getByRole('option', { name: 'Another gateway' }).click();
    await form.getByRole('textbox', { name: 'Address' }).fill(url);
    await form.getByRole('textbox', { name: 'Key' }).fill(key);
    await form.getByRole('textbox', { name: 'and the answer has' }).fill('"status":"OK"');
    await form.getByRole('button', { name: 'Save' }).click();
  }
}
