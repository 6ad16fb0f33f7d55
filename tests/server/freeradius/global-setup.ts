import { existsSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { installDebian } from '../../run/debian.mjs';

const NEEDED = ['/usr/sbin/freeradius', '/usr/bin/radclient', '/usr/lib/freeradius/rlm_sql_postgresql.so'];
const isThere = (): boolean => NEEDED.every((path) => existsSync(path));

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether there is a FreeRADIUS that reads a PostgreSQL. */
    readonly hasFreeRadius: boolean;
  }
}

/** Installs FreeRADIUS where that is allowed; without it the tests against it are skipped. */
export default function setup(project: TestProject) {
  if (!isThere()) installDebian(['freeradius', 'freeradius-postgresql', 'freeradius-utils']);
  if (!isThere()) console.log('Left out: the tests of FreeRADIUS over PostgreSQL, because it is not installed.');
  project.provide('hasFreeRadius', isThere());
}
