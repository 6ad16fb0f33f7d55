import { usernameAt } from '../many-customers.ts';
import { expect, test } from '../test.ts';

test.describe('Given the sample ISP', () => {
  test('when a customer is searched by phone in any writing, then the same one is found', async ({
    customers,
    page,
  }) => {
    const first = customers.column('Username').first();
    await expect(customers.row('ayesha')).toHaveCount(1);
    const phone = (await customers.row('ayesha').getByRole('gridcell').nth(3).textContent()) ?? '';
    const bengali = phone.replace(/\d/g, (digit) => String.fromCodePoint(0x09e6 + Number(digit)));
    for (const writing of [phone, `+88${phone}`, bengali]) {
      await customers.search.fill(writing);
      await expect(page).toHaveURL(new RegExp(`search=${encodeURIComponent(writing).replace('+', '\\+')}`));
      await expect(customers.column('Username')).toHaveCount(1);
      await expect(first).toHaveText('ayesha');
    }
  });

  test('when nothing fits a search, then the page says so and clears it', async ({ customers, page }) => {
    await customers.search.fill('nobody-is-called-this');
    await expect(customers.noMatches).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(customers.row('ayesha')).toHaveCount(1);
    await expect(customers.search).toHaveValue('');
  });

  test('when a status is chosen, then only its customers are listed and the address says so', async ({
    customers,
    page,
  }) => {
    await customers.tab('Suspended').check();
    await expect(page).toHaveURL(/status=suspended/);
    await expect(customers.column('Status').filter({ hasNotText: 'Suspended' })).toHaveCount(0);
    await expect(customers.column('Status')).not.toHaveCount(0);

    await page.reload();
    await expect(customers.tab('Suspended')).toBeChecked();
  });

  test('when the rows are made compact, then they are still so after the page is loaded anew', async ({
    customers,
    page,
  }) => {
    const height = async () => (await customers.row('ayesha').boundingBox())?.height;
    expect(await height()).toBe(30);
    await customers.chooseView('Compact');
    await expect.poll(height).toBe(26);
    await page.reload();
    await expect.poll(height).toBe(26);
  });

  test('when a row is opened by keyboard, then the profile is there, and Escape leads back to the row', async ({
    customers,
    customer,
    shell,
    page,
  }) => {
    await customers.grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const username = (await customers.column('Username').nth(2).textContent()) ?? '';
    await page.keyboard.press('Enter');

    await expect(customer.fact('Username')).toHaveText(username);
    await expect(shell.main).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(customers.grid).toBeFocused();
    await expect.poll(() => customers.activeText()).toBe(username);
  });

  test('when a password is asked for, then it is shown until it is hidden again', async ({
    customers,
    customer,
    page,
  }) => {
    await customers.row('ayesha').dblclick();
    await expect(customer.fact('Password')).not.toContainText('Hide');
    await customer.fact('Password').getByRole('button', { name: 'Show' }).click();
    await expect(customer.fact('Password')).toContainText('Hide');
    await expect(customer.fact('Password').locator('.mono')).toHaveText(/\S{6,}/);
    await page.getByRole('button', { name: 'Hide' }).click();
    await expect(customer.fact('Password').locator('.mono')).toHaveCount(0);
  });

  for (const appearance of ['light', 'dark'] as const) {
    test(`when axe looks at the list and a customer in ${appearance}, then it finds nothing`, async ({
      customers,
      customer,
      shell,
      findings,
      page,
    }) => {
      await shell.wear(appearance);
      await expect(customers.row('ayesha')).toHaveCount(1);
      expect(await findings()).toEqual([]);
      await page.getByRole('button', { name: 'View' }).click();
      await expect(page.getByRole('radio', { name: 'Compact' })).toBeVisible();
      expect(await findings()).toEqual([]);
      await page.keyboard.press('Escape');
      await customers.search.fill('nobody-is-called-this');
      await expect(customers.noMatches).toBeVisible();
      expect(await findings()).toEqual([]);
      await customers.search.fill('ayesha');
      await customers.row('ayesha').dblclick();
      await expect(customer.part('Billing')).toBeVisible();
      expect(await findings()).toEqual([]);
    });
  }
});

test.describe('Given 3,000 customers from one import', () => {
  test.use({ store: { customers: 3000 } });

  test('when the list is left by keyboard for its end, then the last rows and the active cell are there', async ({
    customers,
    shell,
    page,
  }) => {
    await expect(customers.row(usernameAt(0))).toHaveCount(1);
    await expect(shell.statusBar).toContainText('of 3,000');
    await customers.grid.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+End');
    await expect(customers.row(usernameAt(2999))).toHaveCount(1);

    await customers.grid.hover();
    await page.mouse.wheel(0, -40_000);
    await expect(customers.row(usernameAt(1655))).toHaveCount(1);
    expect(await customers.activeText()).not.toBeNull();
  });

  test('when the middle is entered by the scrollbar, then the rows are the right ones, and a search begins at its top', async ({
    customers,
  }) => {
    await expect(customers.row(usernameAt(0))).toHaveCount(1);
    await customers.grid.evaluate((grid) => {
      grid.scrollTop = 1500 * 30;
    });
    await expect(customers.row(usernameAt(1510))).toContainText('01711001510');

    await customers.search.fill('user0012');
    await expect(customers.column('Username').first()).toHaveText(usernameAt(1200));
  });

  test('when the order is turned round by the heading, then the list begins at its end', async ({
    customers,
    page,
  }) => {
    await customers.heading('Username').click();
    await expect(page).toHaveURL(/order=down/);
    await expect(customers.column('Username').first()).toHaveText(usernameAt(2999));
    await customers.heading('Name').click();
    await expect(customers.column('Name').first()).toHaveText('Fatema Begum');
  });

  test('when a customer is open, then Alt and the arrows go along the list it came from, over the edge of a window', async ({
    customers,
    customer,
    shell,
    page,
  }) => {
    await expect(customers.row(usernameAt(0))).toHaveCount(1);
    await customers.grid.evaluate((grid) => {
      grid.scrollTop = 190 * 30;
    });
    await customers.row(usernameAt(199)).dblclick();
    await expect(customer.fact('Username')).toHaveText(usernameAt(199));
    await expect(shell.main).toContainText('200 of 3,000');
    await expect(customer.next).toBeEnabled();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(customer.fact('Username')).toHaveText(usernameAt(200));
    await expect(customer.previous).toBeEnabled();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(customer.fact('Username')).toHaveText(usernameAt(198));
    await customer.back.click();
    await expect.poll(() => customers.activeText()).toBe(usernameAt(198));
  });

  test('when a customer is open, then its import is named and leads to all that it brought', async ({
    customers,
    customer,
    shell,
    page,
  }) => {
    await customers.row(usernameAt(0)).dblclick();
    await expect(customer.fact('Imported from')).toContainText('june.csv, row 2');
    await page.getByRole('link', { name: 'Show all of this import' }).click();
    await expect(customers.chip).toHaveText('From import june.csv');
    await expect(shell.statusBar).toContainText('of 3,000');
    await page.getByRole('button', { name: 'Show the customers of every import' }).click();
    await expect(customers.chip).toHaveCount(0);
  });
});
