import { expect, test } from 'vitest';
import { startSimulator } from '../../src-simulator/simulator.ts';
import { loggedIn } from './client.ts';

const fill = {
  '/ip/pool': [{ name: 'home', ranges: '10.0.0.2-10.0.0.3' }],
  '/ppp/profile': [{ name: '10M', 'local-address': '10.0.0.1', 'remote-address': 'home', 'rate-limit': '5M/10M' }],
  '/ppp/secret': [
    { name: 'rahim', password: 'x1', service: 'pppoe', profile: '10M', 'caller-id': 'AA:BB:CC:00:00:01' },
    { name: 'karim', password: 'x2', service: 'pppoe', profile: '10M', 'remote-address': '10.0.9.9' },
  ],
  '/ip/hotspot': [{ name: 'hotspot1', interface: 'bridge', 'address-pool': 'home' }],
  '/ip/hotspot/user': [{ name: 'guest', password: 'g' }],
};
const rahim = { name: 'rahim', password: 'x1', mac: 'aa:bb:cc:00:00:01', service: 'pppoe' } as const;

test('Given a customer who dialled, when the active row is removed, then address and queue are free and the secret stays', async () => {
  await using simulator = await startSimulator({ fill });
  await using client = await loggedIn(simulator);
  const dialled = simulator.connectCustomer(rahim);
  if (!dialled.accepted) throw new Error(dialled.reason);
  expect(dialled.session.address).toBe('10.0.0.2');
  expect(await client.rows('/ip/pool/used/print', '=.proplist=pool,address,info')).toEqual([
    { pool: 'home', address: '10.0.0.2', info: 'rahim' },
  ]);
  expect(await client.rows('/queue/simple/print', '=.proplist=name,max-limit,dynamic')).toEqual([
    { name: '<pppoe-rahim>', 'max-limit': '5000000/10000000', dynamic: 'true' },
  ]);
  const [active] = await client.rows('/ppp/active/print', '?name=rahim', '=.proplist=.id,caller-id,session-id,uptime');
  expect(active).toMatchObject({
    '.id': dialled.session.id,
    'caller-id': 'AA:BB:CC:00:00:01',
    uptime: expect.any(String),
  });
  expect(await client.ask('/ppp/active/remove', `=.id=${dialled.session.id}`)).toEqual([['!done']]);
  expect(dialled.session.isOnline()).toBe(false);
  for (const menu of ['/ip/pool/used', '/queue/simple', '/ppp/active'])
    expect(await client.rows(`${menu}/print`)).toEqual([]);
  expect(await client.rows('/ppp/secret/print', '?name=rahim')).toHaveLength(1);
});

test.each([
  ['a wrong password', { ...rahim, password: 'x2' }],
  ['another device', { ...rahim, mac: 'AA:BB:CC:00:00:02' }],
  ['a name that nobody has', { ...rahim, name: 'nobody' }],
])('Given %s, when it dials, then it is not accepted', async (_, customer) => {
  await using simulator = await startSimulator({ fill });
  expect(simulator.connectCustomer(customer)).toEqual({ accepted: false, reason: 'authentication failed' });
});

test('Given a customer online, when the secret is disabled, then the session goes on until it ends, and no other begins', async () => {
  await using simulator = await startSimulator({ fill });
  await using client = await loggedIn(simulator);
  const dialled = simulator.connectCustomer(rahim);
  if (!dialled.accepted) throw new Error(dialled.reason);
  await client.ask('/ppp/secret/disable', '=numbers=rahim');
  expect(dialled.session.isOnline()).toBe(true);
  dialled.session.hangUp();
  expect(simulator.connectCustomer(rahim).accepted).toBe(false);
});

test('Given a fixed address in the secret, when the customer dials, then it beats the pool of the profile', async () => {
  await using simulator = await startSimulator({ fill });
  const dialled = simulator.connectCustomer({ ...rahim, name: 'karim', password: 'x2' });
  expect(dialled).toMatchObject({ accepted: true, session: { address: '10.0.9.9' } });
});

test('Given a hotspot customer, when only the active row is removed, then the cookie lets the device in again', async () => {
  await using simulator = await startSimulator({ fill });
  await using client = await loggedIn(simulator);
  const device = { name: 'guest', mac: 'AA:BB:CC:00:00:09', service: 'hotspot' } as const;
  expect(simulator.connectCustomer(device).accepted).toBe(false);
  const dialled = simulator.connectCustomer({ ...device, password: 'g' });
  if (!dialled.accepted) throw new Error(dialled.reason);
  await client.ask('/ip/hotspot/active/remove', `=.id=${dialled.session.id}`);
  const again = simulator.connectCustomer(device);
  if (!again.accepted) throw new Error(again.reason);
  await client.ask('/ip/hotspot/active/remove', `=.id=${again.session.id}`);
  await client.ask('/ip/hotspot/cookie/remove', '=numbers=0');
  expect(simulator.connectCustomer(device).accepted).toBe(false);
});
