import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { root } from './root.mjs';
import { say } from './words.mjs';

const home = join(root, 'node_modules', 'electron');
const PATIENCE_MS = 60_000;

/** The Electron executable, or null when only its package is there. */
export function installedRuntime() {
  const pathFile = join(home, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const file = join(home, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(file) ? file : null;
}

/** Fetches the runtime, which npm does not bring along. Null: it could not be had within a minute. */
export async function fetchedRuntime() {
  const installer = join(home, 'install.js');
  if (!existsSync(installer)) return null;
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  console.error(say('host.fetching-runtime', { version }));
  await new Promise((resolve) => {
    const fetching = spawn(process.execPath, [installer], { cwd: root, stdio: 'ignore' });
    const timer = setTimeout(() => fetching.kill(), PATIENCE_MS);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    fetching.on('error', end);
    fetching.on('close', end);
  });
  return installedRuntime();
}

/** Whether there is a screen to open a window on. */
export const hasScreen =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
