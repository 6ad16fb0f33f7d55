import { describe, expect, test } from 'vitest';
import { SCHEMA } from '#shared/sync/head.ts';
import { type Client, csv, imported, line } from '../../features/office.ts';
import { hasPostgreSql } from '../databases.ts';
import { enrolled, newIsp, newOffice, withPassword } from '../offices/isp.ts';
import { between } from './between.ts';

// Messages over a real line that come twice, late, in another order, or from a program of another version.

async function officeBehind() {
  const isp = await newIsp();
  const way = await between(isp.url);
  const { client, office } = await newOffice();
  await withPassword(client);
  await enrolled(client, { ...isp, url: way.url });
  return { isp, way, client, office };
}

const usernames = async (client: Client): Promise<string[]> =>
  (await client.customers.list({ filter: {}, limit: 50 })).customers.map(({ username, sync }) => `${username} ${sync}`);

describe.skipIf(!hasPostgreSql())('messages on the line', () => {
  test('given every request comes three times, when a console works, then everything is done once and it has the right answer', async () => {
    const { isp, way, client } = await officeBehind();
    way.times = 3;
    await imported(client, csv([line(1), line(2)]));
    expect(await client.sync.now()).toMatchObject({ waiting: 0, conflicts: 0, refused: 0, failure: null });
    expect(await usernames(client)).toEqual(['user1 synced', 'user2 synced']);
    const [{ count } = { count: 0 }] = await isp.database.query<{ count: number }>(
      `SELECT count(*) AS count FROM mutation WHERE name = 'customers.add'`,
    );
    expect(count).toBe(1);
  });

  test('given answers are lost and all requests come once more, in the reverse order, long after, then nothing is done twice and nothing turns back', async () => {
    const { isp, way, client } = await officeBehind();
    await imported(client, csv([line(1)]));
    const { answering } = way;
    way.answering = () => Promise.reject(new Error('The line breaks'));
    expect(await client.sync.now()).toMatchObject({ waiting: 1, failure: { reason: { code: /^sync-/ } } });
    way.answering = answering;
    await imported(client, csv([line(2)]));
    expect(await client.sync.now()).toMatchObject({ waiting: 0, failure: null });
    const all = () => isp.database.query('SELECT username, commit_version FROM customer ORDER BY username');
    const before = await all();
    for (const again of [...way.passed].reverse()) await again();
    expect(await all()).toEqual(before);
    expect(before).toHaveLength(2);
    await imported(client, csv([line(3)]));
    expect(await client.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0, failure: null });
    expect(await usernames(client)).toEqual(['user1 synced', 'user2 synced', 'user3 synced']);
  });

  test.each([
    ['has nothing to do with what was sent', { results: [], fault: null }],
    ['always wants everything anew', { results: [], fault: 'RESET' }],
    ['always knows another one under this number', { results: [], fault: 'FORK' }],
  ])(
    'given an answer to a push that %s, then the console does not ask for ever, tells it, and goes on once it is answered',
    async (_, answer) => {
      const { way, client } = await officeBehind();
      await imported(client, csv([line(1)]));
      const { answering } = way;
      let pushes = 0;
      way.answering = (path, document) => {
        if (path !== '/v1/push') return document;
        pushes += 1;
        return pushes > 50 ? Promise.reject(new Error('It asks for ever')) : { ...document, ...answer };
      };
      expect(await client.sync.now()).toMatchObject({
        ...{ waiting: expect.any(Number), failure: { reason: { code: 'sync-answer-strange' } } },
      });
      expect(pushes).toBeLessThan(10);
      way.answering = answering;
      expect(await client.sync.now()).toMatchObject({ waiting: 0, refused: 0, failure: null });
      expect(await usernames(client)).toEqual(['user1 synced']);
    },
  );

  test.each([SCHEMA - 1, SCHEMA + 1])(
    'given a console that speaks version %i, then both sides are told to be upgraded, nothing is lost, and it goes on afterwards',
    async (schema) => {
      const { isp, way, client } = await officeBehind();
      await imported(client, csv([line(1)]));
      const { asking } = way;
      way.asking = (_, document) => ({ ...document, schema });
      expect(await client.sync.now()).toMatchObject({
        ...{ waiting: 1, failure: { reason: { code: 'enrol-upgrade' }, nextTryAt: expect.any(String) } },
      });
      expect(isp.log.join('\n')).toContain('"fault":"UPGRADE"');
      expect(await isp.database.query('SELECT 1 FROM customer')).toEqual([]);
      way.asking = asking;
      expect(await client.sync.now()).toMatchObject({ waiting: 0, failure: null });
      expect(await usernames(client)).toEqual(['user1 synced']);
    },
  );

  test.each([
    ['/v1/push', 'sync-answer-strange'],
    ['/v1/pull', 'sync-answer-strange'],
  ])(
    'given a server that tells more in %s than this console knows, under the same version, then that is told, and nothing is lost',
    async (path, code) => {
      const { way, client } = await officeBehind();
      await imported(client, csv([line(1)]));
      const { answering } = way;
      way.answering = (at, document) => (at === path ? { ...document, novelty: 1 } : document);
      expect(await client.sync.now()).toMatchObject({ failure: { reason: { code } } });
      way.answering = answering;
      expect(await client.sync.now()).toMatchObject({ waiting: 0, failure: null });
      expect(await usernames(client)).toEqual(['user1 synced']);
    },
  );

  test('given a console that sends what this server does not know, then it is told so in words, and nothing is lost', async () => {
    const { way, client } = await officeBehind();
    await imported(client, csv([line(1)]));
    const { asking } = way;
    way.asking = (_, document) => ({ ...document, novelty: 1 });
    expect(await client.sync.now()).toMatchObject({ waiting: 1, failure: { reason: { code: 'sync-not-understood' } } });
    way.asking = asking;
    expect(await client.sync.now()).toMatchObject({ waiting: 0, failure: null });
  });
});
