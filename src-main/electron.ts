import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { app, BrowserWindow, dialog, ipcMain, Menu, MessageChannelMain, protocol, session } from 'electron';
import { type CoreThread, startCoreThread } from './desktop/core-thread.ts';
import { relay } from './desktop/relay.ts';
import { plainPage, refusalInWords, say } from './desktop/words.ts';
import { fileLog } from './log.ts';
import { orderedIds } from './ordered-id.ts';
import { keepsKeysInPlain, systemKeys, systemProxy } from './platform/electron.ts';
import { placesOf } from './platform/node.ts';
import { type PageFile, pagesIn, SAFE_HEADERS } from './pages.ts';
import { pagesFolder, preloadFile, workerProgram } from './programs.ts';
import { version } from './version.ts';

// The desktop: a window, the core in a thread beside it, and a channel between the two. It knows no feature.

/** The screens have an origin of their own, so that they are neither a file nor anything that a web server could be. */
const ORIGIN = 'app://lastmile';
/** What the page would print, as a file (src-renderer/host/pdf.ts asks for it). */
const PRINTED = '/printed.pdf';

const places = placesOf(process.platform, process.env, homedir());
const folder = dataFolderIn(process.argv) ?? places.dataFolder;
const now = () => new Date();
const log = fileLog(folder, now, orderedIds(now));

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();
app.setPath('userData', windowFolder());

if (app.requestSingleInstanceLock()) {
  app.on('web-contents-created', (_, contents) => keepAtHome(contents));
  app.on('window-all-closed', () => app.quit());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
  app
    .whenReady()
    .then(open)
    .catch((error: unknown) => {
      log.failure(error);
      app.quit();
    });
} else {
  app.quit();
}

async function open(): Promise<void> {
  let instead: PageFile | null = null;
  const pages = pagesIn(fileURLToPath(pagesFolder));
  keepOthersOut();
  protocol.handle('app', async ({ url }) => {
    const { host, pathname } = new URL(url);
    if (host === 'lastmile' && pathname === PRINTED) return printed(window);
    const page = host === 'lastmile' ? (instead ?? pages(pathname)) : null;
    if (!page) return new Response(null, { status: 403 });
    return new Response(new Uint8Array(page.body), { headers: page.headers });
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }]));

  const keeper = await systemKeys(places.keysFolder);
  const thread = startCoreThread(workerProgram('core-worker'), { folder, version }, keeper, systemProxy);
  const window = openWindow();
  const showInstead = (heading: string, text: string): void => {
    instead = plainPage(heading, text);
    void window.loadURL(`${ORIGIN}/`);
  };
  connectPages(window, thread);
  endWith(thread);
  thread.ready.catch((error: unknown) => showInstead(say('host', 'cannot-open'), refusalInWords(error)));
  void thread.died.then((error) => {
    const id = log.failure(error);
    showInstead(say('host', 'core-ended'), say('host', 'core-ended-more', { folder, id }));
  });
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  void window.loadURL(`${ORIGIN}/`);
}

function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: say('host', 'window-title'),
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: fileURLToPath(preloadFile),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => {
    window.show();
    tellOfPlainKeys(window);
  });
  return window;
}

/** The page as its print style sheet has it, on the paper that this names. */
async function printed(window: BrowserWindow): Promise<Response> {
  const bytes = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
  return new Response(new Uint8Array(bytes), { headers: { ...SAFE_HEADERS, 'content-type': 'application/pdf' } });
}

/** Gives the page of our window, and nobody else, a channel to the core whenever its preload asks for one. */
function connectPages(window: BrowserWindow, thread: CoreThread): void {
  ipcMain.on('lastmile:want-port', (event) => {
    const frame = event.senderFrame;
    if (!frame || frame !== window.webContents.mainFrame || !frame.url.startsWith(`${ORIGIN}/`)) return;
    const { port1, port2 } = new MessageChannelMain();
    relay(port2, thread.connect());
    frame.postMessage('lastmile:port', null, [port1]);
  });
}

/** Ends the program only after the core has finished what it writes. */
function endWith(thread: CoreThread): void {
  let hasEnded = false;
  app.on('before-quit', (event) => {
    if (hasEnded) return;
    event.preventDefault();
    void thread.stop().finally(() => {
      hasEnded = true;
      app.quit();
    });
  });
}

/** A page of ours goes nowhere else and opens nothing: no link, no dropped file, no script can take the window away. */
function keepAtHome(contents: Electron.WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Nothing is asked of any other machine, and no page gets at anything of this one. */
function keepOthersOut(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_, __, decide) => decide(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !/^(app:\/\/lastmile\/|blob:app:\/\/lastmile\/|data:|devtools:)/.test(url) });
  });
}

/** Says once, on this machine, that the system does not really keep keys. */
function tellOfPlainKeys(window: BrowserWindow): void {
  const told = join(app.getPath('userData'), 'told-of-plain-keys');
  if (!keepsKeysInPlain() || existsSync(told)) return;
  void dialog
    .showMessageBox(window, {
      type: 'warning',
      message: say('host', 'plain-key-store'),
      detail: say('host', 'plain-key-store-more'),
    })
    .then(() => writeFileSync(told, ''));
}

function dataFolderIn(args: readonly string[]): string | null {
  const { values } = parseArgs({ args: args.slice(1), options: { data: { type: 'string' } }, strict: false });
  return typeof values.data === 'string' ? resolve(values.data) : null;
}

/** Where Chromium keeps what is the window's; a window, and one instance, for each data folder. */
function windowFolder(): string {
  const isUsual = folder === places.dataFolder;
  const name = isUsual ? 'window' : `window-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`;
  const path = join(app.getPath('appData'), 'Lastmile', name);
  mkdirSync(path, { recursive: true });
  return path;
}
