import type { Locator, Page } from '@playwright/test';

/** The settings, and the dialog of the recovery code. */
export class SettingsPage {
  readonly page: Page;
  readonly recoveryCode: Locator;
  readonly writtenDown: Locator;
  readonly later: Locator;

  constructor(page: Page) {
    this.page = page;
    this.recoveryCode = page.getByTestId('recovery-code');
    this.writtenDown = page.getByRole('button', { name: 'I have written it down' });
    this.later = page.getByRole('dialog', { name: 'Recovery code' }).getByRole('button', { name: 'Later' });
  }

  /** Goes to one of the pages of the settings, by the list of them. */
  async open(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Settings' }).click();
    await this.page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name, exact: true }).click();
  }

  part(title: string): Locator {
    return this.page.getByRole('region', { name: title });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name });
  }

  field(label: string): Locator {
    return this.page.getByRole('combobox', { name: label });
  }

  /** Chooses a document of reference data, as in the file dialog. */
  async loadReference(content: string, name = 'reference.json'): Promise<void> {
    await this.page
      .locator('input[type=file][accept*=json]')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  }
}
