import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import { describe, expect, test } from 'vitest';
import type { Session } from '#shared/contract/import.ts';
import { beside } from '../features/core-at-work.ts';
import { refusedWith } from '../features/refusals.ts';
import { admitted, clientAt, type Client, clientOf, coreInThread, loopback, ownPlace } from './links.ts';

// One suite for every link: what a page may rely on, whichever host shows it the core.

interface Connected {
  readonly client: Client;
  readonly folder: string;
}

async function overPort(): Promise<Connected> {
  const { folder } = ownPlace();
  const thread = coreInThread(folder);
  await thread.ready;
  return { client: clientOf(thread), folder };
}

async function overHttp(): Promise<Connected> {
  const { address, origin, folder } = await loopback();
  return { client: clientAt(origin, await admitted(address)), folder };
}

const CSV = `Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address
new.one,s3cret-pw,New One,01711000001,,admin,Home 10M,Monthly,Mirpur,
`;

/** Watches a session until it stands where it is wanted. */
async function until(client: Client, session: string, stage: Session['stage']): Promise<Session> {
  for await (const now of await client.import.watch({ session })) if (now.stage === stage) return now;
  throw new Error(`The session never came to ${stage}`);
}

describe.each([
  ['a MessagePort to a core in a thread', overPort],
  ['HTTP to the loopback host', overHttp],
])('over %s', (_, connect) => {
  test('given a call, when it is made, then its answer arrives as the contract describes it', async () => {
    const { client } = await connect();
    expect(await client.reference.demo()).toEqual({ operators: 4, packages: 13, routers: 1, customers: 42 });
    const { total, customers } = await client.customers.list({ filter: { search: 'সুমাইয়া' } });
    expect([total, customers[0]?.fullName]).toEqual([1, 'সুমাইয়া আক্তার']);
    expect(Date.parse(customers[0]?.expires ?? '')).toBeGreaterThan(0);
  });

  test('given many calls at once, when they are made, then each gets its own answer', async () => {
    const { client } = await connect();
    await client.reference.demo();
    const searches = ['rahim', 'karim', 'nasrin', 'ctg', 'khl', 'hs.', 'tv.'];
    const answers = await Promise.all(searches.map((search) => client.customers.list({ filter: { search } })));
    for (const [index, { customers }] of answers.entries()) {
      expect(customers.length).toBeGreaterThan(0);
      for (const { username } of customers) expect(username).toContain(searches[index]);
    }
  });

  test('given something that the operator can act on, when it is called, then it is refused with code and parameters', async () => {
    const { client } = await connect();
    const refused = await refusedWith(client.reference.import({ zones: [{ name: 'A', parent: 'B' }] }));
    expect(refused).toEqual({ code: 'reference-unknown-parent', params: { item: 'zones "A"', value: 'B' } });
  });

  test('given input that the contract does not allow, when it is called, then it is refused in plain words', async () => {
    const { client } = await connect();
    const refused = await refusedWith(client.customers.list({ filter: {}, limit: 5000 }));
    expect(refused).toEqual({
      code: 'input-invalid',
      params: { where: 'limit', field: 'limit', what: 'it must be at most 1000' },
    });
  });

  test('given a file, when it is uploaded, then it is read, and its session is told until it is ready', async () => {
    const { client } = await connect();
    await client.reference.demo();
    const { session } = await client.import.open({ file: new File([CSV], 'june.csv', { type: 'text/csv' }) });
    const ready = await until(client, session, 'fix');
    expect(ready.file).toEqual({ name: 'june.csv', size: Buffer.byteLength(CSV) });
    expect(ready.counts).toMatchObject({ all: 1, errors: 0 });
  });

  test('given a large file, when it is uploaded, then every byte arrives', async () => {
    const { client } = await connect();
    const rows = Array.from(
      { length: 60_000 },
      (_, i) => `u${i},p${i}-password,Name ${i},,,admin,P,M,,somewhere in Dhaka`,
    );
    const text = `${CSV.split('\n')[0] ?? ''}\n${rows.join('\n')}\n`;
    const { session } = await client.import.open({ file: new File([text], 'large.csv') });
    const ready = await until(client, session, 'fix');
    expect(ready.file.size).toBe(Buffer.byteLength(text));
    expect(ready.counts?.all).toBe(60_000);
  });

  test('given a file that is asked for, when it arrives, then it has its name and its bytes', async () => {
    const { client } = await connect();
    const file = await client.import.template({ format: 'csv' });
    expect(file).toBeInstanceOf(File);
    expect(file.name).toMatch(/\.csv$/);
    expect(await file.text()).toContain('Username,Password,Full Name');
  });

  test('given a stream, when a page stops listening, then it ends, and the link goes on', async () => {
    const { client } = await connect();
    await client.reference.demo();
    const { session } = await client.import.open({ file: new File([CSV], 'june.csv') });
    const stream = await client.import.watch({ session });
    expect((await stream.next()).done).toBe(false);
    await stream.return();
    expect((await client.settings.get()).empty).toBe(false);
  });

  test('given a stream, when it is aborted, then whoever waits for it is told', async () => {
    const { client } = await connect();
    await client.reference.demo();
    const { session } = await client.import.open({ file: new File([CSV], 'june.csv') });
    await until(client, session, 'fix');
    const abort = new AbortController();
    const stream = await client.import.watch({ session }, { signal: abort.signal });
    await stream.next();
    const waiting = Promise.resolve(stream.next());
    abort.abort();
    await expect(waiting.then(({ done }) => done === true || Promise.reject(new Error('went on')))).rejects.toThrow();
    expect((await client.settings.get()).empty).toBe(false);
  });

  test('given a bug, when it is called, then the page gets an id, and the log of the data folder has the rest', async () => {
    const { client, folder } = await connect();
    await client.settings.get();
    beside(folder, (db) => db.exec('DROP TABLE custom_field'));
    const error: unknown = await client.reference.lists().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ORPCError);
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', data: { id: expect.any(String) } });
    expect(JSON.stringify(error)).not.toContain('custom_field');
    const { id } = (error as ORPCError<string, { id: string }>).data;
    const log = readFileSync(join(folder, 'log', 'lastmile.log'), 'utf8');
    const line = log.split('\n').find((one) => one.includes(id)) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      procedure: 'reference.lists',
      error: { message: 'no such table: custom_field' },
    });
  });
});

test('given two pages, when both call, then each talks to the same core', async () => {
  const thread = coreInThread(ownPlace().folder);
  await thread.ready;
  const [one, other] = [clientOf(thread), clientOf(thread)];
  await one.reference.demo();
  expect((await other.settings.get()).empty).toBe(false);
});

test('given two pages, when the admin gets a password on one, then the other has to sign in for itself', async () => {
  const thread = coreInThread(ownPlace().folder);
  await thread.ready;
  const [one, other] = [clientOf(thread), clientOf(thread)];
  await one.signIn.changePassword({ current: null, password: 'nine green boats' });
  expect((await refusedWith(other.settings.get())).code).toBe('sign-in-needed');
  expect((await one.settings.get()).country).toBe('BD');
});
