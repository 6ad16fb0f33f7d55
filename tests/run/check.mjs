// npm run check: format, lint, types and unit tests. Linting takes about as long as the rest together, so they run side by
// side; each tells what it has to say when it ends, and what failed is named once more at the end.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const UNIT = 'tests/run/unit.mjs';
const LANES = [
  [['node_modules/eslint/bin/eslint.js', '.']],
  [['node_modules/prettier/bin/prettier.cjs', '--check', '.'], ['node_modules/typescript/bin/tsc', '-b'], [UNIT]],
];
const failed = [];

/** Runs a program of this checkout; true when it found nothing wrong. */
function passes([program, ...args]) {
  return new Promise((resolve) => {
    const running = spawn(process.execPath, [fileURLToPath(new URL(program, root)), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = [];
    running.stdout.on('data', (some) => said.push(some));
    running.stderr.on('data', (some) => said.push(some));
    running.on('close', (status, signal) => {
      const isWell = status === 0;
      const lines = Buffer.concat(said).toString().trimEnd().split('\n');
      console.log(`${isWell ? 'ok' : 'FAILED'}  ${[program.replace('node_modules/', ''), ...args].join(' ')}`);
      if (!isWell) console.log(lines.join('\n'));
      else if (program === UNIT) console.log(lines.at(-1));
      if (!isWell) {
        failed.push(`${program} ended with ${status ?? signal}`);
        failed.push(...lines.filter((line) => line.startsWith('FAILED')));
      }
      resolve(isWell);
    });
  });
}

async function lane(programs) {
  let all = true;
  for (const program of programs) all = (await passes(program)) && all;
  return all;
}

await Promise.all(LANES.map(lane));
for (const line of failed) console.log(line);
process.exit(failed.length === 0 ? 0 : 1);
