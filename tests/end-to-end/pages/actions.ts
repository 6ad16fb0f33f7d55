import type { Locator, Page } from '@playwright/test';

/** The actions on customers: the menu, the dialog of each, and what came of a run. */
export class Actions {
  readonly page: Page;
  readonly dialog: Locator;
  readonly menu: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.menu = page.getByRole('menu');
  }

  /** An item of the menu, by its name at the beginning: behind it may stand a key, or why it cannot be. */
  item(name: string): Locator {
    return this.menu.getByRole('menuitem', { name: new RegExp(`^${name}`) });
  }

  async openMenu(): Promise<void> {
    await this.page.getByRole('button', { name: 'Actions', exact: true }).click();
    await this.menu.waitFor();
  }

  /** Chooses from the menu; the dialog is then open. */
  async choose(name: string): Promise<void> {
    await this.openMenu();
    await this.item(name).click();
    await this.dialog.waitFor();
  }

  /** Picks an option of the one list in the dialog. */
  async pick(label: string, option: string): Promise<void> {
    await this.dialog.getByRole('combobox', { name: label }).click();
    await this.dialog.getByRole('option', { name: option, exact: true }).click();
  }

  /** A field of the dialog; its list of choices bears the same label. */
  field(label: string): Locator {
    return this.dialog.getByLabel(label, { exact: true }).and(this.page.locator('input'));
  }

  /** Leaves a dialog that begins with an open list of choices: the first Escape closes the list, the second the dialog. */
  async leaveByEscape(): Promise<void> {
    const choices = this.dialog.page().getByRole('listbox');
    await choices.waitFor();
    await this.dialog.page().keyboard.press('Escape');
    await choices.waitFor({ state: 'hidden' });
    await this.dialog.page().keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** The button that does it, and the end of the dialog. */
  async confirm(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** The sentence that says what was done. */
  said(sentence: string | RegExp): Locator {
    return this.page.getByRole('alert').filter({ hasText: sentence });
  }
}
