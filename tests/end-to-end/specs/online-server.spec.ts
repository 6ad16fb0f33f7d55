import type { OnlineServer, OnlineSession, PastSession } from '#shared/contract/online.ts';
import { call } from '../call.ts';
import { OnlinePage } from '../pages/online-page.ts';
import { Told } from '../pages/sync-page.ts';
import { expect, test as base } from '../test.ts';

const test = base.extend<{ readonly online: OnlinePage }>({
  online: async ({ page }, use) => use(new OnlinePage(page)),
});

const NOW = '2026-11-30T10:42:05.000Z';
const OFF = { code: 'sync-server-refuses', params: { host: 'isp.example:8443' } };
const ROUTER = '01900000-0000-7000-8000-0000000000b1';

const session = (at: number, username: string, more: Partial<OnlineSession>): OnlineSession => ({
  ...{ id: `pppoe:*${at}`, routerId: ROUTER, router: 'RTR-1', kind: 'pppoe', username, knownFrom: 'both' },
  ...{ customer: null, fullName: 'Rahim Uddin', zone: 'Mirpur', address: `10.0.3.${at}` },
  ...{ mac: `AA:BB:CC:00:00:0${at}`, uptimeSeconds: 11_520, downBps: 2_100_000, upBps: 400_000 },
  ...{ bytesDown: 1_430_000_000, bytesUp: 210_000_000 },
  ...more,
});

const sessions = (customer: string | null = null): readonly OnlineSession[] => [
  session(1, 'rahim.uddin', { customer }),
  session(2, 'fatema.begum', {
    ...{ knownFrom: 'server', id: 'server:812', routerId: null, router: 'Far tower', kind: null },
    ...{ fullName: 'Fatema Begum', downBps: null, upBps: null, uptimeSeconds: 300, bytesDown: 900, bytesUp: 0 },
  }),
  session(3, 'karim.sheikh', { knownFrom: 'router', fullName: 'Karim Sheikh', bytesDown: null, bytesUp: null }),
];

const list = (of: readonly OnlineSession[], server: OnlineServer) => ({
  ...{ total: of.length, online: of.length, next: null, sessions: of, server },
  routers: [{ id: ROUTER, name: 'RTR-1', sessions: 2, readAt: NOW, reason: null }],
});

const past = (at: number, more: Partial<PastSession>): PastSession => ({
  ...{ id: String(at), username: 'rahim.uddin', start: `2026-11-${at}T02:10:00.000Z`, seconds: 30_000 },
  ...{ end: `2026-11-${at}T10:30:00.000Z`, cause: 'Lost-Carrier', address: '10.0.3.1', mac: 'AA:BB:CC:00:00:01' },
  ...{ router: 'RTR-1', bytesDown: 4_210_000_000, bytesUp: 310_000_000 },
  ...more,
});

const day = (at: number, bytesDown: number) => ({
  ...{ key: `2026-11-${at}`, bytesDown, bytesUp: bytesDown / 8, username: null, fullName: null },
});
const used = {
  ...{ from: '2026-11-01', to: '2026-11-30', next: null },
  rows: [day(27, 3_200_000_000), day(28, 800_000_000), day(29, 4_210_000_000), day(30, 1_430_000_000)],
  total: { bytesDown: 9_640_000_000, bytesUp: 1_205_000_000 },
};

for (const appearance of ['light', 'dark'] as const) {
  test(`Given a console with a server, in ${appearance}, when Online is looked at, then every line says where it is known from, and a server that is off is told in words`, async ({
    online,
    shell,
    page,
    findings,
  }) => {
    let server: OnlineServer = { sessions: 2, readAt: NOW, reason: null };
    await online.tell({ list: () => list(sessions(), server), refresh: () => ({ routers: [], server }) });
    await shell.wear(appearance);
    await shell.section('Online').click();
    await expect(online.rows).toHaveCount(3);
    await expect(shell.main).toContainText('3 online');
    await expect(online.row('rahim.uddin')).toContainText(/2\.1 \/ 0\.4 Mbps.*1\.4 GB \/ 210 MB.*Both/);
    await expect(online.row('fatema.begum')).toContainText(/Far tower.*5m.*Server/);
    await expect(online.row('karim.sheikh')).toContainText('Router');
    expect(await findings()).toEqual([]);
    await page.screenshot({ path: `test-results/online-${appearance}.png` });

    server = { sessions: 2, readAt: NOW, reason: OFF };
    const notice = online.notices.filter({ hasText: 'The computer isp.example:8443 is there' });
    await expect(notice).toContainText(/Of the central server is shown what it told at \d\d:42:05\./);
    await expect(online.rows).toHaveCount(3);
    expect(await findings()).toEqual([]);
    // It is there again with the press: the page looks by itself too, and would take the notice away before.
    await online.tell({
      refresh: () => ({ routers: [], server: (server = { sessions: 2, readAt: NOW, reason: null }) }),
    });
    await notice.getByRole('button', { name: 'Ask the central server again' }).click();
    await expect(notice).toBeHidden();
  });

  test(`Given a customer of a console with a server, in ${appearance}, when their sessions are looked at, then it is those of now, those so far and what was used; without a line it says so and shows nothing old`, async ({
    online,
    shell,
    page,
    findings,
  }) => {
    const { id } = (await call(page, 'customers/find', { username: 'rahim.uddin' })) as { id: string };
    const server: OnlineServer = { sessions: 1, readAt: NOW, reason: null };
    const asked: unknown[] = [];
    let isOff = false;
    await online.tell({
      list: () =>
        isOff ? { ...list([], { ...server, reason: OFF }), routers: [] } : list(sessions(id).slice(0, 1), server),
      usage: (input) => {
        asked.push(input);
        return isOff ? new Told(OFF.code, OFF.params) : used;
      },
      sessions: (input) => {
        if (isOff) return new Told(OFF.code, OFF.params);
        const { after } = input as { after?: string };
        return after === undefined
          ? { sessions: [past(30, { end: null, cause: null }), past(29, {})], next: '29' }
          : { sessions: [past(28, { cause: 'Port-Error', mac: null }), past(27, { start: null })], next: null };
      },
    });
    await shell.wear(appearance);
    await shell.visit(`/customers/${id}/sessions`);
    const total = 'From 1 Nov 2026 to 30 Nov 2026: 9.6 GB down, 1.2 GB up.';
    await expect(page.getByRole('region', { name: 'Data used' })).toContainText(total);
    expect(asked).toEqual([{ by: 'day', customer: id }]);
    const days = page.getByRole('table', { name: 'Data used' }).getByRole('row');
    await expect(days.nth(1)).toContainText('30 Nov 20261.4 GB178.8 MB');
    const rows = page.getByRole('table', { name: 'Sessions so far' }).getByRole('row');
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(1)).toContainText('Still open');
    await expect(rows.nth(2)).toContainText(/8h 20m.*RTR-1.*10\.0\.3\.1.*4\.2 GB.*310 MB.*The line broke/);
    await page.getByRole('button', { name: 'Show older ones' }).click();
    await expect(rows).toHaveCount(5);
    await expect(rows.nth(3)).toContainText('Port-Error');
    await expect(page.getByRole('button', { name: 'Show older ones' })).toBeHidden();
    expect(await findings()).toEqual([]);
    await page.screenshot({ path: `test-results/sessions-${appearance}.png` });

    isOff = true;
    await shell.section('Customers').click();
    await shell.visit(`/customers/${id}/sessions`);
    await expect(shell.main).toContainText('so that sessions and data used are not shown');
    await expect(shell.main).not.toContainText('9.6 GB');
    await expect(shell.main).toContainText('Whether this customer is online is not known');
    await expect(rows).toHaveCount(0);
    expect(await findings()).toEqual([]);
    await page.screenshot({ path: `test-results/sessions-off-${appearance}.png` });
    isOff = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(rows).toHaveCount(3);
  });
}

test('Given a session on a router that nobody here knows, when it is to be ended, then it says how', async ({
  online,
  shell,
  page,
}) => {
  await online.tell({
    list: () => list(sessions(), { sessions: 2, readAt: NOW, reason: null }),
    disconnect: () => ({
      ended: 0,
      failed: [
        {
          ...{ routerId: null, id: 'server:812', username: 'fatema.begum' },
          reason: { code: 'session-elsewhere', params: { name: 'fatema.begum', router: 'Far tower' } },
        },
      ],
    }),
  });
  await shell.section('Online').click();
  await online.row('fatema.begum').getByRole('button', { name: 'Disconnect fatema.begum on Far tower' }).click();
  await online.dialog.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(page.getByText('which is not among the routers of this console')).toBeVisible();
});
