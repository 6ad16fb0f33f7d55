import { readFileSync } from 'node:fs';
import { FAULTY, file, sound } from '../import-files.ts';
import { ImportPage } from '../pages/import-page.ts';
import { ImportSessionPage } from '../pages/import-session-page.ts';
import { expect, test } from '../test.ts';

test('Given a file without a fault, when it is dropped on another page and imported, then the list opens on the batch', async ({
  shell,
  customers,
  page,
}) => {
  const session = new ImportSessionPage(page);
  await shell.section('Settings').click();
  const held = await shell.drag('june.csv', file(...sound(3)));
  await held.drop();

  await expect(session.step('Fix')).toHaveAttribute('aria-current', 'step');
  await expect.poll(() => session.rows()).toBe(3);
  await session.next.click();
  await session.importRows(3).click();

  await expect(page).toHaveURL(/#\/customers\?.*batch=/);
  await expect(customers.chip).toHaveText(/june\.csv/);
  await expect(customers.column('Username')).toHaveText(['new0001', 'new0002', 'new0003']);
});

test('Given a file with errors, when its cells are corrected by keyboard alone, then every row is imported', async ({
  shell,
  customers,
  page,
}) => {
  const session = new ImportSessionPage(page);
  await shell.visit('/import');
  await new ImportPage(page).choose('june.csv', FAULTY);
  await expect(session.grid).toBeFocused();
  expect(await session.count('Errors')).toBe(3);

  await page.keyboard.press('F8');
  await expect.poll(() => session.place()).toEqual({ row: '3', column: 'Package' });
  await page.keyboard.press('F2');
  await page.keyboard.type('Home 10M');
  await page.keyboard.press('Enter');
  await expect.poll(() => session.count('Errors')).toBe(2);

  await page.keyboard.press('F8');
  await expect.poll(() => session.place()).toEqual({ row: '4', column: 'Username' });
  await page.keyboard.type('zainab2');
  await page.keyboard.press('Tab');
  await expect.poll(() => session.count('Errors')).toBe(1);
  await expect.poll(() => session.place()).toEqual({ row: '4', column: 'Password' });

  await page.keyboard.press('F8');
  await expect.poll(() => session.place()).toEqual({ row: '6', column: 'Email' });
  await page.keyboard.press('Enter');
  await page.keyboard.type('zohra@example.com');
  await page.keyboard.press('Enter');
  await expect.poll(() => session.count('Errors')).toBe(0);

  await session.next.focus();
  await page.keyboard.press('Enter');
  await session.importRows(5).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/customers\?.*batch=/);
  await expect(customers.column('Username')).toHaveText(['zainab', 'zainab2', 'zakir', 'zeba', 'zohra']);
});

test('Given rows that stay wrong, when the rest is imported, then the result counts both and the report holds the reasons', async ({
  shell,
  customers,
  page,
}) => {
  const session = new ImportSessionPage(page);
  const start = new ImportPage(page);
  await shell.visit('/import');
  await start.choose('june.csv', FAULTY);
  await session.next.click();
  await session.importRows(2).click();

  await expect(page.getByText('Successfully imported 2 customers')).toBeVisible();
  await expect(page.getByText('Errors: 3 rows were not imported')).toBeVisible();

  await page.getByRole('button', { name: 'Report…' }).click();
  await page.getByRole('radio', { name: 'Text (.csv)' }).check();
  const report = await start.download(() => page.getByRole('button', { name: 'Download' }).click());
  const lines = readFileSync(report.path, 'utf8').trim().split(/\r?\n/);
  expect(report.name).toMatch(/june.*\.csv$/);
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain('there is no package');
  expect(lines.join('\n')).not.toContain('Secret-');

  await page.getByRole('link', { name: 'Open in Customers' }).click();
  await expect(customers.column('Username')).toHaveText(['zainab', 'zeba']);
});

test('Given a result with errors, when Fix is pressed, then the refused rows are there to be corrected with their passwords', async ({
  shell,
  page,
}) => {
  const session = new ImportSessionPage(page);
  await shell.visit('/import');
  await new ImportPage(page).choose('june.csv', FAULTY);
  await session.next.click();
  await session.importRows(2).click();
  await page.getByRole('button', { name: 'Fix 3 rows' }).click();

  await expect.poll(() => session.rows()).toBe(3);
  await expect(session.step('Fix')).toHaveAttribute('aria-current', 'step');
  expect(await session.count('Errors')).toBe(3);
});

test('Given an import that is over, when it is undone, then it says what it removed and the customers are gone', async ({
  shell,
  customers,
  page,
}) => {
  const session = new ImportSessionPage(page);
  const start = new ImportPage(page);
  await shell.visit('/import');
  await start.choose('june.csv', file(...sound(4)));
  await session.next.click();
  await session.importRows(4).click();
  await expect(customers.column('Username')).toHaveCount(4);

  await shell.visit('/import');
  await expect(start.earlier).toHaveCount(1);
  await start.earlier.getByRole('button', { name: 'Undo…' }).click();
  await expect(shell.dialog).toContainText('4 customers that this import created');
  await shell.dialog.getByRole('button', { name: 'Remove 4 customers' }).click();
  await expect(shell.dialog).toContainText('4 customers removed.');
  await shell.dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(start.earlier).toContainText('Undone');

  await shell.visit('/customers?search=new0001');
  await expect(customers.noMatches).toBeVisible();
});

test('Given the Import button, when it is pressed twice at once, then every customer is created once', async ({
  shell,
  customers,
  page,
}) => {
  const session = new ImportSessionPage(page);
  await shell.visit('/import');
  await new ImportPage(page).choose('june.csv', file(...sound(3)));
  await session.next.click();
  await session.importRows(3).dblclick();
  await expect(page).toHaveURL(/#\/customers\?.*batch=/);
  await expect(customers.column('Username')).toHaveText(['new0001', 'new0002', 'new0003']);
  await shell.visit('/import');
  await expect(new ImportPage(page).earlier).toHaveCount(1);
});

test('Given a template, when it is downloaded in either format, then it arrives as a file', async ({ shell, page }) => {
  const start = new ImportPage(page);
  await shell.visit('/import');
  for (const [choice, ending] of [
    ['Excel workbook (.xlsx)', '.xlsx'],
    ['Text with commas (.csv)', '.csv'],
  ] as const) {
    await page.getByRole('button', { name: 'Download template' }).click();
    const template = await start.download(() => page.getByRole('menuitem', { name: choice }).click());
    expect(template.name.endsWith(ending)).toBe(true);
    expect(readFileSync(template.path).length).toBeGreaterThan(50);
  }
});
