import type { Locator, Page } from '@playwright/test';

/** The six steps of adding a customer. */
export class RegistrationPage {
  readonly page: Page;
  readonly next: Locator;
  readonly save: Locator;

  constructor(page: Page) {
    this.page = page;
    this.next = page.getByRole('button', { name: 'Next', exact: true });
    this.save = page.locator('footer').getByRole('button', { name: 'Add customer' });
  }

  at(step: 'Type' | 'Plan' | 'Network' | 'Details' | 'Payment' | 'Review'): Locator {
    return this.page.getByRole('navigation', { name: 'Steps' }).locator('[aria-current="step"]', { hasText: step });
  }

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  /** One of a list that opens. */
  async choose(label: string, option: string | RegExp): Promise<void> {
    await this.page.getByRole('combobox', { name: label }).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  async plan(plan: string | RegExp, profile: string | RegExp): Promise<void> {
    await this.choose('Internet Plan', plan);
    await this.choose('Billing Profile', profile);
    await this.next.click();
  }

  /** Who the customer is; the username is made of the phone. */
  async details(name: string, phone: string): Promise<void> {
    await this.field('Full Name').fill(name);
    await this.field('Phone Number').fill(phone);
    await this.page.getByRole('button', { name: 'Generate Username' }).click();
    await this.next.click();
  }

  /** A switch is covered by its own picture. */
  async toggle(label: string): Promise<void> {
    await this.page.getByRole('switch', { name: label }).click({ force: true });
  }

  /** The same steps in another window. */
  on(page: Page): RegistrationPage {
    return new RegistrationPage(page);
  }
}
