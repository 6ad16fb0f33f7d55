import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Threads that strip types end the whole process now and then (V8, "jit_page.has_value"): tests run the built ones. */
const builtPrograms = {
  find: /^(?:\.{1,2}\/|#main\/)(?:.*\/)?programs\.ts$/,
  replacement: fileURLToPath(new URL('tests/programs.ts', import.meta.url)),
};

const project = (name: string, include: string[], testTimeout = 30_000) => ({
  resolve: { alias: [builtPrograms] },
  test: { name, include, testTimeout, hookTimeout: testTimeout },
});

const withFreeRadius = ({ test, ...rest }: ReturnType<typeof project>) => ({
  ...rest,
  test: { ...test, globalSetup: ['tests/radius/freeradius/global-setup.ts'] },
});

const withPostgreSql = ({ test, ...rest }: ReturnType<typeof project>) => ({
  ...rest,
  test: {
    ...test,
    globalSetup: ['tests/server/postgresql/global-setup.ts', 'tests/server/freeradius/global-setup.ts'],
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', ['tests/domain/**/*.test.ts', 'tests/spreadsheet/**/*.test.ts', 'tests/messages/**/*.test.ts']),
      project('store', ['tests/store/**/*.test.ts']),
      withFreeRadius(project('features', ['tests/features/**/*.test.ts'], 60_000)),
      project('hosts', ['tests/hosts/**/*.test.ts', 'tests/desktop/**/*.test.ts'], 60_000),
      project('routeros', ['tests/routeros/**/*.test.ts']),
      project('simulator', ['tests/simulator/**/*.test.ts'], 60_000),
      withFreeRadius(project('radius', ['tests/radius/**/*.test.ts'], 60_000)),
      withPostgreSql(project('server', ['tests/server/**/*.test.ts'], 60_000)),
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
