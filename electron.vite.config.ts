import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const here = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // Everything is bundled but `dependencies` (better-sqlite3) and electron.
      rolldownOptions: {
        input: {
          electron: here('src-main/electron.ts'),
          loopback: here('src-main/loopback.ts'),
          cli: here('src-main/cli.ts'),
          'core-worker': here('src-main/workers/core-worker.ts'),
          'import-worker': here('src-main/workers/import-worker.ts'),
        },
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
