import type { Page } from '@playwright/test';
import { Host } from '../host.ts';
import { CustomersPage } from '../pages/customers-page.ts';
import { RecordsPage } from '../pages/records-page.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { expect, test } from '../test.ts';

const ADMIN = 'the old well in Mirpur';
const OTHER = 'nine green boats';

test('Given the first password, when it is set, then another browser is asked, and this one comes back to its place after a lock', async ({
  customers,
  host,
  shell,
  browser,
  page,
}) => {
  const signIn = new SignInPage(page);
  await signIn.setFirst(ADMIN);
  await page.reload();
  await shell.visit('/customers?search=mirpur');
  await expect(customers.grid).toBeVisible();
  const found = await customers.column('Username').allTextContents();
  expect(found.length).toBeGreaterThan(0);

  await signIn.choose('Lock');
  await expect(signIn.lock).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+3');
  await expect(signIn.lock).toBeVisible();
  await expect(signIn.password).toBeFocused();
  // Beside the card, where no field has the keyboard, the keys of the pages behind are no keys either.
  await page.mouse.click(20, 700);
  await page.keyboard.press('Alt+3');
  await signIn.try('wrong one');
  await expect(signIn.alert).toHaveText('The name or the password is wrong.');
  await expect(signIn.password).toHaveValue('');
  await signIn.try(ADMIN);
  await expect(signIn.lock).toHaveCount(0);
  await expect(customers.search).toHaveValue('mirpur');
  expect(await customers.column('Username').allTextContents()).toEqual(found);

  await signIn.choose('Sign out');
  await expect(signIn.heading).toBeVisible();
  await expect(customers.grid).toHaveCount(0);
  await page.reload();
  await expect(signIn.heading).toBeVisible();
  await signIn.as('Admin', ADMIN);
  await expect(customers.grid).toBeVisible();

  await host.end();
  const stranger = await browser.newPage();
  await stranger.goto(await host.start());
  await expect(new SignInPage(stranger).heading).toBeVisible();
  await stranger.close();
});

test('Given several wrong passwords, when another is tried, then the seconds to wait are counted down, and then the right one opens', async ({
  customers,
  page,
}) => {
  const signIn = new SignInPage(page);
  await signIn.setFirst(ADMIN);
  await signIn.choose('Sign out');
  await signIn.name.fill('admin');
  for (let tries = 0; tries < 3; tries++) {
    await signIn.try('wrong one');
    await expect(signIn.password).toHaveValue('');
  }
  await signIn.try('wrong one');
  await expect(signIn.alert).toContainText(/Wait \d seconds?, then try again/);
  await expect(signIn.enter).toBeDisabled();
  await expect(signIn.enter).toBeEnabled();
  await signIn.try(ADMIN);
  await expect(customers.grid).toBeVisible();
});

test('Given a forgotten password, when the recovery code is given with a new one, then the admin is in with it', async ({
  customers,
  settings,
  shell,
  page,
}) => {
  const signIn = new SignInPage(page);
  await signIn.setFirst(ADMIN);
  await settings.open('ISP and security');
  await settings.button('Make a new code…').click();
  await expect(settings.recoveryCode).toHaveText(/^[0-9A-Z-]{16,}$/);
  const code = (await settings.recoveryCode.textContent()) ?? '';
  await settings.writtenDown.click();
  await expect(shell.dialog).toHaveCount(0);
  await signIn.choose('Sign out');

  await page.getByRole('button', { name: 'Forgot the password?' }).click();
  await page.getByLabel('Recovery code').fill('ABCD');
  await page.getByLabel('New password', { exact: true }).fill(OTHER);
  await page.getByRole('button', { name: 'Set and sign in' }).click();
  await expect(signIn.alert).toContainText('A recovery code has');
  await page.getByLabel('Recovery code').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Set and sign in' }).click();
  await expect(customers.grid).toBeVisible();

  await signIn.choose('Sign out');
  await signIn.as('admin', ADMIN);
  await expect(signIn.alert).toHaveText('The name or the password is wrong.');
  await signIn.try(OTHER);
  await expect(customers.grid).toBeVisible();
});

test('Given a console that nobody uses, when its time has passed, then it locks itself with all that is open', async ({
  customers,
  settings,
  page,
}) => {
  const signIn = new SignInPage(page);
  await signIn.setFirst(ADMIN);
  await settings.open('ISP and security');
  await settings.field('Lock when not used for').click();
  await page.getByRole('option', { name: '2 minutes' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.clock.install();
  await page.reload();
  await settings.open('Staff');
  const records = new RecordsPage(page);
  await records.begin('Add a person');
  await records.fill({ Name: 'half typed' });
  await page.clock.fastForward('01:30');
  await expect(signIn.lock).toHaveCount(0);
  await page.clock.fastForward('01:00');
  await expect(signIn.lock).toBeVisible();
  await signIn.try(ADMIN);
  await expect(signIn.lock).toHaveCount(0);
  await expect(records.field('Name')).toHaveValue('half typed');
  await expect(customers.grid).toHaveCount(0);
});

test('Given the people in the settings, when one is added, then they sign in and do what the role may, and once retired they no longer get in', async ({
  host,
  settings,
  shell,
  customers,
  browser,
  page,
}) => {
  const signIn = new SignInPage(page);
  const records = new RecordsPage(page);
  await settings.open('Staff');
  await expect(page.getByText('Nobody is asked to sign in yet')).toBeVisible();
  await signIn.setFirst(ADMIN);
  await expect(page.getByText('Nobody is asked to sign in yet')).toHaveCount(0);
  await records.begin('Add a person');
  await records.fill({ Name: 'rahim' });
  await records.choose('Role', 'Cashier');
  await records.save('Add a person');
  await expect(records.row('rahim')).toContainText('No password yet');
  await records.act('rahim', 'Set a password…');
  await page.getByLabel('New password', { exact: true }).fill(OTHER);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(records.row('rahim')).toContainText('May sign in');

  await signIn.choose('Sign out');
  await signIn.as('rahim', OTHER);
  await expect(customers.grid).toBeVisible();
  await settings.open('Backups');
  await expect(page.getByRole('heading', { name: 'This is not for your role' })).toBeVisible();
  await settings.open('Staff');
  await expect(page.getByText('Only for: Admin. You are signed in as Cashier.')).toBeVisible();
  await settings.open('ISP and security');
  await expect(settings.field('Country')).toBeDisabled();
  await expect(shell.recoveryNotice).toHaveCount(0);

  await host.end();
  host.secrets = { LASTMILE_PASSWORD: ADMIN };
  host.cli('staff retire', 'rahim', '--as', 'admin');
  const again = await browser.newPage();
  await again.goto(await host.start());
  const later = new SignInPage(again);
  await later.as('rahim', OTHER);
  await expect(later.alert).toHaveText('The name or the password is wrong.');
  await again.close();
});

/** A data folder of its own with the sample ISP, in which somebody of one of its resellers may sign in. */
async function consoleOf(operator: string, open: (url: string) => Promise<Page>) {
  const host = new Host();
  host.cli('demo', '--no-router');
  host.secrets = { LASTMILE_PASSWORD: ADMIN, LASTMILE_NEW_PASSWORD: ADMIN };
  host.cli('password set');
  host.cli('staff add', 'nila', '--role', 'manager', '--operator', operator, '--as', 'admin');
  host.secrets = { LASTMILE_PASSWORD: ADMIN, LASTMILE_NEW_PASSWORD: OTHER };
  host.cli('staff set-password', 'nila', '--as', 'admin');
  const all = host.cli('customers', '--limit', '1000', '--as', 'admin') as {
    customers: { id: string; username: string; operator: string }[];
  };
  const page = await open(await host.start());
  await new SignInPage(page).as('nila', OTHER);
  return { host, page, all: all.customers };
}

test('Given two operators in two data folders, when each signs in on its own, then each sees its customers and nobody else’s', async ({
  browser,
}) => {
  const cases = [
    { operator: 'Dhaka North', seen: ['Dhaka North', 'Mirpur Link'] },
    { operator: 'Chattogram Net', seen: ['Chattogram Net'] },
  ];
  for (const { operator, seen } of cases) {
    const open = async (url: string) => {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    };
    const { host, page, all } = await consoleOf(operator, open);
    try {
      const customers = new CustomersPage(page);
      const shell = new Shell(page);
      const theirs = all.filter((one) => seen.includes(one.operator));
      const foreign = all.find((one) => !seen.includes(one.operator));
      await shell.visit('/customers?status=any');
      await expect(customers.grid).toBeVisible();
      const listed = await customers.column('Username').allTextContents();
      expect(listed.length).toBeGreaterThan(3);
      expect(theirs.map(({ username }) => username)).toEqual(expect.arrayContaining(listed));

      await shell.visit(`/customers?search=${foreign?.username ?? ''}&status=any`);
      await expect(page.getByRole('heading', { name: 'No matches' })).toBeVisible();
      await shell.visit(`/customers/${foreign?.id ?? ''}`);
      await expect(page.getByText('There is no such customer').first()).toBeVisible();
      await shell.visit('/settings/operators');
      await expect(page.getByRole('main').getByRole('rowheader')).toHaveText(seen);
    } finally {
      await page.close();
      await host.remove();
    }
  }
});

for (const appearance of ['light', 'dark'] as const) {
  test(`Given sign-in, lock, people and operators in ${appearance}, when axe looks at them, then it finds nothing`, async ({
    settings,
    shell,
    findings,
    page,
  }) => {
    await shell.wear(appearance);
    const signIn = new SignInPage(page);
    const records = new RecordsPage(page);
    await settings.open('Staff');
    await expect(records.row('admin')).toBeVisible();
    expect(await findings()).toEqual([]);
    await records.begin('Add a person');
    await records.choose('Role', 'Manager');
    expect(await findings()).toEqual([]);
    // What was chosen is not thrown away without a question.
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Leave without saving', exact: true }).click();
    await settings.open('Operators');
    await expect(records.row('Mirpur Link')).toBeVisible();
    expect(await findings()).toEqual([]);
    await signIn.setFirst(ADMIN);
    await signIn.person.click();
    expect(await findings()).toEqual([]);
    await page.keyboard.press('Escape');
    await signIn.choose('Lock');
    await expect(signIn.lock).toBeVisible();
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: 'Somebody else' }).click();
    await expect(signIn.heading).toBeVisible();
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: 'Forgot the password?' }).click();
    expect(await findings()).toEqual([]);
  });
}
