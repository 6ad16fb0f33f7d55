import { expect, test } from '../test.ts';

test.describe('Given a customer of every type', () => {
  test.use({ store: 'five types' });

  test('when deleted customers are restored whose username and address others have by now, then the dialog solves it', async ({
    customers,
    customer,
    actions,
    shell,
    page,
  }) => {
    // Two are deleted …
    await customers.box('pppoe-monthly').click();
    await customers.box('static-monthly').click();
    await customers.bulk.getByRole('button', { name: 'Actions' }).click();
    await actions.item('Delete').click();
    await actions.dialog.getByLabel(/To confirm/).fill('delete');
    await actions.dialog.getByRole('button', { name: 'Delete (2)' }).click();
    await expect(actions.dialog).toContainText('2 deleted.');
    await page.keyboard.press('Escape');

    // … and others get the username of one and the address of the other.
    await customers.row('pppoe-daily').dblclick();
    await actions.choose('Change IP address');
    await actions.field('IP address').fill('10.0.0.7');
    await actions.confirm('Change IP address');
    await page.getByRole('link', { name: 'Edit' }).click();
    await customer.field('Username').fill('pppoe-monthly');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(customer.fact('Username')).toHaveText('pppoe-monthly');

    await shell.visit('/customers?status=deleted');
    for (const heading of ['Username', 'Name', 'Phone', 'Package', 'Operator', 'Deleted at', 'Deleted by'])
      await expect(customers.grid.getByRole('columnheader', { name: heading, exact: true })).toBeVisible();
    await expect(customers.row('static-monthly')).toContainText('admin');
    await customers.heading('Select all rows').click();
    await customers.bulk.getByRole('button', { name: 'Restore' }).click();
    await expect(actions.dialog).toContainText('2 cannot:');
    await page.keyboard.press('Escape');
    await expect(actions.dialog).toHaveCount(0);
    await customers.bulk.getByRole('button', { name: 'Clear selection' }).click();

    await customers.row('Name of pppoe-monthly').dblclick();
    await actions.choose('Restore');
    await actions.dialog.getByLabel('Another username').fill('pppoe-monthly-2');
    await actions.confirm('Restore');
    await expect(customer.fact('Username')).toHaveText('pppoe-monthly-2');
    await expect(shell.main).toContainText('Expired');

    await shell.visit('/customers?status=deleted');
    await customers.row('static-monthly').dblclick();
    await actions.choose('Restore');
    await actions.dialog.getByLabel('New address').fill('10.0.2.2');
    await actions.confirm('Restore');
    await expect(customer.fact('IP address')).toHaveText('10.0.2.2');
  });
});
