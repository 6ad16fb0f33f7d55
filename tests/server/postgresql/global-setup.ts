import type { TestProject } from 'vitest/node';
import { installDebian } from '../../run/debian.mjs';
import { postgresqlPrograms, startPostgreSql } from './start.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the PostgreSQL of this run is; null where none can be had. */
    readonly postgresql: string | null;
  }
}

/** One PostgreSQL for the tests of the central server, installed where that is allowed; without one they are skipped. */
export default async function setup(project: TestProject) {
  if (!postgresqlPrograms()) installDebian(['postgresql']);
  const programs = postgresqlPrograms();
  if (!programs) {
    console.log('Left out: the tests against PostgreSQL, because it is not installed.');
    project.provide('postgresql', null);
    return undefined;
  }
  const { url, stop } = await startPostgreSql(programs);
  project.provide('postgresql', url);
  return stop;
}
