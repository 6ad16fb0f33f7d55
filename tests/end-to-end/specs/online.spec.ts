import { peopleOnIt, RouterBeside } from '../../fixtures/router-beside.ts';
import { OnlinePage } from '../pages/online-page.ts';
import { RecordsPage } from '../pages/records-page.ts';
import { expect, test as base } from '../test.ts';

const NAMES = ['rahim.uddin', 'fatema.begum', 'stranger'];
/** Who may dial as well. */
const OTHERS = ['ayesha', 'ctg.noman'];

/** The sample ISP beside a router on which three are online, one of them nobody's customer. */
const test = base.extend<{
  readonly beside: RouterBeside;
  readonly online: OnlinePage;
  /** The one beside, once the console knows it. */
  readonly router: RouterBeside;
}>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants to see which fixtures it needs: none
  beside: async ({}, use) => {
    const router = await RouterBeside.start({ fill: peopleOnIt(...NAMES, ...OTHERS) });
    NAMES.forEach((name, at) => router.dial(name, `AA:BB:CC:00:00:0${at + 1}`));
    await use(router);
    await router.simulator.stop();
  },
  online: async ({ page }, use) => use(new OnlinePage(page)),
  router: async ({ beside, online, shell }, use) => {
    await shell.section('Online').waitFor();
    await online.addRouter(beside, 'RTR-1');
    await use(beside);
  },
});

test('Given no router, when Online is opened, then it says what is missing and leads there', async ({
  shell,
  page,
  findings,
}) => {
  await shell.section('Online').click();
  await expect(shell.heading('Online')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No router yet' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'To the routers' })).toHaveAttribute('href', /#\/routers$/);
  expect(await findings()).toEqual([]);
});

test('Given customers online, when one is searched and disconnected, then they are out, and the others stay', async ({
  router,
  online,
  shell,
  page,
  findings,
}) => {
  await shell.section('Online').click();
  await expect(online.rows).toHaveCount(3);
  await expect(shell.main).toContainText(/3 online · updated \d\d:\d\d:\d\d/);
  await expect(online.row('stranger')).toContainText('No customer here');
  await expect(online.row('rahim.uddin')).toContainText('AA:BB:CC:00:00:01');
  expect(await findings()).toEqual([]);
  await page.getByRole('searchbox').fill('aabb.cc00.0001');
  await expect(online.rows).toHaveCount(1);
  await online.row('rahim.uddin').getByRole('button', { name: 'Disconnect rahim.uddin on RTR-1' }).click();
  await expect(online.dialog).toContainText('Disconnect rahim.uddin?');
  expect(await findings()).toEqual([]);
  await online.dialog.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(page.getByText('rahim.uddin is disconnected.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No matches' })).toBeVisible();
  expect(router.simulator.tables.at('/ppp/active').rows).toHaveLength(2);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(online.rows).toHaveCount(2);
});

test('Given several online, when all are picked and disconnected by keyboard, then nobody is online', async ({
  router,
  online,
  shell,
  page,
}) => {
  await shell.section('Online').click();
  await expect(online.rows).toHaveCount(3);
  await page.getByRole('grid', { name: 'Online' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(online.dialog).toContainText('Disconnect 3 sessions?');
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 sessions ended.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nobody is online' })).toBeVisible();
  expect(router.simulator.tables.at('/ppp/active').rows).toEqual([]);
});

test('Given customers online, when the router goes off, then what it told last stays, and why it may be old', async ({
  router,
  online,
  shell,
  findings,
}) => {
  await shell.section('Online').click();
  await expect(online.rows).toHaveCount(3);
  await router.simulator.stop();
  await expect(online.notices.filter({ hasText: 'Of RTR-1 is shown what it told at' })).toBeVisible();
  await expect(online.rows).toHaveCount(3);
  expect(await findings()).toEqual([]);
});

test('Given a customer online, when their sessions are looked at and ended, then the page and the history say so', async ({
  router,
  online,
  shell,
  page,
  findings,
}) => {
  await shell.section('Online').click();
  // By keyboard: Enter opens the customer at their sessions.
  await page.getByRole('searchbox').fill('rahim');
  await expect(online.rows).toHaveCount(1);
  await page.getByRole('grid', { name: 'Online' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/sessions/);
  await expect(page.getByRole('row').filter({ hasText: 'RTR-1' })).toContainText('AA:BB:CC:00:00:01');
  expect(await findings()).toEqual([]);
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await online.dialog.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(page.getByText('This customer is not online.')).toBeVisible();
  expect(router.simulator.tables.at('/ppp/active').rows).toHaveLength(2);
  await page.getByRole('link', { name: 'History' }).last().click();
  await expect(shell.main).toContainText('Disconnected');
});

test('Given a customer online, when they are disconnected from their row and from their page, then they are out, and later it says that nobody was', async ({
  router,
  customers,
  actions,
  shell,
  page,
  findings,
}) => {
  await shell.section('Customers').click();
  await customers.row('rahim.uddin').click({ button: 'right' });
  await actions.item('Disconnect').click();
  await expect(actions.dialog).toContainText('Nothing is queued');
  expect(await findings()).toEqual([]);
  await actions.confirm('Disconnect');
  await expect(actions.said('is disconnected.')).toBeVisible();
  expect(router.simulator.tables.at('/ppp/active').rows).toHaveLength(2);
  await customers.row('rahim.uddin').dblclick();
  await actions.choose('Disconnect');
  // Enter does it: there is nothing to fill in.
  await page.keyboard.press('Enter');
  await expect(actions.dialog.getByRole('alert')).toHaveText('Was not online.');
});

test('Given some of those who are picked online, when all are disconnected, then each is told with what came of it', async ({
  router,
  customers,
  actions,
  shell,
  page,
  findings,
}) => {
  await shell.section('Customers').click();
  OTHERS.forEach((name) => router.dial(name));
  for (const name of [...OTHERS, 'ctg.monir', 'clinic.mirpur']) await customers.box(name).click();
  await customers.bulk.getByRole('button', { name: 'Actions' }).click();
  await actions.item('Disconnect').click();
  await expect(actions.dialog).toContainText('3 will be disconnected, as far as they are online. 1');
  await expect(actions.dialog).toContainText('clinic.mirpur');
  expect(await findings()).toEqual([]);
  await actions.dialog.getByRole('button', { name: 'Disconnect (3)' }).click();
  const results = page.getByRole('dialog');
  await expect(results).toContainText('2 disconnected.');
  await expect(results).toContainText('Was not online.');
  await results.getByRole('radio', { name: /^Done/ }).check();
  await expect(results.getByRole('row').filter({ hasText: 'ayesha' })).toContainText('1 session ended on RTR-1.');
  expect(await findings()).toEqual([]);
  expect(router.simulator.tables.at('/ppp/active').rows).toHaveLength(NAMES.length);
});

test('Given a package with customers, when its speed is changed, then it says who keeps the old one and leads to them', async ({
  shell,
  page,
  findings,
}) => {
  await shell.visit('/settings/packages');
  const records = new RecordsPage(page);
  await records.edit('Home 20M');
  await records.fill({ Download: '12' });
  await expect(records.form).toContainText('keep the speed that they have until they connect again');
  await records.save();
  await expect(records.form).toBeHidden();
  await expect(page.getByRole('note').filter({ hasText: 'The speed of Home 20M is changed.' })).toBeVisible();
  expect(await findings()).toEqual([]);
  await page.getByRole('link', { name: 'To its active customers' }).click();
  await expect(page).toHaveURL(/status=active/);
});
