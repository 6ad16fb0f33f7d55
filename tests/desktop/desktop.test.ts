import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildWhenStale } from '../../src-main/launch/build-when-stale.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = join(root, 'out', 'main');

beforeAll(async () => {
  expect(await buildWhenStale()).toBe(true);
}, 180_000);

/** The built desktop under Node, with the stand-in for Electron. */
interface Desktop {
  readonly home: string;
  readonly folder: string;
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  /** One of the commands of `stand-in/control.ts`. */
  readonly tell: (command: string, input?: object) => Promise<unknown>;
  /** Waits until what a command answers is as wanted; every answer is asked for, none is waited for by the clock. */
  readonly until: (command: string, isWanted: (answer: never) => boolean) => Promise<unknown>;
}

function desktop(given: { readonly folder?: string; readonly env?: Record<string, string> } = {}): Desktop {
  const home = mkdtempSync(join(tmpdir(), 'lastmile-desktop-'));
  const folder = given.folder ?? join(home, 'data');
  const child = spawn(
    process.execPath,
    ['--import', join(root, 'tests/desktop/stand-in/register.ts'), join(built, 'electron.js'), '--data', folder],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        NODE_NO_WARNINGS: '1',
        STAND_IN_HOME: home,
        LASTMILE_KEYS: join(home, 'keys'),
        ...given.env,
      },
    },
  );
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(home, { recursive: true, force: true });
  });
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  child.on('message', ({ id, answer, error }: { id: number; answer?: unknown; error?: string }) => {
    const asked = waiting.get(id);
    if (error === undefined) asked?.resolve(answer);
    else asked?.reject(new Error(error));
  });
  let last = 0;
  const tell = (command: string, input: object = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      child.send({ id, command, input });
    });
  const until = async (command: string, isWanted: (answer: never) => boolean): Promise<unknown> => {
    for (;;) {
      const answer = await tell(command);
      if (isWanted(answer as never)) return answer;
    }
  };
  return { home, folder, process: child, ended, tell, until };
}

interface State {
  readonly options: readonly { readonly webPreferences: Readonly<Record<string, unknown>> }[];
  readonly loaded: readonly string[];
  readonly told: readonly { readonly message: string; readonly detail: string }[];
  readonly shown: boolean;
  readonly closed: boolean;
}

interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A desktop whose page has its channel. */
async function connected(given: Parameters<typeof desktop>[0] = {}): Promise<Desktop> {
  const one = desktop(given);
  await one.until('state', ({ loaded }: State) => loaded.length > 0);
  expect(await one.tell('ask', { from: 'window' })).toEqual({ handed: 1, channel: 'lastmile:port' });
  return one;
}

describe('the window', () => {
  test('given the desktop starts, then its window is sandboxed, isolated and without Node', async () => {
    const { until } = desktop();
    const state = (await until('state', ({ shown }: State) => shown)) as State & { sandboxed: boolean };
    expect(state.sandboxed).toBe(true);
    expect(state.options).toHaveLength(1);
    expect(state.options[0]?.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
    });
    expect(state.options[0]?.webPreferences['preload']).toBe(join(root, 'out', 'preload', 'preload.cjs'));
    expect(state.loaded).toEqual(['app://lastmile/']);
  });

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'given a page, when %s would take it elsewhere, then it stays',
    async (event) => {
      const { tell } = await connected();
      expect(await tell('tryTo', { event })).toEqual({ isKept: true });
    },
  );

  test('given a page, when it would open a window, use a device or be granted anything, then it is denied', async () => {
    const { tell } = await connected();
    expect(await tell('open', { url: 'https://elsewhere.example/' })).toEqual({ action: 'deny' });
    for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read']) {
      expect(await tell('permit', { permission })).toEqual({ isGranted: false });
    }
    expect(await tell('state')).toMatchObject({ permissions: [false, false] });
  });

  test.each([
    ['https://elsewhere.example/font.woff2', true],
    ['http://127.0.0.1/', true],
    ['file:///etc/passwd', true],
    ['app://elsewhere/', true],
    ['app://lastmile/assets/index.js', false],
  ])('given a page, when it asks for %s, then whether it is stopped is %s', async (url, cancel) => {
    const { tell } = await connected();
    expect(await tell('request', { url })).toEqual({ cancel });
  });

  test('given the scheme of the screens, when pages are asked for, then only the built files are there, with their policy', async () => {
    const { tell } = await connected();
    const page = (await tell('page', { url: 'app://lastmile/' })) as Page;
    expect(page.status).toBe(200);
    expect(page.body).toContain('<div id="root">');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    for (const url of ['app://lastmile/../../package.json', 'app://lastmile/nothing', 'app://elsewhere/index.html']) {
      expect(await tell('page', { url })).toMatchObject({ status: 403, body: '' });
    }
  });

  test('given a page, when what it would print is asked for, then it is a file of the size that its style sheet names', async () => {
    const { tell } = await connected();
    const file = (await tell('page', { url: 'app://lastmile/printed.pdf' })) as Page;
    expect(file).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } });
    expect(file.body).toBe('%PDF {"preferCSSPageSize":true,"printBackground":true}');
    expect(await tell('page', { url: 'app://elsewhere/printed.pdf' })).toMatchObject({ status: 403 });
  });
});

describe('the channel to the core', () => {
  test('given the page of the window, when it calls through its channel, then the core answers', async () => {
    const { tell, folder } = await connected();
    expect(await tell('call', { path: 'reference.demo' })).toEqual({
      operators: 4,
      packages: 13,
      routers: 1,
      customers: 42,
    });
    expect(await tell('call', { path: 'settings.get' })).toMatchObject({ dataFolder: folder, empty: false });
  });

  test('given a page that is loaded again, when it asks again, then it gets a channel of its own', async () => {
    const { tell } = await connected();
    expect(await tell('ask', { from: 'window' })).toMatchObject({ handed: 1 });
    expect(await tell('call', { path: 'customers.counts' })).toMatchObject({ byStatus: { active: 0 } });
  });

  test.each([
    ['another frame', { from: 'elsewhere' }],
    ['a frame that is gone', { from: 'nowhere' }],
    ['the window while a foreign page is in it', { from: 'window', url: 'https://lastmile/' }],
    ['the window while a page of another host is in it', { from: 'window', url: 'app://lastmile.example/' }],
  ])('given %s, when it asks for a channel, then it gets none', async (_, input) => {
    const { tell, until } = desktop();
    await until('state', ({ loaded }: State) => loaded.length > 0);
    expect(await tell('ask', input)).toMatchObject({ handed: 0 });
  });

  test('given the core dies, then the channel of the page closes and a plain page says what to do', async () => {
    const { tell, until, folder } = await connected();
    await tell('call', { path: 'settings.get' });
    await tell('killCore');
    const state = (await until('state', ({ closed, loaded }: State) => closed && loaded.length > 1)) as State;
    expect(state.loaded.at(-1)).toBe('app://lastmile/');
    const { body } = (await tell('page', { url: 'app://lastmile/' })) as { body: string };
    expect(body).toContain('Lastmile stopped working');
    expect(body).toContain(folder);
    expect(body).not.toContain('<script');
    expect(readFileSync(join(folder, 'log', 'lastmile.log'), 'utf8')).toContain('thread ended');
  });
});

describe('starting and ending', () => {
  test('given a folder that cannot be opened, then a plain page says why, and not with a stack trace', async () => {
    const place = mkdtempSync(join(tmpdir(), 'lastmile-desktop-'));
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    const file = join(place, '<a file>');
    writeFileSync(file, '');
    const { until, tell } = desktop({ folder: file });
    await until('state', ({ loaded }: State) => loaded.length > 1);
    const { body } = (await tell('page', { url: 'app://lastmile/' })) as { body: string };
    expect(body).toContain('Lastmile cannot open its data');
    expect(body).toContain('&lt;a file&gt;');
    expect(body).not.toMatch(/<a file>|\bat .*:\d+:\d+|\{\{/);
  });

  test('given it is told to end, then the core ends first and the folder is free', async () => {
    const one = await connected();
    await one.tell('call', { path: 'reference.demo' });
    one.process.kill('SIGTERM');
    expect(await one.ended).toBe(0);
    expect(readdirSync(one.folder)).not.toContain('in-use-by.json');
    const again = await connected({ folder: one.folder, env: { LASTMILE_KEYS: join(one.home, 'keys') } });
    expect(await again.tell('call', { path: 'settings.get' })).toMatchObject({ empty: false });
  });

  test('given the core died, when it is told to end, then it ends all the same', async () => {
    const one = await connected();
    await one.tell('killCore');
    await one.until('state', ({ loaded }: State) => loaded.length > 1);
    one.process.kill('SIGTERM');
    expect(await one.ended).toBe(0);
  });

  test('given it runs already, when it is started again, then the second ends and the first comes to the front', async () => {
    const second = desktop({ env: { STAND_IN_SECOND: '1' } });
    expect(await second.ended).toBe(0);
    const first = await connected();
    await first.tell('second');
    expect(await first.tell('state')).toMatchObject({ focused: ['restored', 'focused'] });
  });
});

describe('the key of the data folder', () => {
  test('given a system with a key store, then a key stands there sealed, and a key file lets the command line in', async () => {
    const { tell, home } = await connected();
    await tell('call', { path: 'settings.get' });
    const kept = readdirSync(join(home, 'keys'));
    expect(kept.map((name) => name.replace(/^.*\./, '')).sort()).toEqual(['key', 'sealed']);
  });

  test('given a Linux without a keyring, when it is first started, then the person is told, and only once', async () => {
    const one = desktop({ env: { STAND_IN_KEYRING: 'basic_text' } });
    const state = (await one.until('state', ({ told }: State) => told.length > 0)) as State;
    expect(state.told[0]?.message).toBe('This system keeps no secrets for its users');
    const again = desktop({
      folder: one.folder,
      env: { STAND_IN_HOME: one.home, LASTMILE_KEYS: join(one.home, 'other') },
    });
    await again.until('state', ({ shown }: State) => shown);
    expect(await again.tell('state')).toMatchObject({ told: [] });
  });

  test('given a Linux with a keyring, then nobody is told anything', async () => {
    const one = desktop({ env: { STAND_IN_KEYRING: 'gnome_libsecret' } });
    await one.until('state', ({ shown }: State) => shown);
    expect(await one.tell('state')).toMatchObject({ told: [] });
  });
});

describe('the built files', () => {
  /** A built file and everything of ours that it imports. */
  function withImports(name: string, seen = new Set<string>()): ReadonlySet<string> {
    if (seen.has(name)) return seen;
    seen.add(name);
    const text = readFileSync(join(built, name), 'utf8');
    for (const [, , imported] of text.matchAll(/(from|import)\s*\(?\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) {
      withImports(imported ?? '', seen);
    }
    return seen;
  }

  test.each(['loopback.js', 'cli.js', 'core-worker.js', 'import-worker.js', 'sample-router.js'])(
    'given %s, then neither it nor anything it imports knows Electron',
    (name) => {
      const files = [...withImports(name)];
      expect(files.length).toBeGreaterThan(1);
      for (const file of files) {
        expect(readFileSync(join(built, file), 'utf8'), file).not.toMatch(
          /(from|import|require)\s*\(?\s*["'`]electron["'`]/,
        );
      }
    },
  );

  test('given the desktop, then it does: the test above would see it', () => {
    expect(readFileSync(join(built, 'electron.js'), 'utf8')).toMatch(/from\s*["'`]electron["'`]/);
  });

  test('given the preload, then it is one CommonJS file that gives the page a port and nothing else', () => {
    const text = readFileSync(join(root, 'out', 'preload', 'preload.cjs'), 'utf8');
    expect(text.match(/require\(["'`][^"'`]+["'`]\)/g)).toEqual(['require("electron")']);
    expect(text).not.toMatch(/contextBridge|exposeInMainWorld|ipcRenderer\.(invoke|sendSync)/);
    expect(text.split('\n').length).toBeLessThanOrEqual(16);
  });
});
