import { importFiveTypes } from '../five-types.ts';
import { Host } from '../host.ts';
import { BillingPage } from '../pages/billing-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { readPdf } from '../pdf-text.ts';
import { expect, test } from '../test.ts';

const CODE = 'QGH7XK2LM9';

test.describe('Given a customer of every type', () => {
  test.use({ store: 'five types' });

  test('when a payment is taken twice by a double click, then it is one, has a receipt in three languages, and is taken back', async ({
    customers,
    customer,
    actions,
    shell,
    findings,
    page,
  }) => {
    const billing = new BillingPage(page);
    await customers.row('pppoe-monthly').dblclick();
    await customer.tab('Billing').click();
    await expect(billing.lines('Brought along')).toHaveCount(1);
    expect(await findings()).toEqual([]);

    await page.keyboard.press('m');
    const amount = actions.dialog.getByLabel('Amount in BDT');
    const go = actions.dialog.getByRole('button', { name: 'Take payment' });
    await expect(amount).toBeFocused();
    // What a renewal costs stands there, and is marked: the first key writes over it.
    await expect(amount).not.toHaveValue('');
    await amount.fill('eight hundred');
    await expect(actions.dialog).toContainText('This is no amount.');
    await expect(go).toBeDisabled();
    await amount.fill('১ ৫০০,৫০');
    await expect(actions.dialog).toContainText('Read as 1,500.50.');
    await actions.dialog.getByRole('radio', { name: 'M-Pesa' }).check();
    const code = actions.dialog.getByLabel('Transaction code');
    // What is missing is said when the button is pressed, and the keyboard is there.
    await go.click();
    await expect(actions.dialog).toContainText('Write the transaction code.');
    await expect(code).toBeFocused();
    await code.fill('QGH7');
    await code.blur();
    await expect(actions.dialog).toContainText('This is no M-Pesa code');
    await code.fill(CODE);
    expect(await findings()).toEqual([]);
    await go.dblclick();
    await expect(actions.said('Name of pppoe-monthly (pppoe-monthly) has paid 1,500.50.')).toBeVisible();
    await expect(billing.lines('Payment')).toHaveCount(1);
    await expect(billing.lines('Payment')).toContainText(`M-Pesa ${CODE}`);
    await expect(customer.fact('Balance')).toHaveText('1,600.50');

    await page.getByRole('button', { name: 'Receipt', exact: true }).click();
    await expect(billing.sheet).toContainText('BDT 1,500.50');
    expect(await findings()).toEqual([]);
    await page.getByRole('radio', { name: 'বাংলা' }).check();
    await expect(billing.sheet).toContainText('প্রাপ্ত টাকার পরিমাণ');
    await page.getByRole('radio', { name: 'Kiswahili' }).check();
    await expect(billing.sheet).toContainText('Kiasi kilichopokelewa');
    await page.getByRole('radio', { name: 'English' }).check();
    const a5 = readPdf(await page.pdf({ preferCSSPageSize: true }));
    expect(a5.page).toEqual([148, 210]);
    expect(a5.text).toContain('BDT 1,500.50');
    expect(a5.text).toContain(CODE);
    expect(a5.text).not.toContain('Dashboard');
    await page.getByRole('radio', { name: '80 mm roll' }).check();
    expect(readPdf(await page.pdf({ preferCSSPageSize: true })).page[0]).toBe(80);

    await page.getByRole('link', { name: 'Back to the customer' }).click();
    await billing.button('Take payment').click();
    await amount.fill('10');
    await actions.dialog.getByRole('radio', { name: 'M-Pesa' }).check();
    await code.fill(CODE.toLowerCase());
    await expect(actions.dialog).toContainText(`The M-Pesa transaction ${CODE} was taken for pppoe-monthly already`);
    await actions.dialog.getByRole('link', { name: 'Receipt of the first payment' }).click();
    await expect(billing.sheet).toContainText('BDT 1,500.50');
    await page.getByRole('link', { name: 'Back to the customer' }).click();

    await billing
      .lines('Payment')
      .getByRole('button', { name: /^Reverse/ })
      .click();
    await expect(actions.dialog.getByRole('button', { name: 'Reverse' })).toBeDisabled();
    await actions.dialog.getByLabel('Why').fill('Typed twice');
    await page.keyboard.press('Enter');
    await expect(actions.said('1,500.50 is taken back. Balance 100.00.')).toBeVisible();
    await billing.lines('Payment').getByRole('button', { name: 'Taken back' }).click();
    await expect(billing.lines('Reversal')).toBeFocused();
    await expect(billing.lines('Reversal')).toContainText('Typed twice');
    await billing
      .lines('Payment')
      .getByRole('link', { name: /^Receipt/ })
      .click();
    await expect(billing.sheet).toContainText('REVERSED');

    await shell.visit('/reports/cash');
    const payments = page.getByRole('region', { name: 'Payments' });
    await expect(payments.getByRole('row')).toHaveCount(3);
    await expect(payments.getByRole('row').nth(1)).toContainText('-1,500.50');
    expect(await findings()).toEqual([]);
    await shell.visit('/reports/cash?from=2024-01-01&to=2025-06-30');
    await expect(shell.main).toContainText('Choose 2024-12-31, or a day before it, as the last one.');
    await expect(page.getByRole('textbox', { name: 'To' })).toHaveAccessibleDescription(/366 days at most/);
    await shell.visit('/reports/cash');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export .csv' }).click();
    expect((await download).suggestedFilename()).toMatch(/^Cash .*\.csv$/);
  });

  test('when charges, credits, time and a price are given, then they stand in the ledger and are told; an extension is taken back', async ({
    customers,
    customer,
    actions,
    page,
  }) => {
    const billing = new BillingPage(page);
    await customers.row('static-monthly').dblclick();
    await customer.tab('Billing').click();
    // A key whose action is not for this customer says why, as the menu does.
    await page.keyboard.press('t');
    await expect(actions.said('Not for customers of the type')).toBeVisible();
    await billing.button('Add charge').click();
    await actions.dialog.getByLabel('Amount in BDT').fill('250');
    await actions.dialog.getByRole('button', { name: 'Add charge' }).click();
    await expect(actions.dialog).toContainText('Say what it is for.');
    await actions.dialog.getByLabel('What for').fill('Cable');
    await actions.confirm('Add charge');
    await expect(billing.lines('Charge')).toContainText('Cable');
    await expect(customer.fact('Open')).toHaveText('150.00');
    await actions.choose('Add credit');
    await actions.dialog.getByLabel('Amount in BDT').fill('150');
    await actions.dialog.getByLabel('What for').fill('Two days without service');
    await actions.confirm('Add credit');
    await expect(billing.lines('Charge')).toContainText('Paid');
    await actions.choose('Special price');
    await actions.dialog.getByLabel('Amount in BDT').fill('4500');
    await actions.confirm('Special price');
    await expect(customer.fact('Price')).toContainText('4,500.00');
    await expect(customer.fact('Price')).toContainText('instead of 5,000.00');

    await page.keyboard.press('x');
    await expect(actions.dialog.getByRole('textbox', { name: 'Days' })).toBeFocused();
    await actions.dialog.getByRole('textbox', { name: 'Days' }).fill('0');
    await expect(actions.dialog).toContainText('Write a number from 1 to 3650.');
    await actions.dialog.getByRole('textbox', { name: 'Days' }).fill('10');
    await actions.confirm('Extend');
    await expect(customer.fact('Extended until')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(customer.fact('Extended until')).toBeHidden();

    await page.keyboard.press('d');
    await expect(actions.dialog).toContainText('your username is static-monthly');
    await expect(actions.dialog).not.toContainText('Secret-static-monthly');
    await expect(actions.dialog).toContainText('There is no gateway that sends messages yet.');
    await page.keyboard.press('Escape');
    await expect(actions.dialog).toBeHidden();
    await expect(customer.tab('Billing')).toBeVisible();
    await page.keyboard.press('d');
    await actions.dialog.getByRole('link', { name: 'Settings: messages' }).click();
    await expect(page).toHaveURL(/settings\/messages/);
  });
});

test.describe('Given an ISP whose clock has gone on for forty days', () => {
  test.use({
    opening: '/customers?status=any',
    // eslint-disable-next-line no-empty-pattern -- Playwright wants to see which fixtures it needs: none
    host: async ({}, use) => {
      const host = new Host();
      try {
        importFiveTypes(host);
        host.cli('billing run', '--ahead', '--at', new Date(Date.now() + 40 * 86_400_000).toISOString());
        await use(host);
      } finally {
        await host.remove();
      }
    },
  });

  test('when those who have not paid are looked through, renewed together and recharged, then they are served again', async ({
    customers,
    customer,
    actions,
    shell,
    findings,
    page,
  }) => {
    const billing = new BillingPage(page);
    await shell.visit('/reports/suspensions?unread=yes');
    const row = page.getByRole('row').filter({ hasText: 'static-monthly' });
    await expect(row).toContainText('Bill overdue');
    expect(await findings()).toEqual([]);
    await row.getByRole('textbox').fill('Pays on Sunday');
    await page.keyboard.press('Enter');
    await expect(actions.said('The note on Name of static-monthly (static-monthly) is saved.')).toBeVisible();
    await expect(row).toBeHidden();
    await page.getByRole('radio', { name: 'All' }).check();
    await expect(row.getByRole('textbox')).toHaveValue('Pays on Sunday');

    await row.getByRole('link', { name: 'static-monthly' }).click();
    await expect(shell.main).toContainText('Suspended: not paid');
    await expect(customer.fact('Suspended')).toContainText('since');
    await expect(billing.lines('Bill').first()).toContainText(/Unpaid|Partly paid/);
    await page.keyboard.press('e');
    await expect(actions.dialog).toContainText('Open: ');
    await expect(actions.dialog).toContainText('after that.');
    await page.keyboard.press('Escape');

    await shell.visit('/customers?status=any');
    await customers.heading('Select all rows').click();
    await actions.choose('Renew');
    await expect(actions.dialog).toContainText('4 will be renewed. 1 cannot:');
    await expect(actions.dialog).toContainText('is taken in altogether.');
    await expect(actions.dialog.getByRole('radio', { name: 'M-Pesa' })).toHaveCount(0);
    await actions.dialog.getByRole('button', { name: 'Renew (4)' }).click();
    await expect(actions.dialog).toContainText('4 renewed.');
    await page.keyboard.press('Escape');

    await customers.row('pppoe-daily').dblclick();
    await customer.tab('Billing').click();
    await expect(shell.main).toContainText('Suspended: not paid');
    await page.keyboard.press('t');
    await expect(actions.dialog).toContainText('A day costs ');
    await actions.dialog.getByLabel('Amount in BDT').fill('800');
    await expect(actions.dialog).toContainText(/this covers about \d+ days/);
    await actions.confirm('Recharge');
    await expect(actions.said('(pppoe-daily): 800.00 recharged.')).toBeVisible();
    await expect(shell.main).not.toContainText('Suspended');
    await shell.visit('/dashboard');
    await expect(shell.main).toContainText('Taken today');
    await expect(shell.main).toContainText(/\d payments/);
  });
});

const ADMIN = 'the old well in Mirpur';

test.describe('Given somebody at the counter', () => {
  test.use({
    opening: '/reports',
    // eslint-disable-next-line no-empty-pattern -- as above
    host: async ({}, use) => {
      const host = new Host();
      try {
        importFiveTypes(host);
        host.secrets = { LASTMILE_PASSWORD: ADMIN, LASTMILE_NEW_PASSWORD: ADMIN };
        host.cli('password set');
        host.cli('staff add', 'nila', '--role', 'cashier', '--as', 'admin');
        host.cli('staff set-password', 'nila', '--as', 'admin');
        await use(host);
      } finally {
        await host.remove();
      }
    },
  });

  test('when they open the reports, then they see what they took themselves, and nothing else', async ({
    shell,
    actions,
    customer,
    page,
  }) => {
    await new SignInPage(page).as('nila', ADMIN);
    const reports = page.getByRole('navigation', { name: 'Reports' });
    await expect(reports.getByRole('link')).toHaveText(['Cash']);
    await expect(shell.main).toContainText('You see what you took yourself.');
    await expect(shell.main).toContainText('Nothing was taken in on these days.');
    await shell.visit('/reports/suspensions');
    await expect(shell.main).toContainText('This is not for your role');

    await shell.visit('/customers');
    await page.getByRole('gridcell', { name: 'hotspot', exact: true }).dblclick();
    await customer.tab('Billing').click();
    await page.keyboard.press('m');
    await actions.dialog.getByLabel('Amount in BDT').fill('50');
    await actions.confirm('Take payment');
    await expect(page.getByRole('region', { name: 'Payments and bills' })).toContainText('nila');
    await expect(page.getByRole('button', { name: /^Reverse/ })).toHaveCount(0);
    await shell.visit('/reports/cash');
    await expect(page.getByRole('region', { name: 'By cashier' }).getByRole('rowheader')).toHaveText(['nila']);
    await expect(page.getByRole('button', { name: 'Export .xlsx' })).toBeDisabled();
  });
});
