import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#shared/contract/index.ts';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { type Core, createCore } from '#main/core.ts';
import type { Actor } from '#main/procedure.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import type { Patience } from '#radius/index.ts';
import type { After } from '#main/routeros/index.ts';
import { program } from '../programs.ts';

export type Client = ContractRouterClient<Contract>;

/** An ISP with one of everything that a customer file refers to. */
export const isp: ReferenceDocument = {
  operators: [{ name: 'Dhaka North', code: 'DN', kind: 'reseller' }],
  packages: [
    {
      name: 'Home 10M',
      code: 'H10',
      connection: 'pppoe',
      downKbps: 10240,
      upKbps: 5120,
      price: '800.00',
      validityDays: 30,
    },
    { name: 'Office', connection: 'static', downKbps: 51200, upKbps: 51200, price: '5000', validityDays: 30 },
  ],
  billingProfiles: [
    { name: 'Monthly', mode: 'monthly' },
    { name: 'Daily', mode: 'daily' },
  ],
  zones: [{ name: 'Mirpur' }],
  networkAddresses: [{ cidr: '10.0.0.0/22', gateway: '10.0.0.1', packages: ['Office'] }],
  customFields: [{ label: 'NID', type: 'text' }],
};

export const HEADINGS = 'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address';

/** A line of the template that can be imported. */
export function line(i: number): string {
  return `user${i},secret-${i},Customer ${i},0171${String(1_000_000 + i)},,Dhaka North,Home 10M,Monthly,Mirpur,House ${i}`;
}

export function csv(lines: readonly string[], name = 'customers.csv', headings = HEADINGS): File {
  return new File([[headings, ...lines, ''].join('\r\n')], name);
}

/** A data folder with a core on it, in a folder of its own. It can be closed and opened again, as after a restart. */
export class Office {
  readonly root = mkdtempSync(join(tmpdir(), 'lastmile-office-'));
  readonly folder = join(this.root, 'data');
  readonly failures: unknown[] = [];
  commitLimits: { whole: number; part: number } | undefined;
  /** How long a RADIUS server is waited for. */
  radiusPatience: Patience | undefined;
  /** By what clock routers are waited for. */
  routerTimer: After | undefined;
  version = '0.0.0';
  /** The clock on the wall. */
  now = (): Date => new Date();
  #core: Core | undefined;

  async open({ start = false } = {}): Promise<Client> {
    const now = () => this.now();
    this.#core = await createCore({
      folder: this.folder,
      create: true,
      keys: [keyFiles(join(this.root, 'keys'))],
      now,
      newId: orderedIds(now),
      importWorker: program('import-worker'),
      version: this.version,
      consoleName: 'test',
      log: {
        info: () => undefined,
        warn: () => undefined,
        failure: (error) => {
          this.failures.push(error);
          return 'logged';
        },
      },
      ...(this.radiusPatience ? { radiusPatience: this.radiusPatience } : {}),
      ...(this.routerTimer ? { routerTimer: this.routerTimer } : {}),
      ...(this.commitLimits ? { commitLimits: this.commitLimits } : {}),
    });
    if (start) await this.#core.start();
    return createRouterClient(this.#core.router, { context: this.#core.context(this.#core.connect()) });
  }

  /** The contract as somebody else calls it: the admin with these changes. */
  as(actor: Partial<Actor>): Client {
    const core = this.#core;
    const known = core?.connect().actor();
    if (!core || !known) throw new Error('Nobody acts');
    return createRouterClient(core.router, { context: core.context({ actor: () => ({ ...known, ...actor }) }) });
  }

  async close(): Promise<void> {
    for (const failure of this.failures) console.error(failure);
    await this.#core?.stop();
    this.#core = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The last value of an event stream: what it returns. */
export async function ending<T, R>(stream: AsyncIterator<T, R>): Promise<R> {
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return next.value;
  }
}

/** Everything an event stream sent. */
export async function everything<T, R>(stream: AsyncIterator<T, R>): Promise<T[]> {
  const all: T[] = [];
  for (let next = await stream.next(); next.done !== true; next = await stream.next()) all.push(next.value);
  return all;
}

/** Opens a file and waits until it can be worked on (or refused). */
export async function opened(client: Client, file: File): Promise<string> {
  const { session } = await client.import.open({ file });
  for await (const { stage } of await client.import.watch({ session })) {
    if (stage !== 'reading') break;
  }
  return session;
}

export async function imported(client: Client, file: File, activate = true) {
  const session = await opened(client, file);
  return { session, ...(await ending(await client.import.commit({ session, activate }))) };
}
