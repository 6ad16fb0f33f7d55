import { describe, expect, inject, test } from 'vitest';
import { changes } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { RadiusIsp } from './freeradius/isp.ts';
import { StandInRadiusRouter } from '../fixtures/radius-router.ts';

const ADDRESS = 0x0a_00_03_09;

describe.skipIf(!hasPostgreSql() || !inject('hasFreeRadius'))(
  'FreeRADIUS over the database of the central server',
  () => {
    test('given somebody who was pushed, when they log in, then they are let in with their speed, pool or address, and the reply is signed', async () => {
      const isp = await RadiusIsp.open();
      await isp.add('rahim', { ip: ADDRESS });
      await isp.add('karim');
      const radius = await isp.freeRadius();
      const rahim = await radius.login('rahim');
      expect(rahim).toMatchObject({
        code: 'Access-Accept',
        attributes: {
          'Mikrotik-Rate-Limit': '5120k/10240k',
          'Framed-IP-Address': '10.0.3.9',
          'Acct-Interim-Interval': '300',
        },
      });
      expect(rahim.attributes['Message-Authenticator']).toMatch(/^0x(?!0+$)[0-9a-f]{32}$/);
      const karim = await radius.login('karim');
      expect(karim).toMatchObject({ code: 'Access-Accept', attributes: { 'Framed-Pool': 'lastmile-home' } });
      const wrong = await radius.login('rahim', 'wrong');
      expect(wrong.code).toBe('Access-Reject');
      expect(wrong.attributes['Message-Authenticator']).toMatch(/^0x(?!0+$)[0-9a-f]{32}$/);
    });

    test('given somebody online, when they are suspended, then they are refused with a message, and their router ends the session', async () => {
      await using router = await new StandInRadiusRouter().start();
      const isp = await RadiusIsp.open();
      await isp.putNas(router.port);
      const rahim = await isp.add('rahim', { ip: ADDRESS });
      const radius = await isp.freeRadius();
      await radius.report('rahim', 'Start', '81e0002c');
      await isp.push([changes(rahim.id, { status: 'suspended', suspendedReason: 'manual' })]);
      expect(await radius.login('rahim')).toMatchObject({
        code: 'Access-Reject',
        attributes: { 'Reply-Message': 'Account suspended' },
      });
      await isp.workOff();
      expect(router.orders).toMatchObject([
        { kind: 'disconnect', username: 'rahim', sessionId: '81e0002c', address: '10.0.0.7' },
      ]);
      await radius.report('rahim', 'Stop', '81e0002c', 60);
      await isp.push([changes(rahim.id, { status: 'active', suspendedReason: null })]);
      expect(await radius.login('rahim')).toMatchObject({
        code: 'Access-Accept',
        attributes: { 'Framed-IP-Address': '10.0.3.9' },
      });
    });
  },
);
