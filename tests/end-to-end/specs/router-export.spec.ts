import { type Simulator, startSimulator } from '../../../src-simulator/simulator.ts';
import { ImportPage } from '../pages/import-page.ts';
import { ImportSessionPage } from '../pages/import-session-page.ts';
import { RecordsPage } from '../pages/records-page.ts';
import { expect, test as base } from '../test.ts';

const PASSWORD = 'secret-of-a-router';

/** What `/export` makes of two customers and of what cannot be read; with passwords if it was asked to show them. */
const exported = (karim: string): string =>
  [
    '# 2026-11-30 10:21:07 by RouterOS 7.16.2',
    '# software id = TQ7N-0W3C',
    '/ppp profile',
    'add name="Home 10M" rate-limit=5M/10M',
    '/ppp secret',
    `add comment="Karim Uddin 01711223344" name=karim99${karim} profile=\\`,
    '    "Home 10M" service=pppoe',
    'add comment="Rahima 01811223355" disabled=yes name=rahima99 profile="Home 10M"',
    'add name=torn99 profile="Home',
    '',
  ].join('\r\n');

const test = base.extend<{ readonly simulator: Simulator }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants to see that it takes nothing
  simulator: async ({}, use) => {
    const simulator = await startSimulator({
      user: 'lastmile',
      password: PASSWORD,
      group: 'lastmile',
      fill: {
        '/ppp/profile': [{ name: 'Home 10M' }],
        '/ppp/secret': [
          { name: 'karim99', password: 'never-seen', service: 'pppoe', profile: 'Home 10M', comment: 'Karim Uddin' },
        ],
      },
    });
    await use(simulator);
    await simulator.stop();
  },
});

test('Given what a router exported without its passwords, when it is imported, then it is said what is missing, what is open is asked once, and the rest are customers', async ({
  shell,
  customers,
  page,
  findings,
}) => {
  const session = new ImportSessionPage(page);
  await shell.visit('/import');
  await new ImportPage(page).choose('tower.rsc', exported(''));
  await expect(session.step('Match')).toHaveAttribute('aria-current', 'step');
  const notes = page.getByRole('list', { name: 'About this file' });
  await expect(notes).toContainText(
    '2 logins of 2 have no password in this export. Export again with /export show-sensitive',
  );
  await expect(notes).toContainText('Line 9 of the export could not be read.');
  await expect(notes).toContainText('1 record is turned off on the router.');
  expect(await findings()).toEqual([]);
  await session.missing.getByRole('combobox', { name: /^Operator/ }).selectOption('Shapla Broadband');
  await session.missing.getByRole('combobox', { name: /^Billing Profile/ }).selectOption('Monthly');
  await session.next.click();
  await expect(session.step('Fix')).toHaveAttribute('aria-current', 'step');
  await expect.poll(() => session.rows()).toBe(3);
  await expect(notes).toContainText('could not be read');
  await expect(await session.cell(6, 'Full Name')).toHaveText('Karim Uddin');
  await expect(await session.cell(9, 'Username')).toContainText('torn99');
  expect(await session.count('Errors')).toBe(1);
  expect(await findings()).toEqual([]);
  await shell.wear('dark');
  await expect(session.grid).toBeVisible();
  expect(await findings()).toEqual([]);
  // Of an export nothing is left to be chosen.
  await session.step('File').click();
  await expect(notes).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Headings' })).toHaveCount(0);
  await session.step('Confirm').click();
  await session.importRows(2).click();
  await expect(page).toHaveURL(/#\/customers\?.*batch=|#\/import\//);
  await shell.visit('/customers');
  await page.getByRole('searchbox').first().fill('karim99');
  await expect(customers.column('Username')).toHaveText(['karim99']);
});

test('Given a router that hides passwords, when people on it are looked at with its export, then their passwords are known, and another router’s export is refused in words', async ({
  simulator,
  shell,
  page,
  findings,
}) => {
  const records = new RecordsPage(page);
  await shell.visit('/routers');
  await records.begin('Add router');
  await records.fill({ Name: 'Mast', 'Address or name': simulator.host, Port: String(simulator.port) });
  await records.form.getByLabel('Password').fill(PASSWORD);
  await records.save('Add router');
  await records.act('Mast', 'Who is on it already…');
  await page.getByRole('button', { name: 'Look at one new customer in Import' }).click();
  const dialog = page.getByRole('dialog');
  const choose = (name: string, text: string) =>
    dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await choose('other.rsc', '/ppp secret\nadd name=stranger password=abcdef\n');
  await dialog.getByRole('button', { name: 'Open in Import' }).click();
  await expect(dialog.getByRole('alert')).toContainText('other.rsc names nobody who is new on Mast.');
  expect(await findings()).toEqual([]);
  await choose('mast.rsc', exported(' password=from-the-file'));
  await expect(dialog).toContainText('mast.rsc');
  await dialog.getByRole('button', { name: 'Open in Import' }).click();
  const session = new ImportSessionPage(page);
  await expect.poll(() => session.rows()).toBe(1);
  await expect(page.getByText('Password unknown')).toHaveCount(0);
  await expect(page.getByText('from-the-file')).toHaveCount(0);
});
