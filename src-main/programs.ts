/** Where the parts of the program lie: beside each other in out/main once built, in src-main when run from the sources. */
const isBuilt = !import.meta.url.endsWith('.ts');

/** The program of a worker thread. */
export function workerProgram(name: 'core-worker' | 'import-worker' | 'sample-router'): URL {
  const folder = name === 'sample-router' ? '../src-simulator' : 'workers';
  return new URL(isBuilt ? `${name}.js` : `${folder}/${name}.ts`, import.meta.url);
}

/** The folder of the built screens. */
export const pagesFolder = new URL(isBuilt ? '../renderer/' : '../out/renderer/', import.meta.url);

/** The preload of the desktop window. */
export const preloadFile = new URL(isBuilt ? '../preload/preload.cjs' : '../out/preload/preload.cjs', import.meta.url);
