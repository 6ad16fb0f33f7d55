import type { Locator, Page } from '@playwright/test';

/** A page of the settings with records of one kind: packages, zones and the like. */
export class RecordsPage {
  readonly page: Page;
  readonly form: Locator;
  readonly rows: Locator;

  constructor(page: Page) {
    this.page = page;
    this.form = page.getByRole('dialog');
    this.rows = page.getByRole('main').getByRole('row');
  }

  row(name: string): Locator {
    return this.rows.filter({ has: this.page.getByRole('rowheader', { name, exact: true }) });
  }

  field(label: string): Locator {
    return this.form.getByRole('textbox', { name: label, exact: true });
  }

  /** Chooses from one of the form's lists. */
  async choose(label: string, option: string): Promise<void> {
    await this.form.getByRole('combobox', { name: label, exact: true }).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  /** Fills the text fields of the open form. */
  async fill(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(values)) await this.field(label).fill(value);
  }

  /** Opens the form with the button that adds a record. */
  async begin(button: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: button, exact: true }).click();
  }

  /** Presses the button of the open form. */
  async save(button = 'Save'): Promise<void> {
    await this.form.getByRole('button', { name: button, exact: true }).click();
  }

  async edit(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Chooses an entry of a row's menu. */
  async act(name: string, entry: string): Promise<void> {
    await this.page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }
}
