import { createHash } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { startSimulator } from '../../src-simulator/simulator.ts';
import { dial, dialTls, loggedIn } from './client.ts';

const addPool = ['/ip/pool/add', '=name=home', '=ranges=10.0.0.2-10.0.0.9'] as const;

test.each([
  ['drop-before-apply', 0],
  ['drop-after-apply', 1],
] as const)('Given %s, when a row is added, then the line is cut with %i rows there', async (fault, rows) => {
  await using simulator = await startSimulator();
  await using client = await loggedIn(simulator);
  simulator.faults.set(fault, { times: 1 });
  expect(await client.ask(...addPool)).toEqual([]);
  expect(simulator.tables.at('/ip/pool').rows).toHaveLength(rows);
  expect(simulator.counters.writes).toBe(rows);
  expect(simulator.faults.has(fault)).toBe(false);
});

test('Given silence, when a row is added, then nothing is answered and nothing applied', async () => {
  await using simulator = await startSimulator();
  await using client = await loggedIn(simulator);
  simulator.faults.set('silence', { times: 1 });
  client.send(...addPool);
  expect(await client.ask('/ip/pool/print', '=count-only=')).toEqual([['!done', '=ret=0']]);
});

test('Given late replies, when the fault is cleared, then the reply of what was applied comes', async () => {
  await using simulator = await startSimulator({ lateMs: 3_600_000 });
  await using client = await loggedIn(simulator);
  simulator.faults.set('late-replies');
  const asked = client.ask(...addPool);
  while (simulator.counters.writes === 0) await new Promise((done) => setImmediate(done));
  simulator.faults.clear('late-replies');
  expect(await asked).toEqual([['!done', '=ret=*1']]);
});

test('Given fatal, a trap storm, read-only or full sessions, when a write comes, then each says so', async () => {
  await using simulator = await startSimulator();
  await using client = await loggedIn(simulator);
  simulator.faults.set('read-only', { times: 1 });
  expect(await client.ask(...addPool)).toEqual([['!trap', '=message=not enough permissions (9)'], ['!done']]);
  simulator.faults.set('trap-storm', { times: 1 });
  expect((await client.ask(...addPool)).map(([kind]) => kind)).toEqual(['!trap', '!trap', '!trap', '!done']);
  simulator.faults.set('fatal', { times: 1 });
  expect(await client.ask(...addPool)).toEqual([['!fatal', 'internal error']]);
  expect(await client.next()).toBeNull();
  simulator.faults.set('sessions-full', { times: 1 });
  await using third = dial(simulator);
  expect(await third.next()).toEqual(['!fatal', 'too many sessions']);
  expect(simulator.tables.at('/ip/pool').rows).toEqual([]);
});

test('Given one byte per segment, when a row is read, then all of it comes', async () => {
  await using simulator = await startSimulator({ faults: ['one-byte-per-segment'] });
  await using client = await loggedIn(simulator);
  expect(await client.rows('/system/identity/print')).toEqual([{ name: 'MikroTik' }]);
});

test('Given TLS, when a client connects, then the certificate has the fingerprint that is told, also after a change', async () => {
  await using simulator = await startSimulator({ tls: true });
  const shown = async (): Promise<string> => {
    await using client = dialTls(simulator);
    await client.ask('/login', '=name=admin', '=password=');
    if (!(client.socket instanceof TLSSocket)) throw new Error('no TLS');
    const { raw } = client.socket.getPeerCertificate();
    return createHash('sha256').update(raw).digest('hex');
  };
  const first = await shown();
  expect(first).toBe(simulator.fingerprint);
  simulator.faults.set('wrong-certificate');
  expect(await shown()).not.toBe(simulator.fingerprint);
  simulator.faults.clear();
  simulator.faults.set('changed-certificate');
  expect(await shown()).toBe(simulator.fingerprint);
  expect(simulator.fingerprint).not.toBe(first);
  simulator.faults.set('no-certificate');
  await using refused = dialTls(simulator);
  expect(await refused.next()).toBeNull();
});
