import { peopleOnIt, RouterBeside } from '../../fixtures/router-beside.ts';
import { DriftPage } from '../pages/drift-page.ts';
import { RecordsPage } from '../pages/records-page.ts';
import { expect, test as base } from '../test.ts';

const NAMES = ['ayesha', 'mahbub', 'karim_hossain', 'farhana7'];
const STRANGER = '00000000-0000-7000-8000-000000000001';

/** The sample ISP beside a router that serves four of its customers. */
const test = base.extend<{ readonly router: RouterBeside; readonly drift: DriftPage }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants to see which fixtures it needs: none
  router: async ({}, use) => {
    const router = await RouterBeside.start({ fill: peopleOnIt(...NAMES) });
    await use(router);
    await router.simulator.stop();
  },
  drift: async ({ page }, use) => use(new DriftPage(page)),
});

test.use({ opening: '/routers' });

/** What somebody does on the router by hand. */
const handOn = ({ simulator }: RouterBeside) => {
  const secrets = simulator.tables.at('/ppp/secret');
  const rowOf = (name: string) => {
    const row = secrets.find('name', name);
    if (!row) throw new Error(`No secret ${name}`);
    return row;
  };
  return {
    names: () => secrets.rows.map(({ values }) => values.get('name')),
    remove: (name: string) => {
      secrets.delete(rowOf(name));
    },
    set: (name: string, field: string, value: string) => void rowOf(name).values.set(field, value),
    /** As another console would have it. */
    mark: (name: string) =>
      void secrets.insert(
        new Map([
          ['name', name],
          ['service', 'pppoe'],
          ['comment', `lastmile:${STRANGER}`],
        ]),
      ),
  };
};

test('Given a router that somebody has changed by hand, when it is compared, then each difference is told, and one and then all are repaired', async ({
  router,
  drift,
  shell,
  page,
  findings,
}) => {
  await expect(shell.main).toContainText('No routers yet');
  await drift.takenOver(router, 'Tower');
  const hand = handOn(router);
  hand.remove('ayesha');
  hand.set('mahbub', 'name', 'by-hand');
  hand.set('farhana7', 'comment', 'mine');
  await page.reload();
  await new RecordsPage(page).act('Tower', 'Compare…');
  await expect(shell.heading('What differs on Tower')).toBeVisible();
  await expect(drift.rows).toHaveCount(3);
  await expect(drift.row('ayesha')).toContainText(/Missing.*The record is added/);
  await expect(drift.row('mahbub')).toContainText(/Different.*name: by-hand → mahbub/);
  await expect(drift.row('farhana7')).toContainText(/In the way.*It is left/);
  await expect(shell.main).toContainText('3 records differ, 1 are as they should be');
  expect(await findings()).toEqual([]);

  await drift.pick('ayesha');
  await page.getByRole('button', { name: 'Repair the picked one' }).click();
  await expect(drift.dialog).toContainText('1 are added or changed as shown, 0 are removed.');
  expect(await findings()).toEqual([]);
  await drift.dialog.getByRole('button', { name: 'Repair', exact: true }).click();
  await expect(page.getByText('1 repaired, 0 could not be.')).toBeVisible();
  await expect(drift.rows).toHaveCount(2);
  expect(hand.names()).toContain('ayesha');
  expect(hand.names()).toContain('by-hand');

  // By keyboard: whatever is picked, what is not Lastmile's is left out.
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Repair the picked one' }).press('Enter');
  await drift.dialog.getByRole('button', { name: 'Repair', exact: true }).press('Enter');
  await expect(drift.rows).toHaveCount(1);
  expect(hand.names()).toContain('mahbub');
  await expect(drift.row('farhana7')).toContainText('In the way');
});

test('Given a record of a customer whom the office does not know, when all is repaired, then it stays, until that one is removed and confirmed', async ({
  router,
  drift,
  shell,
  page,
  findings,
}) => {
  await expect(shell.main).toContainText('No routers yet');
  const id = await drift.takenOver(router, 'Tower');
  const hand = handOn(router);
  hand.remove('ayesha');
  hand.mark('of-another-office');
  await shell.visit(`/routers/${id}/drift`);
  await expect(drift.row('of-another-office')).toContainText(/Not known here.*It is left/);
  await expect(page.getByRole('note').filter({ hasText: 'whom this office does not know' })).toBeVisible();
  expect(await findings()).toEqual([]);
  await page.getByRole('button', { name: 'Repair one record' }).click();
  await drift.dialog.getByRole('button', { name: 'Repair', exact: true }).click();
  await expect(drift.rows).toHaveCount(1);
  expect(hand.names()).toContain('of-another-office');
  await expect(page.getByRole('button', { name: /^Repair/ })).toHaveCount(0);

  await drift.pick('of-another-office');
  await page.getByRole('button', { name: 'Remove of-another-office…' }).click();
  await expect(drift.dialog).toContainText('Another Lastmile console may have made it');
  expect(await findings()).toEqual([]);
  await drift.dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(hand.names()).toContain('of-another-office');
  await drift.pick('of-another-office');
  await page.getByRole('button', { name: 'Remove of-another-office…' }).click();
  await drift.dialog.getByRole('button', { name: 'Remove the record' }).click();
  await expect(page.getByText('of-another-office is removed.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing differs' })).toBeVisible();
  expect(hand.names().toSorted()).toEqual(NAMES.toSorted());
});

test('Given a router that differed when it was compared, when the dashboard and the routers are looked at, then both say so and lead there', async ({
  router,
  drift,
  shell,
  page,
  findings,
}) => {
  await expect(shell.main).toContainText('No routers yet');
  const id = await drift.takenOver(router, 'Tower');
  handOn(router).remove('ayesha');
  await shell.visit(`/routers/${id}/drift`);
  await expect(drift.rows).toHaveCount(1);
  await page.getByRole('link', { name: 'Back to the routers' }).click();
  await expect(new RecordsPage(page).row('Tower')).toContainText('One record differs');
  expect(await findings()).toEqual([]);
  await shell.section('Dashboard').click();
  await expect(shell.main).toContainText('On Tower one record is not as it should be.');
  expect(await findings()).toEqual([]);
  await page.getByRole('link', { name: 'Look at what differs' }).click();
  await expect(shell.heading('What differs on Tower')).toBeVisible();

  await router.simulator.stop();
  router.simulator.dropConnections();
  await page.reload();
  await expect(page.getByRole('note').filter({ hasText: /Last compared .* – One record differs\./ })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Tower');
  expect(await findings()).toEqual([]);
});
