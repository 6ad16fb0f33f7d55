import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const here = (path: string): string => resolve(import.meta.dirname, path);

/** Of the table of device makers only the names are asked for: without their addresses it is a third. */
const makersNamesOnly = {
  name: 'makers-names-only',
  enforce: 'pre' as const,
  transform: {
    filter: { id: /oui-data[\\/]index\.json$/ },
    handler: (code: string): string => {
      const makers = Object.entries(JSON.parse(code) as Record<string, string>); // the package's one file
      return JSON.stringify(Object.fromEntries(makers.map(([prefix, maker]) => [prefix, maker.split('\n', 1)[0]])));
    },
  },
};

export default defineConfig({
  main: {
    plugins: [makersNamesOnly],
    build: {
      outDir: 'out/main',
      // Everything is bundled but `dependencies` (better-sqlite3) and electron.
      rolldownOptions: {
        input: {
          electron: here('src-main/electron.ts'),
          loopback: here('src-main/loopback.ts'),
          cli: here('src-main/cli.ts'),
          server: here('src-server/program.ts'),
          'router-simulator': here('src-simulator/program.ts'),
          'sample-router': here('src-simulator/sample-router.ts'),
          'core-worker': here('src-main/workers/core-worker.ts'),
          'import-worker': here('src-main/workers/import-worker.ts'),
        },
        // Of the central server alone, which runs where its packages are: they have files of their own (WebAssembly), or choose
        // what they load as they run.
        external: [/^@electric-sql\//, 'pg', 'fastify', '@fastify/rate-limit', 'prom-client'],
        // Flat, so that every part finds the workers beside itself (src-main/programs.ts).
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload must be CommonJS, and one file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: here('src-main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('src-renderer'),
    plugins: [react()],
    build: {
      outDir: here('out/renderer'),
      rolldownOptions: { input: { index: here('src-renderer/index.html') } },
    },
  },
});
