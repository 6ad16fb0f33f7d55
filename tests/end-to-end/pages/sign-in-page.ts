import type { Locator, Page } from '@playwright/test';

/** Where somebody says who they are: in place of the screens, or over them as a lock. */
export class SignInPage {
  readonly page: Page;
  readonly heading: Locator;
  readonly lock: Locator;
  readonly name: Locator;
  readonly password: Locator;
  readonly enter: Locator;
  readonly alert: Locator;
  readonly person: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'Sign in' });
    this.lock = page.getByRole('dialog', { name: 'Locked' });
    this.name = page.getByLabel('Name', { exact: true });
    this.password = page.getByLabel('Password', { exact: true });
    this.enter = page.getByRole('button', { name: /^(Sign in|Unlock)$/ });
    // Not a toast, which may stand beside it.
    this.alert = page.locator('form').getByRole('alert');
    this.person = page.getByRole('button', { name: /: password, lock, sign out$/ });
  }

  async as(name: string, password: string): Promise<void> {
    await this.name.fill(name);
    await this.try(password);
  }

  /** Gives a password, with Enter. */
  async try(password: string): Promise<void> {
    await this.password.fill(password);
    await this.password.press('Enter');
  }

  /** Chooses from the menu of whoever is signed in. */
  async choose(entry: string): Promise<void> {
    await this.person.click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  /** Sets the first password, from which on everybody is asked. */
  async setFirst(password: string): Promise<void> {
    await this.choose('Set a password…');
    const dialog = this.page.getByRole('dialog', { name: 'Set a password' });
    await dialog.getByLabel('New password').fill(password);
    await dialog.getByRole('button', { name: 'Set the password' }).click();
    await dialog.waitFor({ state: 'detached' });
  }
}
