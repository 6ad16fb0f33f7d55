import type { Locator, Page } from '@playwright/test';

/** Where an import begins: the place for a file, what is unfinished, what was imported before. */
export class ImportPage {
  readonly page: Page;
  readonly heading: Locator;
  readonly unfinished: Locator;
  readonly earlier: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1, name: 'Import customers' });
    this.unfinished = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Resume' }) });
    this.earlier = page
      .getByRole('table')
      .getByRole('row')
      .filter({ has: page.getByRole('cell') });
  }

  /** Chooses a file, as in the file dialog. */
  async choose(name: string, content: string): Promise<void> {
    await this.page
      .locator('input[type=file][accept*=csv]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  }

  /** Waits for what the page makes of a click and gives to the person as a download; answers its name and content. */
  async download(click: () => Promise<void>): Promise<{ readonly name: string; readonly path: string }> {
    const coming = this.page.waitForEvent('download');
    await click();
    const download = await coming;
    return { name: download.suggestedFilename(), path: await download.path() };
  }
}
