import { RecordsPage } from '../pages/records-page.ts';
import { expect, test } from '../test.ts';

test.describe('an empty store', () => {
  test.use({ store: 'nothing' });

  test('Given nothing, when an ISP is set up by screen alone, then a package, profile, zone, block and field are there, and nothing is missing', async ({
    shell,
    welcome,
    findings,
    page,
  }) => {
    const records = new RecordsPage(page);
    await welcome.beginEmpty.click();
    await welcome.name('Mirpur Fibre', 'Bangla');
    await page.getByRole('button', { name: 'I have written it down' }).click();
    const password = page.getByRole('dialog', { name: 'Set a password' });
    await password.getByRole('button', { name: 'Later' }).click();
    await expect(password).toHaveCount(0);
    await expect(shell.heading('Set up your ISP')).toBeVisible();
    await expect(shell.main).toContainText('2 steps are left before the first customer.');
    expect(await findings()).toEqual([]);

    await page.getByRole('link', { name: 'Open Packages' }).click();
    await expect(shell.main).toContainText('No packages yet');
    await records.begin('Add package');
    await records.save('Add package');
    await expect(records.field('Name')).toBeFocused();
    await expect(records.form).toContainText('Name, price, speed and validity are required.');
    await records.fill({ Name: 'Fibre 20M', Download: '20', Upload: '২০', Price: '1,000' });
    await records.choose('Connection', 'Static IP');
    await records.save('Add package');
    await expect(records.row('Fibre 20M')).toContainText(/fibre-20m.*20 \/ 20 Mbps.*1,000\.00.*30 days/);

    await shell.visit('/settings/billing-profiles');
    await records.begin('Add billing profile');
    await records.fill({ Name: 'Monthly' });
    await records.save('Add billing profile');
    await expect(records.form).toContainText('This is required.');
    await records.choose('Billing', 'Monthly: a bill on the billing day');
    await records.fill({ 'Billing day': '29' });
    await records.save('Add billing profile');
    await expect(records.form).toContainText('A whole number from 1 to 28.');
    await records.fill({ 'Billing day': '5' });
    // Two clicks make one record.
    await records.form.getByRole('button', { name: 'Add billing profile' }).dblclick();
    await expect(records.row('Monthly')).toContainText('Day 5');
    await expect(records.rows).toHaveCount(2);

    await shell.visit('/settings/zones');
    await records.begin('Add zone');
    await records.fill({ Name: 'Mirpur', Colour: '#2b8a3e' });
    await records.save('Add zone');
    await expect(records.row('Mirpur')).toContainText('mirpur');
    await records.begin('Add zone');
    await records.fill({ Name: 'Block C' });
    await records.choose('Beneath', 'Mirpur');
    await records.save('Add zone');
    await expect(records.rows.nth(2)).toContainText('Block C');

    await shell.visit('/settings/setup');
    await expect(shell.main).toContainText('One step is left before the first customer.');
    await page.getByRole('link', { name: 'Open Network addresses' }).click();
    await records.begin('Add block');
    await records.fill({ Block: '10.0.0.9/22', Gateway: '10.0.0.1' });
    await records.save('Add block');
    await expect(records.form).toContainText('Write 10.0.0.0/22.');
    await records.fill({ Block: '10.0.0.0/22' });
    await records.form.getByRole('checkbox', { name: 'Fibre 20M' }).check();
    await records.save('Add block');
    await expect(records.row('10.0.0.0/22')).toContainText(/Fibre 20M.*0 of 1,021/);

    await shell.visit('/settings/fields');
    for (const label of ['NID', 'Building']) {
      await records.begin('Add field');
      await records.fill({ Label: label });
      if (label === 'Building') {
        await records.choose('Kind', 'Dropdown');
        await records.fill({ Options: 'Flat\nHouse' });
        await expect(records.form.getByRole('combobox', { name: 'Building' })).toBeVisible();
      }
      await records.save('Add field');
      await expect(records.row(label)).toBeVisible();
    }
    await page.getByRole('button', { name: 'Building', exact: true }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(records.rows.nth(1)).toContainText('Building');
    await expect(page.getByRole('button', { name: 'Building', exact: true })).toBeFocused();

    await shell.visit('/settings/setup');
    await expect(shell.main).toContainText('All that customers need is there.');
    await page.getByRole('link', { name: 'Import customers' }).click();
    await expect(page).toHaveURL(/#\/import/);
  });
});

test('Given a package that customers have, when it is removed, then it is refused with their number and can be retired, and its number leads to them', async ({
  shell,
  customers,
  findings,
  page,
}) => {
  const records = new RecordsPage(page);
  await shell.visit('/settings/packages');
  await records.act('Home 10M', 'Remove…');
  await records.save('Remove');
  await expect(records.form).toContainText('"Home 10M" cannot be removed: 9 customers have it.');
  expect(await findings()).toEqual([]);
  await records.save('Retire it instead');
  await expect(records.row('Home 10M')).toContainText('Retired');
  await records.act('Home 10M', 'Use again');
  await expect(records.row('Home 10M')).not.toContainText('Retired');

  await page.getByRole('link', { name: '9 customers of Home 10M' }).click();
  await expect(customers.grid).toHaveAttribute('aria-rowcount', '10');
});

test('Given two zones, when one is merged into the other, then its customers and zones are there, and the keyboard is where it was', async ({
  shell,
  findings,
  page,
}) => {
  const records = new RecordsPage(page);
  await shell.visit('/settings/zones');
  await records.act('Uttara', 'Merge into…');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Actions for Uttara', exact: true })).toBeFocused();
  await records.act('Uttara', 'Merge into…');
  await records.choose('Into', 'Dhanmondi');
  expect(await findings()).toEqual([]);
  await records.save('Merge');
  await expect(page.getByText('"Uttara" is now part of "Dhanmondi": 6 customers moved.')).toBeVisible();
  await expect(records.row('Uttara')).toHaveCount(0);
  await expect(records.row('Dhanmondi')).toContainText(/13.*16/);
});

test('Given two windows on one package, when the slower one saves, then what it typed is kept, and what the other one saved is told', async ({
  shell,
  page,
  context,
}) => {
  const records = new RecordsPage(page);
  await shell.visit('/settings/packages');
  await records.edit('Home 10M');
  await records.fill({ Price: '900' });

  const second = await context.newPage();
  await second.goto(page.url());
  const others = new RecordsPage(second);
  await others.edit('Home 10M');
  await others.fill({ Price: '850', Upload: '5' });
  await others.save();
  await expect(others.row('Home 10M')).toContainText('850.00');
  await second.close();

  await records.save();
  await expect(records.form).toContainText('Somebody else saved this meanwhile.');
  await expect(records.form).toContainText('Saved meanwhile: 850.00');
  await expect(records.field('Price')).toHaveValue('900');
  await expect(records.field('Upload')).toHaveValue('5');
  await records.save();
  await expect(records.row('Home 10M')).toContainText(/10 \/ 5 Mbps.*900\.00/);
});

for (const appearance of ['light', 'dark'] as const) {
  test(`Given the records in ${appearance}, when axe looks at the lists and the forms, then it finds nothing`, async ({
    shell,
    findings,
    page,
  }) => {
    const records = new RecordsPage(page);
    await shell.wear(appearance);
    for (const [part, button] of [
      ['packages', 'Add package'],
      ['billing-profiles', 'Add billing profile'],
      ['zones', 'Add zone'],
      ['network-addresses', 'Add block'],
      ['fields', 'Add field'],
    ] as const) {
      await shell.visit(`/settings/${part}`);
      await expect(records.rows.nth(1)).toBeVisible();
      await records.begin(button);
      await expect(records.form).toBeVisible();
      expect(await findings()).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(records.form).toHaveCount(0);
      await expect(shell.main.getByRole('button', { name: button })).toBeFocused();
    }
  });
}

test('Given a form in which something was typed, when Escape is pressed, then it asks first, and a colour that is none is told', async ({
  shell,
  page,
}) => {
  const records = new RecordsPage(page);
  await shell.visit('/settings/zones');
  await records.begin('Add zone');
  await records.fill({ Name: 'x'.repeat(101), Colour: 'rot' });
  await records.save('Add zone');
  await expect(records.form).toContainText('Write a colour as #1864ab, or choose one.');
  await records.fill({ Colour: '' });
  await records.save('Add zone');
  await expect(records.form).toContainText('At most 100 characters.');
  await expect(records.field('Name')).toBeFocused();
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(records.field('Name')).toHaveValue('x'.repeat(101));
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Leave without saving', exact: true }).click();
  await expect(records.form).toHaveCount(0);
  await expect(shell.main.getByRole('button', { name: 'Add zone' })).toBeFocused();
});
