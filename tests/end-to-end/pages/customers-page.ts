import type { Locator, Page } from '@playwright/test';

const COLUMNS = [
  'Select all rows',
  'Status',
  'Username',
  'Name',
  'Phone',
  'Package',
  'Zone',
  'Operator',
  'IP address',
  'Expires',
  'Balance',
] as const;

/** The list of customers. */
export class CustomersPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly search: Locator;
  readonly noMatches: Locator;
  readonly chip: Locator;
  /** What can be done to those that are picked. */
  readonly bulk: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Customers' });
    this.search = page.getByRole('searchbox');
    this.noMatches = page.getByRole('heading', { name: 'No matches' });
    this.chip = page.getByText(/^From import/);
    this.bulk = page.getByRole('region', { name: 'Selected customers' });
  }

  /** A row that is on the screen, by any of its words. */
  row(words: string | RegExp): Locator {
    return this.grid.getByRole('row').filter({ hasText: words });
  }

  /** The cell with the box of a row. */
  box(words: string | RegExp): Locator {
    return this.row(words).getByRole('gridcell').first();
  }

  /** The cells of a column that are on the screen, from the top. */
  column(heading: (typeof COLUMNS)[number]): Locator {
    return this.grid.locator(`[role=gridcell][aria-colindex="${COLUMNS.indexOf(heading) + 1}"]`);
  }

  heading(name: (typeof COLUMNS)[number]): Locator {
    return this.grid.getByRole('columnheader', { name, exact: true });
  }

  tab(name: string): Locator {
    return this.page.getByRole('group', { name: 'Views' }).getByRole('radio', { name });
  }

  /** Adds a chip; what it asks for is then open. */
  async addFilter(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add filter' }).click();
    await this.page.getByRole('menuitem', { name, exact: true }).click();
  }

  /** One of the choices behind the View button: an order, or how dense the rows are. */
  async chooseView(choice: string): Promise<void> {
    await this.page.getByRole('button', { name: 'View', exact: true }).click();
    await this.page.getByRole('radio', { name: choice, exact: true }).check();
    await this.page.keyboard.press('Escape');
  }

  /** The text of the cell that assistive technology is told to be in; null when that cell is not on the page. */
  activeText(): Promise<string | null> {
    return this.grid.evaluate((grid) => {
      const id = grid.getAttribute('aria-activedescendant');
      return id === null ? null : (document.getElementById(id)?.textContent ?? null);
    });
  }
}
