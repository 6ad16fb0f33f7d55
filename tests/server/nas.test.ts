import { expect, test, describe } from 'vitest';
import { managementOf } from '#server/radius/nas.ts';
import { SharedSecret } from '#radius/index.ts';
import { asked } from '#server/commands/arguments.ts';
import { runCommand } from '#server/commands/commands.ts';
import { central } from './central.ts';
import { hasPostgreSql } from './databases.ts';

describe.skipIf(!hasPostgreSql())('routers that ask FreeRADIUS', () => {
  test('given a router on the command line, when it is added and removed, then FreeRADIUS reads it, and the list tells no secret', async () => {
    const { database, deps } = await central();
    const run = (...args: string[]) => {
      const { what } = asked(args, { SECRET: 'shared-by-both' });
      if (what.kind !== 'command') throw new Error('No command');
      return runCommand({ database, now: deps.now, seal: deps.seal }, what.command);
    };
    await run(
      'nas',
      'add',
      '--name',
      'tower',
      '--address',
      '10.0.0.1',
      '--secret-env',
      'SECRET',
      '--manage',
      'tower.lan',
    );
    expect(await database.query('SELECT nasname, secret FROM nas')).toEqual([
      { nasname: '10.0.0.1', secret: 'shared-by-both' },
    ]);
    expect(await run('nas')).toEqual({
      nas: [{ name: 'tower', address: '10.0.0.1', host: 'tower.lan', port: 3799 }],
    });
    expect(() => run('nas', 'add', '--name', 'x', '--address', 'x', '--secret-env', 'SECRET')).toThrow('server-usage');
    expect(await run('nas', 'remove', '--address', '10.0.0.1')).toEqual({ removed: true });
    expect(await run('nas')).toEqual({ nas: [] });
  });

  test('given a router with a secret of its own for Disconnect and CoA, when it is told something, then by that one, and FreeRADIUS has the other', async () => {
    const { database, deps } = await central();
    const env = { ASKS: 'asks-by-this', TOLD: 'is-told-by-this' };
    const nas = (address: string, ...more: string[]) =>
      asked(['nas', 'add', '--name', 'tower', '--address', address, '--secret-env', 'ASKS', ...more], env).what;
    for (const what of [nas('10.0.0.1', '--manage-secret-env', 'TOLD', '--manage-port', '1700'), nas('10.0.0.2')]) {
      if (what.kind !== 'command') throw new Error('No command');
      await runCommand({ database, now: deps.now, seal: deps.seal }, what.command);
    }
    const secrets = await database.query<{ secret: string }>('SELECT secret FROM nas');
    expect(secrets.map(({ secret }) => secret)).toEqual(['asks-by-this', 'asks-by-this']);
    const routers = await managementOf(database, deps.seal, ['10.0.0.1', '10.0.0.2']);
    expect(routers.get('10.0.0.1')).toMatchObject({ host: '10.0.0.1', port: 1700 });
    // A secret cannot be read: what is signed by it tells which it is.
    const signed = (secret: SharedSecret | undefined) => secret?.md5After().toString('hex');
    const used = ['10.0.0.1', '10.0.0.2'].map((address) => signed(routers.get(address)?.secret));
    expect(used).toEqual([new SharedSecret('is-told-by-this'), new SharedSecret('asks-by-this')].map(signed));
    expect(() => nas('10.0.0.3', '--manage-secret-env', 'NONE')).toThrow('server-usage');
  });
});
