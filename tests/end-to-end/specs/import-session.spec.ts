import { FAULTY, sound } from '../import-files.ts';
import { ImportPage } from '../pages/import-page.ts';
import { ImportSessionPage } from '../pages/import-session-page.ts';
import { Shell } from '../pages/shell.ts';
import { expect, test } from '../test.ts';

test('Given corrections, when the program is killed and started again, then the import is offered and goes on where it was', async ({
  host,
  browser,
}) => {
  const launch = async () => {
    const page = await browser.newPage();
    await page.goto(await host.start());
    await new Shell(page).visit('/import');
    return { page, start: new ImportPage(page), session: new ImportSessionPage(page) };
  };
  const before = await launch();
  await before.start.choose('june.csv', FAULTY);
  await expect(before.session.grid).toBeFocused();
  await (await before.session.cell(6, 'Email')).dblclick();
  await before.session.editor.fill('zohra@example.com');
  await before.page.keyboard.press('Enter');
  await expect.poll(() => before.session.count('Errors')).toBe(2);
  await host.end('SIGKILL');
  await before.page.close();

  const after = await launch();
  await expect(after.start.unfinished).toHaveCount(1);
  await expect(after.start.unfinished).toContainText('2 errors left');
  await after.start.unfinished.getByRole('link', { name: 'Resume' }).click();
  await expect(after.session.step('Fix')).toHaveAttribute('aria-current', 'step');
  await expect(await after.session.cell(6, 'Email')).toHaveText('zohra@example.com');
  await after.page.close();
});

test('Given a step that somebody went to, when the page is loaded anew, then it is the same step', async ({
  shell,
  page,
}) => {
  const session = new ImportSessionPage(page);
  await shell.visit('/import');
  await new ImportPage(page).choose('june.csv', FAULTY);
  await session.next.click();
  await expect(session.importRows(2)).toBeVisible();
  await page.reload();
  await expect(session.importRows(2)).toBeVisible();
});

test('Given an answer that was overtaken by a later one, when it arrives at last, then the page stays where it was', async ({
  shell,
  page,
}) => {
  const session = new ImportSessionPage(page);
  await shell.visit('/import');
  // Asked while the file was still being read; told when everything was long checked.
  let arrive = (): void => undefined;
  const held = new Promise<void>((resolve) => (arrive = resolve));
  const isTold = page.waitForResponse('**/rpc/import/get');
  await page.route('**/rpc/import/get', async (route) => {
    const response = await route.fetch();
    const early = (await response.text()).replace(/"stage":"\w+"/, '"stage":"reading"');
    await held;
    await route.fulfill({ response, body: early });
  });
  await new ImportPage(page).choose('june.csv', FAULTY);
  await expect(session.step('Fix')).toHaveAttribute('aria-current', 'step');
  arrive();
  await (await isTold).finished();
  await expect(session.step('Fix')).toHaveAttribute('aria-current', 'step');
  await expect(session.grid).toBeFocused();
});

test('Given an unfinished import, when it is discarded, then it is asked once and gone', async ({ shell, page }) => {
  const start = new ImportPage(page);
  await shell.visit('/import');
  await start.choose('june.csv', FAULTY);
  await expect(new ImportSessionPage(page).grid).toBeVisible();
  await shell.visit('/import');
  await start.unfinished.getByRole('button', { name: 'Discard' }).click();
  await expect(shell.dialog).toContainText('june.csv');
  await shell.dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(start.unfinished).toHaveCount(0);
  await expect(shell.dialog).toHaveCount(0);
});

test('Given a renamed, reordered file below a title, when what is unsure is said, then it imports without the template', async ({
  shell,
  customers,
  page,
}) => {
  const session = new ImportSessionPage(page);
  const lines = sound(3).map(
    ({ username, phone }, i) => `${i + 1},${phone ?? ''},Somebody,${username},Secret-${i},Home 10M`,
  );
  await shell.visit('/import');
  await new ImportPage(page).choose(
    'from-elsewhere.csv',
    ['Customers of June,,,,,', ',,,,,', 'SL,Mobile No,Name,User ID,Pass,Plan', ...lines].join('\n'),
  );
  await expect(session.step('Match')).toHaveAttribute('aria-current', 'step');
  await expect(session.next).toBeDisabled();
  await page.getByRole('combobox', { name: 'Field for User ID' }).selectOption('Username');
  await page.getByRole('combobox', { name: 'Field for Name', exact: true }).selectOption('Full Name');
  await session.missing.getByRole('combobox', { name: /^Operator/ }).selectOption('Shapla Broadband');
  await session.missing.getByRole('combobox', { name: /^Billing Profile/ }).selectOption('Monthly');
  await session.next.click();
  await expect.poll(() => session.rows()).toBe(3);
  await session.next.click();
  await session.importRows(3).click();
  await expect(customers.column('Username')).toHaveText(['new0001', 'new0002', 'new0003']);
});

test('Given a file that cannot be read, when it is chosen, then the page names it, the reason and the way out, and nothing else', async ({
  shell,
  page,
}) => {
  const session = new ImportSessionPage(page);
  await shell.visit('/import');
  await new ImportPage(page).choose('june.xlsx', 'PK\u0003\u0004 cut off');
  await expect(page.getByRole('alert')).toContainText('june.xlsx');
  await expect(page.getByRole('alert')).toContainText('Copy or download it again');
  await expect(session.next).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Choose another file…' })).toBeEnabled();
});

for (const appearance of ['light', 'dark'] as const) {
  test(`Given every step in ${appearance}, when axe looks at it, then it finds nothing`, async ({
    shell,
    findings,
    page,
  }) => {
    const session = new ImportSessionPage(page);
    await shell.wear(appearance);
    await shell.visit('/import');
    expect(await findings()).toEqual([]);
    await new ImportPage(page).choose('june.csv', FAULTY);
    await expect(session.grid).toBeFocused();
    await page.keyboard.press('F8');
    await expect(session.rowProblems).toContainText('Home10');
    expect(await findings()).toEqual([]);
    await page.keyboard.press('Control+h');
    expect(await findings()).toEqual([]);
    for (const step of ['File', 'Match', 'Confirm']) {
      await session.step(step).click();
      await expect(session.step(step)).toHaveAttribute('aria-current', 'step');
      expect(await findings()).toEqual([]);
    }
    await session.importRows(2).click();
    await expect(page.getByText('Successfully imported 2 customers')).toBeVisible();
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: 'Undo the import…' }).click();
    await expect(shell.dialog).toBeVisible();
    expect(await findings()).toEqual([]);
  });
}
