import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { say } from './words.mjs';

const OUTPUTS = [
  'out/main/electron.js',
  'out/main/cli.js',
  'out/main/router-simulator.js',
  'out/main/server.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];
const SOURCES = [
  'src-shared',
  'src-main',
  'src-radius',
  'src-renderer',
  'src-simulator',
  'src-server',
  'templates',
  'resources',
  'package.json',
  'electron.vite.config.ts',
];

/** Whether an output is missing, or older than any of the sources. */
export function isStale(folder = root) {
  const outputs = OUTPUTS.map((path) => join(folder, path));
  if (!outputs.every((path) => existsSync(path))) return true;
  const oldest = Math.min(...outputs.map((path) => statSync(path).mtimeMs));
  return SOURCES.some((path) => newest(join(folder, path)) > oldest);
}

/** When a file, or the last changed file of a folder, was changed: milliseconds since 1970. */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  // What starts the program is not part of it.
  const files = readdirSync(path, { recursive: true })
    .filter((name) => !name.startsWith('launch'))
    .map((name) => join(path, name));
  // A folder's own time changes when something in it is removed.
  return Math.max(found.mtimeMs, ...files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

/** Builds when it is needed. False: it failed, and what the build said has been printed. */
export async function buildWhenStale() {
  if (!isStale()) return true;
  console.error(say('host.building'));
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  if (!existsSync(program)) {
    console.error(say('host.packages-missing'));
    return false;
  }
  const { status, said } = await run([program, 'build']);
  if (status === 0) return true;
  console.error(said);
  console.error(say('host.build-failed'));
  return false;
}

function run(args) {
  return new Promise((resolve) => {
    const building = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const listen = (some) => {
      said += String(some);
    };
    building.stdout.on('data', listen);
    building.stderr.on('data', listen);
    building.on('error', (error) => resolve({ status: 1, said: error.message }));
    building.on('close', (status) => resolve({ status, said }));
  });
}
