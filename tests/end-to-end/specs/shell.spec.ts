import { expect, test } from '../test.ts';

test('Given any page, when its keys are pressed, then the sections, the search and the shortcuts answer', async ({
  shell,
  customers,
  page,
}) => {
  await expect(customers.grid).toBeVisible();
  await page.keyboard.press('Alt+0');
  await expect(page).toHaveURL(/#\/settings/);
  await page.keyboard.press('Control+i');
  await expect(page).toHaveURL(/#\/import/);
  await page.keyboard.press('Alt+2');
  await expect(customers.grid).toBeVisible();

  await page.keyboard.press('/');
  await expect(customers.search).toBeFocused();
  await page.keyboard.type('?');
  await expect(shell.dialog).toHaveCount(0);

  await page.keyboard.press('Alt+0');
  await expect(page).toHaveURL(/#\/settings/);
  await page.keyboard.press('Control+k');
  await expect(customers.search).toBeFocused();
});

test('Given the shortcuts, when they are closed, then the keyboard is where it was', async ({
  shell,
  customers,
  page,
}) => {
  await customers.grid.focus();
  await page.keyboard.press('?');
  await expect(shell.dialog).toContainText('Previous and next customer');
  await page.keyboard.press('Escape');
  await expect(shell.dialog).toHaveCount(0);
  await expect(customers.grid).toBeFocused();
});

test('Given a section, when it is entered by its link, then it is marked as the current one and the page has the keyboard', async ({
  shell,
}) => {
  await shell.section('Settings').click();
  await expect(shell.section('Settings')).toHaveAttribute('aria-current', 'page');
  await expect(shell.section('Customers')).not.toHaveAttribute('aria-current', 'page');
  await expect(shell.main).toBeFocused();
});

test('Given a console without a server, when the status bar is read, then it says what is kept for it', async ({
  shell,
}) => {
  await expect(shell.statusBar).toContainText('Not connected to a server');
  await expect(shell.statusBar).toContainText('Records in /');
});

test('Given any page, when a file is held over the window and dropped, then it lands in Import', async ({
  shell,
  page,
}) => {
  await shell.section('Settings').click();
  const file = await shell.drag('june.csv', 'Username,Password\nrahim,secret1\n');
  await expect(shell.dropOverlay).toBeVisible();
  await file.drop();
  await expect(shell.dropOverlay).toHaveCount(0);
  await expect(page).toHaveURL(/#\/import/);
});

test('Given dark, when it is chosen in the settings, then it holds at once and after the page is loaded anew', async ({
  shell,
  page,
}) => {
  await shell.section('Settings').click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect.poll(ground).toBe('rgb(21, 25, 30)');
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  expect(await ground()).toBe('rgb(21, 25, 30)');
});

test('Given an address that leads nowhere, when it is opened, then the page says so and leads back', async ({
  shell,
  customers,
  page,
}) => {
  await shell.visit('/nowhere');
  await expect(shell.heading('There is no such page')).toBeVisible();
  await page.getByRole('link', { name: 'Go to Customers' }).click();
  await expect(customers.grid).toBeVisible();
});

test('Given the country, when another is chosen, then it is saved and can be taken back', async ({
  shell,
  settings,
  page,
}) => {
  await shell.section('Settings').click();
  await settings.field('Time zone').click();
  await page.keyboard.type('nairobi');
  await page.getByRole('option', { name: 'Africa/Nairobi' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(settings.field('Time zone')).toHaveValue('Africa/Nairobi');
});

test('Given the settings, when a backup is made and the records are checked, then both results are told', async ({
  settings,
  page,
}) => {
  await settings.open('Backups');
  await settings.button('Back up now').click();
  await expect(page.getByText(/^Backed up on/)).toBeVisible();
  await expect(settings.part('Backups').getByRole('row')).toHaveCount(2);
  await settings.button('Check the records').click();
  await expect(page.getByText('All records are sound')).toBeVisible();
});

test('Given a host that has ended, when something is asked for, then the page says that nobody answers and offers to try again', async ({
  shell,
  customers,
  host,
  page,
}) => {
  await expect(customers.grid).toBeVisible();
  await host.end('SIGKILL');
  await shell.visit('/customers?search=rahim');
  await expect(page.getByRole('alert')).toContainText('does not answer');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});

for (const appearance of ['light', 'dark'] as const) {
  test(`Given the settings in ${appearance}, when axe looks at them, then it finds nothing`, async ({
    shell,
    findings,
    page,
  }) => {
    await shell.wear(appearance);
    await shell.section('Settings').click();
    await expect(shell.heading('ISP and security')).toBeVisible();
    expect(await findings()).toEqual([]);
    await page.keyboard.press('?');
    await expect(shell.dialog).toBeVisible();
    expect(await findings()).toEqual([]);
  });
}
