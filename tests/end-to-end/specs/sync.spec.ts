import type { SyncStatus } from '#shared/contract/sync.ts';
import {
  alone,
  conflicts,
  joining,
  listed,
  offline,
  preview,
  rested,
  SyncPage,
  Told,
  undecided,
} from '../pages/sync-page.ts';
import { FAULTY } from '../import-files.ts';
import { ImportPage } from '../pages/import-page.ts';
import { ImportSessionPage } from '../pages/import-session-page.ts';
import { expect, test as base } from '../test.ts';

const test = base.extend<{ readonly sync: SyncPage }>({ sync: async ({ page }, use) => use(new SyncPage(page)) });

test.use({ opening: '/sync' });

const URL = 'isp.example:8443';
const CERTIFICATE = {
  fingerprint: 'AB:CD:'.repeat(15) + '12:34',
  ...{ subject: 'CN=isp.example', issuer: 'CN=isp.example', validTo: '2028-11-30T00:00:00.000Z' },
};

for (const appearance of ['light', 'dark'] as const) {
  test(`Given a console that works alone, in ${appearance}, when it is connected to a server with a certificate of its own, then that is looked at, the code is spent, and both are put together`, async ({
    sync,
    shell,
    page,
    findings,
  }) => {
    // The page asks again and again: what is told must not change before it is done.
    let status = alone;
    await sync.tell({
      ...{ status: () => status, conflicts: listed([]), preview },
      look: { version: '0.9.0', certificate: CERTIFICATE },
      enrol: new Told('enrol-code-unknown'),
      join: () => (status = rested),
    });
    await shell.wear(appearance);
    await expect(shell.main).toContainText('This console works alone');
    await expect(shell.statusBar).toContainText('Not connected to a server · 12 changes kept for it');
    const connect = page.getByRole('button', { name: 'Connect', exact: true });
    await expect(connect).toBeDisabled();
    await page.getByLabel('Address of the server').fill(URL);
    await page.keyboard.press('Enter');
    const certificate = page.getByRole('region', { name: 'Certificate of the server' });
    await expect(certificate).toContainText(CERTIFICATE.fingerprint);
    await expect(certificate).toContainText('30 Nov 2028');
    await expect(page.getByLabel('Code')).toBeDisabled();
    const password = page.getByRole('note').filter({ hasText: 'Set a password of your own first' });
    await expect(password.getByRole('button', { name: 'Set a password…' })).toBeVisible();
    expect(await findings()).toEqual([]);

    // By the keyboard alone: what is next has the focus.
    await certificate.getByRole('button', { name: 'The fingerprint is the same: trust it' }).press('Enter');
    await expect(page.getByLabel('Code')).toBeFocused();
    await page.keyboard.type('ABCD-EFGH');
    await page.getByLabel('Name of this console').fill('Office Mirpur');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('The code is wrong, was used already');
    expect(sync.calls.at(-1)).toEqual({
      procedure: 'enrol',
      input: { url: URL, code: 'ABCD-EFGH', fingerprint: CERTIFICATE.fingerprint, consoleName: 'Office Mirpur' },
    });
    expect(await findings()).toEqual([]);

    await sync.tell({
      enrol: () => {
        status = joining;
        return preview;
      },
    });
    await connect.click();
    await expect(shell.main).toContainText('Nothing goes there before you put both together');
    await expect(shell.statusBar).toContainText('look through what comes together');
    await expect(shell.main).toContainText('12,350');
    await expect(page.getByRole('row', { name: /Time zone/ })).toContainText('Africa/Nairobi');
    await expect(page.getByRole('row', { name: /Home 10M/ })).toContainText(
      'The server’s values standPrice 750.00 → 800.00Download, kbps 10240 → 10000Counted in days → months',
    );
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.screenshot({ path: `test-results/preview-${appearance}.png`, fullPage: true });
    // Whatever a block is called, the page is not wider than the window; the whole of it stands in the tip.
    expect(await shell.main.evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
    await expect(
      page.getByRole('row', { name: /pool-of-the-village/ }).getByTitle(/^New at the server, as/),
    ).toBeVisible();
    expect(await findings()).toEqual([]);

    // It can be left and come back to.
    await shell.section('Customers').click();
    await shell.section('Sync').click();
    await page.getByLabel('Mirpur 10 becomes').selectOption('Mirpur');
    // The operator at the top is the one that the console was enrolled for: there is nothing to choose.
    await expect(page.getByRole('row', { name: /Operator admin/ })).toContainText('Dhaka Net');
    await expect(page.getByLabel('admin becomes')).toHaveCount(0);
    const texts = page.getByRole('group', { name: /Two texts for one occasion/ });
    await expect(texts.getByRole('radio', { name: /server’s text.*Welcome to \{isp\}/ })).toBeChecked();
    await texts.getByRole('radio', { name: /this console.*Welcome to our village/ }).check();
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: 'Put together…' }).click();
    await expect(sync.dialog).toContainText('1 text of this console holds in all offices from then on.');
    await expect(sync.dialog).toContainText('This cannot be undone. A backup of this console is made');
    expect(await findings()).toEqual([]);
    await sync.dialog.getByRole('button', { name: 'Put together' }).click();
    await expect(page.getByText('This console and the server of Dhaka Net are together.')).toBeVisible();
    expect(sync.calls.at(-1)).toMatchObject({
      procedure: 'join',
      input: {
        into: {
          '01900000-0000-7000-8000-000000000001': '01900000-0000-7000-8000-0000000000a1',
          '01900000-0000-7000-8000-000000000003': '01900000-0000-7000-8000-0000000000a3',
          '01900000-0000-7000-8000-000000000004': null,
        },
        keep: ['01900000-0000-7000-8000-000000000006'],
      },
    });
  });

  test(`Given what the server did not take, in ${appearance}, when each sort is looked at, then both values, who, and why stand there, and what can be chosen is done`, async ({
    sync,
    shell,
    page,
    findings,
  }) => {
    await sync.tell({ status: undecided(conflicts), conflicts: listed(conflicts), solve: { solved: 1, left: [] } });
    await shell.wear(appearance);
    await expect(sync.rows).toHaveCount(5);
    await expect(sync.figure('Conflicts')).toHaveText('3');
    await expect(sync.figure('Refused')).toHaveText('2');
    await expect(shell.statusBar.getByRole('link', { name: '5 refused by the server' })).toBeVisible();
    await expect(sync.row('ayesha')).toContainText(/Changed: IP address.*Karim.*10\.0\.3\.9.*10\.0\.3\.20/);
    await expect(sync.row('ayesha')).toContainText('IP address: somebody else has changed it meanwhile');
    await expect(sync.row('rahim01')).toContainText('rahim01 is the username of rahim01 at the server');
    // Two of one username are told apart by their names.
    await expect(sync.row('rahim01')).toContainText(/Rahim Mia.*Has it: rahim01.*Rahim Uddin/);
    await expect(sync.row('farhana7')).toContainText('Not shown');
    await expect(sync.row('farhana7')).not.toContainText('null');
    expect(await findings()).toEqual([]);

    await sync.row('ayesha').getByRole('button', { name: 'Keep mine' }).click();
    await expect(page.getByText('1 decided.')).toBeVisible();
    expect(sync.calls.at(-1)).toEqual({ procedure: 'solve', input: { ids: ['one'], choice: 'mine' } });

    // A customer who is new goes away with it, so it is asked first.
    await sync.row('rahim01').getByRole('button', { name: 'Remove here…' }).click();
    await expect(sync.dialog).toContainText('Remove rahim01 here?');
    await expect(sync.dialog).toContainText('1 customer who is new goes away here.');
    await expect(sync.dialog.getByRole('button', { name: 'Remove here' })).toBeVisible();
    await expect(sync.dialog).toContainText('2 payments were taken from them, 1,500.00 BDT in all.');
    expect(await findings()).toEqual([]);
    await sync.dialog.getByRole('button', { name: 'Cancel' }).click();

    await page.getByLabel('Pick all that are shown').check();
    await page.getByRole('button', { name: 'Keep mine (3)…' }).click();
    await expect(sync.dialog).toContainText('Keep yours for 3?');
    await expect(sync.dialog).toContainText('For 2 of the picked ones this cannot be chosen');
    await sync.dialog.getByRole('button', { name: 'Keep mine' }).click();
    await expect(sync.dialog).toBeHidden();
    expect(sync.calls.at(-1)).toEqual({
      procedure: 'solve',
      input: { ids: ['one', 'three', 'four'], choice: 'mine' },
    });
  });
}

test('Given another value that is taken too, when it is sent, then the dialog stays and says so, and the row after it', async ({
  sync,
  page,
  findings,
}) => {
  await sync.tell({
    ...{ status: undecided(conflicts), conflicts: listed(conflicts) },
    solve: {
      solved: 0,
      left: [
        {
          id: 'two',
          reason: { code: 'rejection-username-taken', params: { value: 'rahim02', field: 'username', holder: '' } },
        },
      ],
    },
  });
  await page.reload();
  await sync.row('rahim01').getByRole('button', { name: 'Edit…' }).click();
  await expect(sync.dialog.getByLabel('Username')).toHaveValue('rahim01');
  await sync.dialog.getByLabel('Username').fill('rahim02');
  await page.keyboard.press('Enter');
  const why = 'The username rahim02 belongs to another customer of the ISP already.';
  await expect(sync.dialog).toContainText(why);
  expect(sync.calls.at(-1)).toEqual({
    procedure: 'solve',
    input: { ids: ['two'], choice: 'edit', value: 'rahim02' },
  });
  expect(await findings()).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sync.row('rahim01')).toContainText(`Not done: ${why}`);
});

test('Given no line, when the page is looked at, then the reason, since when and the next try stand there, and the bar says so on every page', async ({
  sync,
  shell,
  page,
  findings,
}) => {
  await page.clock.install();
  await sync.tell({ status: offline(90), conflicts: listed([]) });
  await page.reload();
  const note = page.getByRole('note').filter({ hasText: 'Offline since' });
  await expect(note).toContainText(/Tried again in 1:\d\d/);
  expect(await findings()).toEqual([]);
  await page.clock.fastForward(60_000);
  await expect(note).toContainText(/Tried again in 0:\d\d/);
  await page.clock.fastForward(60_000);
  await expect(note).toContainText('Trying now…');
  await sync.tell({ status: { ...offline(null), paused: true }, pause: rested });
  await page.clock.runFor(3_000);
  await expect(note).toContainText('Not tried while paused');
  await shell.section('Customers').click();
  await expect(shell.statusBar.getByRole('link', { name: /^Paused · 14 changes wait/ })).toBeVisible();
  await shell.statusBar.getByRole('link', { name: /^Paused/ }).click();
  await expect(shell.heading('Sync')).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  expect(sync.calls.at(-1)).toEqual({ procedure: 'pause', input: { paused: false } });
});

test('Given a pause, when it is over, then nothing is said of it any more, and meanwhile nothing can be synced', async ({
  sync,
  page,
}) => {
  let status: SyncStatus = { ...rested, paused: true };
  await sync.tell({
    ...{ status: () => status, conflicts: listed([]) },
    pause: () => (status = rested),
    now: new Told('sync-paused'),
  });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeDisabled();
  // As when it was paused in another window.
  await sync.tell({ status: rested });
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('alert')).toContainText('Synchronisation is paused');
  await sync.tell({ status: () => status });
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.getByText('Synchronisation is paused')).toBeHidden();
});

test('Given a console that is let in no more, when its page is looked at, then the server is known that it was with, and a code is all that is missing', async ({
  sync,
  page,
  findings,
}) => {
  const failure = {
    reason: { code: 'sync-unauthorized', params: { host: URL } },
    since: rested.contactAt ?? '',
    nextTryAt: null,
  };
  const server = rested.server && { ...rested.server, fingerprint: CERTIFICATE.fingerprint };
  await sync.tell({
    ...{ status: { ...rested, server, failure }, conflicts: listed([]) },
    look: { version: '0.9.0', certificate: CERTIFICATE },
    enrol: new Told('enrol-code-unknown'),
  });
  await page.reload();
  await expect(page.getByLabel('Address of the server')).toHaveValue('https://isp.example:8443');
  await expect(page.getByLabel('Name of this console')).toHaveValue('Office Mirpur');
  expect(await findings()).toEqual([]);
  await page.getByRole('button', { name: 'Look for the server' }).click();
  // The certificate that was compared once is trusted as before.
  await expect(page.getByLabel('Code')).toBeFocused();
  await page.keyboard.type('ABCD-EFGH');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The code is wrong');
  expect(sync.calls.at(-1)).toMatchObject({
    procedure: 'enrol',
    input: { fingerprint: CERTIFICATE.fingerprint, consoleName: 'Office Mirpur' },
  });

  // A server that has moved is asked for as well, once somebody says that it has.
  await sync.tell({ status: { ...offline(null), server } });
  await expect(page.getByLabel('Address of the server')).toHaveCount(0);
  expect(await findings()).toEqual([]);
  await page.getByRole('button', { name: 'The server has another address or certificate now…' }).click();
  await expect(page.getByLabel('Address of the server')).toHaveValue('https://isp.example:8443');
  // Of another certificate it is plain.
  const changed = { code: 'sync-certificate-changed', params: { host: URL, found: 'AB:CD' } };
  await sync.tell({ status: { ...rested, server, failure: { ...failure, reason: changed } } });
  await page.reload();
  await expect(page.getByLabel('Code')).toBeVisible();
});

test('Given people whose names another office has already, when both are put together, then it is said first how they sign in from then on', async ({
  sync,
  page,
}) => {
  const admin = {
    ...{
      kind: 'staff-user',
      id: '01900000-0000-7000-8000-000000000009',
      name: 'admin',
      asNew: 'admin (Office Mirpur)',
    },
    ...{ into: null, candidates: [], texts: null },
  };
  await sync.tell({
    status: joining,
    conflicts: listed([]),
    preview: { ...preview, records: [...preview.records, admin] },
  });
  await page.reload();
  await page.getByRole('button', { name: 'Put together…' }).click();
  await expect(sync.dialog).toContainText('Those of this console sign in otherwise from then on');
  await expect(sync.dialog.getByRole('listitem')).toHaveText(['admin → admin (Office Mirpur)']);
});

test('Given a push on its way, when the page is looked at, then it says how far it is; and with nothing left, when all was told', async ({
  sync,
  shell,
  page,
  findings,
}) => {
  let status: SyncStatus = { ...rested, phase: 'sending', progress: { done: 1200, total: 12_350 }, waiting: 11_150 };
  await sync.tell({
    ...{ status: () => status, conflicts: listed([]) },
    now: () => (status = rested),
    leave: () => (status = alone),
  });
  await page.reload();
  await expect(page.getByRole('progressbar', { name: 'Sending' })).toBeVisible();
  await expect(shell.main).toContainText('1,200 of 12,350');
  await expect(shell.statusBar).toContainText('Sending 1,200 of 12,350');
  expect(await findings()).toEqual([]);
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(shell.statusBar).toContainText(/Synced \d\d:\d\d/);
  await expect(shell.main).toContainText('Nothing has to be decided.');
  await page.getByRole('button', { name: 'Give up the server…' }).click();
  await expect(sync.dialog).toContainText('To connect again a new code is needed.');
  expect(await findings()).toEqual([]);
  await sync.dialog.getByRole('button', { name: 'Give up the server' }).click();
  await expect(page.getByText('This console works alone.')).toBeVisible();
  await expect(shell.main).toContainText('Look for the server');
});

test('Given a customer of whom something was refused, when the way from there is taken, then only that is shown, and all again by a press', async ({
  sync,
  shell,
  page,
}) => {
  const [one] = conflicts;
  await sync.tell({
    status: undecided(conflicts),
    conflicts: (input: { about?: string }) => listed(input.about === undefined ? conflicts : one ? [one] : []),
  });
  await shell.visit(`/sync?about=${one?.entityId ?? ''}`);
  await expect(sync.rows).toHaveCount(1);
  await expect(page.getByRole('note').filter({ hasText: 'Only what concerns one of them' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all (5)' }).click();
  await expect(sync.rows).toHaveCount(5);
});

test('Given an import of which the server refused a row, when its result is looked at, then the reason stands there, and the way to put it right', async ({
  sync,
  shell,
  page,
  findings,
}) => {
  const fresh = conflicts.filter(({ action }) => action === 'customers.add');
  const session = new ImportSessionPage(page);
  await sync.tell({ status: undecided(fresh), conflicts: listed(fresh) });
  await shell.visit('/import');
  await new ImportPage(page).choose('june.csv', FAULTY);
  await expect(session.grid).toBeFocused();
  await session.step('Confirm').click();
  await session.importRows(2).click();
  await expect(page.getByText('Successfully imported 2 customers')).toBeVisible();
  const refused = page.getByRole('region', { name: 'Rows that the server refused' });
  await expect(refused).toContainText('1 row was refused by the server');
  await expect(refused).toContainText('rahim01 is the username of rahim01 at the server');
  expect(await findings()).toEqual([]);
  await refused.getByRole('link', { name: 'Put them right…' }).click();
  await expect(page.getByRole('note').filter({ hasText: 'Only the rows of one import' })).toBeVisible();
  await expect(sync.rows).toHaveCount(1);
});

test('Given a customer whom the server refused, when the page of the customer is looked at, then it leads to why', async ({
  sync,
  shell,
  page,
  customers,
}) => {
  await sync.tell({ status: undecided(conflicts), conflicts: listed(conflicts.slice(0, 1)) });
  await page.route('**/rpc/customers/get', async (route) => {
    const response = await route.fetch();
    const told = (await response.json()) as { json: object };
    return route.fulfill({ response, json: { json: { ...told.json, sync: 'rejected' } } });
  });
  await shell.visit('/customers');
  await expect(customers.grid).toBeVisible();
  await customers.grid.focus();
  await page.keyboard.press('Enter');
  await expect(shell.main).toContainText('Refused by the server');
  await page.getByRole('link', { name: 'Why, and what to do' }).click();
  await expect(shell.heading('Sync')).toBeVisible();
  await expect(sync.rows).toHaveCount(1);
});
