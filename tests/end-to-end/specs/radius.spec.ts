import { peopleOnIt, RouterBeside } from '../../fixtures/router-beside.ts';
import { ROUTER_SECRET, StandInRadiusRouter } from '../../fixtures/radius-router.ts';
import { RADIUS_SECRET, StandInRadius } from '../../fixtures/radius-server.ts';
import { OnlinePage } from '../pages/online-page.ts';
import { expect, test } from '../test.ts';

/** Of the customer "hotspot". */
const PASSWORD = 'Secret-hotspot';

test.use({ store: 'five types' });

test('Given a RADIUS server, when it is described, tested and asked about a customer, then its answers are told in words and the password is nowhere', async ({
  page,
  shell,
  customers,
  findings,
}) => {
  await using server = await new StandInRadius('hotspot', PASSWORD, [
    { name: 'Mikrotik-Rate-Limit', value: '5M/20M' },
    { name: 'Session-Timeout', value: 3600 },
  ]).start();
  await shell.visit('/settings/radius');
  await expect(page.getByText('Save a server first.')).toBeVisible();
  const form = page.getByRole('region', { name: 'RADIUS server' });
  await form.getByRole('textbox', { name: 'Address' }).fill('127.0.0.1');
  await form.getByRole('textbox', { name: 'Port' }).fill(String(server.port));
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Type the secret that the server has')).toBeVisible();
  await form.getByLabel('Secret').fill(RADIUS_SECRET);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('There is one. Leave this empty to keep it.')).toBeVisible();
  const trial = page.getByRole('region', { name: 'Test' });
  await trial.getByRole('button', { name: 'Test the server' }).click();
  await expect(trial.getByText(/The server answers \(\d+ ms\)/)).toBeVisible();
  expect(await findings()).toEqual([]);
  await form.getByRole('textbox', { name: 'Port' }).fill('1');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Type the secret again')).toBeVisible();
  await form.getByRole('textbox', { name: 'Port' }).fill(String(server.port));

  await shell.visit('/customers');
  await customers.row('hotspot').dblclick();
  await page.getByRole('button', { name: 'Test log-in…' }).click();
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Accepted: the customer can log in')).toBeVisible();
  await expect(dialog.getByText('5M/20M')).toBeVisible();
  expect(await findings()).toEqual([]);
  await dialog.getByRole('radio', { name: 'CHAP' }).check();
  await dialog.getByRole('button', { name: 'Test log-in' }).click();
  await expect(dialog.getByText('Accepted: the customer can log in')).toBeVisible();
  await expect(page.locator('body')).not.toContainText(PASSWORD);
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await shell.visit('/customers');
  await customers.row('pppoe-daily').dblclick();
  await page.getByRole('button', { name: 'Test log-in…' }).click();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Rejected: the customer cannot log in')).toBeVisible();
  await expect(dialog.getByText('Plan expired')).toBeVisible();
  await shell.wear('dark');
  await page.getByRole('button', { name: 'Test log-in…' }).click();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Plan expired')).toBeVisible();
  expect(await findings()).toEqual([]);
});

test('Given a router that takes orders by RADIUS, when a session is slowed down and ended from the page, then the router is told, and what it refuses is said', async ({
  page,
  shell,
  customers,
  actions,
  findings,
}) => {
  await using router = await RouterBeside.start({ fill: peopleOnIt('pppoe-monthly') });
  await using radius = await new StandInRadiusRouter().start();
  router.listensByRadius(radius.port);
  router.dial('pppoe-monthly');
  await shell.section('Online').waitFor();
  await new OnlinePage(page).addRouter(router, 'RTR-1', { authentication: 'radius', radiusSecret: ROUTER_SECRET });
  await customers.row('pppoe-monthly').dblclick();
  await actions.choose('Change router');
  await actions.pick('New router', 'RTR-1');
  await actions.confirm('Change router');
  await page.getByRole('button', { name: 'End or change speed…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Change its speed' }).check();
  await dialog.getByRole('textbox', { name: 'Download' }).fill('2');
  await dialog.getByRole('textbox', { name: 'Upload' }).fill('1');
  expect(await findings()).toEqual([]);
  await dialog.getByRole('button', { name: 'Change the speed' }).click();
  await expect(dialog.getByText('The speed is changed 10.0.0.2')).toBeVisible();
  expect(radius.orders).toMatchObject([{ kind: 'coa', rate: '1024k/2048k' }]);
  radius.mood = { cause: 503 };
  await dialog.getByRole('radio', { name: 'End the session' }).check();
  await dialog.getByRole('button', { name: 'End the session' }).click();
  await expect(dialog.getByText('RTR-1 has no such session')).toBeVisible();
  radius.mood = 'willing';
  await dialog.getByRole('button', { name: 'End the session' }).click();
  await expect(dialog.getByText('Ended 10.0.0.2')).toBeVisible();
  await shell.wear('dark');
  expect(await findings()).toEqual([]);
});
