import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startCoreThread } from '#main/desktop/core-thread.ts';
import { type DesktopPort, relay } from '#main/desktop/relay.ts';
import type { KeyKeeper } from '#main/platform/platform.ts';
import { DIRECT, type ProxyFor } from '#main/platform/proxy.ts';
import { Refusal } from '#main/refusal.ts';
import { clientOf, coreInThread, ownPlace } from '../hosts/links.ts';

/** A key store of the system that remembers what it was asked for. */
function keyStore(): KeyKeeper & { readonly keys: Map<string, Uint8Array> } {
  const keys = new Map<string, Uint8Array>();
  return {
    kind: 'platform',
    keys,
    load: (keyId) => Promise.resolve(keys.get(keyId) ?? null),
    create: (keyId) => {
      const key = new Uint8Array(32).fill(keys.size + 1);
      keys.set(keyId, key);
      return Promise.resolve(key);
    },
  };
}

/** A program that a thread runs in place of the core. */
function program(root: string, text: string, proxyFor?: ProxyFor) {
  const file = join(root, 'program.mjs');
  writeFileSync(file, text);
  const url = new URL(`file://${file}`);
  const thread = startCoreThread(url, { folder: root, version: '0' }, null, proxyFor);
  onTestFinished(() => thread.stop());
  return thread;
}

/** A thread that asks for the way to a server, and is ready when it is told this one. */
const asksForWay = (way: unknown): string => `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', (message) => {
    if (message.kind === 'stop') process.exit();
    const isIt = JSON.stringify(message) === JSON.stringify({ kind: 'proxy', call: 7, proxy: ${JSON.stringify(way)} });
    parentPort.postMessage(isIt ? { kind: 'ready' } : { kind: 'refused', code: 'another', params: {} });
  });
  parentPort.postMessage({ kind: 'proxy', call: 7, url: 'https://isp.example' });
`;

describe('the core in its thread', () => {
  test('given a system with a proxy, when the thread asks for the way to a server, then the main thread tells it, and "directly" when it cannot', async () => {
    const asked: string[] = [];
    const way = { kind: 'unknown', name: 'SOCKS5 10.0.0.1:1080' } as const;
    const tells: ProxyFor = (url) => {
      asked.push(url);
      return Promise.resolve(way);
    };
    await program(ownPlace().root, asksForWay(way), tells).ready;
    expect(asked).toEqual(['https://isp.example']);
    const cannot: ProxyFor = () => Promise.reject(new Error('no settings'));
    await program(ownPlace().root, asksForWay(DIRECT), cannot).ready;
    await program(ownPlace().root, asksForWay(DIRECT)).ready;
  });

  test('given a key store on the main thread, when a folder is made and opened again, then its key is kept and found there', async () => {
    const { folder } = ownPlace();
    const store = keyStore();
    const first = coreInThread(folder, store);
    await first.ready;
    await clientOf(first).reference.demo();
    await first.stop();
    expect(store.keys.size).toBe(1);

    // Another place for key files: only the key store can open the folder now.
    ownPlace();
    const second = coreInThread(folder, store);
    await second.ready;
    const client = clientOf(second);
    const { customers } = await client.customers.list({ filter: { search: 'rahim.uddin' } });
    const { password } = await client.customers.revealPassword({ id: customers[0]?.id ?? '' });
    expect(password).toMatch(/^.{9}$/);
  });

  test('given a key store that cannot give its key back, when the folder is opened, then the key file of this machine opens it', async () => {
    const { folder } = ownPlace();
    const store = keyStore();
    const first = coreInThread(folder, store);
    await first.ready;
    await first.stop();
    const broken: KeyKeeper = { ...store, load: () => Promise.reject(new Error('the keyring is gone')) };
    const second = coreInThread(folder, broken);
    await second.ready;
    expect((await clientOf(second).settings.newRecoveryCode()).code).not.toBe('');
  });

  test('given a folder that cannot be opened, when the thread starts, then it says so as the refusal that it is', async () => {
    const { root } = ownPlace();
    const folder = join(root, 'file');
    writeFileSync(folder, '');
    const thread = coreInThread(folder);
    const refused: unknown = await thread.ready.catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: 'folder-is-file' });
  });

  test('given it is stopped, then its folder is free for the next', async () => {
    const { folder } = ownPlace();
    const first = coreInThread(folder);
    await first.ready;
    await first.stop();
    await expect(coreInThread(folder).ready).resolves.toBeUndefined();
  });

  test('given a thread that dies of an error, then whoever waits is told of it, and every channel closes', async () => {
    const { root } = ownPlace();
    const thread = program(
      root,
      `import { parentPort } from 'node:worker_threads';
       parentPort.postMessage({ kind: 'ready' });
       parentPort.on('message', ({ kind, port }) => {
         if (kind === 'page') port.on('message', () => { throw new Error('died at work'); });
       });`,
    );
    await thread.ready;
    const port = thread.connect();
    const closed = new Promise((resolve) => port.once('close', resolve));
    port.postMessage('a call');
    expect(await thread.died).toMatchObject({ message: 'died at work' });
    await closed;
  });

  test('given a thread that just ends, then whoever waits is told of its status', async () => {
    const { root } = ownPlace();
    const thread = program(root, 'process.exit(3);');
    expect(await thread.died).toMatchObject({ message: "The core's thread ended with status 3" });
    await expect(thread.ready).rejects.toThrow('status 3');
  });

  test('given a call that runs, when the core dies, then the call fails and does not hang', async () => {
    const { root } = ownPlace();
    const thread = program(
      root,
      `import { parentPort } from 'node:worker_threads';
       parentPort.postMessage({ kind: 'ready' });
       parentPort.on('message', ({ kind, port }) => { if (kind === 'page') port.on('message', () => process.exit(1)); });`,
    );
    await thread.ready;
    await expect(clientOf(thread).settings.get()).rejects.toThrow();
  });
});

describe('the relay between page and core', () => {
  /** Electron's end of a channel, made of Node's. */
  function desktopEnds() {
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port1.close());
    const page: DesktopPort = {
      on: (event: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) =>
        port1.on(event, (data: unknown) => listener({ data })),
      postMessage: (message) => port1.postMessage(message),
      start: () => port1.start(),
      close: () => port1.close(),
    };
    return { page, far: port2 };
  }

  test('given either side speaks, then the other hears it, in order', async () => {
    const { page, far } = desktopEnds();
    const core = new MessageChannel();
    relay(page, core.port1);
    core.port2.on('message', (message: number) => core.port2.postMessage(message * 2));
    const heard: unknown[] = [];
    const all = new Promise<void>((resolve) => {
      far.on('message', (message) => {
        heard.push(message);
        if (heard.length === 3) resolve();
      });
    });
    for (const message of [1, 2, 3]) far.postMessage(message);
    await all;
    expect(heard).toEqual([2, 4, 6]);
    far.close();
  });

  test.each(['page', 'core'] as const)('given the %s goes, then the other side is told', async (who) => {
    const { page, far } = desktopEnds();
    const core = new MessageChannel();
    relay(page, core.port1);
    const [goes, stays] = who === 'page' ? [far, core.port2] : [core.port2, far];
    const told = new Promise((resolve) => stays.once('close', resolve));
    stays.start();
    goes.close();
    await told;
  });
});
