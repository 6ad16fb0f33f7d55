import { BillingPage } from '../pages/billing-page.ts';
import { RegistrationPage } from '../pages/registration-page.ts';
import { expect, test } from '../test.ts';

// A date that is in doubt takes months to come about: the core is told to be in doubt, the rest is the real one.

const DOUBT = { code: 'clock-unsure', params: { today: '2027-02-28', since: '2026-11-20' } };
const WARNING =
  'By this computer it is 28 Feb 2027, and it last heard of the central server, or was last at work, on 20 Nov 2026.';

test.use({ store: 'five types' });

for (const appearance of ['light', 'dark'] as const) {
  test(`Given a date that is in doubt, in ${appearance}, when somebody signs up and a payment is taken back, then both warn in the same words`, async ({
    shell,
    customers,
    customer,
    actions,
    findings,
    page,
  }) => {
    await page.route('**/rpc/billing/doubt', (route) => route.fulfill({ json: { json: { doubt: DOUBT } } }));
    await shell.wear(appearance);
    const billing = new BillingPage(page);
    await customers.row('pppoe-monthly').dblclick();
    await customer.tab('Billing').click();
    await billing.button('Take payment').click();
    await actions.dialog.getByLabel('Amount in BDT').fill('100');
    await actions.dialog.getByRole('button', { name: 'Take payment' }).click();
    await billing
      .lines('Payment')
      .getByRole('button', { name: /^Reverse/ })
      .click();
    await expect(actions.dialog.getByRole('status')).toContainText(WARNING);
    await page.screenshot({ path: `test-results/doubt-reverse-${appearance}.png` });
    expect(await findings()).toEqual([]);
    // It is a warning: who knows that the date is right goes on.
    await actions.dialog.getByLabel('Why').fill('Typed twice');
    await page.keyboard.press('Enter');
    await expect(actions.said('100.00 is taken back.')).toBeVisible();

    const adding = new RegistrationPage(page);
    await shell.visit('/customers/new');
    await page.getByRole('radio', { name: 'Other' }).check();
    await adding.next.click();
    await adding.plan(/^Cable ·/, /^Monthly$/);
    await adding.details('Somebody Other', '01811000001');
    await expect(shell.main.getByRole('status').filter({ hasText: WARNING })).toBeVisible();
    await page.screenshot({ path: `test-results/doubt-payment-${appearance}.png` });
    expect(await findings()).toEqual([]);
    await adding.next.click();
    await expect(adding.at('Review')).toBeVisible();
    await expect(shell.main.getByRole('status').filter({ hasText: WARNING })).toBeVisible();
    await page.screenshot({ path: `test-results/doubt-review-${appearance}.png` });
    await adding.save.click();
    await expect(page.getByText('Somebody Other was added.')).toBeVisible();
  });
}
