import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type LogLine, logTo } from '#main/log.ts';
import { type Context, procedures } from '#main/procedure.ts';
import { Refusal } from '#main/refusal.ts';
import { refusedWith } from '../features/refusals.ts';

const ID = '00000000-0000-7000-8000-000000000001';

/** Two procedures of the contract, done by `work`, as a page calls them. */
function pageOver(work: () => unknown) {
  const logged: LogLine[] = [];
  const log = logTo(
    (line) => logged.push(line),
    () => new Date(0),
    () => ID,
  );
  // Where they stand in the contract, as by its place a procedure finds its rule.
  const router = {
    customers: {
      // Only the errors matter here, so the work may give back anything.
      get: procedures.customers.get.handler(() => work() as never),
    },
    import: {
      // eslint-disable-next-line @typescript-eslint/require-await -- a stream has to be an async generator
      watch: procedures.import.watch.handler(async function* () {
        work();
        yield* [];
      }),
    },
  };
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const actor = { staffUserId: ID, operatorId: ID, role: 'admin', name: 'admin', isRoot: true } as const;
  new RPCHandler<Context>(router).upgrade(port1, { context: { link: { actor: () => actor }, log } });
  const client = createORPCClient<{
    customers: { get: (input: unknown) => Promise<unknown> };
    import: { watch: (input: unknown) => Promise<AsyncIterator<unknown>> };
  }>(new RPCLink({ port: port2 }));
  port1.start();
  port2.start();
  const { customers, import: importing } = client;
  return { client: { get: customers.get, watch: importing.watch }, logged };
}

const failing = (error: unknown) => () => {
  throw error;
};

describe('a handler that fails', () => {
  test('given a refusal, then the page gets it with code and parameters, and the log nothing', async () => {
    const { client, logged } = pageOver(failing(new Refusal('customer-unknown', { id: 7 })));
    expect(await refusedWith(client.get({ id: ID }))).toEqual({ code: 'customer-unknown', params: { id: 7 } });
    expect(logged).toEqual([]);
  });

  test('given anything else, then the page gets an id, and the log the error with its cause', async () => {
    const cause = Object.assign(new Error('disk I/O'), { code: 'SQLITE_IOERR' });
    const { client, logged } = pageOver(failing(new Error('the secret is 42', { cause })));
    const error: unknown = await client.get({ id: ID }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', data: { id: ID } });
    expect(String(error instanceof ORPCError && error.message)).not.toContain('42');
    expect(logged).toEqual([
      expect.objectContaining({
        level: 'error',
        id: ID,
        procedure: 'customers.get',
        error: expect.objectContaining({
          message: 'the secret is 42',
          stack: expect.stringContaining('procedure.test.ts'),
          cause: expect.objectContaining({ message: 'disk I/O', code: 'SQLITE_IOERR' }),
        }),
      }),
    ]);
  });

  test('given an answer that the contract does not allow, then it is a bug like any other', async () => {
    const { client, logged } = pageOver(() => ({ nothing: 'of the kind' }));
    await expect(client.get({ id: ID })).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR', data: { id: ID } });
    expect(logged).toHaveLength(1);
  });

  test.each([
    ['a refusal', new Refusal('customer-unknown'), { code: 'REFUSED', data: { code: 'customer-unknown', params: {} } }],
    ['a bug', new Error('boom'), { code: 'INTERNAL_SERVER_ERROR', data: { id: ID } }],
  ])('given a stream that breaks with %s, then the page is told in the same way', async (_, thrown, told) => {
    const { client } = pageOver(failing(thrown));
    const stream = await client.watch({ session: ID });
    await expect(stream.next()).rejects.toMatchObject(told);
  });
});

describe('input that the contract does not allow', () => {
  test.each([
    ['a missing key', {}, { where: 'id', what: 'it is missing', field: 'id' }],
    ['another type', { id: 7 }, { where: 'id', what: 'it must be a string', field: 'id' }],
    ['text of another form', { id: 'seven' }, { where: 'id', what: 'it is not written as it should be', field: 'id' }],
    ['no object at all', 'x', { where: 'input', what: 'it must be a object' }],
  ])('given %s, then it is refused with place and words', async (_, input, params) => {
    const { client, logged } = pageOver(() => null);
    expect(await refusedWith(client.get(input))).toEqual({ code: 'input-invalid', params });
    expect(logged).toEqual([]);
  });
});
