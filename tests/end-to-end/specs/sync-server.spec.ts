import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { CentralServer } from '../central-server.ts';
import { Host } from '../host.ts';
import { HEADINGS } from '../import-files.ts';
import { ImportPage } from '../pages/import-page.ts';
import { ImportSessionPage } from '../pages/import-session-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { SyncPage } from '../pages/sync-page.ts';
import { expect, test as base } from '../test.ts';

// A console in a browser with a real central server, and a head office that works by the command line.

const ADMIN = 'the old well in Mirpur';
const AS = ['--as', 'admin'];

/** What the head office has set up for the ISP: some of it as the console has it, some otherwise. */
const REFERENCE = {
  packages: [
    { name: 'Home 10M', connection: 'pppoe', downKbps: 10240, upKbps: 5120, price: '850.00', validityDays: 30 },
    { name: 'Home 20M', connection: 'pppoe', downKbps: 20480, upKbps: 5120, price: '1000.00', validityDays: 30 },
    { name: 'Home 50M', connection: 'pppoe', downKbps: 51200, upKbps: 20480, price: '2200.00', validityDays: 30 },
  ],
  billingProfiles: [{ name: 'Monthly', mode: 'monthly' }],
  zones: [{ name: 'Mirpur' }, { name: 'Gulshan' }],
  customFields: [{ label: 'NID', type: 'text' }],
};

const customer = (username: string, name: string, phone: string): string =>
  `${username},Secret-${username},${name},${phone},,admin,Home 10M,Monthly,Mirpur,`;
const file = (...lines: readonly string[]): string => [HEADINGS, ...lines].join('\r\n');

class HeadOffice extends Host {
  /** Sets up the ISP, and is the first to come to its server. */
  begin(url: string, code: string): void {
    this.secrets = { LASTMILE_NEW_PASSWORD: ADMIN, LASTMILE_PASSWORD: ADMIN };
    this.cli('reference import', this.file('reference.json', JSON.stringify(REFERENCE)));
    this.cli('password set');
    this.cli('enroll', url, code, '--name', 'Head office', '--yes', ...AS);
    this.sync();
  }

  import(...lines: readonly string[]): void {
    this.cli('import', this.file('head.csv', file(...lines)), ...AS);
  }

  sync(): void {
    this.cli('sync', ...AS);
  }

  usernames(): readonly string[] {
    const { customers } = this.cli('customers', ...AS) as { customers: { username: string }[] };
    return customers.map(({ username }) => username).sort();
  }
}

const test = base.extend<{
  readonly central: CentralServer;
  readonly head: HeadOffice;
  readonly sync: SyncPage;
}>({
  central: async ({ host }, use) => {
    const server = new CentralServer(join(host.place, 'server'));
    try {
      await server.start();
      server.command('operator', 'add', '--name', 'Dhaka Net');
      await use(server);
    } finally {
      await server.end();
    }
  },
  head: async ({ central }, use) => {
    const office = new HeadOffice();
    try {
      office.begin(central.url, central.code('Dhaka Net'));
      await use(office);
    } finally {
      await office.remove();
    }
  },
  sync: async ({ page }, use) => use(new SyncPage(page)),
});

test.use({ store: 'five types', opening: '/sync' });

/** Enrols by the form. The server is this machine's own, so that no certificate has to be looked at. */
async function enrol(page: Page, { url, code }: { readonly url: string; readonly code: string }): Promise<void> {
  await page.getByLabel('Address of the server').fill(url);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Found: Lastmile’s server/)).toBeVisible();
  await page.getByLabel('Code').fill(code);
  await page.getByLabel('Name of this console').fill('Office Mirpur');
  await page.keyboard.press('Enter');
}

async function importRows(page: Page, content: string, count: number): Promise<void> {
  const session = new ImportSessionPage(page);
  await new ImportPage(page).choose('june.csv', content);
  await expect(session.grid).toBeFocused();
  await session.step('Confirm').click();
  await session.importRows(count).click();
  await expect(page.getByText(`Successfully imported ${count} customers`)).toBeVisible();
}

test('Given a console that has worked alone, when it is enrolled by the form, works without a line and comes back, then both offices have all of it, and what two have named alike is decided on the screen', async ({
  central,
  head,
  sync,
  shell,
  page,
  customers,
  customer: profile,
  actions,
}) => {
  // A server is started and stopped, and another office works by a program of its own.
  test.setTimeout(240_000);
  head.import(customer('ayesha', 'Ayesha Siddiqua', '01711000101'), customer('mahbub', 'Mahbub Alam', '01711000102'));
  head.sync();
  const code = central.code('Dhaka Net');

  // Without a password nobody could come back: the page says so.
  await enrol(page, { url: central.url, code });
  await expect(page.getByRole('alert')).toContainText('password');
  await new SignInPage(page).setFirst(ADMIN);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();

  await expect(shell.main).toContainText('Nothing goes there before you put both together');
  await expect(page.getByRole('row', { name: /Home 10M/ })).toContainText(
    /The server’s values standPrice [\d.]+ → [\d.]+/,
  );
  await page.getByRole('button', { name: 'Put together…' }).click();
  await sync.dialog.getByRole('button', { name: 'Put together' }).click();
  await expect(page.getByText('This console and the server of Dhaka Net are together.')).toBeVisible();
  await expect(shell.statusBar).toContainText(/Synced \d\d:\d\d/);
  await shell.section('Customers').click();
  await expect(customers.grid).toBeVisible();
  await expect(customers.row('ayesha')).toBeVisible();
  await expect(customers.row('hotspot')).toBeVisible();
  head.sync();
  expect(head.usernames()).toEqual(
    ['ayesha', 'hotspot', 'mahbub', 'other', 'pppoe-daily', 'pppoe-monthly', 'static-monthly'].sort(),
  );

  // The line is down: everything goes on here.
  await central.end();
  await shell.visit('/import');
  await importRows(
    page,
    file(customer('rahim01', 'Rahim Uddin', '01711000201'), customer('salma7', 'Salma Akter', '01711000202')),
    2,
  );
  await shell.visit('/customers');
  await customers.row('ayesha').dblclick();
  await actions.choose('Change package');
  await actions.pick('New package', 'Home 20M');
  await actions.confirm('Change package');
  await expect(profile.fact('Package')).toContainText('Home 20M');
  await shell.section('Sync').click();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('note').filter({ hasText: /since \d\d:\d\d/ })).toBeVisible();
  await expect(sync.figure('Waiting')).toHaveText('3');
  await expect(shell.statusBar).toContainText('3 changes wait');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(shell.statusBar).toContainText('Paused');

  // It is there again, and the head office is quicker.
  await central.start();
  head.import(customer('rahim01', 'Rahim Mia', '01711000301'));
  head.cli('customer change-package', 'ayesha', '--package', 'Home 50M', ...AS);
  head.sync();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(sync.rows).toHaveCount(2);
  await expect(sync.figure('Waiting')).toHaveText('0');
  await expect(shell.statusBar.getByRole('link', { name: '2 refused by the server' })).toBeVisible();
  await expect(sync.row('ayesha')).toContainText(/Home 20M.*Home 50M/);
  await expect(sync.row('rahim01')).toContainText(/Rahim Uddin.*Rahim Mia/);
  // Beside the import it stands too that not all of it was taken.
  await shell.section('Import').click();
  await page
    .getByRole('row', { name: /june\.csv/ })
    .getByRole('link', { name: '1 refused by the server' })
    .click();
  await expect(sync.rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Show all (2)' }).click();
  await expect(sync.rows).toHaveCount(2);

  await sync.row('ayesha').getByRole('button', { name: 'Keep mine' }).click();
  await expect(sync.rows).toHaveCount(1);
  await sync.row('rahim01').getByRole('button', { name: 'Edit…' }).click();
  await sync.dialog.getByLabel('Username').fill('rahim02');
  await page.keyboard.press('Enter');
  await expect(shell.main).toContainText('Nothing has to be decided.');
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(sync.figure('Waiting')).toHaveText('0');
  await expect(shell.statusBar).toContainText(/Synced \d\d:\d\d/);
  head.sync();
  expect(head.usernames()).toEqual(expect.arrayContaining(['rahim01', 'rahim02', 'salma7']));
  const { customers: moved } = head.cli('customers', '--search', 'ayesha', ...AS) as {
    customers: { package: string }[];
  };
  expect(moved.map((one) => one.package)).toEqual(['Home 20M']);
});
