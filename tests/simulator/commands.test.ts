import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { startSimulator } from '../../src-simulator/simulator.ts';
import { dial, fieldsOf, loggedIn } from './client.ts';

const trap = (message: string, category?: number): string[][] => [
  ['!trap', ...(category === undefined ? [] : [`=category=${category}`]), `=message=${message}`],
  ['!done'],
];

test('Given the modern login, when the password is wrong, then the router says so, and lets the right one in', async () => {
  await using simulator = await startSimulator({ password: 'secret' });
  await using client = dial(simulator);
  expect(await client.ask('/login', '=name=admin', '=password=no')).toEqual(trap('invalid user name or password (6)'));
  expect(await client.ask('/login', '=name=admin', '=password=secret')).toEqual([['!done']]);
  await using stranger = dial(simulator);
  expect(await stranger.ask('/ppp/secret/print')).toEqual([['!fatal', 'not logged in']]);
});

test('Given the login of before 6.43, when the challenge is answered, then the client is in', async () => {
  await using simulator = await startSimulator({ password: 'secret', faults: ['legacy-login'] });
  await using client = dial(simulator);
  const [challenge] = await client.ask('/login', '=name=admin', '=password=secret');
  const ret = Buffer.from(fieldsOf(challenge!)['ret']!, 'hex');
  const response = createHash('md5').update(Buffer.of(0)).update('secret').update(ret).digest('hex');
  expect(await client.ask('/login', '=name=admin', `=response=00${response}`)).toEqual([['!done']]);
  expect(await client.rows('/system/identity/print')).toEqual([{ name: 'MikroTik' }]);
});

test('Given a group without sensitive and policy, when it works, then secrets are masked and users are not changed', async () => {
  await using simulator = await startSimulator({
    group: 'lastmile',
    fill: { '/ppp/secret': [{ name: 'rahim', password: 'x1' }] },
  });
  await using client = await loggedIn(simulator);
  expect(await client.rows('/ppp/secret/print', '=.proplist=password')).toEqual([{ password: '*****' }]);
  expect(await client.ask('/user/set', '=.id=*1', '=comment=x')).toEqual(trap('not enough permissions (9)'));
  expect(await client.ask('/ppp/secret/set', '=.id=*1', '=password=x2')).toEqual([['!done']]);
});

test.each([
  ['/ppp/secret/add =name=rahim', trap('failure: secret with the same name already exists')],
  ['/ppp/secret/add =name=new =profile=none', trap('input does not match any value of profile', 1)],
  ['/ppp/secret/add =password=x', trap('missing value(s) of argument(s) name', 0)],
  ['/ppp/secret/add =name=new =colour=red', trap('unknown parameter colour', 1)],
  ['/ppp/secret/set =.id=*FF =comment=x', trap('no such item', 0)],
  ['/ppp/secret/fly', trap('no such command', 0)],
  ['/ppp/saucer/print', trap('no such command prefix', 0)],
  ['/ppp/profile/remove =.id=*0', trap('failure: can not remove default profile')],
  ['/ip/firewall/address-list/add =list=late =address=10.0.0.5/32', trap('failure: already have such entry')],
  ['/ip/pool/add =name=p =ranges=10.0.0.9-10.0.0.2', trap('invalid value for argument ranges', 1)],
])('Given a filled router, when %s comes, then it is refused in the router’s words', async (words, refused) => {
  await using simulator = await startSimulator({
    fill: {
      '/ppp/secret': [{ name: 'rahim' }],
      '/ip/firewall/address-list': [{ list: 'late', address: '10.0.0.5' }],
    },
  });
  await using client = await loggedIn(simulator);
  expect(await client.ask(...words.split(' '))).toEqual(refused);
  expect(simulator.counters.writes).toBe(0);
});

test('Given rows, when they are asked for by query, then the words are worked off as a stack', async () => {
  await using simulator = await startSimulator({
    fill: {
      '/ppp/secret': [
        { name: 'a', comment: 'x' },
        { name: 'b', disabled: 'yes' },
        { name: 'c', service: 'pppoe' },
      ],
    },
  });
  await using client = await loggedIn(simulator);
  const names = async (...query: string[]): Promise<string[]> =>
    (await client.rows('/ppp/secret/print', '=.proplist=name', ...query)).map(({ name }) => name!);
  expect(await names('?name=a')).toEqual(['a']);
  expect(await names('?=name=a')).toEqual(['a']);
  expect(await names('?comment')).toEqual(['a']);
  expect(await names('?-comment')).toEqual(['b', 'c']);
  expect(await names('?name=a', '?name=b', '?#|')).toEqual(['a', 'b']);
  expect(await names('?name=a', '?name=b', '?#|!')).toEqual(['c']);
  expect(await names('?service=pppoe', '?disabled=no')).toEqual(['c']);
  expect(await names('?>name=a', '?<name=c')).toEqual(['b']);
});

test('Given a row, when it is set, unset, disabled and removed, then each is seen when it is read', async () => {
  await using simulator = await startSimulator({ fill: { '/ppp/profile': [{ name: '10M' }] } });
  await using client = await loggedIn(simulator);
  const added = await client.ask('/ppp/secret/add', '=name=rahim', '=profile=10M', '=remote-address=10.0.0.9');
  expect(added).toEqual([['!done', '=ret=*1']]);
  await client.ask('/ppp/secret/unset', '=.id=*1', '=value-name=remote-address');
  await client.ask('/ppp/secret/disable', '=.id=*1');
  await client.ask('/ppp/profile/set', '=numbers=10M', '=name=20M');
  const [row] = await client.rows('/ppp/secret/print');
  expect(row).toMatchObject({ '.id': '*1', profile: '20M', disabled: 'true' });
  expect(row).not.toHaveProperty('remote-address');
  await client.ask('/ppp/secret/remove', '=.id=*1');
  expect(await client.ask('/ppp/secret/print', '=count-only=')).toEqual([['!done', '=ret=0']]);
  expect(await client.ask('/ppp/secret/add', '=name=rahim')).toEqual([['!done', '=ret=*2']]);
});

test('Given a queue, when another is placed before it, then it stands first and its target and rates are in full', async () => {
  await using simulator = await startSimulator();
  await using client = await loggedIn(simulator);
  await client.ask('/queue/simple/add', '=name=a', '=target=10.0.0.5', '=max-limit=5M/10M');
  await client.ask('/queue/simple/add', '=name=b', '=target=10.0.0.6', '=place-before=*1');
  expect(await client.rows('/queue/simple/print', '=.proplist=name,target,max-limit')).toEqual([
    { name: 'b', target: '10.0.0.6/32', 'max-limit': '0/0' },
    { name: 'a', target: '10.0.0.5/32', 'max-limit': '5000000/10000000' },
  ]);
});

test.each([
  ['6.49.17', [['!done']], '6.49.17 (long-term)'],
  ['7.16.2', [['!done']], '7.16.2 (stable)'],
  ['7.20.4', [['!empty'], ['!done']], '7.20.4 (stable)'],
])('Given version %s, when nothing is found, then it says so in its way', async (version, nothing, shown) => {
  await using simulator = await startSimulator({ version });
  await using client = await loggedIn(simulator);
  expect(await client.ask('/ip/pool/print')).toEqual(nothing);
  expect(await client.rows('/system/resource/print', '=.proplist=version')).toEqual([{ version: shown }]);
});

test('Given who listens, when rows come, change and go, then each is told until it is cancelled', async () => {
  await using simulator = await startSimulator();
  await using listener = await loggedIn(simulator);
  await using writer = await loggedIn(simulator);
  listener.send('/ppp/secret/listen', '=.proplist=.id,name', '.tag=l');
  await listener.ask('/system/identity/print', '.tag=here');
  await writer.ask('/ppp/secret/add', '=name=a');
  expect(await listener.next()).toEqual(['!re', '=.id=*1', '=name=a', '.tag=l']);
  await writer.ask('/ppp/secret/remove', '=.id=*1');
  expect(await listener.next()).toEqual(['!re', '=.id=*1', '=.dead=yes', '.tag=l']);
  listener.send('/cancel', '=tag=l', '.tag=c');
  expect(await listener.next()).toEqual(['!trap', '=category=2', '=message=interrupted', '.tag=l']);
  expect(await listener.next()).toEqual(['!done', '.tag=l']);
  expect(await listener.next()).toEqual(['!done', '.tag=c']);
  expect(await listener.ask('/quit')).toEqual([['!fatal', 'session terminated on request']]);
});

test('Given names in windows-1252, when they are read, then they are no UTF-8', async () => {
  await using simulator = await startSimulator({
    fill: { '/ppp/secret': [{ name: 'josé' }] },
    faults: ['latin1-names'],
  });
  await using client = await loggedIn(simulator);
  expect(await client.rows('/ppp/secret/print', '=.proplist=name')).toEqual([{ name: 'jos\ufffd' }]);
});

test('Given a profile that is gone, when its customer is read and dials, then the id stands there and it is not let in', async () => {
  await using simulator = await startSimulator({
    fill: { '/ppp/profile': [{ name: '10M' }], '/ppp/secret': [{ name: 'a', password: 'b', profile: '10M' }] },
    faults: ['clock-years-off'],
  });
  simulator.faults.set('profile-gone');
  await using client = await loggedIn(simulator);
  expect(await client.rows('/ppp/secret/print', '=.proplist=profile')).toEqual([{ profile: '*1' }]);
  expect(simulator.connectCustomer({ name: 'a', password: 'b', mac: 'AA:BB:CC:00:00:01', service: 'pppoe' })).toEqual({
    accepted: false,
    reason: 'profile not found',
  });
  expect(await client.rows('/system/clock/print', '=.proplist=date')).toEqual([{ date: '1970-01-01' }]);
});
