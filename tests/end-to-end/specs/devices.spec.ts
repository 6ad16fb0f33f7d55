import { Host } from '../host.ts';
import { expect, test } from '../test.ts';

const HEADINGS = 'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address,MAC';

/** The sample ISP, and two more customers whose lines are bound to one device. */
test.use({
  opening: '/devices',
  // eslint-disable-next-line no-empty-pattern -- Playwright wants to see which fixtures it needs: none
  host: async ({}, use) => {
    const host = new Host();
    try {
      host.cli('demo', '--no-router');
      const row = (name: string, mac: string): string =>
        `${name},pass-123,Cloned ${name},,,admin,Home 10M,Monthly,,House,${mac}`;
      const rows = [row('twin1', 'd4-ca-6d-aa-bb-cc'), row('twin2', 'D4CA.6DAA.BBCC')];
      host.cli('import', host.file('twins.csv', [HEADINGS, ...rows].join('\n')));
      await use(host);
    } finally {
      await host.remove();
    }
  },
});

test('Given devices, when one is searched in another notation or asked for as bound twice, then it is found and marked', async ({
  page,
}) => {
  const grid = page.getByRole('grid', { name: 'Devices' });
  const rows = grid.getByRole('row').filter({ has: page.getByRole('gridcell') });
  await expect(rows).toHaveCount(5);
  for (const notation of ['d4ca.6daa.bbcc', 'D4-CA-6D-AA', 'aabbcc']) {
    await page.getByRole('searchbox').fill(notation);
    await expect(rows).toHaveCount(2);
  }
  await page.getByRole('searchbox').fill('');
  await page.getByRole('radio', { name: 'Bound twice' }).check();
  await expect(page).toHaveURL(/twice=yes/);
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: 'Cloned twin1' })).toContainText('twin2');
  await expect(rows.first()).toContainText('Routerboard');
});

test('Given a device, when it is removed by keyboard, then it can be taken back; Enter opens its customer', async ({
  page,
  customer,
}) => {
  const grid = page.getByRole('grid', { name: 'Devices' });
  const twin = grid.getByRole('row').filter({ hasText: 'Cloned twin1' });
  await page.getByRole('searchbox').fill('twin1');
  await expect(grid.getByRole('row')).toHaveCount(2);
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(page.getByText(/D4:CA:6D:AA:BB:CC was removed from .*\(twin1\)\./)).toBeVisible();
  await expect(twin).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(twin).toHaveCount(1);
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(customer.fact('Username')).toHaveText('twin1');
});
