import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], testTimeout = 30_000) => ({
  test: { name, include, testTimeout, hookTimeout: testTimeout },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', ['tests/domain/**/*.test.ts', 'tests/spreadsheet/**/*.test.ts', 'tests/messages/**/*.test.ts']),
      project('store', ['tests/store/**/*.test.ts']),
      project('features', ['tests/features/**/*.test.ts'], 60_000),
      project('hosts', ['tests/hosts/**/*.test.ts', 'tests/desktop/**/*.test.ts'], 60_000),
      project('faults', ['tests/faults/**/*.test.ts'], 300_000),
    ],
    coverage: {
      provider: 'v8',
      include: ['src-shared/domain/**/*.ts'],
      reporter: ['text', 'html'],
      thresholds: { branches: 95 },
    },
  },
});
