import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODE } from '#radius/code.ts';
import { takeIdentifier } from '#radius/identifiers.ts';
import {
  changeOfAuthorization,
  disconnect,
  type ExchangeStep,
  type Patience,
  serverStatus,
  SharedSecret,
  testLogin,
} from '#radius/index.ts';
import { waitAfter } from '#radius/patience.ts';
import { nobody, peer, SECRET } from './peer.ts';
import { replyTo } from './reply.ts';

const secret = new SharedSecret(SECRET);
/** Sent again and again at once; given up only when nothing comes at all. */
const eager: Patience = { deadline: 20_000, firstWait: 1 };
/** Sent once, and never given up. */
const endless: Patience = { deadline: 2 ** 30, firstWait: 2 ** 30 };
/** Given up soon. */
const short: Patience = { deadline: 30, firstWait: 10 };
const login = { username: 'রহিম', password: 'p4ss-wörd', method: 'pap' } as const;
const accept = (packet: Buffer, message = 'Welcome') =>
  replyTo(packet, CODE.accessAccept, [{ name: 'Reply-Message', value: message }], secret);

test('given a server that loses packets, when it is asked, then the same packet comes again until it is answered', async () => {
  const { server, heard } = await peer((packet, count) => (count < 4 ? [] : [accept(packet)]));
  const steps: ExchangeStep[] = [];
  const outcome = await testLogin(server, login, { patience: eager, onStep: (step) => steps.push(step) });
  expect(outcome).toMatchObject({ kind: 'accepted', message: 'Welcome' });
  expect(heard.length).toBeGreaterThanOrEqual(4);
  for (const packet of heard) expect(packet).toEqual(heard[0]);
  expect(steps.slice(0, 4)).toEqual([1, 2, 3, 4].map((attempt) => ({ kind: 'sent', attempt })));
});

test('given any first wait, when it is waited again, then twice as long give or take a tenth, and never past 18 seconds', () => {
  fc.assert(
    fc.property(
      fc.nat(5_000),
      fc.integer({ min: 1, max: 12 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (first, attempt, chance) => {
        const wait = waitAfter(attempt, { deadline: 0, firstWait: first }, chance);
        const middle = Math.min(first * 2 ** (attempt - 1), 16_000);
        expect(wait).toBeGreaterThanOrEqual(Math.floor(middle * 0.9));
        expect(wait).toBeLessThanOrEqual(Math.ceil(middle * 1.1));
      },
    ),
  );
});

test('given forged replies before the right one, when a login is tested, then they are counted and the right one is believed', async () => {
  const { server } = await peer((packet) => {
    const forged = accept(packet, 'forged');
    forged[forged.length - 1]! ^= 1;
    const unsigned = replyTo(packet, CODE.accessReject, [], secret, { signed: false });
    const other = replyTo(packet, CODE.accessReject, [], new SharedSecret('another'));
    return [forged, unsigned, other, Buffer.from('noise'), packet, accept(packet)];
  });
  const steps: ExchangeStep[] = [];
  const outcome = await testLogin(server, login, { onStep: (step) => steps.push(step) });
  expect(outcome).toMatchObject({ kind: 'accepted', message: 'Welcome' });
  expect(steps.flatMap((step) => (step.kind === 'ignored' ? [step.why] : []))).toEqual([
    'authenticator',
    'unsigned',
    'authenticator',
    'length',
    'code',
  ]);
});

test('given a server with another secret, when it is given up, then it says that a strange answer came', async () => {
  const { server } = await peer((packet) => [replyTo(packet, CODE.accessAccept, [], new SharedSecret('another'))]);
  const giveUp = new AbortController();
  const onStep = (step: ExchangeStep) => {
    if (step.kind === 'ignored') giveUp.abort();
  };
  expect(await testLogin(server, login, { patience: endless, signal: giveUp.signal, onStep })).toEqual({
    kind: 'no-answer',
    reason: 'aborted',
    ignored: { authenticator: 1 },
    code: null,
  });
});

test('given the right reply from another port, when it comes, then it is not even seen', async () => {
  const stranger = createSocket('udp4');
  stranger.bind(0, '127.0.0.1');
  await once(stranger, 'listening');
  const { server, heard } = await peer((packet, count, from) => {
    // The stranger speaks first; only then does the server, which refuses.
    if (count === 1) stranger.send(accept(packet), from.port, from.address);
    return count < 3 ? [] : [replyTo(packet, CODE.accessReject, [], secret)];
  });
  expect(await testLogin(server, login, { patience: eager })).toMatchObject({ kind: 'rejected' });
  expect(heard.length).toBeGreaterThanOrEqual(3);
  stranger.close();
});

test('given an answer that comes twice, when the next login is tested, then it is not taken for its answer', async () => {
  let first: Buffer | undefined;
  const { server } = await peer((packet) => {
    first ??= accept(packet, 'first');
    return [first, first, accept(packet, 'own')];
  });
  expect(await testLogin(server, login)).toMatchObject({ kind: 'accepted', message: 'first' });
  expect(await testLogin(server, login)).toMatchObject({ kind: 'accepted', message: 'own' });
});

test('given a port that nobody listens on, when it is asked, then it is refused long before the deadline', async () => {
  expect(await serverStatus(await nobody(), { patience: endless })).toMatchObject({
    kind: 'no-answer',
    reason: 'refused',
    code: 'ECONNREFUSED',
  });
});

test('given a name that is nobody’s or a port that is none, when it is asked, then it says so and nothing is thrown', async () => {
  const names = await serverStatus({ host: 'radius..invalid', port: 1812, secret }, { patience: eager });
  expect(names).toMatchObject({ kind: 'no-answer', reason: 'unknown-host' });
  for (const port of [0, -1, 65_536, NaN])
    expect(await serverStatus({ host: '127.0.0.1', port, secret })).toMatchObject({ reason: 'failed' });
});

test('given a silent server, when the deadline is over, then there is no answer', async () => {
  const { server } = await peer(() => []);
  for (const asking of [
    testLogin(server, login, { patience: short }),
    serverStatus(server, { patience: short }),
    disconnect(server, { username: 'rahim', sessionId: '81', address: '10.0.0.2' }, { patience: short }),
  ])
    expect(await asking).toEqual({ kind: 'no-answer', reason: 'silent', ignored: {}, code: null });
});

test('given a caller that gives up, before or while it waits, when it does, then it is told at once', async () => {
  const { server, heard } = await peer(() => []);
  const aborted = { kind: 'no-answer', reason: 'aborted' };
  expect(await serverStatus(server, { patience: endless, signal: AbortSignal.abort() })).toMatchObject(aborted);
  expect(heard).toEqual([]);
  const giveUp = new AbortController();
  const onStep = () => giveUp.abort();
  expect(await serverStatus(server, { patience: endless, signal: giveUp.signal, onStep })).toMatchObject(aborted);
});

test('given 256 requests in flight to one server, when another is made, then it is busy; and no two had one identifier', async () => {
  const giveUp = new AbortController();
  const seen = new Set<number>();
  const { promise: all, resolve } = Promise.withResolvers<undefined>();
  const { server } = await peer((packet) => {
    seen.add(packet[1]!);
    if (seen.size === 256) resolve(undefined);
    return [];
  });
  // Sent again, in case that the machine drops some of a burst.
  const patience = { deadline: 60_000, firstWait: 200 };
  const asking = Array.from({ length: 256 }, () => serverStatus(server, { patience, signal: giveUp.signal }));
  expect(await serverStatus(server)).toMatchObject({ kind: 'no-answer', reason: 'busy' });
  await all;
  giveUp.abort();
  expect(new Set((await Promise.all(asking)).map(({ kind }) => kind))).toEqual(new Set(['no-answer']));
  expect(seen.size).toBe(256);
  // They are over, and have given theirs back.
  expect(await serverStatus(server, { signal: giveUp.signal })).toMatchObject({ reason: 'aborted' });
});

test('given an identifier that was just released, when others are taken, then it comes back last', () => {
  const server = 'an address of its own';
  const first = takeIdentifier(server);
  first?.release();
  const next = Array.from({ length: 256 }, () => takeIdentifier(server)?.identifier);
  expect(next.indexOf(first?.identifier)).toBe(255);
  expect(takeIdentifier(server)).toBeNull();
});

test('given a challenge, when a login is tested, then it is neither accepted nor rejected', async () => {
  const { server } = await peer((packet) => [
    replyTo(packet, CODE.accessChallenge, [{ name: 'Reply-Message', value: 'Code?' }], secret),
  ]);
  expect(await testLogin(server, login)).toEqual({ kind: 'challenged', message: 'Code?' });
});

test('given a router that refuses, when a session is changed, then it says why in words', async () => {
  const causes = [503, 777, null];
  const { server } = await peer((packet, count) => {
    const cause = causes[count - 1];
    const said = cause == null ? [] : [{ name: 'Error-Cause', value: cause } as const];
    return [replyTo(packet, packet[0] === CODE.coaRequest ? CODE.coaNak : CODE.disconnectNak, said, secret)];
  });
  const session = { username: 'rahim', sessionId: null, address: null };
  const faster = [{ name: 'Mikrotik-Rate-Limit', value: '10M/10M' } as const];
  const refused = (cause: number | null, words: string | null) => ({ kind: 'refused', cause, words });
  expect(await disconnect(server, session)).toEqual(refused(503, 'Session context not found'));
  expect(await changeOfAuthorization(server, session, faster)).toEqual(refused(777, 'Error-Cause 777'));
  expect(await disconnect(server, session)).toEqual(refused(null, null));
});

test('given a router that refuses in words of its own, when a session is ended, then these are told', async () => {
  const { server } = await peer((packet) => [
    replyTo(packet, CODE.disconnectNak, [{ name: 'Reply-Message', value: 'not today' }], secret, { signed: false }),
  ]);
  expect(await disconnect(server, { username: 'rahim', sessionId: null, address: null })).toEqual({
    kind: 'refused',
    cause: null,
    words: 'not today',
  });
});

test('given values that do not fit, when anything is asked, then it is unsendable and nothing is sent', async () => {
  const { server, heard } = await peer(() => []);
  const tooLong = (field: string, limit: number) => ({
    kind: 'unsendable',
    fault: { field, reason: 'too-long', limit },
  });
  for (const method of ['pap', 'chap'] as const)
    expect(await testLogin(server, { username: 'rahim', password: 'é'.repeat(65), method })).toEqual(
      tooLong('User-Password', 128),
    );
  expect(await testLogin(server, { ...login, username: 'r'.repeat(254) })).toEqual(tooLong('User-Name', 253));
  expect(await disconnect(server, { username: 'rahim', sessionId: null, address: '10.0.0' })).toEqual({
    kind: 'unsendable',
    fault: { field: 'Framed-IP-Address', reason: 'not-an-address' },
  });
  expect(heard).toEqual([]);
});

test('given a secret and a password, when anything is told of an exchange, then neither is in it, nor in the packet', async () => {
  const told: unknown[] = [];
  const onStep = (step: ExchangeStep) => told.push(step);
  const { server, heard } = await peer((packet, count) =>
    count === 1 ? [accept(packet)] : [replyTo(packet, CODE.accessReject, [], new SharedSecret('another'))],
  );
  const secretive = { ...login, password: 'hunter2-hunter2' };
  told.push(server, await testLogin(server, secretive, { onStep }));
  told.push(await testLogin(server, { ...secretive, method: 'chap' }, { onStep, patience: short }));
  told.push(await testLogin(await nobody(), secretive, { onStep }));
  told.push(await testLogin(server, { ...secretive, password: 'hunter2'.repeat(30) }, { onStep }));
  told.push(await testLogin({ ...server, port: -1 }, secretive, { onStep }));
  const all = inspect(told, { depth: null, showHidden: true }) + JSON.stringify(told);
  for (const clear of [SECRET, 'hunter2']) {
    const bytes = [...Buffer.from(clear)];
    const hex = bytes.map((byte) => byte.toString(16));
    for (const form of [clear, hex.join(' '), hex.join(''), bytes.join(','), bytes.join(', ')])
      expect(all).not.toContain(form);
    for (const packet of heard) expect(packet.includes(clear)).toBe(false);
  }
});
