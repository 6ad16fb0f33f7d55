import { existsSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { installDebian } from '../../run/debian.mjs';
import type { Ports } from './configuration.ts';
import { startFreeRadius } from './start.ts';

const PROGRAMS = ['/usr/sbin/freeradius', '/usr/sbin/radiusd'];
const found = () => PROGRAMS.find((path) => existsSync(path));

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the FreeRADIUS of this run listens; null where none can be had. */
    readonly freeradius: (Ports & { readonly secret: string }) | null;
  }
}

/** One FreeRADIUS for the tests of this folder, installed where that is allowed; without one they are skipped. */
export default async function setup(project: TestProject) {
  if (!found()) installDebian(['freeradius', 'freeradius-utils']);
  const program = found();
  if (!program) {
    console.log('Left out: the tests against FreeRADIUS, because it is not installed.');
    project.provide('freeradius', null);
    return undefined;
  }
  const secret = 'testing123';
  const { ports, stop } = await startFreeRadius(program, secret);
  project.provide('freeradius', { ...ports, secret });
  return stop;
}
