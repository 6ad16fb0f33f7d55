import { expect, test } from '../test.ts';

test.describe('Given a customer of every type', () => {
  test.use({ store: 'five types' });

  test('when a customer is changed in the form, then problems stand at their fields and what is saved is shown and recorded', async ({
    customers,
    customer,
    page,
  }) => {
    await customers.row('pppoe-daily').dblclick();
    await page.getByRole('link', { name: 'Edit' }).click();
    await expect(page).toHaveURL(/\/edit/);
    await customer.field('Phone').fill('12');
    await customer.field('Email').fill('not an address');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(customer.field('Phone')).toHaveAttribute('aria-invalid', 'true');
    await expect(customer.field('Email')).toHaveAttribute('aria-invalid', 'true');
    await expect(customer.field('Phone')).toBeFocused();
    await expect(page.getByText('2 fields need another value.')).toBeVisible();

    await customer.field('Phone').fill('01811000009');
    await customer.field('Email').fill('rahim@example.com');
    await customer.field('NID').fill('1999');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(customer.fact('Phone')).toHaveText('01811000009');
    await expect(customer.fact('NID')).toHaveText('1999');
    await customer.tab('History').click();
    await expect(page.getByRole('listitem').filter({ hasText: /^Email.*rahim@example.com/ })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('listitem').filter({ hasText: /^Email.*rahim@example.com/ })).toBeVisible();
  });

  test('when a form with changes is left, then the page asks, and staying keeps what was typed', async ({
    customers,
    customer,
    page,
  }) => {
    await customers.row('hotspot').dblclick();
    await page.getByRole('link', { name: 'Edit' }).click();
    await customer.field('Address').fill('House 12');
    await customer.tab('Overview').click();
    await page.getByRole('button', { name: 'Stay' }).click();
    await expect(customer.field('Address')).toHaveValue('House 12');
    await customer.tab('Overview').click();
    await page.getByRole('button', { name: 'Leave without saving' }).click();
    await expect(customer.fact('Address')).toContainText('not given');
  });

  test('when two windows change one customer, then the later is shown both values and decides field by field', async ({
    customers,
    customer,
    context,
    page,
  }) => {
    await customers.row('pppoe-monthly').dblclick();
    await page.getByRole('link', { name: 'Edit' }).click();
    await customer.field('Name').fill('Mine');
    await customer.field('Phone').fill('01811000001');
    await customer.field('Thana').fill('Mirpur');

    const other = await context.newPage();
    await other.goto(page.url());
    const theirs = customer.on(other);
    await theirs.field('Name').fill('Theirs');
    await theirs.field('Phone').fill('01811000002');
    await theirs.field('District').fill('Dhaka');
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(theirs.fact('District')).toHaveText('Dhaka');

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'saved this customer meanwhile' })).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Name: keep yours' })).toBeChecked();
    await page.getByRole('radio', { name: 'Phone: take what was saved meanwhile' }).check();
    await page.getByRole('button', { name: 'Save so' }).click();
    await expect(customer.fact('Name').or(page.getByRole('heading', { name: 'Mine' }))).toBeVisible();
    await expect(customer.fact('Phone')).toHaveText('01811000002');
    await expect(customer.fact('District')).toHaveText('Dhaka');
    await expect(customer.fact('Thana')).toHaveText('Mirpur');
  });

  test('when two windows change different fields, then both changes stand without a question', async ({
    customers,
    customer,
    context,
    page,
  }) => {
    await customers.row('other').dblclick();
    await page.getByRole('link', { name: 'Edit' }).click();
    await customer.field('Thana').fill('Mirpur');
    const other = await context.newPage();
    await other.goto(page.url());
    const theirs = customer.on(other);
    await theirs.field('District').fill('Dhaka');
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(theirs.fact('District')).toHaveText('Dhaka');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(customer.fact('Thana')).toHaveText('Mirpur');
    await expect(customer.fact('District')).toHaveText('Dhaka');
  });

  test('when a device is bound to two customers, then each page says so, and it is removed and put back', async ({
    customers,
    customer,
    actions,
    page,
  }) => {
    for (const username of ['hotspot', 'pppoe-daily']) {
      await customers.row(username).dblclick();
      await customer.tab('Devices').click();
      await page.getByRole('button', { name: 'Bind a device' }).click();
      await actions.dialog.getByLabel('MAC address').fill('00-1A-2B-3C-4D-5E');
      await actions.dialog.getByLabel('Kind').fill('router');
      await actions.confirm('Bind a device');
      await expect(page.getByRole('cell', { name: /^00:1A:2B:3C:4D:5E/ })).toBeVisible();
      if (username === 'hotspot') await customer.back.click();
    }
    await expect(page.getByText('Also bound to hotspot')).toBeVisible();
    await page.getByRole('button', { name: 'Remove 00:1A:2B:3C:4D:5E' }).click();
    await expect(page.getByText('No device is bound to this customer.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('cell', { name: /^00:1A:2B:3C:4D:5E/ })).toBeVisible();
  });

  for (const appearance of ['light', 'dark'] as const) {
    test(`when axe looks at every part of a customer in ${appearance}, then it finds nothing`, async ({
      customers,
      customer,
      actions,
      shell,
      findings,
      page,
    }) => {
      await shell.wear(appearance);
      await customers.row('pppoe-daily').dblclick();
      await actions.openMenu();
      expect(await findings()).toEqual([]);
      await actions.item('Change package').click();
      await expect(actions.dialog.getByRole('listbox')).toBeVisible();
      expect(await findings()).toEqual([]);
      await actions.leaveByEscape();
      for (const part of ['Billing', 'Sessions', 'Devices', 'History']) {
        await customer.tab(part).click();
        await expect(customer.tab(part)).toHaveAttribute('aria-current', 'page');
        expect(await findings()).toEqual([]);
      }
      await page.getByRole('link', { name: 'Edit' }).click();
      await expect(customer.field('Phone')).toBeVisible();
      expect(await findings()).toEqual([]);
      await shell.visit('/customers/types');
      await expect(shell.heading('Customer types')).toBeVisible();
      expect(await findings()).toEqual([]);
    });
  }
});
