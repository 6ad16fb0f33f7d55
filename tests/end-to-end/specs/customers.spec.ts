import { readFile } from 'node:fs/promises';
import { usernameAt } from '../many-customers.ts';
import { expect, test } from '../test.ts';

test.describe('Given the sample ISP', () => {
  test('when a customer is searched by phone in any writing, then the same one is found', async ({
    customers,
    page,
  }) => {
    const first = customers.column('Username').first();
    await expect(customers.row('ayesha')).toHaveCount(1);
    const phone = (await customers.row('ayesha').getByRole('gridcell').nth(4).textContent()) ?? '';
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
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
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

  test('when the list is narrowed by chips, then the address says so, and each chip is changed and taken away', async ({
    customers,
    shell,
    page,
  }) => {
    await expect(customers.row('ayesha')).toHaveCount(1);
    await customers.addFilter('Zone');
    await page.getByRole('checkbox', { name: 'Dhanmondi' }).check();
    await page.getByRole('checkbox', { name: 'Mirpur', exact: true }).check();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Zone: Dhanmondi, Mirpur' })).toBeFocused();
    // A zone stands for the zones beneath it.
    await expect(customers.row('rahim.uddin')).toContainText('Mirpur 10');
    await customers.addFilter('Type');
    await page.getByRole('checkbox', { name: 'Fixed address' }).check();
    await page.keyboard.press('Escape');
    await expect(customers.row('clinic.mirpur')).toHaveCount(1);
    await expect(customers.row('rahim.uddin')).toHaveCount(0);

    await page.reload();
    await expect(customers.row('clinic.mirpur')).toHaveCount(1);
    await page.getByRole('button', { name: 'Remove the filter Zone' }).click();
    await expect(customers.row('ctg.shipping')).toHaveCount(1);
    await customers.addFilter('Building');
    await page.getByRole('radio', { name: 'Office' }).check();
    await page.keyboard.press('Escape');
    await expect(customers.row('garments.anwara')).toHaveCount(1);
    await customers.tab('Expired').check();
    await expect(customers.noMatches).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await expect(customers.column('Status').filter({ hasNotText: 'Expired' })).toHaveCount(0);
    await expect(shell.statusBar).toContainText('of 3');
  });

  test('when somebody is searched among the active who is suspended, then one click shows them', async ({
    customers,
    page,
  }) => {
    await customers.search.fill('dilruba');
    await expect(customers.noMatches).toBeVisible();
    await page.getByRole('button', { name: '1 more in other states: show all' }).click();
    await expect(customers.row('ctg.dilruba')).toContainText('Suspended');
    await expect(customers.tab('All')).toBeChecked();
  });

  test('when columns are chosen, moved and ordered by, then they are so after a reload, and a view brings them back', async ({
    customers,
    page,
  }) => {
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'NID' }).check();
    await page.getByRole('checkbox', { name: 'IP address' }).uncheck();
    await page.getByRole('button', { name: 'Expires: move up' }).click();
    await expect(page.getByRole('button', { name: 'Expires: move up' })).toBeFocused();
    await page.keyboard.press('Escape');
    const headings = customers.grid.getByRole('columnheader');
    const chosen = ['Status', 'Username', 'Name', 'Phone', 'Package', 'Zone', 'Expires', 'Operator', 'Balance', 'NID'];
    await expect(headings).toHaveText(['', ...chosen.map((name) => new RegExp(`^${name}`))]);
    await page.reload();
    await expect(headings).toHaveText(['', ...chosen.map((name) => new RegExp(`^${name}`))]);

    // By keyboard: the heading's menu orders by it, hides it, and narrows by it.
    await customers.grid.focus();
    for (const key of ['ArrowUp', 'End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Alt+ArrowDown'])
      await page.keyboard.press(key);
    await page.getByRole('menuitem', { name: 'Order descending' }).click();
    await expect(page).toHaveURL(/sort=expires&order=down/);
    await expect(customers.grid).toBeFocused();
    // The billing clock says until when, so the days are those of today.
    const expires = customers.grid.getByRole('gridcell', { name: /^\d{1,2} \w{3} \d{4}$/ });
    await expect
      .poll(async () => {
        const days = (await expires.allTextContents()).map((day) => Date.parse(`${day} UTC`));
        return days.length > 5 && days.every((day, at) => at === 0 || day <= (days[at - 1] ?? 0));
      })
      .toBe(true);

    await page.getByRole('button', { name: 'My views' }).click();
    await page.getByRole('menuitem', { name: 'Keep this list as a view' }).click();
    await page.getByLabel('Name of the view').fill('By expiry');
    await page.keyboard.press('Enter');
    await expect(customers.tab('By expiry')).toBeChecked();
    await customers.tab('Suspended').check();
    await expect(page).not.toHaveURL(/mine=/);
    await customers.tab('By expiry').check();
    await expect(page).toHaveURL(/sort=expires/);

    await page.getByRole('button', { name: 'My views' }).click();
    await page.getByRole('menuitem', { name: 'Keep this list as a view' }).click();
    await page.getByLabel('Name of the view').fill('Who pays last');
    await page.keyboard.press('Enter');
    await expect(customers.tab('Who pays last')).toBeChecked();
    await expect(customers.tab('By expiry')).toHaveCount(0);
    await page.getByRole('button', { name: 'My views' }).click();
    await page.getByRole('menuitem', { name: 'Remove “Who pays last”' }).click();
    await expect(customers.tab('Who pays last')).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(customers.tab('Who pays last')).toHaveCount(1);
  });

  test('when rows are marked by keyboard, then their menu, the export and a key act on them', async ({
    customers,
    actions,
    page,
  }) => {
    await expect(customers.row('ayesha')).toHaveCount(1);
    await customers.grid.focus();
    for (const key of [' ', 'ArrowDown', 'Shift+ArrowDown', ' ']) await page.keyboard.press(key);
    await expect(customers.bulk).toContainText('3 selected');
    await expect(customers.row('ayesha')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Shift+F10');
    await expect(actions.item('Restore')).toHaveAttribute('aria-disabled', 'true');
    await expect(actions.item('Bind a device')).toContainText('select one');
    await page.keyboard.press('Escape');
    await expect(customers.grid).toBeFocused();
    await page.keyboard.press('p');
    await expect(actions.dialog).toContainText('Change package: 3 customers');
    await actions.leaveByEscape();
    await expect(actions.dialog).toHaveCount(0);

    await customers.bulk.getByRole('button', { name: 'Export' }).click();
    await actions.dialog.getByLabel('Text (.csv)').check();
    await expect(actions.dialog).toContainText('The file holds no passwords.');
    const begun = page.waitForEvent('download');
    await actions.dialog.getByRole('button', { name: 'Export', exact: true }).click();
    const file = await readFile(await (await begun).path(), 'utf8');
    expect(file.trim().split('\n')).toHaveLength(4);
    expect(file).toContain('ayesha');
    await expect(customers.grid.or(customers.bulk.getByRole('button', { name: 'Export' }))).not.toHaveCount(0);
    await customers.grid.focus();
    await page.keyboard.press('Escape');
    await expect(customers.bulk).toHaveCount(0);
  });

  for (const appearance of ['light', 'dark'] as const) {
    test(`when axe looks at the list and a customer in ${appearance}, then it finds nothing`, async ({
      customers,
      customer,
      actions,
      shell,
      findings,
      page,
    }) => {
      await shell.wear(appearance);
      await expect(customers.row('ayesha')).toHaveCount(1);
      expect(await findings()).toEqual([]);
      await page.getByRole('button', { name: 'View', exact: true }).click();
      await expect(page.getByRole('radio', { name: 'Compact' })).toBeVisible();
      expect(await findings()).toEqual([]);
      await page.keyboard.press('Escape');
      await customers.addFilter('Zone');
      await expect(page.getByRole('checkbox', { name: 'Dhanmondi' })).toBeVisible();
      expect(await findings()).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Columns' }).click();
      expect(await findings()).toEqual([]);
      await page.keyboard.press('Escape');
      await customers.heading('Select all rows').click();
      await customers.bulk.getByRole('button', { name: 'Export' }).click();
      await expect(actions.dialog).toContainText('Export');
      expect(await findings()).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(actions.dialog).toHaveCount(0);
      await customers.bulk.getByRole('button', { name: 'Suspend' }).click();
      await expect(actions.dialog).toContainText('will be suspended');
      expect(await findings()).toEqual([]);
      await actions.dialog.getByLabel(/To confirm/).fill('suspend');
      await actions.dialog.getByRole('button', { name: /^Suspend \(/ }).click();
      await expect(actions.dialog).toContainText(/\d+ suspended\./);
      expect(await findings()).toEqual([]);
      await page.keyboard.press('Escape');
      await customers.tab('All').check();
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
    await expect(customers.row(usernameAt(1510))).toContainText('01711-001510');

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

test('Given a search for a zone, when ArrowDown is pressed, then the keyboard is at the first of those found; days are read as written', async ({
  customers,
  page,
}) => {
  await customers.search.fill('uttara sector 7');
  await customers.search.press('ArrowDown');
  await expect(customers.row('farhana7')).toBeVisible();
  await expect(page.getByRole('grid')).toBeFocused();
  await page.goto(`${page.url().replace(/#.*/, '')}#/history`);
  const from = page.getByRole('textbox', { name: 'From', exact: true });
  await from.fill('১/১০/২০২৬');
  await expect(page).toHaveURL(/from=2026-10-01/);
  await from.blur();
  await expect(from).toHaveValue('1 Oct 2026');
});
