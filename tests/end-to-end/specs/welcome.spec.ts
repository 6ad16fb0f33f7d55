import { SignInPage } from '../pages/sign-in-page.ts';
import { expect, test } from '../test.ts';

test.use({ store: 'nothing' });

test('Given an empty store, when the sample ISP is filled in and the code written down, then its customers are listed', async ({
  welcome,
  customers,
  settings,
  shell,
}) => {
  await expect(welcome.heading).toBeVisible();
  await welcome.sample.click();

  await expect(settings.recoveryCode).toHaveText(/^[0-9A-Z-]{16,}$/);
  await settings.writtenDown.click();
  await welcome.passwordLater.click();

  await expect(customers.row('ayesha')).toHaveCount(1);
  await expect(shell.dialog).toHaveCount(0);
  await expect(shell.recoveryNotice).toHaveCount(0);
});

test('Given an empty store, when the code is put off, then every page reminds of it until it is written down', async ({
  welcome,
  settings,
  shell,
  page,
}) => {
  await welcome.sample.click();
  await expect(settings.recoveryCode).toBeVisible();
  await settings.later.click();
  await welcome.passwordLater.click();
  await expect(shell.recoveryNotice).toBeVisible();

  await page.getByRole('button', { name: 'Show the code…' }).click();
  await expect(settings.recoveryCode).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings.recoveryCode).toBeVisible();
  await settings.writtenDown.click();
  await expect(shell.recoveryNotice).toHaveCount(0);
});

test('Given an empty store, when a password is set at once, then the console asks for it from then on', async ({
  welcome,
  settings,
  customers,
  page,
}) => {
  const signIn = new SignInPage(page);
  await welcome.sample.click();
  await settings.writtenDown.click();
  await page.getByLabel('New password', { exact: true }).fill('nine green boats');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(customers.row('ayesha')).toHaveCount(1);
  await signIn.choose('Sign out');
  await signIn.as('admin', 'nine green boats');
  await expect(customers.row('ayesha')).toHaveCount(1);
});

test('Given a document of reference data, when it is loaded, then what is new is told and Import is next', async ({
  welcome,
  settings,
  page,
}) => {
  await settings.loadReference(JSON.stringify({ zones: [{ name: 'Mirpur' }, { name: 'Uttara' }] }));
  await expect(page.getByRole('row', { name: /Zones/ })).toHaveText(/Zones\s*2\s*0\s*0/);
  await welcome.goOn.click();
  await welcome.name('Mirpur Fibre', 'Bangla');
  await settings.writtenDown.click();
  await welcome.passwordLater.click();
  await expect(page).toHaveURL(/#\/import$/);
});

test('Given a file that is no reference data, when it is loaded, then it is named with the reason and nothing changes', async ({
  settings,
  page,
  welcome,
}) => {
  await settings.loadReference('name,price', 'packages.csv');
  await expect(page.getByRole('alert')).toContainText('packages.csv was not loaded. It is not a JSON file');

  await settings.loadReference(JSON.stringify({ packages: [{ nam: 'Home' }] }));
  await expect(page.getByRole('alert')).toContainText('packages[0]');
  await expect(welcome.heading).toBeVisible();
});

test('Given an empty store, when one begins empty, then a page says what is needed before the first customer', async ({
  welcome,
  settings,
  page,
}) => {
  await welcome.beginEmpty.click();
  await welcome.name('Mirpur Fibre', 'Bangla');
  await settings.later.click();
  await welcome.passwordLater.click();
  await expect(page.getByRole('heading', { level: 1, name: /^Set up/ })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: /^Your ISP/ })).toContainText('Mirpur Fibre');
});

test('Given an office in Kisumu, when it begins empty, then it says who and where it is, and counts in shillings by the clock of Nairobi', async ({
  welcome,
  settings,
  page,
  findings,
}) => {
  await welcome.beginEmpty.click();
  await welcome.isp.getByRole('button', { name: 'Go on' }).click();
  await expect(welcome.isp.getByText('Write the name of your ISP.')).toBeVisible();
  await expect(welcome.isp.getByText('Choose the country.')).toBeVisible();
  await expect(welcome.isp.getByRole('textbox', { name: 'Name of the ISP' })).toBeFocused();
  await welcome.isp.getByRole('combobox', { name: 'Country' }).press('ArrowDown');
  // Where most are stands first.
  await expect(page.getByRole('option').first()).toHaveText('Bangladesh (BD)');
  await expect(page.getByRole('option').nth(1)).toHaveText('Kenya (KE)');
  await page.keyboard.press('Escape');
  await welcome.isp.getByRole('textbox', { name: 'Name of the ISP' }).fill('Ziwa Net');
  await welcome.isp.getByRole('combobox', { name: 'Country' }).pressSequentially('Ken');
  await page.keyboard.press('Enter');
  await expect(welcome.isp.getByRole('combobox', { name: 'Currency' })).toHaveValue(/^KES/);
  await expect(welcome.isp.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Africa/Nairobi');
  expect(await findings()).toEqual([]);
  await welcome.isp.getByRole('button', { name: 'Go on' }).click();
  await settings.later.click();
  await welcome.passwordLater.click();
  await settings.open('ISP and security');
  await expect(page.getByRole('textbox', { name: 'Name of the ISP' })).toHaveValue('Ziwa Net');
  await expect(settings.field('Country')).toHaveValue('Kenya (KE)');
  await settings.open('Operators');
  await expect(page.getByRole('row', { name: /^Ziwa Net/ })).toContainText('admin');
});

test('Given settings of Bangladesh and an ISP called "admin", when it says its name and goes to Kenya, then the name holds and currency and time zone are offered', async ({
  settings,
  page,
  findings,
}) => {
  await settings.open('ISP and security');
  await expect(page.getByText('Receipts and texts say “admin”. Write the name of your ISP.')).toBeVisible();
  expect(await findings()).toEqual([]);
  const name = page.getByRole('textbox', { name: 'Name of the ISP' });
  await name.fill('Ziwa Net');
  await name.press('Enter');
  await expect(page.getByText('Stands on receipts and in texts to customers.')).toBeVisible();
  await settings.field('Country').click();
  await page.keyboard.type('Ken');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This country usually has KES, Africa/Nairobi.')).toBeVisible();
  expect(await findings()).toEqual([]);
  await page.getByRole('button', { name: 'Take over' }).click();
  await expect(settings.field('Currency')).toHaveValue(/^KES/);
  await expect(settings.field('Time zone')).toHaveValue('Africa/Nairobi');
  await expect(page.getByRole('button', { name: 'Take over' })).toBeHidden();
});

for (const appearance of ['light', 'dark'] as const) {
  test(`Given the welcome page in ${appearance}, when axe looks at it and at the code, then it finds nothing`, async ({
    welcome,
    settings,
    shell,
    findings,
  }) => {
    await shell.wear(appearance);
    await expect(welcome.heading).toBeVisible();
    expect(await findings()).toEqual([]);
    await welcome.sample.click();
    await expect(settings.recoveryCode).toBeVisible();
    expect(await findings()).toEqual([]);
  });
}
