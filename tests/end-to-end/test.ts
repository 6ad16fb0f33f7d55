import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect } from '@playwright/test';
import { importFiveTypes } from './five-types.ts';
import { Host } from './host.ts';
import { importCustomers } from './many-customers.ts';
import { Actions } from './pages/actions.ts';
import { CustomerPage } from './pages/customer-page.ts';
import { CustomersPage } from './pages/customers-page.ts';
import { SettingsPage } from './pages/settings-page.ts';
import { Shell } from './pages/shell.ts';
import { WelcomePage } from './pages/welcome-page.ts';

interface Stage {
  /** What the data folder holds before the host starts. */
  readonly store: 'nothing' | 'sample' | 'sample with router' | 'five types' | { readonly customers: number };
  /** The page that the browser opens: "/" is what the program itself begins with. An empty store begins with its welcome. */
  readonly opening: string;
  readonly host: Host;
  readonly shell: Shell;
  readonly welcome: WelcomePage;
  readonly customers: CustomersPage;
  readonly customer: CustomerPage;
  readonly actions: Actions;
  readonly settings: SettingsPage;
  /** What axe finds on the page as it is. */
  readonly findings: () => Promise<readonly string[]>;
}

/** What a browser notes of a refusal, and of a host or an answer that a test has taken away: all are the page's to tell. */
const ANSWERED = /^Failed to load resource: .*(status of 422|ERR_CONNECTION_REFUSED|ERR_FAILED)/;

/**
 * The screens, open on a host of this test's own. Whatever the page logs as an error, and any request to another place
 * than its host, fails the test.
 */
export const test = base.extend<Stage>({
  store: ['sample', { option: true }],
  opening: ['/customers', { option: true }],

  host: async ({ store }, use) => {
    const host = new Host();
    try {
      // Most specs bring a router of their own, or want nothing to go on by itself.
      if (store === 'sample') host.cli('demo', '--no-router');
      else if (store === 'sample with router') host.cli('demo');
      else if (store === 'five types') importFiveTypes(host);
      else if (store !== 'nothing') importCustomers(host, store.customers);
      await use(host);
    } finally {
      await host.remove();
    }
  },

  page: async ({ page, host, store, opening }, use) => {
    const faults: string[] = [];
    const address = await host.start();
    const { origin } = new URL(address);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !ANSWERED.test(message.text())) faults.push(message.text());
    });
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin)) faults.push(request.url());
    });
    await page.goto(store === 'nothing' ? address : `${address}#${opening}`);
    await use(page);
    expect(faults).toEqual([]);
  },

  shell: async ({ page }, use) => use(new Shell(page)),
  welcome: async ({ page }, use) => use(new WelcomePage(page)),
  customers: async ({ page }, use) => use(new CustomersPage(page)),
  customer: async ({ page }, use) => use(new CustomerPage(page)),
  actions: async ({ page }, use) => use(new Actions(page)),
  settings: async ({ page }, use) => use(new SettingsPage(page)),

  findings: async ({ page }, use) => {
    await use(async () => {
      // The screens have no frames; without them one page is looked at, and twice as fast.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
    });
  },
});

export { expect };
