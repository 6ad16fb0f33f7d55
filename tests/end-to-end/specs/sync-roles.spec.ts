import type { SyncStatus } from '#shared/contract/sync.ts';
import { Host } from '../host.ts';
import { importFiveTypes } from '../five-types.ts';
import { alone, conflicts, joining, listed, preview, SyncPage, undecided } from '../pages/sync-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { expect, test as base } from '../test.ts';

// Who may not decide what becomes of the office's work sees how far it is, and nothing to press that would be refused.

const ADMIN = 'the old well in Mirpur';

const test = base.extend<{ readonly sync: SyncPage }>({ sync: async ({ page }, use) => use(new SyncPage(page)) });

test.use({
  opening: '/sync',
  // eslint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
  host: async ({}, use) => {
    const host = new Host();
    try {
      importFiveTypes(host);
      host.secrets = { LASTMILE_PASSWORD: ADMIN, LASTMILE_NEW_PASSWORD: ADMIN };
      host.cli('password set');
      for (const [name, role] of [
        ['nila', 'cashier'],
        ['tareq', 'technician'],
      ] as const) {
        host.cli('staff add', name, '--role', role, '--as', 'admin');
        host.cli('staff set-password', name, '--as', 'admin');
      }
      await use(host);
    } finally {
      await host.remove();
    }
  },
});

for (const name of ['nila', 'tareq']) {
  test(`Given ${name}, whose role may not decide, when the page is looked at in each state, then it tells how far the work is, and offers nothing that would be refused`, async ({
    sync,
    shell,
    page,
    findings,
  }) => {
    let status: SyncStatus = undecided(conflicts);
    await sync.tell({ status: () => status, conflicts: listed(conflicts), preview });
    await new SignInPage(page).as(name, ADMIN);
    await expect(shell.heading('Sync')).toBeVisible();
    await expect(sync.figure('Refused')).toHaveText('2');
    await expect(shell.main).toContainText('The server did not take 5 changes. A manager or an admin decides');
    await expect(sync.rows).toHaveCount(0);
    for (const button of ['Pause', 'Give up the server…']) {
      await expect(page.getByRole('button', { name: button })).toBeDisabled();
    }
    await expect(page.getByRole('button', { name: 'Sync now' })).toBeEnabled();
    expect(await findings()).toEqual([]);

    status = joining;
    await page.reload();
    await expect(shell.main).toContainText('This is not for your role');
    await expect(page.getByRole('button', { name: /Put together|Compare again|Give up/ })).toHaveCount(0);
    await expect(page.getByRole('table')).toHaveCount(0);

    status = alone;
    await page.reload();
    await expect(shell.main).toContainText('This console works alone');
    await expect(shell.main).toContainText('This is not for your role');
    await expect(page.getByLabel('Address of the server')).toHaveCount(0);
    expect(sync.calls).toEqual([]);
  });
}
