import { expect, test, describe } from 'vitest';
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
});
