import type { Locator, Page } from '@playwright/test';

/** The first page of an empty console. */
export class WelcomePage {
  readonly heading: Locator;
  readonly sample: Locator;
  readonly beginEmpty: Locator;
  readonly goOn: Locator;
  readonly passwordLater: Locator;
  /** Who the ISP is, asked before its first record. */
  readonly isp: Locator;

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { name: 'Welcome to Lastmile' });
    this.sample = page.getByRole('button', { name: 'Fill in the sample ISP' });
    this.beginEmpty = page.getByRole('button', { name: 'Begin empty' });
    this.passwordLater = page.getByRole('dialog', { name: 'Set a password' }).getByRole('button', { name: 'Later' });
    this.isp = page.getByRole('dialog', { name: 'Your ISP' });
    this.goOn = page.getByRole('button', { name: 'Go on to Import' });
  }

  /** Says who the ISP is and where: the country by its beginning and Enter. */
  async name(name: string, country: string): Promise<void> {
    await this.isp.getByRole('textbox', { name: 'Name of the ISP' }).fill(name);
    const field = this.isp.getByRole('combobox', { name: 'Country' });
    // A click marks what stands there, so that the first key begins anew.
    await field.click();
    await field.page().keyboard.type(country);
    await field.press('Enter');
    await this.isp.getByRole('button', { name: 'Go on' }).click();
  }
}
