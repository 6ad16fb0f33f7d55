import { FAULTY, file, sound } from '../import-files.ts';
import { ImportPage } from '../pages/import-page.ts';
import { ImportSessionPage } from '../pages/import-session-page.ts';
import { expect, test } from '../test.ts';

test.beforeEach(async ({ shell }) => {
  await shell.visit('/import');
});

test('Given errors in several rows, when F8 is pressed on and on, then it visits every one and begins anew', async ({
  page,
}) => {
  const session = new ImportSessionPage(page);
  await new ImportPage(page).choose('june.csv', FAULTY);
  await expect(session.grid).toBeFocused();
  for (const row of ['3', '4', '6', '3']) {
    await page.keyboard.press('F8');
    await expect.poll(async () => (await session.place())?.row).toBe(row);
  }
  await page.keyboard.press('Shift+F8');
  await expect.poll(async () => (await session.place())?.row).toBe('6');
});

test('Given F8 pressed faster than the core answers, when three presses are in, then the third error is reached', async ({
  page,
}) => {
  const session = new ImportSessionPage(page);
  await new ImportPage(page).choose('june.csv', FAULTY);
  await expect(session.grid).toBeFocused();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('F8');
  await expect.poll(() => session.place()).toEqual({ row: '6', column: 'Email' });
});

test('Given the tabs and the kinds of problems, when each is chosen, then its count is the number of rows that show', async ({
  page,
}) => {
  const session = new ImportSessionPage(page);
  await new ImportPage(page).choose('june.csv', FAULTY);
  await expect(session.grid).toBeVisible();
  for (const tab of ['All', 'Errors', 'Warnings', 'Ready', 'Left out']) {
    await session.tab(tab).check();
    const count = await session.count(tab);
    await expect.poll(() => session.rows()).toBe(count);
  }
  await session.tab('All').check();
  for (const kind of await page.getByRole('group', { name: 'Kinds of problems' }).getByRole('button').all()) {
    if ((await kind.getAttribute('aria-pressed')) === null) continue;
    const count = Number(((await kind.textContent()) ?? '').replace(/\D/g, ''));
    await kind.click();
    await expect.poll(() => session.rows()).toBe(count);
    await kind.click();
  }
});

test('Given an edit, when Escape ends it, then the cell keeps its value and nothing can be undone', async ({
  page,
}) => {
  const session = new ImportSessionPage(page);
  await new ImportPage(page).choose('june.csv', FAULTY);
  await expect(session.grid).toBeFocused();
  await page.keyboard.press('F8');
  await expect.poll(async () => (await session.place())?.row).toBe('3');
  for (const begin of ['F2', 'Enter', 'x']) {
    await page.keyboard.press(begin);
    await page.keyboard.type('never');
    await page.keyboard.press('Escape');
    await expect(session.grid).toBeFocused();
    await expect(await session.cell(3, 'Package')).toContainText('Home10');
  }
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
});

test('Given a committed cell, when Ctrl+Z and Ctrl+Y are pressed, then it is as before and then as after', async ({
  page,
}) => {
  const session = new ImportSessionPage(page);
  await new ImportPage(page).choose('june.csv', FAULTY);
  await expect(session.grid).toBeFocused();
  const email = await session.cell(6, 'Email');
  await email.dblclick();
  await session.editor.fill('zohra@example.com');
  await page.keyboard.press('Enter');
  await expect.poll(() => session.count('Errors')).toBe(2);
  await page.keyboard.press('Control+z');
  await expect(email).toContainText('not an address');
  await expect.poll(() => session.count('Errors')).toBe(3);
  await page.keyboard.press('Control+y');
  await expect(email).toHaveText('zohra@example.com');
});

test('Given two hundred of one unknown package, when it is replaced once, then all are right and one undo takes all back', async ({
  page,
}) => {
  const session = new ImportSessionPage(page);
  const lines = sound(300).map((line, index) => (index < 200 ? { ...line, package: 'Home10' } : line));
  await new ImportPage(page).choose('june.csv', file(...lines));
  await expect(session.grid).toBeFocused();
  await page.keyboard.press('F8');
  await session.rowProblems.getByRole('combobox', { name: /in 200 rows/ }).selectOption('Home 20M');
  await expect.poll(() => session.count('Errors')).toBe(0);
  await expect(page.getByText('200 changes made.')).toBeVisible();
  await session.grid.focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => session.count('Errors')).toBe(200);
});

test('Given a filter, when text is replaced, then it says how often before and only the shown rows change', async ({
  page,
}) => {
  const session = new ImportSessionPage(page);
  await new ImportPage(page).choose('june.csv', FAULTY);
  await session.tab('Errors').check();
  await expect.poll(() => session.rows()).toBe(3);
  await session.grid.focus();
  await page.keyboard.press('Control+h');
  const bar = page.getByRole('form', { name: 'Find and replace' });
  await bar.getByRole('textbox', { name: 'Find' }).fill('Name of');
  await bar.getByRole('textbox', { name: 'Replace with' }).fill('Mx');
  await bar.getByRole('combobox', { name: 'In' }).selectOption('Full Name');
  await expect(bar).toContainText('3 cells in these rows');
  await bar.getByRole('button', { name: 'Replace all' }).click();
  await expect(page.getByText('3 changes made.')).toBeVisible();
  await page.keyboard.press('Escape');
  await session.tab('All').check();
  await expect(session.grid.getByRole('gridcell', { name: /^Mx / })).toHaveCount(3);
  await expect(session.grid.getByRole('gridcell', { name: /^Name of / })).toHaveCount(2);
});

test('Given marked rows, when Delete is pressed, then they are left out and counted, and Delete takes them in again', async ({
  page,
}) => {
  const session = new ImportSessionPage(page);
  await new ImportPage(page).choose('june.csv', FAULTY);
  await expect(session.grid).toBeFocused();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await expect.poll(() => session.count('Left out')).toBe(3);
  await session.tab('Left out').check();
  await expect.poll(() => session.rows()).toBe(3);
  await session.tab('All').check();
  await expect.poll(() => session.rows()).toBe(5);
  await session.grid.focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await expect.poll(() => session.count('Left out')).toBe(0);
  expect(await session.count('Errors')).toBe(3);
});

test('Given the grid, when Tab is pressed, then it is one stop, and the active cell stays for assistive technology wherever it is scrolled', async ({
  page,
}) => {
  const session = new ImportSessionPage(page);
  await new ImportPage(page).choose('june.csv', file(...sound(2000)));
  await expect(session.grid).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect.poll(async () => (await session.place())?.row).toBe('2001');
  await session.grid.evaluate((grid) => grid.scrollTo({ top: 0 }));
  await expect(session.grid.getByRole('gridcell', { name: 'new0001', exact: true })).toBeVisible();
  expect((await session.place())?.row).toBe('2001');
  await page.keyboard.press('Tab');
  await expect(session.grid).not.toBeFocused();
  expect(await session.grid.evaluate((grid) => grid.contains(document.activeElement))).toBe(false);
  await page.keyboard.press('Shift+Tab');
  await expect(session.grid).toBeFocused();
});
