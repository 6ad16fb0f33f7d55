import type { Locator, Page } from '@playwright/test';

/** One import on its way: the four steps, the rows, the result. */
export class ImportSessionPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly next: Locator;
  readonly back: Locator;
  readonly rowProblems: Locator;
  readonly editor: Locator;
  readonly missing: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: /^Rows of/ });
    this.next = page.getByRole('button', { name: 'Next', exact: true });
    this.back = page.getByRole('button', { name: 'Back', exact: true });
    this.rowProblems = page.getByRole('group', { name: 'Problems of this row' });
    this.editor = this.grid.getByRole('gridcell').locator('input');
    this.missing = page.getByRole('region', { name: 'Required and not filled' });
  }

  /** The step that is marked as the current one: step('Fix'). */
  step(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Steps of the import' }).getByRole('button', { name });
  }

  /** "Errors 4": a tab over the rows. */
  tab(name: string): Locator {
    return this.page.getByRole('group', { name: 'Which rows' }).getByRole('radio', { name });
  }

  /** How many rows a tab says that it shows. */
  async count(name: string): Promise<number> {
    const label = await this.tab(name).evaluate((radio: HTMLInputElement) => radio.labels?.[0]?.textContent ?? '');
    return Number(label.replace(/\D/g, ''));
  }

  /** How many rows the grid holds, on the screen or not. */
  async rows(): Promise<number> {
    if ((await this.grid.count()) === 0) return 0;
    return Number(await this.grid.getAttribute('aria-rowcount')) - 1;
  }

  /** A cell that is on the screen, by the row's number in the file and the column's heading. */
  async cell(row: number, heading: string): Promise<Locator> {
    const column = await this.grid
      .getByRole('columnheader', { name: heading, exact: true })
      .getAttribute('aria-colindex');
    return this.grid
      .getByRole('row')
      .filter({ has: this.page.getByRole('gridcell', { name: String(row), exact: true }).first() })
      .locator(`[aria-colindex="${column ?? ''}"]`);
  }

  /** Row number and column heading of the cell that assistive technology is told to be in; null when it is not there. */
  place(): Promise<{ readonly row: string; readonly column: string } | null> {
    return this.grid.evaluate((grid) => {
      const cell = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
      const row = cell?.closest('[role=row]');
      if (!cell || !row) return null;
      const column = cell.getAttribute('aria-colindex') ?? '';
      const heading = grid.querySelector(`[role=columnheader][aria-colindex="${column}"]`);
      return { row: row.firstElementChild?.textContent ?? '', column: heading?.textContent ?? '' };
    });
  }

  importRows(count: number): Locator {
    return this.page.getByRole('button', { name: `Import ${count} row` });
  }
}
