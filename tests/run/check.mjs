// npm run check: format, lint, types and unit tests. Linting takes about as long as the rest together, so they run side by
// side; each tells what it has to say when it ends.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const LANES = [
  [['eslint/bin/eslint.js', '.']],
  [
    ['prettier/bin/prettier.cjs', '--check', '.'],
    ['typescript/bin/tsc', '-b'],
    ['vitest/vitest.mjs', 'run', '--project', 'unit'],
  ],
];

/** One program of node_modules; true when it found nothing wrong. */
function passes([program, ...args]) {
  return new Promise((resolve) => {
    const running = spawn(process.execPath, [fileURLToPath(new URL(`node_modules/${program}`, root)), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = [];
    running.stdout.on('data', (some) => said.push(some));
    running.stderr.on('data', (some) => said.push(some));
    running.on('close', (status) => {
      const name = program.split('/')[0];
      console.log(`${status === 0 ? 'ok' : 'FAILED'}  ${name} ${args.join(' ')}`);
      if (status !== 0 || name === 'vitest')
        process.stdout.write(
          Buffer.concat(said)
            .toString()
            .split('\n')
            .slice(status === 0 ? -7 : 0)
            .join('\n'),
        );
      resolve(status === 0);
    });
  });
}

async function lane(programs) {
  let all = true;
  for (const program of programs) all = (await passes(program)) && all;
  return all;
}

const results = await Promise.all(LANES.map(lane));
process.exit(results.every(Boolean) ? 0 : 1);
