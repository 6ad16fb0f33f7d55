import type { Locator, Page } from '@playwright/test';

/** The first page of an empty console. */
export class WelcomePage {
  readonly heading: Locator;
  readonly sample: Locator;
  readonly beginEmpty: Locator;
  readonly goOn: Locator;
  readonly passwordLater: Locator;

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { name: 'Welcome to Lastmile' });
    this.sample = page.getByRole('button', { name: 'Fill in the sample ISP' });
    this.beginEmpty = page.getByRole('button', { name: 'Begin empty' });
    this.passwordLater = page.getByRole('dialog', { name: 'Set a password' }).getByRole('button', { name: 'Later' });
    this.goOn = page.getByRole('button', { name: 'Go on to Import' });
  }
}
