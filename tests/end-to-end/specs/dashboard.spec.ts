import { expect, test } from '../test.ts';

test.use({ opening: '/' });

test('Given the sample ISP, when the program starts, then the dashboard is there and each number leads to as many customers', async ({
  shell,
  page,
}) => {
  await expect(shell.heading('Dashboard')).toBeVisible();
  await expect(shell.section('Dashboard')).toHaveAttribute('aria-current', 'page');
  const numbers = shell.main.getByRole('list', { name: 'Customers by kind' }).getByRole('link');
  await expect(numbers).toHaveCount(8);
  for (let index = 0; index < 8; index++) {
    const [count = ''] = /\d+/.exec((await numbers.nth(index).textContent()) ?? '') ?? [];
    await numbers.nth(index).click();
    await expect(shell.heading('Customers')).toBeVisible();
    if (count === '0') await expect(page.getByRole('grid')).toHaveCount(0);
    else await expect(shell.statusBar).toContainText(new RegExp(`^1–\\d+ of ${count}\\D`));
    await page.keyboard.press('Alt+1');
    await expect(shell.heading('Dashboard')).toBeVisible();
  }
  const months = shell.main.getByRole('table', { name: 'Customers over twelve months' });
  await expect(months.getByRole('row')).toHaveCount(13);
});

test('Given last month’s report, when it is marked as handed in, then the dashboard no longer reminds of it', async ({
  shell,
  page,
}) => {
  await expect(page.getByText(/^The subscriber report of .* due on/)).toBeVisible();
  await page.getByRole('link', { name: 'Open the report' }).click();
  await expect(shell.heading('Reports')).toBeVisible();
  // Twice, as an impatient hand does.
  await page.getByRole('button', { name: 'Mark as handed in' }).dblclick();
  await expect(page.getByText('Handed in', { exact: true })).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(shell.heading('Dashboard')).toBeVisible();
  await expect(page.getByText(/^The subscriber report of/)).toHaveCount(0);
});

test('Given the smallest window, when the sections are looked at, then all of them are in sight and have their keys', async ({
  shell,
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 640 });
  const list = shell.sections.getByRole('list');
  expect(await list.evaluate((one) => one.scrollHeight <= one.clientHeight)).toBe(true);
  const names = [
    'Dashboard',
    'Customers',
    'Import',
    'Online',
    'Devices',
    'Routers',
    'Deleted',
    'Messages',
    'Sync',
    'Reports',
    'History',
    'Settings',
  ];
  await expect(shell.sections.getByRole('link')).toHaveText(names);
  // There are ten digits: the list of those who were deleted has none, nor has Sync, which the status bar leads to.
  const keyless = ['Deleted', 'Sync'];
  for (const [index, name] of names.filter((one) => !keyless.includes(one)).entries()) {
    await page.keyboard.press(`Alt+${(index + 1) % 10}`);
    await expect(shell.section(name)).toHaveAttribute('aria-current', 'page');
    await expect(shell.sections.locator('[aria-current=page]')).toHaveCount(1);
  }
});

for (const appearance of ['light', 'dark'] as const) {
  test(`Given the sections of the office in ${appearance}, when axe looks at them, then it finds nothing`, async ({
    shell,
    findings,
  }) => {
    await shell.wear(appearance);
    for (const section of ['Dashboard', 'Devices', 'Deleted', 'Reports', 'History']) {
      await shell.section(section).click();
      await expect(shell.main.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(shell.main.locator('[aria-busy=true]')).toHaveCount(0);
      expect(await findings(), section).toEqual([]);
    }
  });
}
