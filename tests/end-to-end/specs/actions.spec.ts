import { CUSTOMER_TYPES, type CustomerType } from '#shared/domain/customer/customer.ts';
import { OF_TYPE } from '../five-types.ts';
import { expect, test } from '../test.ts';

const SIGNS_IN: readonly CustomerType[] = ['pppoe-daily', 'pppoe-monthly', 'hotspot'];
const HAS_ADDRESS: readonly CustomerType[] = ['pppoe-daily', 'pppoe-monthly', 'static-monthly'];

test.describe('Given a customer of every type', () => {
  test.use({ store: 'five types' });

  for (const type of CUSTOMER_TYPES) {
    test(`when everything that can be done is done to ${type}, then it is so, and the rest says why not`, async ({
      customers,
      customer,
      actions,
      shell,
      page,
    }) => {
      const { otherPackage, otherProfile } = OF_TYPE[type];
      const head = shell.main.getByRole('banner').or(shell.main.locator('header')).first();
      await customers.row(type).dblclick();
      await expect(customer.fact('Username')).toHaveText(type);

      await actions.choose('Suspend');
      await actions.dialog.getByLabel('Note').fill('Asked for it');
      await actions.confirm('Suspend');
      await expect(head).toContainText('Suspended by the office');
      await actions.choose('Reactivate');
      await actions.confirm('Reactivate');
      await expect(head).toContainText('Active');

      await actions.choose('Change package');
      await actions.pick('New package', otherPackage);
      await actions.confirm('Change package');
      // By the day it changes at midnight, else at once.
      const shown = type === 'pppoe-daily' ? 'Coming package' : 'Package';
      await expect(customer.fact(shown)).toContainText(otherPackage);
      await actions.choose('Change billing profile');
      await actions.pick('New billing profile', otherProfile);
      await actions.confirm('Change billing profile');
      await expect(customer.fact('Billing profile')).toHaveText(otherProfile);
      await actions.choose('Change zone');
      await actions.pick('New zone', 'Uttara');
      await actions.confirm('Change zone');
      await expect(customer.fact('Zone')).toHaveText('Uttara');
      await actions.choose('Change operator');
      await actions.pick('New operator', 'Dhaka North');
      await actions.confirm('Change operator');
      await expect(customer.fact('Operator')).toHaveText('Dhaka North');

      if (SIGNS_IN.includes(type)) {
        await actions.choose('Reset password');
        await actions.dialog.getByLabel('New password').fill('new-secret-7');
        await actions.confirm('Reset password');
        await customer.fact('Password').getByRole('button', { name: 'Show' }).click();
        await expect(customer.fact('Password').locator('.mono')).toHaveText('new-secret-7');
      }
      if (HAS_ADDRESS.includes(type)) {
        await actions.choose('Change IP address');
        await actions.field('IP address').fill('10.0.1.9');
        await actions.confirm('Change IP address');
        await expect(customer.fact('IP address')).toHaveText('10.0.1.9');
      }
      if (type !== 'other') {
        await actions.choose('Bind a device');
        await actions.dialog.getByLabel('MAC address').fill('0011.2233.4455');
        await actions.confirm('Bind a device');
        await expect(customer.fact('MAC address')).toHaveText('00:11:22:33:44:55');
        await actions.choose('Remove devices');
        await actions.confirm('Remove devices');
        await expect(customer.fact('MAC address')).toContainText('not given');
      }
      await actions.openMenu();
      const limited: readonly (readonly [string, readonly CustomerType[]])[] = [
        ['Reset password', SIGNS_IN],
        ['Change IP address', HAS_ADDRESS],
        ['Bind a device', CUSTOMER_TYPES.filter((one) => one !== 'other')],
      ];
      for (const [name, types] of limited) {
        if (!types.includes(type)) await expect(actions.item(name)).toContainText('Not for customers of the type');
      }
      await expect(actions.item('Reactivate')).toHaveAttribute('aria-disabled', 'true');
      await page.keyboard.press('Escape');

      await actions.choose('Delete');
      await actions.confirm('Delete');
      await expect(head).toContainText('Deleted');
      await actions.choose('Restore');
      await actions.confirm('Restore');
      await expect(head).toContainText('Expired');
      // Whose time ran out has to buy more of it.
      const again = type === 'hotspot' ? 'Renew' : 'Activate';
      await actions.choose(again);
      await actions.confirm(again);
      await expect(head).toContainText('Active');

      await customer.tab('History').click();
      await expect(page.getByRole('listitem').filter({ hasText: 'Suspended by' }).first()).toContainText(
        'Asked for it',
      );
    });
  }

  test('when an action is done by key and taken back, then the focus is where it was and everything as before', async ({
    customers,
    customer,
    actions,
    shell,
    page,
  }) => {
    await customers.row('pppoe-daily').dblclick();
    await expect(customer.fact('Username')).toHaveText('pppoe-daily');
    await page.keyboard.press('s');
    await expect(actions.dialog.getByLabel('Note')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(actions.said('Name of pppoe-daily (pppoe-daily) is suspended.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(actions.said('It is taken back for Name of pppoe-daily (pppoe-daily).')).toBeVisible();
    await expect(shell.main).toContainText('Active');
    await actions.choose('Change zone');
    await actions.leaveByEscape();
    await expect(page.getByRole('button', { name: 'Actions', exact: true })).toBeFocused();
  });
});

test.describe('Given 700 customers', () => {
  test.use({ store: { customers: 700 } });

  test('when all are picked over many windows and suspended, then those who were already are told, and the run is undone', async ({
    customers,
    actions,
    shell,
    page,
  }) => {
    // Three are suspended one after the other: rows picked with Space and with Shift.
    await customers.box('user000000').click();
    await customers.box('user000002').click({ modifiers: ['Shift'] });
    await expect(customers.bulk).toContainText('3 selected');
    await customers.bulk.getByRole('button', { name: 'Suspend' }).click();
    const go = actions.dialog.getByRole('button', { name: /^Suspend \(/ });
    await expect(actions.dialog).toContainText('3 will be suspended.');
    await expect(go).toBeDisabled();
    await actions.dialog.getByLabel(/To confirm/).fill('suspend');
    await go.dblclick();
    await expect(actions.dialog).toContainText('3 suspended.');
    await page.keyboard.press('Escape');
    await expect(shell.statusBar).toContainText('of 697');

    await customers.tab('All').check();
    await expect(shell.statusBar).toContainText('of 700');
    await customers.heading('Select all rows').click();
    await expect(customers.bulk).toContainText('700 selected');
    await customers.box('user000003').click();
    await expect(customers.bulk).toContainText('699 selected');
    await customers.bulk.getByRole('button', { name: 'Suspend' }).click();
    await expect(actions.dialog).toContainText('696 will be suspended.');
    await expect(actions.dialog).toContainText('3 cannot:');
    await actions.dialog.getByLabel(/To confirm/).fill('suspend');
    await actions.dialog.getByRole('button', { name: /^Suspend \(696\)/ }).click();
    await expect(actions.dialog).toContainText('696 suspended.');
    await expect(actions.dialog).toContainText('3 not done.');
    await expect(actions.dialog.getByRole('row').filter({ hasText: 'user000001' })).toBeVisible();

    // The page is loaded anew: the run is found again by its address.
    await page.reload();
    await expect(actions.dialog).toContainText('696 suspended.');
    await actions.dialog.getByRole('button', { name: 'Try these 3 again' }).click();
    // The words of the run before would say "3 not done." too.
    await expect(actions.dialog).toContainText('0 suspended.');
    await expect(actions.dialog).toContainText('3 not done.');
    await page.keyboard.press('Escape');
    await expect(actions.dialog).toHaveCount(0);
    await expect(page).not.toHaveURL(/run=/);
  });

  test('when the dialog is closed while those that failed are tried again, then the answer opens no other one', async ({
    customers,
    actions,
    shell,
    page,
  }) => {
    const suspend = async (picked: number): Promise<void> => {
      await customers.bulk.getByRole('button', { name: 'Suspend' }).click();
      await actions.dialog.getByLabel(/To confirm/).fill('suspend');
      await actions.dialog.getByRole('button', { name: `Suspend (${picked})` }).click();
    };
    await customers.box('user000000').click();
    await customers.box('user000001').click();
    await suspend(2);
    await expect(actions.dialog).toContainText('2 suspended.');
    await page.keyboard.press('Escape');
    await customers.tab('All').check();
    await customers.box('user000000').click();
    await customers.box('user000002').click();
    await suspend(1);
    await expect(actions.dialog).toContainText('1 not done.');

    const held = Promise.withResolvers<undefined>();
    await page.route('**/rpc/actions/retry', async (route) => {
      await held.promise;
      await route.continue();
    });
    const asked = page.waitForRequest('**/rpc/actions/retry');
    await actions.dialog.getByRole('button', { name: 'Try the 1 again' }).click();
    await asked;
    await page.keyboard.press('Escape');
    await expect(actions.dialog).toHaveCount(0);
    // When it is over, the list is read anew.
    const isOver = page.waitForRequest('**/rpc/customers/list');
    held.resolve(undefined);
    await isOver;
    await customers.tab('Suspended').check();
    await expect(shell.statusBar).toContainText('of 3');
    await expect(actions.dialog).toHaveCount(0);
    await expect(page).not.toHaveURL(/run=/);
  });

  test('when a bulk change is undone, then those are put back that nobody has touched since', async ({
    customers,
    actions,
    page,
  }) => {
    await customers.box('user000000').click();
    await customers.box('user000009').click({ modifiers: ['Shift'] });
    await customers.bulk.getByRole('button', { name: 'Actions' }).click();
    await actions.item('Change zone').click();
    await actions.pick('New zone', 'No zone');
    await actions.dialog.getByRole('button', { name: /^Change zone \(/ }).click();
    await expect(actions.dialog).toContainText('10 changed zone.');
    await actions.dialog.getByRole('button', { name: 'Undo' }).click();
    await expect(actions.dialog).toContainText('10 put back as they were.');
    await page.keyboard.press('Escape');
    await expect(customers.row('user000001')).toContainText('Mirpur');
  });
});

test.describe('Given a customer who owes little', () => {
  test.use({ store: 'five types' });

  test('when a slip of the finger makes it ninety-nine million, then it is asked about once, and taken or put right', async ({
    customers,
    customer,
    actions,
    page,
  }) => {
    await customers.row('pppoe-monthly').dblclick();
    await expect(customer.fact('Username')).toHaveText('pppoe-monthly');
    await actions.choose('Take payment');
    const amount = actions.dialog.getByRole('textbox', { name: /^Amount/ });
    await amount.fill('99,999,999');
    await actions.dialog.getByRole('button', { name: 'Take payment', exact: true }).click();
    await expect(actions.dialog.getByRole('alert')).toContainText('99,999,999.00 is more than ten times what is due');
    await expect(actions.dialog.getByRole('button', { name: 'Yes, take 99,999,999.00' })).toBeVisible();
    // Another amount is another question, or none.
    await amount.fill('500');
    await expect(actions.dialog.getByRole('alert')).toHaveCount(0);
    await actions.confirm('Take payment');
    await expect(customer.fact('Balance')).toContainText('600.00');
    await actions.choose('Take payment');
    await amount.fill('88,888,888');
    await amount.press('Enter');
    await expect(actions.dialog.getByRole('alert')).toBeVisible();
    await amount.press('Enter');
    await expect(actions.dialog).toBeHidden();
    await expect(customer.fact('Balance')).toContainText('88,889,488.00');
    expect(page.url()).toContain('/customers/');
  });
});
