import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink as HttpLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { onTestFinished, vi } from 'vitest';
import type { Contract } from '#shared/contract/index.ts';
import { type CoreThread, startCoreThread } from '#main/desktop/core-thread.ts';
import { openNodeCore } from '#main/node-core.ts';
import { pagesIn } from '#main/pages.ts';
import type { KeyKeeper } from '#main/platform/platform.ts';
import { program } from '../programs.ts';
import { serveLoopback } from '#main/loopback/server.ts';

export type Client = ContractRouterClient<Contract>;

/** A place for a data folder and the keys to it, which goes with the test. */
export function ownPlace(): { readonly root: string; readonly folder: string } {
  const root = mkdtempSync(join(tmpdir(), 'lastmile-hosts-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  vi.stubEnv('LASTMILE_KEYS', join(root, 'keys'));
  onTestFinished(() => void vi.unstubAllEnvs());
  return { root, folder: join(root, 'data') };
}

/** A core in a thread of its own, as the desktop has it. */
export function coreInThread(folder: string, keeper: KeyKeeper | null = null): CoreThread {
  const thread = startCoreThread(program('core-worker'), { folder, version: '0.0.0-test' }, keeper);
  onTestFinished(() => thread.stop());
  return thread;
}

/** A page's end of a channel to such a core. */
export function clientOf(thread: CoreThread): Client {
  const port = thread.connect();
  onTestFinished(() => port.close());
  const client: Client = createORPCClient(new PortLink({ port }));
  port.start();
  return client;
}

/** A core behind the loopback host. The page is a stand-in: what a browser is given is another suite's matter. */
export async function loopback(): Promise<{
  readonly address: string;
  /** A further address that opens the screens once. */
  readonly another: () => string;
  readonly origin: string;
  readonly folder: string;
}> {
  const { root, folder } = ownPlace();
  const pages = join(root, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Lastmile</title>');
  writeFileSync(join(pages, 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(root, 'secret.txt'), 'not for pages');
  const core = await openNodeCore({ folder, create: true });
  await core.start();
  const server = await serveLoopback(core, pagesIn(pages), 0);
  onTestFinished(async () => {
    await server.close();
    await core.stop();
  });
  const address = server.address();
  return { address, another: server.address, origin: new URL(address).origin, folder };
}

/** What a page calls with: its cookie and its key. */
export interface Admitted {
  readonly cookie: string;
  readonly 'x-lastmile-key': string;
}

/** What an address is good for, once. */
export async function admitted(address: string): Promise<Admitted> {
  const { origin } = new URL(address);
  const response = await fetch(address, { redirect: 'manual' });
  await response.body?.cancel();
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const key = await fetch(`${origin}/key`, { method: 'POST', headers: { cookie, origin } });
  return { cookie, 'x-lastmile-key': await key.text() };
}

/** The contract over HTTP, with the headers that a browser sends from our own page. */
export function clientAt(origin: string, page: Admitted): Client {
  return createORPCClient(new HttpLink({ url: `${origin}/rpc`, headers: { ...page, origin } }));
}
