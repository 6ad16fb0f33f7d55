import { expect, test } from 'vitest';
import type { SyncConflict, SyncPreview, SyncStatus } from '#shared/contract/sync.ts';
import { commands } from '#main/cli/commands.ts';
import { say } from '#main/words.ts';
import { commandsOn } from './told-core.ts';

// What scripts get of synchronisation: exit statuses, one JSON document, and sentences that say how to go on. The core is one
// that answers as told: how it comes to its answers is held elsewhere.

const STATUS: SyncStatus = {
  server: {
    ...{ url: 'https://isp.example', operator: 'Dhaka Net', consoleName: 'mirpur', fingerprint: null },
    ...{ enrolledAt: '2026-11-01T00:00:00.000Z', state: 'joined' },
  },
  ...{ phase: 'resting', progress: null, paused: false, waiting: 3, conflicts: 0, refused: 0, doneToday: 9 },
  ...{ contactAt: null, fullAt: '2026-11-30T10:40:00.000Z', failure: null },
};
const ALONE: SyncStatus = { ...STATUS, server: null };
const JOINING: SyncStatus = { ...STATUS, server: STATUS.server && { ...STATUS.server, state: 'joining' } };

const PREVIEW: SyncPreview = {
  ...{ operator: 'Dhaka Net', isEmpty: false, customers: 12, lines: 40, serverRecords: 7 },
  settings: [{ name: 'timeZone', here: 'Asia/Dhaka', there: 'Africa/Nairobi' }],
  records: [
    {
      kind: 'zone',
      id: 'z1',
      name: 'Mirpur',
      into: { id: 's1', name: 'Mirpur', differs: [] },
      candidates: [],
      asNew: 'Mirpur',
      texts: null,
    },
    {
      kind: 'zone',
      id: 'z2',
      name: 'Mirpur 10',
      into: null,
      candidates: [{ id: 's1', name: 'Mirpur', differs: [] }],
      asNew: 'Mirpur 10',
      texts: null,
    },
    {
      ...{ kind: 'operator', id: 'o1', name: 'admin', candidates: [], asNew: null, texts: null },
      into: { id: 's2', name: 'Dhaka Net', differs: [{ field: 'price', here: '750.00', there: null }] },
    },
    {
      ...{ kind: 'message-template', id: 't1', name: 'welcome', candidates: [], asNew: null },
      into: {
        id: 's3',
        name: 'welcome',
        differs: [{ field: 'text', here: 'Welcome to our village.', there: 'Welcome.' }],
      },
      texts: { here: 'Welcome to our village.', there: 'Welcome.' },
    },
  ],
};

const conflict = (id: string, more: Partial<SyncConflict> = {}): SyncConflict => ({
  ...{
    id,
    at: '2026-11-30T10:00:00.000Z',
    by: 'Karim',
    entity: 'customer',
    entityId: 'c1',
    title: 'ayesha',
    fullName: null,
  },
  ...{ action: 'change', code: 'STALE_FIELD', field: 'ip', holder: null, choices: ['mine', 'theirs', 'edit'] },
  reason: { code: 'rejection-stale-field', params: { context: 'field', field: 'ip', value: '', holder: '' } },
  mine: { value: '10.0.0.1', masked: false },
  theirs: { value: '10.0.0.2', masked: false },
  taken: null,
  ...more,
});

const run = commandsOn('sync', { settings: { get: { timeZone: 'Asia/Dhaka' } } });

const CERTIFICATE = {
  ...{ fingerprint: 'AB:CD:12', subject: 'CN=isp', issuer: 'CN=isp', validTo: '2028-11-30T00:00:00.000Z' },
};

test('given a certificate that nobody vouches for, when a console is enrolled, then exit status 2, the code is kept, and how to go on is told', async () => {
  const told = await run(
    'enroll',
    { look: { version: '1', certificate: CERTIFICATE } },
    { words: ['isp.example', 'CODE'] },
  );
  expect(told.status).toBe(2);
  expect(told.error).toMatch(/fingerprint {2}AB:CD:12\n.*CN=isp\n[^]*--trust AB:CD:12\n$/);
  expect(told.calls).toEqual([['look', { url: 'isp.example', fingerprint: null }]]);
});

test('given another certificate than the trusted one, when a console is enrolled, then exit status 2 and the code is kept; with the right one it is spent', async () => {
  const answers = { look: { version: '1', certificate: CERTIFICATE }, enrol: PREVIEW, status: JOINING };
  const other = await run('enroll', answers, { words: ['isp.example', 'CODE'], options: { trust: 'AB:CD:13' } });
  expect(other.status).toBe(2);
  expect(other.error).toContain('shows another certificate than the one of --trust');
  expect(other.calls).toHaveLength(1);
  const same = await run('enroll', answers, {
    words: ['isp.example', 'CODE'],
    options: { trust: 'abcd12', name: 'Office Mirpur' },
  });
  expect(same.status).toBe(0);
  expect(same.calls.at(-2)).toEqual([
    'enrol',
    { url: 'isp.example', code: 'CODE', fingerprint: 'AB:CD:12', consoleName: 'Office Mirpur' },
  ]);
  expect(same.out).toMatch(/zone +Mirpur +becomes Mirpur, which is the same\n.*new at the server\n/);
  expect(same.out).toContain('12 customers and 40 ledger lines go there, 7 records come from there.');
  expect(same.out).toContain('sync join --yes');
});

test('given --yes, when a console is enrolled, then it is put together at once by the names; later, as the options say', async () => {
  const asked = { enrol: PREVIEW, preview: PREVIEW, status: JOINING, join: STATUS };
  const answers = { look: { version: '1', certificate: null }, ...asked };
  const atOnce = await run('enroll', answers, { words: ['isp.example', 'CODE'], options: { yes: true, json: true } });
  expect(atOnce.calls.at(-1)).toEqual(['join', { into: { z1: 's1', z2: null, o1: 's2', t1: 's3' } }]);
  expect(JSON.parse(atOnce.out)).toMatchObject({ joined: true, status: { waiting: 3 } });
  const options = { 'as-new': ['Mirpur'], into: ['Mirpur 10=Mirpur'], 'keep-text': ['welcome'], yes: true };
  const later = await run('sync join', answers, { options });
  expect(later.calls.at(-1)).toEqual(['join', { into: { z1: null, z2: 's1', o1: 's2', t1: 's3' }, keep: ['t1'] }]);
  const unsure = await run('sync join', answers);
  expect(unsure.calls).toEqual([['preview', undefined]]);
  await expect(run('sync join', answers, { options: { into: ['Mirpur=Nowhere'] } })).rejects.toMatchObject({
    code: 'record-into',
  });
});

test('given the operator at the top, when it is to be new at the server, then it is refused; of two texts both are told', async () => {
  await expect(run('sync join', { preview: PREVIEW }, { options: { 'as-new': ['admin'] } })).rejects.toMatchObject({
    code: 'record-not-new',
  });
  await expect(
    run('sync join', { preview: PREVIEW }, { options: { 'keep-text': ['expiring'] } }),
  ).rejects.toMatchObject({
    code: 'record-no-texts',
  });
  const { out } = await run('sync join', { preview: PREVIEW });
  expect(out).toMatch(/becomes Dhaka Net, whose values stand\n +price: here 750\.00, at the server -\n/);
  expect(out).not.toContain('text: here');
  expect(out).toMatch(/the server’s text holds: Welcome\.\n.*unless --keep-text welcome: Welcome to our village\.\n/);
});

test('given a console that goes on with the server that it had, when it is enrolled again, then it is in step at once', async () => {
  const answers = { look: { version: '1', certificate: null }, enrol: PREVIEW, status: STATUS, now: STATUS };
  const again = await run('enroll', answers, { words: ['isp.example', 'CODE'], options: { json: true } });
  expect(again.calls.at(-1)?.at(0)).toBe('now');
  expect(JSON.parse(again.out)).toMatchObject({ joined: true, status: { waiting: 3 } });
});

test('given a line, when it is synchronised, then exit status 0; without one, or with something refused, 1 and why', async () => {
  const well = await run('sync', { now: STATUS });
  expect(well).toMatchObject({ status: 0, error: '', calls: [['now', undefined]] });
  expect(well.out).toContain('waiting 3, refused 0, conflicts 0, done today 9, last full sync 2026-11-30 16:40');
  const failure = {
    reason: { code: 'enrol-upgrade', params: {} },
    since: '2026-11-30T10:31:00.000Z',
    nextTryAt: null,
  };
  const failed = await run('sync', { now: { ...STATUS, failure } });
  expect(failed.status).toBe(1);
  expect(failed.error).toMatch(/^Nothing goes through since 2026-11-30 16:31: This console and/);
  expect((await run('sync', { now: { ...STATUS, refused: 1 } })).status).toBe(1);
  expect((await run('sync', { status: ALONE }, { options: { status: true } })).out).toBe(
    'This console works alone. Changes kept for a server: 3.\n',
  );
  expect((await run('sync', { pause: STATUS }, { options: { pause: true } })).calls).toEqual([
    ['pause', { paused: true }],
  ]);
  await expect(run('sync', {}, { options: { pause: true, resume: true } })).rejects.toMatchObject({
    code: 'sync-one-option',
  });
});

test('given a server, when it is to be given up without --yes, then nothing is done', async () => {
  await expect(run('sync leave', { status: STATUS })).rejects.toMatchObject({ code: 'sync-leave-sure' });
  const left = await run('sync leave', { status: STATUS, leave: ALONE }, { options: { yes: true } });
  expect(left.calls.at(-1)).toEqual(['leave', undefined]);
});

test('given refusals, when they are listed, kept and set, then by their ids or the beginning of one, and what is left is told', async () => {
  const two = [conflict('0190aa'), conflict('0190bb', { mine: { value: null, masked: true }, choices: ['theirs'] })];
  const answers = {
    conflicts: { conflicts: two, total: 2, next: null },
    solve: { solved: 1, left: [] },
  };
  const list = await run('conflicts', answers);
  expect(list.status).toBe(1);
  expect(list.out).toMatch(
    /^0190aa {2}2026-11-30 16:00 {2}Karim {2}customer ayesha {2}change {2}ip: 10\.0\.0\.1 \/ 10\.0\.0\.2 {2}IP address: /,
  );
  expect(list.out).toContain('ip: not shown / 10.0.0.2');
  const kept = await run('conflicts keep-mine', answers, { words: ['0190a'] });
  expect(kept).toMatchObject({ status: 0, out: '1 decided, 0 could not be.\n' });
  expect(kept.calls.at(-1)).toEqual(['solve', { ids: ['0190aa'], choice: 'mine' }]);
  const all = await run('conflicts keep-mine', answers, { options: { all: true } });
  expect(all.calls.at(-1)).toEqual(['solve', { ids: ['0190aa'], choice: 'mine' }]);
  const paid = conflict('0190cc', {
    action: 'customers.add',
    taken: { payments: 2, amount: '750.00', currency: 'BDT' },
  });
  const money = { ...answers, conflicts: { conflicts: [...two, paid], total: 3, next: null } };
  expect((await run('conflicts', money)).out).toContain('2 payments taken here, 750.00 BDT  mine,theirs,edit\n');
  expect((await run('conflicts keep-theirs', money, { words: ['0190c'] })).error).toMatch(
    /^2 payments, 750\.00 BDT in all, stay in the cash book/,
  );
  expect((await run('conflicts keep-mine', money, { words: ['0190c'] })).error).toBe('');
  const taken = { code: 'rejection-ip-taken', params: { value: '10.0.0.3', field: 'ip', holder: '' } };
  const set = await run(
    'conflicts set',
    { ...answers, solve: { solved: 0, left: [{ id: '0190aa', reason: taken }] } },
    { words: ['0190aa', '10.0.0.3'] },
  );
  expect(set.status).toBe(1);
  expect(set.error).toMatch(/^0190aa · The address 10\.0\.0\.3 belongs to another customer already/);
  expect(set.calls.at(-1)).toEqual(['solve', { ids: ['0190aa'], choice: 'edit', value: '10.0.0.3' }]);
  await expect(run('conflicts keep-mine', answers, { words: ['0190'] })).rejects.toMatchObject({
    code: 'conflict-several',
  });
  await expect(run('conflicts keep-mine', answers)).rejects.toMatchObject({ code: 'conflicts-which' });
});

test('given every command of synchronisation, then its help says in sentences what it does', () => {
  const named = commands.filter(({ name }) =>
    /^(enroll|sync|conflicts|online|sessions|usage|router take)\b/.test(name),
  );
  expect(named.map(({ name }) => name).length).toBeGreaterThan(9);
  for (const { name, about } of named) expect({ name, about: about?.({ say }) ?? '' }).toMatchObject({ about: /\. / });
});
