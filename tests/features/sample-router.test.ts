import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Core, createCore } from '#main/core.ts';
import { logTo } from '#main/log.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { program } from '../programs.ts';
import { type Client, ownFolder } from './core-at-work.ts';
import { ending } from './office.ts';

// The sample ISP's own router: a simulated one in a thread of the core, reached over a socket as any other.

interface Isp {
  readonly client: Client;
  /** Ends the program and starts it again over the same data. */
  readonly again: () => Promise<Client>;
}

/** A program over the sample ISP. */
async function sampleIsp(sampleRouter = program('sample-router')): Promise<Isp> {
  const place = ownFolder();
  const now = (): Date => new Date();
  const newId = orderedIds(now);
  const opened = (): Promise<Core> =>
    createCore({
      folder: join(place, 'data'),
      create: true,
      keys: [keyFiles(join(place, 'keys'))],
      now,
      newId,
      importWorker: program('import-worker'),
      sampleRouter,
      version: '0.0.0-test',
      consoleName: 'office-pc',
      log: logTo(() => undefined, now, newId),
    });
  let core = await opened();
  onTestFinished(async () => {
    await core.stop();
    rmSync(place, { recursive: true, force: true });
  });
  const client = (): Client => createRouterClient(core.router, { context: core.context(core.asFirstAdmin()) });
  await client().reference.demo();
  return {
    client: client(),
    again: async () => {
      await core.stop();
      core = await opened();
      return client();
    },
  };
}

/** Its customers' devices dial by themselves, within seconds. */
const SOON = { timeout: 30_000 };

const online = async (client: Client): Promise<readonly string[]> => {
  await client.online.refresh({});
  return (await client.online.list({})).sessions.map(({ username }) => username);
};

describe('the sample router', () => {
  test('given the sample ISP, when its jobs are worked, then its customers are on its router, but for the one whose name is taken there', async () => {
    const { client } = await sampleIsp();
    expect(await client.provisioning.counts()).toMatchObject({ applied: 0, failed: 0 });
    expect(await client.provisioning.run({})).toMatchObject({ queued: 0, applied: 27, failed: 1 });
    const { jobs } = await client.provisioning.list({ state: 'failed' });
    expect(jobs).toMatchObject([{ username: 'nasrin', reason: { code: 'provisioning-foreign' } }]);
  });

  test('given people at home, when it is looked who is online, then they load something', async () => {
    const { client } = await sampleIsp();
    await client.provisioning.run({});
    const loading = async (): Promise<number> => {
      await client.online.refresh({});
      return (await client.online.list({})).sessions.filter(({ downBps }) => (downBps ?? 0) > 0).length;
    };
    await expect.poll(loading, SOON).toBeGreaterThan(3);
  });

  test('given customers on it, when the program is started again, then they are there as they were left', async () => {
    const { client, again } = await sampleIsp();
    await client.provisioning.run({});
    const [router] = await client.routers.list();
    const before = await client.drift.compare({ router: router?.id ?? '' });
    const later = await again();
    expect(await online(later)).toContain('karim_hossain');
    expect(await later.drift.compare({ router: router?.id ?? '' })).toMatchObject({
      matching: before.matching,
      foreign: before.foreign,
    });
  });

  test.each(['throw new Error("no socket to be had")', ''])(
    'given a router whose thread ends at once (%j), when its jobs are worked, then they wait and it is told as off',
    async (ends) => {
      const { client, again } = await sampleIsp(new URL(`data:text/javascript,${encodeURIComponent(ends)}`));
      const { queued } = await client.provisioning.run({});
      expect(queued).toBeGreaterThan(0);
      const { jobs } = await client.provisioning.list({ state: 'queued' });
      expect(jobs[0]).toMatchObject({ reason: { code: 'router-refused' } });
      await again();
    },
  );

  test('given somebody online, when they are suspended, then they are cut off and stay so', async () => {
    const { client } = await sampleIsp();
    await client.provisioning.run({});
    await expect.poll(() => online(client), SOON).toContain('rafiqul');
    const { customers } = await client.customers.list({ filter: { search: 'rafiqul' } });
    const ids = customers.map(({ id }) => id);
    await ending(
      await client.actions.run({ request: crypto.randomUUID(), which: { ids }, terms: { action: 'suspend' } }),
    );
    await client.provisioning.run({});
    expect(await online(client)).not.toContain('rafiqul');
  });
});
