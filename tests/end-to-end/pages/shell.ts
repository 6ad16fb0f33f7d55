import type { Locator, Page } from '@playwright/test';

/** What stays around every page. */
export class Shell {
  readonly page: Page;
  readonly sections: Locator;
  readonly main: Locator;
  readonly statusBar: Locator;
  readonly dialog: Locator;
  readonly dropOverlay: Locator;
  readonly recoveryNotice: Locator;

  constructor(page: Page) {
    this.page = page;
    this.sections = page.getByRole('navigation', { name: 'Sections' });
    this.main = page.getByRole('main');
    this.statusBar = page.getByRole('contentinfo');
    this.dialog = page.getByRole('dialog');
    this.dropOverlay = page.getByText('Drop the spreadsheet anywhere');
    this.recoveryNotice = page.getByText('The recovery code is not written down yet.');
  }

  section(name: string): Locator {
    return this.sections.getByRole('link', { name, exact: true });
  }

  heading(name: string | RegExp): Locator {
    return this.main.getByRole('heading', { level: 1, name });
  }

  /** Goes to an address of the screens, "/customers?status=active", without loading the page anew. */
  async visit(path: string): Promise<void> {
    await this.page.evaluate((hash) => {
      window.location.hash = hash;
    }, path);
  }

  /** Holds a file over the window; `drop` then lets it go. */
  async drag(name: string, content: string): Promise<{ drop: () => Promise<void> }> {
    const dataTransfer = await this.page.evaluateHandle(
      ([file, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text], file, { type: 'text/csv' }));
        return data;
      },
      [name, content] as const,
    );
    await this.main.dispatchEvent('dragenter', { dataTransfer });
    await this.main.dispatchEvent('dragover', { dataTransfer });
    return { drop: () => this.main.dispatchEvent('drop', { dataTransfer }) };
  }

  /** Chooses light or dark in the way the settings remember it. */
  async wear(appearance: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ reducedMotion: 'reduce' });
    await this.page.evaluate((value) => localStorage.setItem('lastmile-appearance', value), appearance);
    await this.page.reload();
  }
}
