import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { child, machine, refusalOf } from './scene.ts';

describe('a data folder belongs to one process at a time', () => {
  test('a second process is refused and told who has it since when', async () => {
    const here = machine();
    const store = await here.open();
    const second = child('hold.ts', here.root);
    const refused = JSON.parse(await second.line());
    expect(refused).toMatchObject({ code: 'folder-in-use', folder: here.folder, process: process.pid });
    expect(refused.since).toMatch(/^2026-11-20T/);
    expect(await second.ended).toBe(2);
    await store.close();
    expect(await child('hold.ts', here.root).line()).toBe('open');
  });

  test('a second opening in the same process is refused, and does not loosen the lock for others', async () => {
    const here = machine();
    await here.open();
    expect(await refusalOf(() => here.open())).toMatchObject({
      code: 'folder-in-use',
      params: { process: process.pid },
    });
    expect(JSON.parse(await child('hold.ts', here.root).line())).toMatchObject({ code: 'folder-in-use' });
  });

  test('a killed process leaves the folder free', async () => {
    const here = machine();
    const killed = child('hold.ts', here.root);
    expect(await killed.line()).toBe('open');
    expect((await refusalOf(() => here.open())).params['process']).toBe(killed.process.pid);
    killed.process.kill('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    expect((await here.open()).locked).toBe(false);
  });

  test('a process that ends leaves nothing behind that speaks of it', async () => {
    const here = machine();
    const holder = child('hold.ts', here.root);
    await holder.line();
    holder.process.stdin?.write('go\n');
    expect(await holder.ended).toBe(0);
    expect(existsSync(join(here.folder, 'in-use-by.json'))).toBe(false);
  });

  test('a lost note about the holder changes only the sentence', async () => {
    const here = machine();
    await here.open();
    rmSync(join(here.folder, 'in-use-by.json'));
    expect(await refusalOf(() => here.open())).toMatchObject({
      code: 'folder-in-use',
      params: { process: '?', since: '?' },
    });
  });

  test('an opening that failed behind the lock gives it back', async () => {
    const here = machine();
    const failing = {
      kind: 'key-file' as const,
      load: () => Promise.reject(new Error('down')),
      create: () => Promise.reject(new Error('down')),
    };
    await expect(here.open({ keys: [failing] })).rejects.toThrow('down');
    expect(await child('hold.ts', here.root).line()).toBe('open');
  });
});
