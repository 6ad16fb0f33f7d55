import { expect, test as base } from '../test.ts';
import { RegistrationPage } from '../pages/registration-page.ts';

const test = base.extend<{ readonly adding: RegistrationPage }>({
  adding: async ({ page }, use) => use(new RegistrationPage(page)),
});

test.use({ store: 'five types', opening: '/customers/new' });

const TYPES = [
  { word: 'PPPoE', plan: /^Home 20M/, profile: 'Monthly', type: 'PPPoE, paid by the month', ip: true },
  { word: 'Hotspot', plan: /^Day pass/, profile: 'Monthly', type: 'Hotspot', ip: false },
  { word: 'Static', plan: /^Office 60M/, profile: 'Monthly', type: 'Fixed address', ip: true },
  { word: 'Other', plan: /^Cable ·/, profile: 'Monthly', type: 'Other', ip: false },
] as const;

test('Given the counter, when somebody of each connection signs up by mouse, then there is the customer with receipt and details to send', async ({
  adding,
  page,
  customer,
  findings,
}) => {
  for (const [at, { word, plan, profile, ip }] of TYPES.entries()) {
    if (at > 0) await page.getByRole('link', { name: 'Customers', exact: true }).first().click();
    if (at > 0) await page.getByRole('link', { name: 'Add customer' }).click();
    await page.getByRole('radio', { name: word }).check();
    await adding.next.click();
    await adding.choose('Internet Plan', plan);
    await adding.choose('Billing Profile', new RegExp(`^${profile}$`));
    await adding.next.click();
    if (ip) {
      await expect(adding.at('Network')).toBeVisible();
      await page.getByRole('button', { name: 'Next free' }).click();
      await expect(page.getByText(/^Kept for this customer until/)).toBeVisible();
      expect(await findings()).toEqual([]);
      await adding.next.click();
    }
    await adding.details(`Somebody ${word}`, `0181100000${at}`);
    await adding.toggle('Charge Installation Fee');
    await adding.field('Installation Fee').fill('১,৫০০');
    await adding.next.click();
    await expect(adding.at('Review')).toBeVisible();
    if (at === 0) expect(await findings()).toEqual([]);
    // A double click adds one.
    await adding.save.dblclick();
    await expect(page.getByText(`Somebody ${word} was added.`)).toBeVisible();
    await expect(customer.fact('Balance')).toHaveText('0.00');
    await page.getByRole('button', { name: 'Send Payment Details' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await page.getByRole('link', { name: 'Receipt' }).click();
  await expect(page.getByText('Somebody Other').first()).toBeVisible();
  await page.getByRole('link', { name: 'Customers', exact: true }).first().click();
  await expect(
    page
      .getByRole('status')
      .or(page.locator('footer'))
      .getByText(/of 9|9 customers/)
      .first(),
  ).toBeVisible();
});

test('Given nothing but a keyboard, when customers on PPPoE and a hotspot sign up, then each step is come to with the focus on its first field', async ({
  adding,
  page,
}) => {
  const press = (...keys: readonly string[]) =>
    keys.reduce((all, key) => all.then(() => page.keyboard.press(key)), Promise.resolve());
  await expect(page.getByRole('radio', { name: 'PPPoE' })).toBeFocused();
  await press('Enter');
  await expect(page.getByRole('combobox', { name: 'Internet Plan' })).toBeFocused();
  await page.keyboard.type('20M');
  await press('Enter', 'Tab', 'ArrowDown', 'ArrowDown', 'Enter');
  await expect(page.getByRole('combobox', { name: 'Billing Profile' })).not.toHaveValue('');
  await press('Control+Enter');
  await expect(adding.at('Network')).toBeVisible();
  const address = page.getByRole('combobox', { name: 'IP address' });
  await address.focus();
  await page.keyboard.type('10.0.3.9');
  // Typed whole, it is meant: nobody has to choose it first.
  await press('Control+Enter');
  await expect(adding.field('Full Name')).toBeFocused();
  await press('Alt+ArrowLeft', 'Alt+ArrowLeft');
  await expect(adding.at('Plan')).toBeVisible();
  await press('Control+Enter');
  await expect(adding.at('Network')).toBeVisible();
  await expect(address).toHaveValue('10.0.3.9');
  await press('Control+Enter');
  await expect(adding.field('Full Name')).toBeFocused();
  await page.keyboard.type('Rahim Uddin');
  await press('Tab');
  await page.keyboard.type('০১৭১১২২৩৩৪৪');
  await press('Tab', 'Tab', 'Tab', 'Enter');
  await expect(adding.field('Username')).toHaveValue('01711223344');
  await press('Control+Enter');
  await expect(page.getByRole('radio', { name: 'Cash' })).toBeFocused();
  await press('ArrowDown', 'Tab');
  await page.keyboard.type('qgh7xk2lm9');
  await press('Enter');
  await expect(adding.save).toBeFocused();
  await press('Enter');
  await expect(page.getByText('Rahim Uddin was added.')).toBeVisible();

  await press('n');
  await expect(page.getByRole('radio', { name: 'PPPoE' })).toBeFocused();
  await press('ArrowDown', 'Enter');
  await expect(page.getByRole('combobox', { name: 'Internet Plan' })).toBeFocused();
  await page.keyboard.type('Day');
  await press('Enter', 'Tab', 'ArrowDown', 'ArrowDown', 'Enter', 'Control+Enter');
  // The network is passed over.
  await expect(adding.field('Full Name')).toBeFocused();
  await page.keyboard.type('Wanjiku Njeri');
  await press('Tab');
  await page.keyboard.type('01811223344');
  await press('Tab', 'Tab');
  await page.keyboard.type('wanjiku2');
  await press('Enter');
  await expect(page.getByRole('radio', { name: 'Cash' })).toBeFocused();
  await press('Enter');
  await expect(adding.save).toBeFocused();
  await press('Enter');
  await expect(page.getByText('Wanjiku Njeri was added.')).toBeVisible();
});

test('Given nothing but a keyboard, when a fixed address and a service by hand are signed up for, then both are customers', async ({
  adding,
  page,
}) => {
  const press = (...keys: readonly string[]) =>
    keys.reduce((all, key) => all.then(() => page.keyboard.press(key)), Promise.resolve());
  await expect(page.getByRole('radio', { name: 'PPPoE' })).toBeFocused();
  await press('ArrowDown', 'ArrowDown', 'Enter');
  await expect(page.getByRole('combobox', { name: 'Internet Plan' })).toBeFocused();
  await page.keyboard.type('60M');
  await press('Enter', 'Tab', 'ArrowDown', 'ArrowDown', 'Enter', 'Control+Enter');
  await expect(adding.at('Network')).toBeVisible();
  // A fixed address never comes from the pool: it has to be one.
  await press('Control+Enter');
  await expect(page.getByText(/^IP address is required/)).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'IP address' })).toBeFocused();
  await page.keyboard.type('10.0.1');
  await expect(page.getByRole('option', { name: /^10\.0\.1\.0$/ })).toBeVisible();
  await press('ArrowDown', 'Enter');
  await expect(page.getByRole('combobox', { name: 'IP address' })).toHaveValue(/^10\.0\.1\.\d+$/);
  await press('Control+Enter');
  await expect(adding.field('Full Name')).toBeFocused();
  await page.keyboard.type('A Bank');
  await press('Tab');
  await page.keyboard.type('01911223344');
  await press('Tab', 'Tab', 'Tab', 'Enter');
  await expect(adding.field('Username')).toHaveValue('01911223344');
  await press('Control+Enter');
  await expect(page.getByRole('radio', { name: 'Cash' })).toBeFocused();
  await press('Control+Enter');
  await expect(adding.save).toBeFocused();
  await press('Enter');
  await expect(page.getByText('A Bank was added.')).toBeVisible();

  await press('n');
  await expect(page.getByRole('radio', { name: 'PPPoE' })).toBeFocused();
  await press('ArrowUp', 'Enter');
  await expect(page.getByRole('combobox', { name: 'Internet Plan' })).toBeFocused();
  await page.keyboard.type('films');
  await press('Enter', 'Tab', 'ArrowDown', 'ArrowDown', 'Enter', 'Control+Enter');
  // The network is passed over.
  await expect(adding.field('Full Name')).toBeFocused();
  await page.keyboard.type('Films At Home');
  await press('Tab');
  await page.keyboard.type('01911223355');
  await press('Tab', 'Tab', 'Tab', 'Enter');
  await expect(adding.field('Username')).toHaveValue('01911223355');
  await press('Control+Enter');
  await expect(page.getByRole('radio', { name: 'Cash' })).toBeFocused();
  await press('Control+Enter');
  await expect(adding.save).toBeFocused();
  await press('Enter');
  await expect(page.getByText('Films At Home was added.')).toBeVisible();
});

test('Given an office in Kenya, when one customer after the other signs up, then its own phones hold and the next one begins with what was chosen', async ({
  adding,
  page,
  shell,
}) => {
  await page.getByRole('radio', { name: 'Other' }).check();
  await adding.next.click();
  await adding.choose('Operator', 'Kisumu');
  await adding.plan(/^Cable ·/, /^Monthly$/);
  await adding.field('Full Name').fill('Wanjiku Njeri');
  await adding.field('Phone Number').fill('01711000099');
  await page.getByRole('button', { name: 'Generate Username' }).click();
  await adding.next.click();
  await expect(page.getByText(/^"01711000099" is not one phone number/)).toBeVisible();
  await adding.details('Wanjiku Njeri', '0722 000 111');
  await page.getByRole('radio', { name: 'M-Pesa' }).check();
  await adding.field('Transaction code').fill('qgh7xk2lm9');
  await adding.next.click();
  await page.getByRole('button', { name: 'Add and start another' }).click();
  await expect(page.getByText('was added').first()).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Other' })).toBeChecked();
  await adding.next.click();
  await expect(page.getByRole('combobox', { name: 'Operator' })).toHaveValue('Kisumu');
  await expect(page.getByRole('combobox', { name: 'Internet Plan' })).toHaveValue(/^Cable ·/);
  await adding.next.click();
  await expect(adding.field('Full Name')).toHaveValue('');
  await adding.details('Otieno Ouma', '+254 722 000 222');
  await expect(page.getByRole('radio', { name: 'M-Pesa' })).toBeChecked();
  // A code is used once.
  await adding.field('Transaction code').fill('QGH7XK2LM9');
  await adding.next.click();
  await expect(page.getByText(/QGH7XK2LM9/).first()).toBeVisible();
  await adding.field('Transaction code').fill('QGH7XK2LN0');
  await adding.next.click();
  await adding.save.click();
  await expect(page.getByText('Otieno Ouma was added.')).toBeVisible();
  await shell.visit('/customers?search=0722000');
  await expect(page.getByRole('row').filter({ hasText: 'Wanjiku Njeri' })).toContainText('0722-000111');
});

test('Given a username that is still being made, when somebody goes on, then it is waited for and nothing is missing', async ({
  adding,
  page,
}) => {
  const { promise: wanted, resolve: goOn } = Promise.withResolvers<undefined>();
  await page.route(/registration\/suggest/, async (route) => {
    if (route.request().postData()?.includes('username') === true) await wanted;
    await route.continue();
  });
  await page.getByRole('radio', { name: 'Other' }).check();
  await adding.next.click();
  await adding.plan(/^Cable ·/, /^Monthly$/);
  await adding.details('Somebody', '01811000009');
  goOn(undefined);
  await expect(adding.at('Payment')).toBeVisible();
});

test('Given a line that breaks in the middle of saving, when it is saved again, then there is one customer and one payment', async ({
  adding,
  page,
  customer,
}) => {
  await page.getByRole('radio', { name: 'Other' }).check();
  await adding.next.click();
  await adding.plan(/^Cable ·/, /^Monthly$/);
  await adding.details('Asked Twice', '01811000077');
  await adding.next.click();
  let lost = 0;
  await page.route(/registration\/save/, async (route) => {
    await route.fetch();
    lost += 1;
    await route.abort();
  });
  await adding.save.click();
  await expect(page.getByRole('alert').filter({ hasText: /answer/ })).toBeVisible();
  expect(lost).toBe(1);
  await page.unroute(/registration\/save/);
  await adding.save.click();
  await expect(page.getByText('Asked Twice was added.')).toBeVisible();
  await expect(customer.fact('Balance')).toHaveText('0.00');
  await customer.tab('Billing').click();
  await expect(page.getByRole('row').filter({ hasText: /Payment/ })).toHaveCount(1);
});

test('Given a customer half way, when the program is killed, then the draft is offered with everything in it, and its password is in no address', async ({
  page: before,
  context,
  host,
}) => {
  let page = before;
  let adding = new RegistrationPage(page);
  await adding.next.click();
  await adding.choose('Internet Plan', /^Home 10M/);
  await adding.choose('Billing Profile', /^Daily$/);
  await adding.next.click();
  await page.getByRole('button', { name: 'Next free' }).click();
  await expect(page.getByText(/^Kept for this customer until/)).toBeVisible();
  const ip = await page.getByRole('combobox', { name: 'IP address' }).inputValue();
  await adding.next.click();
  await adding.field('Full Name').fill('Rahim Uddin');
  await page.getByRole('button', { name: 'Show the password' }).click();
  await expect(adding.field('Password')).not.toHaveValue('');
  const password = await adding.field('Password').inputValue();
  const kept = page.waitForResponse((answer) => answer.url().includes('keepDraft') && answer.ok());
  await adding.field('Phone Number').fill('01711223344');
  await kept;
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  expect(page.url()).not.toContain(password);
  await host.end('SIGKILL');
  await before.close();
  page = await context.newPage();
  adding = adding.on(page);
  await page.goto(`${await host.start()}#/customers`);
  await expect(page.getByText(/^Unfinished: Rahim Uddin, \d\d:\d\d/)).toBeVisible();
  await page.getByRole('link', { name: 'Resume Rahim Uddin' }).click();
  await expect(adding.at('Details')).toBeVisible();
  await expect(adding.field('Phone Number')).toHaveValue('01711223344');
  await page.getByRole('button', { name: 'Show the password' }).click();
  await expect(adding.field('Password')).toHaveValue(password);
  await expect(page.getByRole('complementary', { name: 'Summary' })).toContainText(ip);
  // Only what was typed is asked about.
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText(/^Unfinished/)).toBeHidden();
  await page.getByRole('link', { name: 'Add customer' }).click();
  await adding.next.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page).toHaveURL(/#\/customers(\?|$)/);
});

test('Given two windows, when both want one address, then the second is told and takes another', async ({
  adding,
  page,
  context,
}) => {
  const other = await context.newPage();
  await other.goto(page.url().replace(/#.*/, '#/customers/new'));
  const second = adding.on(other);
  for (const one of [adding, second]) {
    await one.next.click();
    await one.plan(/^Home 10M/, /^Monthly$/);
    await expect(one.at('Network')).toBeVisible();
  }
  const address = (one: RegistrationPage) => one.page.getByRole('combobox', { name: 'IP address' });
  await page.bringToFront();
  await address(adding).fill('10.0.2.2');
  await address(adding).press('Enter');
  await expect(page.getByText(/^Kept for this customer until/)).toBeVisible();
  await other.bringToFront();
  await address(second).fill('10.0.2.2');
  await second.next.click();
  await expect(
    other.getByText('10.0.2.2 is being given to somebody else at the moment. Choose another address.'),
  ).toBeVisible();
  await other.getByRole('button', { name: 'Next free' }).click();
  await expect(other.getByText(/^Kept for this customer until/)).toBeVisible();
  await expect(address(second)).not.toHaveValue('10.0.2.2');
});

test('Given what the handbook warns of, when it happens, then each error stands at its field with the fix', async ({
  adding,
  page,
  findings,
}) => {
  await adding.next.click();
  await adding.next.click();
  await expect(page.getByText('This is needed of every customer. Choose one.')).toHaveCount(2);
  await expect(page.getByRole('combobox', { name: 'Internet Plan' })).toBeFocused();
  // The list would cover what is wrong.
  await expect(page.getByRole('option')).toHaveCount(0);
  expect(await findings()).toEqual([]);
  await adding.plan(/^Home 10M/, /^Monthly$/);
  await expect(adding.at('Network')).toBeVisible();
  await adding.next.click();
  await expect(page.getByText(/^IP address is required/)).toBeVisible();
  await page.getByRole('combobox', { name: 'IP address' }).fill('999.1.1.1');
  await adding.next.click();
  await expect(page.getByText(/^"999.1.1.1" is no IP address/)).toBeVisible();
  await expect(page.getByText(/^Nothing that begins with|^IP address is required/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Next free' }).click();
  await expect(page.getByText(/^Kept for this customer until/)).toBeVisible();
  await adding.next.click();
  await adding.field('Full Name').fill('Twice');
  await adding.field('Phone Number').fill('12');
  await adding.field('Email').fill('nobody@');
  await adding.field('Username').fill('hotspot');
  await expect(page.getByText(/^Username already exists/)).toBeVisible();
  await adding.next.click();
  await expect(page.getByText(/^"12" is not one phone number.* like 01711 223344/)).toBeVisible();
  await expect(page.getByText(/^"nobody@" is not one e-mail address/)).toBeVisible();
  await expect(adding.field('Phone Number')).toBeFocused();
  await adding.field('Email').fill('');
  await adding.details('Twice', '01711000000');
  await expect(page.getByRole('radio', { name: 'Cash' })).toBeFocused();
  await page.getByRole('radio', { name: 'M-Pesa' }).check();
  await adding.toggle('Charge Custom Amount');
  await adding.field('Custom amount').fill('much');
  await adding.next.click();
  await expect(page.getByText('Enter the transaction code.')).toBeVisible();
  await expect(page.getByText(/^"much" is no amount/)).toBeVisible();
  expect(await findings()).toEqual([]);
});

test('Given plans that lack something, or none, when one is needed, then it is completed or made on the way, and nothing typed is lost', async ({
  adding,
  page,
  host,
  findings,
}) => {
  // Plans come from a file that says less than a plan needs; the others are taken out of use.
  const other = await page.context().newPage();
  await other.goto(page.url().replace(/#.*/, '#/settings/packages'));
  for (const name of ['Day pass', 'Week pass']) {
    const row = other.getByRole('row', { name: new RegExp(`^${name}`) });
    await row.getByRole('button').last().click();
    await other.getByRole('menuitem', { name: 'Retire' }).click();
    await expect(other.getByText(new RegExp(`${name}.*(retired|Retired)`)).first()).toBeVisible();
  }
  await other.close();
  expect(host.folder).not.toBe('');
  await page.reload();
  await page.getByRole('radio', { name: 'Hotspot' }).check();
  await adding.next.click();
  await expect(page.getByRole('heading', { name: 'No plans appear' })).toBeVisible();
  await adding.choose('Billing Profile', /^Monthly$/);
  await page.getByRole('button', { name: 'Create one' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Evening pass');
  await dialog.getByRole('textbox', { name: 'Download' }).first().fill('4');
  await dialog.getByRole('button', { name: 'Add package' }).click();
  await expect(dialog.getByText('Name, price, speed and validity are required.').first()).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Upload' }).first().fill('2');
  await dialog.getByRole('textbox', { name: 'Price' }).fill('15');
  await dialog.getByRole('button', { name: 'Add package' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('combobox', { name: 'Internet Plan' })).toHaveValue(/^Evening pass/);
  await expect(page.getByRole('combobox', { name: 'Billing Profile' })).toHaveValue('Monthly');
  await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'dark'));
  expect(await findings()).toEqual([]);
  await adding.next.click();
  await expect(adding.field('Full Name')).toBeFocused();
  expect(await findings()).toEqual([]);
});

test('Given an amount that is none, when its field is left, then it is marked and the summary guesses nothing; written with the currency it is read', async ({
  adding,
  page,
  findings,
}) => {
  await page.getByRole('radio', { name: 'Other' }).check();
  await adding.next.click();
  await adding.plan(/^Cable ·/, /^Monthly$/);
  // The network is passed over, and not counted.
  await expect(page.getByRole('navigation', { name: 'Steps' }).getByText('3', { exact: true })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Steps' }).getByText('6', { exact: true })).toHaveCount(0);
  await adding.details('Amounts', '০১৯১১ ০০০০৯৯');
  const summary = page.getByRole('complementary', { name: 'Summary' });
  await adding.field('Amount received').fill('zz');
  await adding.field('Amount received').press('Tab');
  await expect(page.getByText(/^"zz" is no amount.*0 is nothing/)).toBeVisible();
  await expect(summary.getByRole('row', { name: 'Received' })).toContainText('—');
  await adding.toggle('Charge Installation Fee');
  await adding.field('Installation Fee').fill('x');
  await expect(summary.getByRole('row', { name: 'To pay now' })).toContainText('—');
  expect(await findings()).toEqual([]);
  await adding.field('Installation Fee').fill('৳500/-');
  await adding.field('Amount received').fill('5,000 BDT');
  await expect(summary.getByRole('row', { name: 'To pay now' })).toContainText('800.00');
  await expect(summary.getByRole('row', { name: 'Left as credit' })).toContainText('4,200.00');
  await expect(summary.getByRole('row', { name: 'Served until' })).toBeVisible();
  await adding.next.click();
  const review = page.getByRole('region', { name: 'Payment' });
  await expect(review).toContainText('Installation Fee500.00');
  await expect(review).toContainText('Amount received5,000.00');
  await expect(page.getByRole('region', { name: 'Customer' })).toContainText('01911-000099');
});

test('Given a phone that another customer has, when it is typed, then they are named with the way to their page', async ({
  adding,
  page,
  shell,
}) => {
  await page.getByRole('radio', { name: 'Other' }).check();
  await adding.next.click();
  await adding.plan(/^Cable ·/, /^Monthly$/);
  await adding.details('First', '01911000011');
  await adding.next.click();
  await adding.save.click();
  await expect(page.getByText('First was added.')).toBeVisible();
  await shell.visit('/customers/new');
  await page.getByRole('radio', { name: 'Other' }).check();
  await adding.next.click();
  await adding.plan(/^Cable ·/, /^Monthly$/);
  await adding.field('Full Name').fill('Second');
  await adding.field('Phone Number').fill('01911-000011');
  await expect(page.getByText(/^Another customer has this phone already/)).toBeVisible();
  await page.getByRole('link', { name: 'Show First' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /First/ })).toBeVisible();
});

test.describe('where nothing is set up yet', () => {
  test.use({ store: 'nothing' });

  test('Given no plan and no billing profile, when somebody signs up, then both are made on the way, and without a block the router gives the address', async ({
    adding,
    page,
    welcome,
    settings,
    shell,
    findings,
  }) => {
    await welcome.beginEmpty.click();
    await welcome.name('Mirpur Fibre', 'Bangla');
    await settings.later.click();
    await welcome.passwordLater.click();
    await expect(page.getByRole('heading', { level: 1, name: /^Set up/ })).toBeVisible();
    await shell.visit('/customers/new');
    await page.getByRole('radio', { name: 'PPPoE' }).check();
    await adding.next.click();
    const missing = (title: string) => page.getByRole('status', { name: title });
    await missing('No plans appear').getByRole('button', { name: 'Create one' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Home 10M');
    await dialog.getByRole('textbox', { name: 'Download' }).first().fill('10');
    await dialog.getByRole('textbox', { name: 'Upload' }).first().fill('5');
    await dialog.getByRole('textbox', { name: 'Price' }).fill('1000');
    await dialog.getByRole('textbox', { name: 'VAT' }).fill('5');
    await dialog.getByRole('checkbox', { name: 'The price includes VAT' }).uncheck();
    await expect(dialog.getByText('Customers pay 1,050.00 with 5 % VAT.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Add package' }).click();
    await expect(dialog).toBeHidden();
    expect(await findings()).toEqual([]);
    await missing('No billing profile yet').getByRole('button', { name: 'Create one' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Monthly');
    await dialog.getByRole('combobox', { name: 'Billing', exact: true }).click();
    await page.getByRole('option').first().click();
    await dialog.getByRole('button', { name: 'Add billing profile' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('combobox', { name: 'Billing Profile' })).toHaveValue('Monthly');
    await expect(page.getByRole('combobox', { name: 'Internet Plan' })).toHaveValue(/1,050.00 with 5 % VAT/);
    await adding.next.click();
    await expect(page.getByRole('radio', { name: 'From the pool' })).toBeChecked();
    await expect(page.getByRole('radio', { name: 'Fixed' })).toHaveCount(0);
    await expect(page.getByText(/^Home 10M has no network address to choose a fixed one from/)).toBeVisible();
    await expect(page.getByRole('link', { name: /^Add one under Settings/ })).toBeVisible();
    expect(await findings()).toEqual([]);
    await adding.next.click();
    await expect(adding.field('Full Name')).toBeFocused();
  });
});
