import { RouterBeside } from '../../fixtures/router-beside.ts';
import { AdoptPage } from '../pages/adopt-page.ts';
import { ImportSessionPage } from '../pages/import-session-page.ts';
import { RecordsPage } from '../pages/records-page.ts';
import { expect, test as base } from '../test.ts';

const secret = (name: string, comment: string) => ({
  ...{ name, password: `pw-of-${name}`, service: 'pppoe', profile: '20M', comment },
});

/** The sample ISP beside a router that serves two of its customers and two whom nobody knows; it hides passwords. */
const test = base.extend<{ readonly router: RouterBeside; readonly adopt: AdoptPage }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants to see which fixtures it needs: none
  router: async ({}, use) => {
    const router = await RouterBeside.start({
      fill: {
        '/ppp/profile': [{ name: '20M' }],
        '/ppp/secret': [
          secret('ayesha', ''),
          secret('mahbub', 'flat 4B'),
          secret('zakir', 'Zakir Husain 01711-223344'),
          secret('new.shop', ''),
        ],
        '/user': [{ name: 'boss', password: 'boss-secret', group: 'full' }],
      },
    });
    await use(router);
    await router.simulator.stop();
  },
  adopt: async ({ page }, use) => use(new AdoptPage(page)),
});

test.use({ opening: '/routers' });

test('Given customers on a router already, when they are taken over, then it is told what that does first, and they alone are marked', async ({
  router,
  adopt,
  shell,
  page,
  findings,
}) => {
  const secrets = router.simulator.tables.at('/ppp/secret');
  await expect(shell.main).toContainText('No routers yet');
  await adopt.addRouter(router, 'Tower');
  await page.reload();
  await new RecordsPage(page).act('Tower', 'Who is on it already…');
  await expect(shell.heading('Customers on Tower')).toBeVisible();
  await expect(adopt.rows).toHaveCount(2);
  await expect(adopt.row('mahbub')).toContainText('flat 4B');
  await expect(page.getByText('pw-of-')).toHaveCount(0);
  expect(router.simulator.counters.writes).toBe(0);
  expect(await findings()).toEqual([]);

  await adopt.pick('mahbub');
  await page.getByRole('button', { name: 'Take over one record' }).click();
  await expect(adopt.dialog).toContainText('Only the comment of each record is written');
  expect(await findings()).toEqual([]);
  await adopt.dialog.getByRole('button', { name: 'Take over', exact: true }).click();
  await expect(page.getByText('1 taken over, 0 could not be.')).toBeVisible();
  await expect(adopt.rows).toHaveCount(1);
  await expect(shell.main).toContainText('One record is Lastmile’s already.');
  expect(secrets.find('name', 'mahbub')?.values.get('comment')).toMatch(/^flat 4B lastmile:[0-9a-f-]{36}$/);
  expect(secrets.find('name', 'ayesha')?.values.get('comment') ?? '').toBe('');
  expect(secrets.find('name', 'ayesha')?.values.get('password')).toBe('pw-of-ayesha');

  await page.getByRole('link', { name: 'Back to the routers' }).click();
  await expect(shell.heading('Routers')).toBeVisible();
});

test('Given people who are new, when they are looked at in Import, then names and phones stand there, and hidden passwords are read with a second log-in', async ({
  router,
  adopt,
  shell,
  page,
  findings,
}) => {
  await expect(shell.main).toContainText('No routers yet');
  const id = await adopt.addRouter(router, 'Tower', { writes: false });
  await shell.visit(`/routers/${id}/adopt`);
  await adopt.tab('New here').check();
  await expect(adopt.rows).toHaveCount(2);
  await expect(adopt.row('zakir')).toContainText('Zakir Husain 01711-223344');
  await page.getByRole('button', { name: 'Look at 2 new customers in Import' }).click();
  await expect(adopt.dialog).toContainText('The router hides passwords from Lastmile.');
  expect(await findings()).toEqual([]);
  await adopt.dialog.getByRole('textbox', { name: 'User on the router (optional)' }).fill('boss');
  await adopt.dialog.getByLabel('Password', { exact: true }).fill('wrong');
  await adopt.dialog.getByRole('button', { name: 'Open in Import' }).click();
  await expect(adopt.dialog.getByRole('alert')).toContainText('Tower');
  await adopt.dialog.getByLabel('Password', { exact: true }).fill('boss-secret');
  await adopt.dialog.getByRole('button', { name: 'Open in Import' }).click();

  const session = new ImportSessionPage(page);
  await expect(session.grid).toBeVisible();
  await session.tab('All').check();
  await expect.poll(() => session.rows()).toBe(2);
  const row = session.grid.getByRole('row').filter({ hasText: 'zakir' });
  await expect(row).toContainText('Zakir Husain');
  await expect(row).toContainText('01711');
  await expect(page.getByText(/as unknown until/)).toHaveCount(0);
  expect(router.simulator.counters.writes).toBe(0);
});

test('Given a router that hides passwords, when nobody has another log-in, then they are unknown, and nothing is made up', async ({
  router,
  adopt,
  shell,
  page,
}) => {
  await expect(shell.main).toContainText('No routers yet');
  const id = await adopt.addRouter(router, 'Tower', { writes: false });
  await shell.visit(`/routers/${id}/adopt`);
  await expect(shell.main).toContainText('may not write to Tower');
  await adopt.tab('New here').check();
  await adopt.pick('new.shop');
  await page.getByRole('button', { name: 'Look at one new customer in Import' }).click();
  await adopt.dialog.getByRole('button', { name: 'Open in Import' }).click();
  const session = new ImportSessionPage(page);
  await expect(session.grid).toBeVisible();
  await session.tab('All').check();
  await expect.poll(() => session.rows()).toBe(1);
  await expect(page.getByText('The router told one password to nobody')).toBeVisible();
  await expect(page.getByText('pw-of-')).toHaveCount(0);
});
