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

  /** The same page in another window. */
  on(page: Page): CustomerPage {
    return new CustomerPage(page);
  }

  /** A field of the form. */
  field(label: string): Locator {
    return this.page.getByRole('form', { name: 'Edit' }).getByRole('textbox', { name: new RegExp(`^${label}`) });
  }

  /** One of the parts that the page has an address for: "History". */
  tab(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Parts of the customer’s page' }).getByRole('link', { name });
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
