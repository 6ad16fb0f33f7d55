import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import { keyFiles } from './key-files.ts';
import type { Platform } from './platform.ts';
import { DIRECT } from './proxy.ts';
import { proxyInEnvironment } from './proxy-environment.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a program of this name keeps things on an operating system, for one user. Absolute paths. */
export interface Places {
  readonly dataFolder: string;
  /** Never inside the data folder: a copy of the folder must not carry the key that opens it. */
  readonly keysFolder: string;
}

/** The XDG base directories ask for relative values to be ignored. */
const absolute = (path: string | undefined): string | undefined =>
  path !== undefined && posix.isAbsolute(path) ? path : undefined;

/** The folders of this operating system. `LASTMILE_KEYS` names another place for the key files. */
export function placesOf(os: NodeJS.Platform, env: Environment, home: string): Places {
  const own = env['LASTMILE_KEYS'];
  const places = usualPlaces(os, env, home);
  return own ? { ...places, keysFolder: own } : places;
}

function usualPlaces(os: NodeJS.Platform, env: Environment, home: string): Places {
  if (os === 'win32') {
    // The keys roam with the user's profile, the data (which may be large) stays on the machine.
    const local = env['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local');
    const roaming = env['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming');
    return {
      dataFolder: win32.join(local, 'Lastmile', 'data'),
      keysFolder: win32.join(roaming, 'Lastmile', 'keys'),
    };
  }
  if (os === 'darwin') {
    const support = posix.join(home, 'Library', 'Application Support', 'Lastmile');
    return { dataFolder: posix.join(support, 'data'), keysFolder: posix.join(support, 'keys') };
  }
  const data = absolute(env['XDG_DATA_HOME']) ?? posix.join(home, '.local', 'share');
  const config = absolute(env['XDG_CONFIG_HOME']) ?? posix.join(home, '.config');
  return { dataFolder: posix.join(data, 'lastmile'), keysFolder: posix.join(config, 'lastmile', 'keys') };
}

/** The platform of every host that is a plain Node process: the command line, the loopback host, tests. */
export function nodePlatform(env: Environment = process.env): Platform {
  const places = placesOf(process.platform, env, homedir());
  return {
    keys: [keyFiles(places.keysFolder)],
    dataFolder: places.dataFolder,
    proxyFor: (url) => Promise.resolve(proxyInEnvironment(env, url) ?? DIRECT),
  };
}
