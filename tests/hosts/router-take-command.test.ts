import { expect, test } from 'vitest';
import { Refusal } from '#main/refusal.ts';
import { Usage } from '#main/cli/usage.ts';
import { commandsOn } from './told-core.ts';

// How a script has this console hold a router. What comes of it is held by tests/server/offices-router.test.ts.

const run = commandsOn('routers');
const line = (id: string, name: string, retiredAt: string | null = null) => ({
  id,
  name,
  code: `C-${name}`,
  retiredAt,
});
const list = [line('old', 'Tower', '2026-11-01T00:00:00.000Z'), line('new', 'Tower'), line('roof', 'Roof')];
const holder = { who: 'here', console: null, since: '2026-11-30T10:00:00.000Z' };

test('given routers, when one is taken by its name or code, then the one in use is asked for, and who holds it is told', async () => {
  const { status, out, calls } = await run('router take', { list, takeOver: holder }, { words: ['tower'] });
  expect(calls).toEqual([
    ['list', undefined],
    ['takeOver', { id: 'new' }],
  ]);
  expect({ status, out }).toEqual({
    status: 0,
    out: 'This console holds Tower from now on. The one before stops with its next turn at the central server.\n',
  });
  const told = await run('router take', { list, takeOver: holder }, { words: ['C-Roof'], options: { json: true } });
  expect(told.calls.at(-1)).toEqual(['takeOver', { id: 'roof' }]);
  expect(JSON.parse(told.out)).toEqual({ router: 'Roof', holder });
});

test('given no such router, or no server, when it is taken, then nothing is asked for, or the refusal goes on to whoever called', async () => {
  await expect(run('router take', { list, takeOver: holder }, { words: ['Mast'] })).rejects.toThrow(Usage);
  const takeOver = (): never => {
    throw new Refusal('sync-none');
  };
  await expect(run('router take', { list, takeOver }, { words: ['Roof'] })).rejects.toMatchObject({
    code: 'sync-none',
  });
});
