import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Installs programs that a suite needs, where that is allowed (Debian, root). True when apt-get says that they are there;
 * elsewhere it does nothing, and the suite is reported as skipped.
 */
export function installDebian(packages) {
  const mayInstall = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) return false;
  console.log(`Installing ${packages.join(', ')}…`);
  const apt = (...args) =>
    // Another apt-get may be at work: waited for, a while.
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  apt('update');
  return apt('install', '-y', '--no-install-recommends', ...packages);
}
