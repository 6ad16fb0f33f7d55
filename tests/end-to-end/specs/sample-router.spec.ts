import { AdoptPage } from '../pages/adopt-page.ts';
import { OnlinePage } from '../pages/online-page.ts';
import { RecordsPage } from '../pages/records-page.ts';
import { expect, test } from '../test.ts';

// What a newcomer sees in the first minute: the sample ISP with its simulated router, whose customers dial.

test.use({ store: 'sample with router', opening: '/routers' });

test('Given the sample ISP, when a customer is suspended and reactivated, then the router cuts them off and lets them in again', async ({
  page,
  shell,
  customers,
  actions,
}) => {
  const router = page.getByRole('row').filter({ hasText: 'Sample router' });
  await expect(router).toContainText('7.20.4', { timeout: 30_000 });
  const online = new OnlinePage(page);
  const isOnline = async (username: string, count: number): Promise<void> => {
    await shell.section('Online').click();
    await expect(online.row(username)).toHaveCount(count, { timeout: 60_000 });
  };
  await isOnline('rafiqul', 1);

  const act = async (name: string): Promise<void> => {
    await shell.section('Customers').click();
    await customers.tab('All').check();
    await customers.search.fill('rafiqul');
    await customers.row('rafiqul').click({ button: 'right' });
    await actions.item(name).click();
    await actions.confirm(name);
  };
  await act('Suspend');
  await isOnline('rafiqul', 0);
  await act('Reactivate');
  await isOnline('rafiqul', 1);
});

test('Given the sample ISP, when its jobs are done, then one has failed, and adopting the record that is in the way cures it', async ({
  page,
  findings,
}) => {
  await page.goto(page.url().replace(/#.*/, '#/jobs?state=failed'));
  const row = page.getByRole('row').filter({ hasText: 'nasrin' });
  await expect(row).toContainText('is on the router already', { timeout: 60_000 });
  expect(await findings()).toEqual([]);
  await page.goto(page.url().replace(/#.*/, '#/routers'));
  await new RecordsPage(page).act('Sample router', 'Who is on it already…');
  const adopt = new AdoptPage(page);
  await expect(adopt.rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Take over one record' }).click();
  await adopt.dialog.getByRole('button', { name: 'Take over', exact: true }).click();
  await expect(page.getByText('1 taken over, 0 could not be.')).toBeVisible();
  await page.goto(page.url().replace(/#.*/, '#/jobs?state=failed'));
  await expect(page.getByText('Nothing has failed')).toBeVisible({ timeout: 30_000 });
});
