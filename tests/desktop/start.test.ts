import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildWhenStale, isStale } from '../../src-main/launch/build-when-stale.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = join(root, 'src-main', 'launch', 'start.mjs');

beforeAll(async () => {
  expect(await buildWhenStale()).toBe(true);
}, 180_000);

/** Where the runtime is there, npm start opens a window of its own, and this suite has nothing to say. */
const hasRuntime = existsSync(join(root, 'node_modules', 'electron', 'path.txt'));

interface Started {
  readonly process: ChildProcess;
  /** Everything that it printed up to now. */
  readonly said: () => string;
  /** Waits for a line, or for the end. */
  readonly line: (wanted: RegExp) => Promise<string>;
  readonly ended: Promise<number | null>;
}

/** A person's computer: a home and a PATH of its own, and no way to the network. */
function computer() {
  const home = mkdtempSync(join(tmpdir(), 'lastmile-start-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const bin = join(home, 'bin');
  mkdirSync(bin);
  const env = {
    HOME: home,
    PATH: bin,
    LASTMILE_KEYS: join(home, 'keys'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_DATA_HOME: join(home, 'share'),
    ELECTRON_MIRROR: 'http://127.0.0.1:9/',
  };
  const put = (name: string, script: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const start = (args: readonly string[], more: Readonly<Record<string, string>> = {}): Started =>
    watched(spawn(process.execPath, [program, ...args], { env: { ...env, ...more } }));
  return { home, env, put, start };
}

function watched(child: ChildProcess): Started {
  let said = '';
  const listeners = new Set<() => void>();
  const heard = (some: Buffer): void => {
    said += some.toString('utf8');
    for (const listen of listeners) listen();
  };
  child.stdout?.on('data', heard);
  child.stderr?.on('data', heard);
  // Closed, not ended: then the last words are heard too, also those of a process that it has left behind.
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  const line = async (wanted: RegExp): Promise<string> => {
    const found = new Promise<string>((resolve, reject) => {
      const look = (): void => {
        const match = wanted.exec(said);
        if (match) resolve(match[0]);
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`It ended without ${String(wanted)}:\n${said}`)));
    });
    return found;
  };
  return { process: child, said: () => said, line, ended };
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/;
const STACK = /\n\s+at .+:\d+/;

describe.skipIf(process.platform !== 'linux' || hasRuntime)('npm start without the Electron runtime', () => {
  test('given a browser that can show an app window, then it is opened with a profile of its own, and ends with it', async () => {
    const { home, put, start } = computer();
    put('chromium', `echo "$@" > "${home}/shown"; echo $$ > "${home}/pid"; exec /bin/sleep 600`);
    const { process: child, line, ended, said } = start(['--data', join(home, 'data')], { DISPLAY: ':77' });
    await line(ADDRESS);
    expect(said()).toContain('Fetching the Electron');
    expect(said()).toContain('The Electron window cannot be opened here, so Lastmile opens in a browser.');
    const shown = readFileSync(join(home, 'shown'), 'utf8');
    expect(shown).toMatch(/--app=http:\/\/127\.0\.0\.1:\d+\/\?token=/);
    expect(shown).toContain(`--user-data-dir=${join(home, 'cache', 'lastmile', 'window')}`);
    expect(shown).toContain('--no-first-run');
    expect(shown.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(said()).not.toMatch(STACK);
    const pid = Number(readFileSync(join(home, 'pid'), 'utf8'));
    expect(existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toBeFalsy();
  });

  test('given a browser that fails, then the next one is tried', async () => {
    const { home, put, start } = computer();
    put('google-chrome', 'exit 1');
    put('chromium', `echo "$@" > "${home}/shown"; exec /bin/sleep 600`);
    const { process: child, line, ended } = start(['--data', join(home, 'data')], { DISPLAY: ':77' });
    await line(ADDRESS);
    expect(existsSync(join(home, 'shown'))).toBe(true);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  test('given no screen, then nothing is fetched, and the address lets a browser in', async () => {
    const { home, start } = computer();
    const { process: child, line, ended, said } = start([]);
    const address = await line(ADDRESS);
    expect(said()).not.toContain('Fetching');
    expect(said()).toContain('There is no screen');
    // The usual data folder is made.
    expect(existsSync(join(home, 'share', 'lastmile', 'store.sqlite'))).toBe(true);
    const response = await fetch(address, { redirect: 'manual' });
    expect(response.status).toBe(303);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said()).not.toMatch(STACK);
  });
});

describe('npm run serve', () => {
  test('given it runs, when the npm that started it is gone, then it ends by itself and frees the folder', async () => {
    const { home, env } = computer();
    const folder = join(home, 'data');
    const command = `"${process.execPath}" "${program}" --no-window --data "${folder}"; true`;
    const npm = watched(spawn('/bin/sh', ['-c', command], { env: { ...env, npm_lifecycle_event: 'serve' } }));
    await npm.line(ADDRESS);
    npm.process.kill('SIGKILL');
    await npm.ended;
    expect(existsSync(join(folder, 'in-use-by.json'))).toBe(false);
  });

  test('given a program that reads what it prints, then the address stands there as JSON, and the sentence beside it', async () => {
    const { home, start } = computer();
    const { process: child, line, ended } = start(['--no-window', '--data', join(home, 'data')]);
    let printed = '';
    child.stdout?.on('data', (some: Buffer) => (printed += some.toString('utf8')));
    await line(/Lastmile is at http.*\n/);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    const { url } = JSON.parse(printed) as { url: string };
    expect(url).toMatch(ADDRESS);
  });

  test('given another that has the folder, then it is told in one sentence', async () => {
    const { home, start } = computer();
    const args = ['--no-window', '--data', join(home, 'data')];
    await start(args).line(ADDRESS);
    const second = start(args);
    expect(await second.ended).toBe(2);
    expect(second.said()).toContain(join(home, 'data'));
    expect(second.said()).not.toMatch(/\{\{|refused\./);
    expect(second.said()).not.toMatch(STACK);
  });

  test.each([
    [['--data'], 'Use: npm start'],
    [['--port', 'eighty'], 'Use: npm start'],
    [['--colour'], 'Use: npm start'],
    [['something'], 'Use: npm start'],
  ])('given %j, then it says how it is used', async (args, words) => {
    const { start } = computer();
    const { ended, said } = start(['--no-window', ...args]);
    expect(await ended).toBe(2);
    expect(said()).toContain(words);
    expect(said()).not.toMatch(STACK);
  });
});

describe('whether there is something to build', () => {
  /** A project with its outputs, built an hour after the sources were written. */
  function project() {
    const folder = mkdtempSync(join(tmpdir(), 'lastmile-stale-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const put = (path: string, hours: number): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), '');
      for (const one of [join(folder, path), dirname(join(folder, path))]) utimesSync(one, hours * 3600, hours * 3600);
    };
    for (const path of [
      'src-shared/a.ts',
      'src-main/features/b.ts',
      'src-renderer/c.tsx',
      'src-simulator/d.ts',
      'package.json',
    ])
      put(path, 1);
    for (const path of ['src-shared', 'src-main', 'src-renderer', 'src-simulator'])
      utimesSync(join(folder, path), 3600, 3600);
    for (const path of [
      'out/main/electron.js',
      'out/main/cli.js',
      'out/main/router-simulator.js',
      'out/main/server.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
    ])
      put(path, 2);
    return { folder, put };
  }

  test('given everything was built after the sources, then there is nothing', () => {
    expect(isStale(project().folder)).toBe(false);
  });

  test.each([
    'src-main/features/b.ts',
    'src-renderer/c.tsx',
    'src-simulator/d.ts',
    'src-shared/new.ts',
    'package.json',
  ])('given %s is newer than what was built, then there is', (path) => {
    const { folder, put } = project();
    put(path, 3);
    expect(isStale(folder)).toBe(true);
  });

  test.each(['out/main/cli.js', 'out/main/server.js', 'out/preload/preload.cjs', 'out/renderer/index.html'])(
    'given %s is missing, then there is',
    (path) => {
      const { folder } = project();
      rmSync(join(folder, path));
      expect(isStale(folder)).toBe(true);
    },
  );

  test('given a source was removed, then there is', () => {
    const { folder } = project();
    rmSync(join(folder, 'src-main', 'features', 'b.ts'));
    expect(isStale(folder)).toBe(true);
  });
});
