import { existsSync } from 'node:fs';
import { installDebian } from './debian.mjs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

const found = () => process.env.LASTMILE_BROWSER ?? PLACES.find((path) => existsSync(path));

/** The browser for the end-to-end specs; installed where that is allowed (Debian, root); undefined where there is none. */
export function browser() {
  const there = found();
  if (there) return there;
  installDebian(['chromium']);
  return found();
}
