import { Host } from '../host.ts';
import { JobsPage, withRouter } from '../pages/jobs-page.ts';
import { expect, test } from '../test.ts';

/** The sample ISP with a router; one of its customers failed there. */
test.use({
  opening: '/jobs',
  // eslint-disable-next-line no-empty-pattern -- Playwright wants to see which fixtures it needs: none
  host: async ({}, use) => {
    const host = new Host();
    try {
      host.cli('demo', '--no-router');
      withRouter(host, 'tanvir12');
      await use(host);
    } finally {
      await host.remove();
    }
  },
});

test('Given what waits and what failed, when it is looked at, then it is told why, and can be tried again', async ({
  page,
  findings,
}) => {
  const jobs = new JobsPage(page);
  await expect(jobs.rows.first()).toContainText('may not write to Tower 1 yet');
  expect(await findings()).toEqual([]);

  await page.getByRole('link', { name: '1 failed on a router' }).click();
  await expect(page).toHaveURL(/state=failed/);
  await expect(jobs.rows).toHaveCount(1);
  await expect(jobs.rows).toContainText('tanvir12');
  await expect(jobs.rows).toContainText('Bind the customer');
  expect(await findings()).toEqual([]);

  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Try again (1)' }).click();
  await expect(page.getByText('1 queued again.')).toBeVisible();
  await expect(page.getByText('Nothing has failed')).toBeVisible();
  await jobs.tab('Waiting').check();
  await expect(jobs.rows.filter({ hasText: 'tanvir12' })).toHaveCount(1);
  await jobs.tab('Done').check();
  await expect(page.getByText('Nothing was brought to a router yet')).toBeVisible();
});

test('Given a customer who failed on the router, when the list and the page are looked at, then both say so', async ({
  page,
  customer,
}) => {
  await page.goto(page.url().replace(/#.*/, '#/customers?notOnRouter=yes&search=tanvir12'));
  const row = page.getByRole('row').filter({ hasText: 'tanvir12' });
  await expect(row).toContainText('Failed on the router');
  await row.getByRole('gridcell', { name: 'tanvir12' }).dblclick();
  const fact = customer.fact('Router');
  await expect(fact).toContainText('Failed on the router');
  await expect(fact).toContainText('has no device');
  await fact.getByRole('button', { name: 'Try again' }).click();
  await expect(fact).toContainText('Not on the router yet');
});
