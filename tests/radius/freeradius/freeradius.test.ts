import { describe, expect, inject, test } from 'vitest';
import {
  changeOfAuthorization,
  disconnect,
  type Login,
  type NamedAttribute,
  type Patience,
  type RadiusServer,
  serverStatus,
  SharedSecret,
  testLogin,
} from '#radius/index.ts';
import { LONG_PASSWORD } from './configuration.ts';

const there = inject('freeradius');
const at = (port: number, secret: string): RadiusServer => ({
  host: '127.0.0.1',
  port,
  secret: new SharedSecret(secret),
});
const METHODS = ['pap', 'chap'] as const;
const patience: Patience = { deadline: 15_000, firstWait: 1_000 };

describe.skipIf(!there)('FreeRADIUS', () => {
  const { auth, coa, secret } = there ?? { auth: 0, coa: 0, secret: '' };
  const server = at(auth, secret);
  const router = at(coa, secret);
  const ask = (login: Login) => testLogin(server, login, { patience });

  test.each(METHODS)(
    'given the right password by %s, when a login is tested, then it is accepted with what the customer is given',
    async (method) => {
      const outcome = await ask({ username: 'rahim', password: 'p4ss wörd', method });
      expect(outcome).toMatchObject({ kind: 'accepted', message: 'Welcome\nback' });
      const attributes = outcome.kind === 'accepted' ? outcome.attributes : [];
      expect(attributes.filter(({ name }) => name !== 'Message-Authenticator' && name !== 'Reply-Message')).toEqual([
        { name: 'Framed-IP-Address', value: '10.0.0.2' },
        { name: 'Session-Timeout', value: 3600 },
        { name: 'Mikrotik-Rate-Limit', value: '5M/20M' },
        { name: 'Mikrotik-Address-List', value: 'paid' },
      ]);
    },
  );

  test.each(METHODS)(
    'given names beyond ASCII and a password of 128 bytes by %s, when a login is tested, then it is accepted',
    async (method) => {
      expect(await ask({ username: 'রহিম', password: LONG_PASSWORD, method })).toMatchObject({ kind: 'accepted' });
      expect(await ask({ username: "o'brien+a@isp", password: 'clear', method })).toMatchObject({ kind: 'accepted' });
    },
  );

  test.each(METHODS)(
    'given a wrong password or an unknown name by %s, when a login is tested, then it is rejected',
    async (method) => {
      for (const [username, password] of [
        ['rahim', 'p4ss word'],
        ['rahim', ''],
        ['Rahim', 'p4ss wörd'],
        ['nobody', 'p4ss wörd'],
      ] as const)
        expect(await ask({ username, password, method })).toMatchObject({ kind: 'rejected' });
    },
  );

  test('given a customer whose plan is over, when a login is tested, then it is rejected with the server’s words', async () => {
    expect(await ask({ username: 'late', password: 'clear', method: 'pap' })).toMatchObject({
      kind: 'rejected',
      message: 'Plan expired',
    });
  });

  test('given a server that is there, when its status is asked, then it is alive', async () => {
    expect(await serverStatus(server, { patience })).toMatchObject({ kind: 'alive' });
  });

  test('given another secret, when anything is asked, then the server is silent', async () => {
    const short: Patience = { deadline: 300, firstWait: 100 };
    const silent = { kind: 'no-answer', reason: 'silent', ignored: {} };
    const login = { username: 'rahim', password: 'p4ss wörd', method: 'pap' } as const;
    const session = { username: 'rahim', sessionId: null, address: null };
    const asking = [
      testLogin(at(auth, 'another'), login, { patience: short }),
      serverStatus(at(auth, 'another'), { patience: short }),
      disconnect(at(coa, 'another'), session, { patience: short }),
    ];
    for (const asked of asking) expect(await asked).toMatchObject(silent);
  });

  describe('as a router', () => {
    const session = { username: 'rahim', sessionId: '81e0002c', address: '10.0.0.2' };
    const rate = (value: string): readonly NamedAttribute[] => [{ name: 'Mikrotik-Rate-Limit', value }];

    test('given a session that it has, when it is to be ended or changed, then it acknowledges', async () => {
      expect(await disconnect(router, session, { patience })).toEqual({ kind: 'acknowledged' });
      expect(await changeOfAuthorization(router, session, rate('10M/10M'), { patience })).toEqual({
        kind: 'acknowledged',
      });
    });

    test('given a session that it does not have, when it is to be ended, then it refuses and says why', async () => {
      for (const other of [{ username: 'karim' }, { sessionId: null }, { address: '10.0.0.3' }]) {
        const outcome = await disconnect(router, { ...session, ...other }, { patience });
        expect({ ...other, ...outcome }).toEqual({
          ...other,
          kind: 'refused',
          cause: 503,
          words: 'Session context not found',
        });
      }
    });

    test('given terms without a rate, when a session is to be changed, then nothing of ours stands in for it', async () => {
      const time = [{ name: 'Session-Timeout', value: 60 } as const];
      expect(await changeOfAuthorization(router, session, time, { patience })).toMatchObject({ cause: 401 });
    });

    test('given terms that it does not take, when a session is to be changed, then it refuses and says why', async () => {
      expect(await changeOfAuthorization(router, session, rate('20M/20M'), { patience })).toEqual({
        kind: 'refused',
        cause: 401,
        words: 'Unsupported attribute',
      });
    });
  });
});
