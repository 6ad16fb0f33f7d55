import type { Locator, Page } from '@playwright/test';

/** One customer's page. */
export class CustomerPage {
  readonly page: Page;
  readonly previous: Locator;
  readonly next: Locator;
  readonly back: Locator;

  constructor(page: Page) {
    this.page = page;
    this.previous = page.getByRole('button', { name: 'Previous customer' });
    this.next = page.getByRole('button', { name: 'Next customer' });
    this.back = page.getByRole('link', { name: 'Back to Customers' });
  }

  part(title: string): Locator {
    return this.page.getByRole('region', { name: title });
  }

  /** What stands beside a name: fact('Phone'). */
  fact(name: string): Locator {
    return this.page
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${name}$`) })
      .locator('xpath=following-sibling::dd');
  }
}
