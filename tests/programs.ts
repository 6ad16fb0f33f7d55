import { fileURLToPath } from 'node:url';
import { isStale } from '../src-main/launch/build-when-stale.mjs';

const built = !isStale();

/**
 * A program of src-main as tests start it: the built one while it is up to date with the sources, else the source itself.
 * (Threads that strip types churn WebAssembly, which now and then ends the whole process: V8, "jit_page.has_value".)
 */
export function program(name: 'cli' | 'import-worker' | 'core-worker' | 'sample-router' | 'server'): URL {
  const source = { cli: 'src-main', 'sample-router': 'src-simulator' }[name as string] ?? 'src-main/workers';
  return new URL(built ? `../out/main/${name}.js` : `../${source}/${name}.ts`, import.meta.url);
}

// In tests this file stands in for src-main/programs.ts as well (vitest.config.ts): no test runs a thread from the sources.
export const workerProgram = (name: 'core-worker' | 'import-worker' | 'sample-router'): URL => program(name);
export const pagesFolder = new URL('../out/renderer/', import.meta.url);
export const preloadFile = new URL('../out/preload/preload.cjs', import.meta.url);

/** The same as a path, for a child process. */
export function programPath(name: Parameters<typeof program>[0]): string {
  return fileURLToPath(program(name));
}
