import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';

const NAMES = {
  linux: [
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
    'chromium',
    'chromium-browser',
  ],
  darwin: ['google-chrome', 'chromium'],
  win32: ['chrome.exe', 'msedge.exe', 'chromium.exe'],
};

/** Where the installers of Chrome, Edge and Chromium put them when they are not in the PATH. */
const places = {
  linux: () => [
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
    '/snap/bin/chromium',
    '/usr/lib/chromium/chromium',
  ],
  darwin: () =>
    ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => [
      join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
      join(folder, 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
      join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
    ]),
  win32: () =>
    [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => [
        join(folder, 'Google\\Chrome\\Application\\chrome.exe'),
        join(folder, 'Microsoft\\Edge\\Application\\msedge.exe'),
        join(folder, 'Chromium\\Application\\chrome.exe'),
      ]),
};

/** Installed browsers that can show a page as a window of its own, the first to try first. */
export function appBrowsers() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const named = (NAMES[process.platform] ?? []).flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...named, ...(places[process.platform]?.() ?? [])].filter(isProgram);
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The folder for what the app window remembers, apart from the person's own browser. */
export function windowProfile() {
  const home = homedir();
  if (process.platform === 'win32')
    return join(process.env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Lastmile', 'window');
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'Lastmile', 'window');
  return join(process.env.XDG_CACHE_HOME || join(home, '.cache'), 'lastmile', 'window');
}

/** The arguments with which a browser of Chromium's family shows a page as a window of its own. */
export function appArguments(url, profile = windowProfile()) {
  // Chromium refuses to run as root with its sandbox on.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [`--app=${url}`, `--user-data-dir=${profile}`, '--no-first-run', '--no-default-browser-check', ...asRoot];
}

/** The command that opens an address in the browser which the person has chosen. */
export function defaultBrowser(url) {
  if (process.platform === 'win32') return { file: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  return { file: process.platform === 'darwin' ? 'open' : 'xdg-open', args: [url] };
}

/**
 * Starts a program that shows something and does not wait until it ends. Resolves with the process when it is still there
 * after `patience` milliseconds or has ended well by then, and with null when it cannot be started or ended with an error.
 */
export function shown(file, args, patience = 3000) {
  return new Promise((resolve) => {
    const showing = spawn(file, args, { stdio: 'ignore' });
    const timer = setTimeout(() => resolve(showing), patience);
    const end = (isShown) => {
      clearTimeout(timer);
      resolve(isShown ? showing : null);
    };
    showing.on('error', () => end(false));
    showing.on('exit', (status) => end(status === 0));
    showing.unref();
  });
}
