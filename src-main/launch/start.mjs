// npm start: the desktop window; where there can be none, the same screens in a browser. npm run serve (--no-window): only
// the address of the screens.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { appArguments, appBrowsers, defaultBrowser, shown } from './browsers.mjs';
import { buildWhenStale } from './build-when-stale.mjs';
import { root } from './root.mjs';
import { fetchedRuntime, hasScreen, installedRuntime } from './runtime.mjs';
import { inWords, say } from './words.mjs';

const OLDEST_NODE = [22, 12];
/** A window that fails later than this was open: its end is not a reason to begin anew in a browser. */
const OPENING_MS = 15_000;

process.on('uncaughtException', (error) => {
  console.error(inWords(error));
  process.exit(2);
});
try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  console.error(inWords(error));
  process.exitCode = 2;
}

async function start(args) {
  if (!isNewEnough(process.versions.node))
    throw new Error(say('host.node-too-old', { version: process.versions.node }));
  const { data, port, 'no-window': withoutWindow } = optionsOf(args);
  // npm changes to the project's folder; a person means the one that the command was typed in.
  const folder = data === undefined ? undefined : resolve(process.env.INIT_CWD ?? '.', data);
  if (!(await buildWhenStale())) return 2;
  if (!withoutWindow) {
    const runtime = hasScreen ? (installedRuntime() ?? (await fetchedRuntime())) : null;
    if (runtime !== null && (await runDesktop(runtime, folder))) return 0;
    console.error(say(hasScreen ? 'host.no-runtime' : 'host.no-screen'));
  }
  return runLoopback({ folder, port, withoutWindow });
}

function optionsOf(args) {
  try {
    const { values } = parseArgs({
      args,
      options: { data: { type: 'string' }, port: { type: 'string' }, 'no-window': { type: 'boolean', default: false } },
    });
    const port = values.port === undefined ? 0 : Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error();
    return { ...values, port };
  } catch {
    throw new Error(say('host.start-usage'));
  }
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** True: the window was there, and has been closed. False: it could not be opened (an older system, a locked-down one). */
async function runDesktop(runtime, folder) {
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...asRoot, root, ...(folder === undefined ? [] : ['--data', folder])];
  const begun = performance.now();
  const desktop = spawn(runtime, args, { env, stdio: 'inherit' });
  const forward = () => desktop.kill('SIGTERM');
  process.on('SIGTERM', forward);
  // A terminal sends its Ctrl+C to the window too: only wait for it to close.
  const wait = () => {};
  process.on('SIGINT', wait);
  const status = await new Promise((done) => {
    desktop.on('error', () => done(1));
    desktop.on('exit', (code, signal) => done(signal === 'SIGTERM' || signal === 'SIGINT' ? 0 : code));
  });
  process.off('SIGTERM', forward);
  process.off('SIGINT', wait);
  return status === 0 || performance.now() - begun > OPENING_MS;
}

async function runLoopback({ folder, port, withoutWindow }) {
  const { startLoopback, untilTold } = await import(pathToFileURL(resolve(root, 'out/main/loopback.js')).href);
  const told = untilTold();
  const host = await startLoopback({ folder, create: true, port });
  const window = withoutWindow ? null : await openWindow(host);
  const url = host.address();
  // A program that reads what is printed gets the address as `lastmile serve` tells it, a person the sentence.
  const isRead = withoutWindow && process.stdout.isTTY !== true;
  if (isRead) console.log(JSON.stringify({ url }));
  (isRead ? console.error : console.log)(say('host.serving', { url }));
  console.error(say('host.how-to-end'));
  await told;
  window?.kill();
  await host.stop();
  return 0;
}

/** The app window's process, or null when the screens were left to the default browser or to the person. */
async function openWindow(host) {
  for (const browser of appBrowsers()) {
    const window = await shown(browser, appArguments(host.address()));
    if (window !== null) return window;
  }
  const { file, args } = defaultBrowser(host.address());
  if (hasScreen) await shown(file, args);
  return null;
}
