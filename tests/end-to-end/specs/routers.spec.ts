import type { Locator } from '@playwright/test';
import { type Simulator, startSimulator } from '../../../src-simulator/simulator.ts';
import { RecordsPage } from '../pages/records-page.ts';
import { expect, test as base } from '../test.ts';

const PASSWORD = 'secret-of-a-router';

/** The screens beside a router, which goes with the test. */
const test = base.extend<{ readonly simulator: Simulator }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants to see that it takes nothing
  simulator: async ({}, use) => {
    const simulator = await startSimulator({ user: 'lastmile', password: PASSWORD, group: 'lastmile', tls: true });
    await use(simulator);
    await simulator.stop();
  },
});

const step = (steps: Locator, name: string) => steps.getByRole('listitem').filter({ hasText: name });

test.use({ opening: '/routers' });

test('Given a router with TLS, when it is added by screen, then its certificate is compared and trusted first, and the list tells what it says of itself', async ({
  simulator,
  shell,
  page,
  findings,
}) => {
  const records = new RecordsPage(page);
  await expect(shell.main).toContainText('No routers yet');
  expect(await findings()).toEqual([]);
  await records.begin('Add router');
  await records.form.getByRole('button', { name: 'Test connection' }).click();
  await expect(records.form).toContainText('Type the address, the port, the user and the password first.');
  await records.fill({ Name: 'Tower', 'Address or name': simulator.host });
  await records.form.getByLabel('Password').fill(PASSWORD);
  await records.form.getByRole('checkbox', { name: 'Encrypted (TLS)' }).check();
  await expect(records.field('Port')).toHaveValue('8729');
  await records.fill({ Port: String(simulator.tlsPort) });
  await records.form.getByRole('button', { name: 'Test connection' }).click();
  const steps = records.form.getByRole('list', { name: 'Steps of the test' });
  await expect(step(steps, 'Reach')).toContainText('OK');
  await expect(step(steps, 'Encryption')).toContainText('Compare this fingerprint');
  await expect(step(steps, 'Login')).toContainText('Not tried');
  expect(simulator.counters.commands).toBe(0);
  // As the router itself writes it.
  await expect(records.form).toContainText(simulator.fingerprint ?? 'a fingerprint');
  await records.form.getByRole('button', { name: 'Trust this certificate' }).click();
  for (const name of ['Reach', 'Encryption', 'Login', 'Rights', 'Version', 'Clock'])
    await expect(step(steps, name)).toContainText('OK');
  await expect(step(steps, 'Access')).toContainText('Look at this');
  await expect(records.field('Trusted certificate')).toHaveValue(/^([0-9A-F]{2}:){31}/);
  expect(await findings()).toEqual([]);
  await records.save('Add router');

  await expect(records.row('Tower')).toContainText('Not tried yet');
  await expect(shell.main).toContainText('Lastmile only reads from Tower');
  await records.act('Tower', 'Test connection');
  await expect(records.form).toContainText('The connection works. Look at what is marked.');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await expect(records.row('Tower')).toContainText(/Reachable.*Only reads.*3 %.*7\.20\.4/);
  expect(await findings()).toEqual([]);
  // What is said in passing has passed: half faded nobody could read it, and nobody has to.
  await expect(page.getByText('"Tower" is saved.')).toHaveCount(0);
  await shell.wear('dark');
  await expect(records.row('Tower')).toContainText('Reachable');
  expect(await findings()).toEqual([]);
});

test('Given a router that only reads, when it is let write, then it is asked first; when it goes off, then why is told', async ({
  simulator,
  shell,
  page,
}) => {
  const records = new RecordsPage(page);
  await records.begin('Add router');
  await records.fill({ Name: 'Mast', 'Address or name': simulator.host, Port: String(simulator.port) });
  await records.form.getByLabel('Password').fill(PASSWORD);
  await records.save('Add router');
  await shell.main.getByRole('button', { name: 'Let Lastmile write' }).click();
  await expect(records.form).toContainText('Let Lastmile write to Mast?');
  await records.form.getByRole('button', { name: 'Let Lastmile write' }).click();
  await expect(shell.main).not.toContainText('Lastmile only reads from Mast');
  await expect(records.row('Mast')).toContainText('Writes');

  await simulator.stop();
  await page.getByRole('button', { name: 'Test the connection of Mast' }).click();
  await expect(records.form).toContainText('Not everything works yet.');
  await expect(records.form).toContainText('refuses the connection');
  await page.keyboard.press('Escape');
  await expect(records.row('Mast')).toContainText(/No answer since .*refuses the connection/);

  await records.act('Mast', 'Remove');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(shell.main).toContainText('No routers yet');
});

test('Given a router that knows no Lastmile, when the set-up script is made, then its user and password stand in the form', async ({
  simulator,
  page,
  findings,
}) => {
  const records = new RecordsPage(page);
  await records.begin('Add router');
  await records.fill({ Name: 'Roof', 'Address or name': simulator.host });
  await records.form.getByRole('button', { name: 'Set-up script…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set-up script for the router' });
  await dialog.getByRole('textbox', { name: 'Address of this computer' }).fill('192.168.88.999');
  await dialog.getByRole('button', { name: 'Make the script' }).click();
  await expect(dialog).toContainText('is neither an address nor a network');
  await dialog.getByRole('textbox', { name: 'Address of this computer' }).fill('192.168.88.0/24');
  await dialog.getByRole('button', { name: 'Make the script' }).click();
  const script = dialog.getByRole('textbox', { name: 'The script' });
  await expect(script).toHaveValue(/\/user add name=\$user/);
  expect(await findings()).toEqual([]);
  const [, password = ''] = /:local password "([^"]+)"/.exec(await script.inputValue()) ?? [];
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as a file' }).click();
  expect((await saved).suggestedFilename()).toBe('lastmile-router-setup.rsc');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog).toHaveCount(0);
  await expect(records.form.getByLabel('Password')).toHaveValue(password);
  await expect(records.field('User on the router')).toHaveValue('lastmile');
});
