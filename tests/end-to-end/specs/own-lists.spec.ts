import { join } from 'node:path';
import DatabaseFile from 'better-sqlite3';
import { expect, test } from '../test.ts';

const GONE = '0198a000-0000-7000-8000-0000000000ff';

/** A dozen lists of the admin's own; the first is on a zone that is no longer there. */
test.beforeEach(({ host }) => {
  const db = new DatabaseFile(join(host.folder, 'store.sqlite'));
  const insert = db.prepare(
    `INSERT INTO saved_view (id, staff_user_id, name, name_key, view)
     SELECT ?, id, ?, ?, ? FROM staff_user WHERE name = 'admin'`,
  );
  for (let i = 10; i < 22; i++) {
    const filter = i === 10 ? { zones: [GONE] } : { search: `${i}` };
    const view = JSON.stringify({ filter, sort: null, columns: null });
    insert.run(`0198a000-0000-7000-8000-0000000000${i}`, `My list ${i}`, `my list ${i}`, view);
  }
  db.close();
});

for (const [width, menu] of [
  [1366, 'More'],
  [1024, 'My views'],
] as const) {
  test(`Given more lists of one's own than find a place at ${width} pixels, then the rest stand in a menu, and nothing is cut off`, async ({
    page,
    findings,
  }) => {
    await page.setViewportSize({ width, height: 700 });
    const more = page.getByRole('button', { name: menu, exact: true });
    await expect(more).toBeVisible();
    const tabs = page.getByRole('group', { name: 'Views' });
    await expect
      .poll(() => tabs.evaluate((row) => row.scrollWidth - row.clientWidth + (row.clientWidth === 0 ? 1 : 0)))
      .toBe(0);
    await more.click();
    await page.getByRole('menuitem', { name: 'My list 21' }).click();
    const button = width === 1366 ? 'My list 21' : menu;
    await expect(page.getByRole('button', { name: button, exact: true })).toBeFocused();
    await expect(page).toHaveURL(/search=/);
    expect(await findings()).toEqual([]);
  });
}

test('Given a list of one’s own on a zone that is gone, when it is opened, then the chip says so and can be taken away', async ({
  page,
  shell,
}) => {
  await page.setViewportSize({ width: 1366, height: 700 });
  await page.getByRole('radio', { name: /^My list 10/ }).click();
  const chip = page.getByRole('button', { name: 'Zone: a zone that is gone' });
  await chip.click();
  await page.getByRole('checkbox', { name: 'a zone that is gone' }).click();
  await expect(chip).toHaveCount(0);
  await expect(shell.statusBar).toContainText(/of 40\D/);
});

test('Given the deleted, when they are listed, then it is said how long they are kept, as the settings have it', async ({
  page,
  findings,
}) => {
  await page.goto(`${new URL(page.url()).origin}/#/settings/isp`);
  await page.getByRole('combobox', { name: 'Remove for good after' }).click();
  await page.getByRole('option', { name: '90 days' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(await findings()).toEqual([]);
  await page.goto(`${new URL(page.url()).origin}/#/customers?status=deleted`);
  await expect(page.getByText('Removed for good 90 days after they were deleted')).toBeVisible();
  expect(await findings()).toEqual([]);
});
