import { expect, test } from 'vitest';
import type { PastSession } from '#shared/contract/online.ts';
import { Usage } from '#main/cli/usage.ts';
import { type Answer, commandsOn } from './told-core.ts';

// What scripts get of sessions and data used: one JSON document, lines for people, exit statuses. The core is one that answers
// as told: how it comes to its answers is held by tests/server/offices-online.test.ts.

const run = commandsOn('online', {
  customers: { find: { id: 'c1' } },
  settings: { get: { timeZone: 'Asia/Dhaka' } },
});

const SESSION: PastSession = {
  ...{ id: '7', username: 'rahim01', start: '2026-11-29T02:10:00.000Z', end: '2026-11-29T10:30:00.000Z' },
  ...{ seconds: 30_000, cause: 'Lost-Carrier', address: '10.0.3.9', mac: 'AA:BB:CC:00:00:01', router: 'RTR-3' },
  ...{ bytesDown: 4_210_000_000, bytesUp: 310_000_000 },
};

test('given a customer with sessions, when they are asked for, then a line each by the clock of the ISP, and how to go on', async () => {
  const open: PastSession = { ...SESSION, end: null, cause: null, address: null, mac: null };
  const answers = { sessions: () => ({ sessions: [open, SESSION], next: '7' }) };
  const asked = { words: ['rahim01'], options: { limit: '2', after: '9' } };
  const { status, out, calls } = await run('sessions', answers, asked);
  expect(calls).toEqual([['sessions', { customer: 'c1', limit: 2, after: '9' }]]);
  expect([status, ...out.split('\n')]).toEqual([
    0,
    expect.stringMatching(/^2026-11-29 08:10 {2}still open {8}08:20:00 +RTR-3 +4\.2 GB \/ 310\.0 MB$/),
    expect.stringMatching(
      /^2026-11-29 08:10 {2}2026-11-29 16:30 {2}08:20:00 +10\.0\.3\.9 +AA:BB:CC:00:00:01 {2}RTR-3 +4\.2 GB \/ 310\.0 MB +Lost-Carrier$/,
    ),
    '2 sessions.',
    'More: --after 7',
    '',
  ]);
  const told = await run('sessions', answers, { words: ['rahim01'], options: { json: true } });
  expect(JSON.parse(told.out)).toEqual({ username: 'rahim01', sessions: [open, SESSION], next: '7' });
});

test.each(['2026-11-30', 'yesterday', '9 ', '-1', '1234567890123456789'])(
  'given --after %j, which is no place in the list, when sessions are asked for, then it is refused before anybody is asked, and where a place stands is told',
  async (after) => {
    await expect(run('sessions', {}, { words: ['rahim01'], options: { after } })).rejects.toMatchObject({
      ...{ name: 'Usage', code: 'sessions-after', params: { value: after } },
    });
  },
);

test('given data used by many, when it is asked for by customer, then all windows are read, and who used most comes first', async () => {
  const row = (key: string, bytesDown: number, username: string | null) => ({
    ...{ key, bytesDown, bytesUp: 0, username, fullName: null },
  });
  const month = { from: '2026-11-01', to: '2026-11-30', total: { bytesDown: 3_000_001, bytesUp: 0 } };
  const usage: Answer = ({ after }) =>
    after === undefined
      ? { ...month, rows: [row('c1', 1, 'rahim01')], next: 'c1' }
      : { ...month, rows: [row('c2', 3_000_000, null)], next: null };
  const { status, out, calls } = await run('usage', { usage }, { options: { by: 'customer', json: true } });
  expect(calls).toEqual([
    ['usage', { by: 'customer', limit: 1000 }],
    ['usage', { by: 'customer', limit: 1000, from: '2026-11-01', to: '2026-11-30', after: 'c1' }],
  ]);
  const used = { bytesUp: 0, fullName: null };
  expect([status, JSON.parse(out)]).toEqual([
    0,
    {
      ...{ ...month, by: 'customer' },
      rows: [
        { ...used, customer: 'c2', username: null, bytesDown: 3_000_000 },
        { ...used, customer: 'c1', username: 'rahim01', bytesDown: 1 },
      ],
    },
  ]);
});

test('given days, when data used is asked for by day, then a line each; another word than day or customer is told', async () => {
  const usage: Answer = () => ({
    ...{ from: '2026-11-28', to: '2026-11-30', total: { bytesDown: 1_500, bytesUp: 20 }, next: null },
    rows: [{ key: '2026-11-29', bytesDown: 1_500, bytesUp: 20, username: null, fullName: null }],
  });
  const options = { from: '2026-11-28', to: '2026-11-30', customer: 'rahim01' };
  const { out, calls } = await run('usage', { usage }, { options });
  expect(calls).toEqual([['usage', { by: 'day', limit: 1000, from: '2026-11-28', to: '2026-11-30', customer: 'c1' }]]);
  expect(out).toMatch(/^2026-11-29 +2 kB +20 B\n2026-11-28 to 2026-11-30: 2 kB down, 20 B up\.\n$/);
  await expect(run('usage', { usage }, { options: { by: 'week' } })).rejects.toThrow(Usage);
  const backwards = { from: '2026-11-30', to: '2026-11-01' };
  await expect(run('usage', { usage }, { options: backwards })).rejects.toMatchObject({ code: 'usage-days' });
});

test('given a server that tells of sessions too, when it is asked who is online, then each says from where; one that is not reached is told', async () => {
  const session = {
    ...{ username: 'rahim01', router: 'RTR-3', address: null, mac: null, uptimeSeconds: 5, knownFrom: 'server' },
    ...{ bytesDown: 9, bytesUp: 1 },
  };
  const server = { sessions: 1, readAt: null, reason: null };
  const off = { ...server, reason: { code: 'sync-server-refuses', params: { host: 'isp.example' } } };
  const list: Answer = () => ({ sessions: [session], next: null });
  const refresh = (of: object) => () => ({ routers: [], server: of });
  const { status, out } = await run('online', { list, refresh: refresh(server) }, { options: { json: true } });
  expect([status, JSON.parse(out)]).toEqual([
    0,
    {
      sessions: [
        {
          ...{ username: 'rahim01', router: 'RTR-3', address: null, mac: null, uptime: 5 },
          ...{ knownFrom: 'server', bytesDown: 9, bytesUp: 1 },
        },
      ],
    },
  ]);
  const silent = await run('online', { list, refresh: refresh(off) });
  expect(silent).toMatchObject({ status: 1, error: expect.stringContaining('isp.example is there') });
});
