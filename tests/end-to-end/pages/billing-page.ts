import type { Locator, Page } from '@playwright/test';

/** What a customer owes and has paid, and the receipt of a payment. */
export class BillingPage {
  readonly page: Page;
  readonly ledger: Locator;
  readonly sheet: Locator;

  constructor(page: Page) {
    this.page = page;
    this.ledger = page.getByRole('region', { name: 'Payments and bills' });
    this.sheet = page.getByRole('region', { name: 'The receipt as it is printed' });
  }

  /** A line by what it is: "Payment". */
  lines(what: string): Locator {
    return this.ledger.getByRole('row').filter({ has: this.page.getByText(what, { exact: true }) });
  }

  button(name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name, exact: true });
  }
}
